// Days and stretches of time in words, as exact as the document was and no more.
import type { DateRange } from '../api/contract';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** Milliseconds of a day's beginning (UTC), or null where it is none. */
export function instant(value: string | null | undefined): number | null {
  if (!value) return null;
  const found = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value);
  return Number.isNaN(found) ? null : found;
}

export function dayInWords(value: string | null | undefined, brief = false): string {
  const found = instant(value?.slice(0, 10));
  if (found === null) return value ?? '';
  return (brief ? short : day).format(found);
}

export function momentInWords(value: string | null | undefined): string {
  const found = value ? Date.parse(value) : NaN;
  return Number.isNaN(found) ? (value ?? '') : moment.format(found);
}

/** “4 November 2025”, “October 2025”, “2025”, “since 1 January 2007”, “3 to 9 November 2025”. */
export function rangeInWords(date: DateRange | null | undefined): string {
  if (!date) return '';
  const { earliest, latest, precision } = date;
  if (!earliest && !latest) return '';
  if (!latest) return `since ${dayInWords(earliest)}`;
  if (!earliest) return `until ${dayInWords(latest)}`;
  if (earliest === latest) return dayInWords(earliest);
  const from = instant(earliest) ?? 0;
  if (precision === 'month') return month.format(from);
  if (precision === 'year') return earliest.slice(0, 4);
  return day.formatRange(from, instant(latest) ?? from);
}
