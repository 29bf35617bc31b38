import { describe, expect, it } from 'vitest';
import { Characters } from '../standing/codepoints';
import { moved } from '../pages/brief/order';
import { allowed, correction, kindOf, lacking } from './rulings';
import { grow } from './words';

describe('what can be decided', () => {
  it('goes by what the subject is', () => {
    expect(kindOf('p0a6515828b')).toBe('claim');
    expect(kindOf('doc-1/s08c68cd427')).toBe('statement');
    expect(kindOf('doc-1/e08c68cd427')).toBe('event');
    expect(kindOf('state:ERI')).toBe('actor');
    expect(allowed('statement', 'denies')).toBe(true);
    expect(allowed('claim', 'denies')).toBe(false);
    expect(allowed('claim', 'reject')).toBe(false);
    expect(allowed('claim', 'publish')).toBe(true);
    expect(allowed('statement', 'publish')).toBe(false);
  });

  it('is written as the log reads it', () => {
    expect(correction({ field: 'speaker', value: ' Eritrea ' })).toBe('speaker is Eritrea');
    expect(correction({ field: 'role', value: 'Eritrea', second: 'recipient' })).toBe('role recipient is Eritrea');
    expect(correction({ field: 'date', value: '2025-11-04', second: '2025-11-04' })).toBe('date is 2025-11-04');
    expect(correction({ field: 'date', value: '2025-11-04', second: '2025-11-06' })).toBe(
      'date is 2025-11-04/2025-11-06',
    );
    expect(correction({ field: 'place', value: 'Massawa', second: 'eri', third: 'city' })).toBe(
      'place is Massawa/ERI/city',
    );
    expect(correction({ field: 'place', value: 'Massawa', second: '', third: 'city' })).toBe('place is Massawa');
    expect(correction({ field: 'date', value: '2025-11-04', unknown: true })).toBe('date is unknown');
    expect(correction({ field: 'role', value: '', second: 'supplier', unknown: true })).toBe('role supplier is nobody');
  });

  it('is not taken while something is missing', () => {
    expect(lacking({ field: 'speaker', value: ' ' })).toBe('value');
    expect(lacking({ field: 'role', value: 'Eritrea' })).toBe('role');
    expect(lacking({ field: 'content', value: '20-20' })).toBe('span');
    expect(lacking({ field: 'date', value: '2025-11-06', second: '2025-11-04' })).toBe('order');
    expect(lacking({ field: 'place', value: 'Massawa', second: 'Eritrea' })).toBe('state');
    expect(lacking({ field: 'speaker', value: '', unknown: true })).toBeNull();
  });
});

describe('the ends of a statement’s words', () => {
  const text = new Characters('He said that Eritrea denied it.');

  it('move word by word', () => {
    expect(grow(text, [13, 20], 'start', -1)).toEqual([8, 20]);
    expect(grow(text, [8, 20], 'start', 1)).toEqual([13, 20]);
    expect(grow(text, [13, 20], 'end', 1)).toEqual([13, 27]);
    expect(grow(text, [13, 27], 'end', -1)).toEqual([13, 20]);
  });

  it('never cross and never leave the text', () => {
    expect(grow(text, [13, 20], 'end', -1)).toEqual([13, 20]);
    expect(grow(text, [0, 2], 'start', -1)).toEqual([0, 2]);
    expect(grow(text, [13, 31], 'end', 1)).toEqual([13, 31]);
  });
});

describe('parts of a brief', () => {
  it('are put where they are wanted', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a'], 5, 0)).toEqual(['a']);
  });
});
