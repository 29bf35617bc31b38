// What a person can decide of what, and how the program's log writes it.

/** What a decision is about. */
export type SubjectKind = 'claim' | 'statement' | 'event' | 'toll' | 'actor' | 'document';

export interface Target {
  kind: SubjectKind;
  /** The id that a decision takes: a claim's, an actor's, or DOCUMENT/ENTRY. */
  subject: string;
  title: string;
  words: string;
}

export type Action = 'accept' | 'reject' | 'correct' | 'apart' | 'same' | 'denies' | 'not_of' | 'note' | 'publish';

const ALLOWED: Record<SubjectKind, Action[]> = {
  claim: ['accept', 'same', 'note', 'publish'],
  statement: ['accept', 'reject', 'correct', 'denies', 'not_of', 'note'],
  event: ['accept', 'reject', 'correct', 'apart', 'note'],
  toll: ['accept', 'reject', 'note'],
  actor: ['accept', 'same', 'apart', 'note'],
  document: ['accept', 'note'],
};

export function allowed(kind: SubjectKind, action: Action): boolean {
  return ALLOWED[kind].includes(action);
}

/** Which kind a subject's id tells of. */
export function kindOf(subject: string, told?: string): SubjectKind {
  const entry = subject.includes('/') ? (subject.split('/')[1] ?? '') : subject;
  if (told && told in ALLOWED) return told as SubjectKind;
  if (subject.includes('/')) {
    if (entry.startsWith('e')) return 'event';
    if (entry.startsWith('t')) return 'toll';
    if (entry.startsWith('a')) return 'actor';
    return 'statement';
  }
  if (/^p[0-9a-f]/.test(subject)) return 'claim';
  if (/^ts[0-9a-f]/.test(subject)) return 'toll';
  if (subject.startsWith('doc-')) return 'document';
  return 'actor';
}

/** What can be corrected of an entry of each kind. */
export type Field = 'speaker' | 'act' | 'content' | 'date' | 'place' | 'role' | 'type';

export function fields(kind: SubjectKind): Field[] {
  if (kind === 'statement') return ['speaker', 'act', 'content', 'date'];
  if (kind === 'event') return ['type', 'role', 'date', 'place'];
  return [];
}

export interface Correction {
  field: Field;
  value: string;
  /** For a role: which. For a date: its last day, if it is another. For a place: the state's code. */
  second?: string;
  /** For a place: how exact it is. */
  third?: string;
  /** The text tells no day, no place, or nobody. */
  unknown?: boolean;
}

/** A correction in the words of the log. */
export function correction({ field, value, second, third, unknown }: Correction): string {
  const text = value.trim();
  if (unknown) {
    const nobody = field === 'speaker' || field === 'role';
    return `${field === 'role' ? `role ${second ?? ''}` : field} is ${nobody ? 'nobody' : 'unknown'}`;
  }
  switch (field) {
    case 'speaker':
      return `speaker is ${text}`;
    case 'type':
      return `type is ${text}`;
    case 'act':
      return `act is ${text}`;
    case 'content':
      return `content is ${text}`;
    case 'place':
      return `place is ${[text, second?.trim().toUpperCase(), second ? third : undefined].filter(Boolean).join('/')}`;
    case 'date':
      return second && second !== text ? `date is ${text}/${second}` : `date is ${text}`;
    case 'role':
      return `role ${second ?? ''} is ${text}`;
  }
}

/** What a correction still lacks, or null when it can be taken down. */
export function lacking({
  field,
  value,
  second,
  unknown,
}: Correction): 'value' | 'role' | 'span' | 'order' | 'state' | null {
  const text = value.trim();
  if (field === 'role' && !second) return 'role';
  if (unknown) return null;
  if (!text) return 'value';
  if (field === 'place' && second && !/^[A-Za-z]{3}$/.test(second.trim())) return 'state';
  if (field === 'content') {
    const [start, end] = text.split('-').map(Number);
    return Number.isInteger(start) && Number.isInteger(end) && (start as number) < (end as number) ? null : 'span';
  }
  if (field === 'date' && second && second < text) return 'order';
  return null;
}
