// Moves the ends of a stretch of text word by word.
import type { Characters } from '../standing/codepoints';

function isSpace(character: string): boolean {
  return character.trim() === '';
}

/** The stretch with its start or end moved by one word, never empty and never beyond the text. */
export function grow(
  text: Characters,
  [start, end]: [number, number],
  which: 'start' | 'end',
  step: 1 | -1,
): [number, number] {
  if (which === 'start') {
    const moved = step < 0 ? wordBefore(text, start) : wordAfter(text, start);
    return moved < end ? [moved, end] : [start, end];
  }
  const moved = step > 0 ? endAfter(text, end) : endBefore(text, end);
  return moved > start ? [start, moved] : [start, end];
}

/** Where the word before begins. */
function wordBefore(text: Characters, at: number): number {
  let place = at;
  while (place > 0 && isSpace(text.slice(place - 1, place))) place -= 1;
  while (place > 0 && !isSpace(text.slice(place - 1, place))) place -= 1;
  return place;
}

/** Where the next word begins. */
function wordAfter(text: Characters, at: number): number {
  let place = at;
  while (place < text.length && !isSpace(text.slice(place, place + 1))) place += 1;
  while (place < text.length && isSpace(text.slice(place, place + 1))) place += 1;
  return place;
}

/** Where the next word ends. */
function endAfter(text: Characters, at: number): number {
  let place = at;
  while (place < text.length && isSpace(text.slice(place, place + 1))) place += 1;
  while (place < text.length && !isSpace(text.slice(place, place + 1))) place += 1;
  return place;
}

/** Where the word before ends. */
function endBefore(text: Characters, at: number): number {
  let place = at;
  while (place > 0 && !isSpace(text.slice(place - 1, place))) place -= 1;
  while (place > 0 && isSpace(text.slice(place - 1, place))) place -= 1;
  return place;
}
