import { describe, expect, it } from 'vitest';
import { Characters } from './codepoints';

describe('offsets in code points', () => {
  it('are those of the string while every character is one unit', () => {
    const text = new Characters('Asmara denied it');
    expect(text.slice(7, 13)).toBe('denied');
    expect(text.length).toBe(16);
    expect(text.point(7)).toBe(7);
  });

  it('count a character beyond the basic plane once', () => {
    const text = new Characters('a🚀b𝔠d');
    expect(text.length).toBe(5);
    expect(text.slice(1, 2)).toBe('🚀');
    expect(text.slice(2, 4)).toBe('b𝔠');
    expect(text.point(3)).toBe(2);
    expect(text.slice(4, 99)).toBe('d');
  });
});
