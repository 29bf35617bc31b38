import { describe, expect, it } from 'vitest';
import type { Annotation } from '../api/contract';
import { Characters } from './codepoints';
import { paragraphs, segments } from './segments';

function annotation(id: string, start: number, end: number): Annotation {
  return { id, entry: id, kind: 'statement', part: 'content', start, end, label: '' };
}

describe('cutting a text where annotations begin and end', () => {
  const text = 'Bouh said rockets were fired';
  const characters = new Characters(text);

  it('loses no character and repeats none', () => {
    const pieces = segments(characters, 0, text.length, [
      annotation('a', 5, 20),
      annotation('b', 10, 28),
      annotation('c', 12, 14),
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });

  it('gives each piece all that holds it, the widest first', () => {
    const pieces = segments(characters, 0, text.length, [annotation('inner', 10, 17), annotation('outer', 5, 28)]);
    const piece = pieces.find((one) => one.text === 'rockets');
    expect(piece?.annotations.map((one) => one.id)).toEqual(['outer', 'inner']);
  });

  it('cuts at the edge of a paragraph what goes beyond it', () => {
    const pieces = segments(characters, 5, 9, [annotation('long', 0, 28)]);
    expect(pieces).toHaveLength(1);
    expect(pieces[0]?.text).toBe('said');
  });
});

describe('paragraphs of a document', () => {
  it('cover the whole text though blocks leave gaps or overlap', () => {
    const blocks = paragraphs(30, [
      { kind: 'paragraph', start: 10, end: 20 },
      { kind: 'heading', start: 2, end: 8 },
      { kind: 'repeat', start: 15, end: 25 },
    ]);
    expect(blocks.map((block) => [block.start, block.end])).toEqual([
      [0, 2],
      [2, 8],
      [8, 10],
      [10, 20],
      [20, 25],
      [25, 30],
    ]);
  });
});
