// Cuts a text where annotations begin and end, so that overlapping ones can be shown over the same words.
import type { Annotation, Block } from '../api/contract';
import type { Characters } from './codepoints';

export interface Segment {
  start: number;
  end: number;
  text: string;
  /** Those that hold these words, the widest first. */
  annotations: Annotation[];
}

/** The pieces of `start`–`end`, in order and without gaps. */
export function segments(characters: Characters, start: number, end: number, annotations: Annotation[]): Segment[] {
  const inside = annotations.filter((one) => one.start < end && one.end > start && one.end > one.start);
  const cuts = new Set([start, end]);
  for (const one of inside) {
    if (one.start > start) cuts.add(one.start);
    if (one.end < end) cuts.add(one.end);
  }
  const places = [...cuts].sort((a, b) => a - b);
  const pieces: Segment[] = [];
  for (let place = 0; place + 1 < places.length; place += 1) {
    const from = places[place] as number;
    const until = places[place + 1] as number;
    const over = inside
      .filter((one) => one.start <= from && one.end >= until)
      .sort((a, b) => b.end - b.start - (a.end - a.start));
    pieces.push({ start: from, end: until, text: characters.slice(from, until), annotations: over });
  }
  return pieces;
}

/** The document's blocks with what lies between them, so that no character of the text is lost. */
export function paragraphs(length: number, blocks: Block[]): Block[] {
  const inOrder = [...blocks].sort((a, b) => a.start - b.start);
  const whole: Block[] = [];
  let at = 0;
  for (const block of inOrder) {
    if (block.start > at) whole.push({ kind: 'between', start: at, end: block.start });
    if (block.end > at) whole.push({ kind: block.kind, start: Math.max(at, block.start), end: block.end });
    at = Math.max(at, block.end);
  }
  if (at < length) whole.push({ kind: 'between', start: at, end: length });
  return whole;
}
