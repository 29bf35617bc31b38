// The standing of a claim as a reader takes it in at a glance, from what weighing says of it.
import type { ClaimRow, Stance } from '../api/contract';

export type Shape = 'contested' | 'corroborated' | 'single_origin' | 'unasserted' | 'denied_only' | 'retracted';

export const SHAPES: Shape[] = ['contested', 'corroborated', 'single_origin', 'denied_only', 'retracted', 'unasserted'];

export function shape(claim: Pick<ClaimRow, 'status' | 'asserting'>): Shape {
  if (claim.status !== 'uncontested') return claim.status;
  if (claim.asserting.count >= 2) return 'corroborated';
  return claim.asserting.count === 1 ? 'single_origin' : 'unasserted';
}

/** Statements by who makes them, in the order in which each first speaks. */
export function bySpeaker<T extends { speakers: { id: string }[]; date?: string | null }>(sides: T[]): T[][] {
  const groups = new Map<string, T[]>();
  const inOrder = [...sides].sort((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'));
  for (const one of inOrder) {
    const key = one.speakers
      .map((speaker) => speaker.id)
      .sort()
      .join(' ');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Whether a rejection is none that counts: in blanket, of what was said of others. Weighing tells so in words only. */
export function uncounted(
  one: { blanket?: boolean; speakers: { name: string }[] } | undefined,
  claim: { origins_denying: { explanation: string } },
): boolean {
  const told = claim.origins_denying.explanation
    .split(';')
    .find((part) => part.includes('only in blanket') && part.includes('not counted'));
  return !!told && !!one?.blanket && one.speakers.every((speaker) => told.includes(speaker.name));
}

/** What to ask for so that only claims of a standing come. */
export function asked(shape: string | null): { status?: string; origins?: string } {
  switch (shape) {
    case 'corroborated':
      return { status: 'uncontested', origins: 'several' };
    case 'single_origin':
      return { status: 'uncontested', origins: 'single' };
    case 'unasserted':
      return { status: 'uncontested', origins: 'none' };
    default:
      return shape ? { status: shape } : {};
  }
}

export type SideName = 'asserted' | 'denied' | 'neither' | 'withdrawn';

/** On which side of a claim a stance stands. Disputed evidence and silence stand on neither. */
export function side(stance: Stance): SideName {
  switch (stance) {
    case 'alleges':
    case 'confirms':
      return 'asserted';
    case 'denies':
    case 'partly_denies':
      return 'denied';
    case 'retracts':
      return 'withdrawn';
    default:
      return 'neither';
  }
}
