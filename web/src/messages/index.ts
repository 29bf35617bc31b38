// Words of the pages by typed key. A further language is a further module with the same keys.
import { english } from './english';
import { codes } from './codes';

export type Key = keyof typeof english;
type Counted = { one: string; other: string };
export type Values = Record<string, string | number>;

const LANGUAGE = 'en';
const plural = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(LANGUAGE);

/** The words of a key, with {name} replaced; a key that counts takes its form by `n`. */
export function say(key: Key, values: Values = {}): string {
  const found: string | Counted = english[key];
  const text = typeof found === 'string' ? found : plural.select(Number(values.n)) === 'one' ? found.one : found.other;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value;
  });
}

/** The words of a code of the record (`arms_transfer`, `partly_denies`); one that is not known is shown with spaces. */
export function word(code: string | null | undefined): string {
  if (!code) return '';
  return (codes as Record<string, string>)[code] ?? code.replaceAll('_', ' ').replaceAll('-', ' ');
}

/** A claim's words as a line by itself: with a large first letter. */
export function line(text: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(LANGUAGE) + text.slice(first.length);
}

export function number(value: number): string {
  return numbers.format(value);
}
