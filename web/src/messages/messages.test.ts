import { describe, expect, it } from 'vitest';
import { english } from './english';
import { say, word } from '.';

describe('the pages’ words', () => {
  it('count as the language does', () => {
    expect(say('claims.count', { n: 1 })).toBe('1 claim');
    expect(say('claims.count', { n: 12000 })).toBe('12,000 claims');
  });

  it('name a code that is not known by its own letters', () => {
    expect(word('partly_denies')).toBe('Denies in part');
    expect(word('some_new_code')).toBe('some new code');
  });

  it('never say that a rule was violated', () => {
    const all = Object.values(english).flatMap((one) => (typeof one === 'string' ? [one] : Object.values(one)));
    expect(all.filter((one) => /violat/i.test(one))).toEqual([]);
  });
});
