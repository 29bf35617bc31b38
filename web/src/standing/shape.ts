// The standing of a claim as a reader takes it in at a glance, from what weighing says of it.
import type { ClaimRow, Stance } from '../api/contract';

export type Shape = 'contested' | 'corroborated' | 'single_origin' | 'unasserted' | 'denied_only' | 'retracted';

export const SHAPES: Shape[] = ['contested', 'corroborated', 'single_origin', 'denied_only', 'retracted', 'unasserted'];

export function shape(claim: Pick<ClaimRow, 'status' | 'asserting'>): Shape {
  if (claim.status !== 'uncontested') return claim.status;
  if (claim.asserting.count >= 2) return 'corroborated';
  return claim.asserting.count === 1 ? 'single_origin' : 'unasserted';
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
