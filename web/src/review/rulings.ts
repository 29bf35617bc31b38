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

export type Action = 'accept' | 'reject' | 'correct' | 'apart' | 'same' | 'denies' | 'not_of' | 'note';

const ALLOWED: Record<SubjectKind, Action[]> = {
  claim: ['accept', 'same', 'note'],
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
export type Field = 'speaker' | 'act' | 'content' | 'date' | 'place' | 'role';

export function fields(kind: SubjectKind): Field[] {
  if (kind === 'statement') return ['speaker', 'act', 'content', 'date'];
  if (kind === 'event') return ['role', 'date', 'place'];
  return [];
}

export interface Correction {
  field: Field;
  value: string;
  /** For a role: which. For a date: its last day, if it is another. */
  second?: string;
}

/** A correction in the words of the log. */
export function correction({ field, value, second }: Correction): string {
  const text = value.trim();
  switch (field) {
    case 'speaker':
      return `speaker is ${text}`;
    case 'act':
      return `act is ${text}`;
    case 'content':
      return `content is ${text}`;
    case 'place':
      return `place is ${text}`;
    case 'date':
      return second && second !== text ? `date is ${text}/${second}` : `date is ${text}`;
    case 'role':
      return `role ${second ?? ''} is ${text}`;
  }
}

/** What a correction still lacks, or null when it can be taken down. */
export function lacking({ field, value, second }: Correction): 'value' | 'role' | 'span' | 'order' | null {
  const text = value.trim();
  if (!text) return 'value';
  if (field === 'role' && !second) return 'role';
  if (field === 'content') {
    const [start, end] = text.split('-').map(Number);
    return Number.isInteger(start) && Number.isInteger(end) && (start as number) < (end as number) ? null : 'span';
  }
  if (field === 'date' && second && second < text) return 'order';
  return null;
}
