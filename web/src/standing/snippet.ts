// Marks the words of a hit in the text around it.
import type { Hit } from '../api/contract';

export interface Piece {
  text: string;
  hit: boolean;
}

/** The snippet cut at the words that were found, the longest first so that no mark cuts another. */
export function around(hit: Pick<Hit, 'snippet' | 'spans'>): Piece[] {
  const words = [...new Set(hit.spans.map((span) => span.exact).filter(Boolean))].sort((a, b) => b.length - a.length);
  if (words.length === 0) return [{ text: hit.snippet, hit: false }];
  const pattern = new RegExp(`(${words.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'g');
  return hit.snippet
    .split(pattern)
    .filter((text) => text !== '')
    .map((text) => ({ text, hit: words.includes(text) }));
}

/** An excerpt with as much of its context as stands in the same paragraph, on one line. */
export function paragraph(excerpt: { before: string; exact: string; after: string }): {
  before: string;
  exact: string;
  after: string;
} {
  const line = (text: string): string => text.replace(/\s+/g, ' ');
  return {
    before: line(excerpt.before.split(/\n\s*\n/).at(-1) ?? '').replace(/^ /, ''),
    exact: line(excerpt.exact),
    after: line(excerpt.after.split(/\n\s*\n/)[0] ?? '').replace(/ $/, ''),
  };
}
