// Lays dated claims along a line of time: pure numbers for a drawing.
import type { TimelineEntry } from '../api/contract';
import { instant } from './days';

const DAY = 86_400_000;
const PAD = 40;

export interface Mark {
  entry: TimelineEntry;
  x: number;
  y: number;
  width: number;
  /** Whether one end is not known. */
  open: boolean;
}

/** Marks on rows that do not run into one another, and ticks whose labels do not. The line spans the days around the median, so that one old date does not press all others together; what lies beyond is drawn at its edge. */
export function strip(
  entries: TimelineEntry[],
  width: number,
): { marks: Mark[]; ticks: { value: string; x: number; anchor: 'start' | 'middle' | 'end' }[]; height: number } {
  const begins = entries
    .map((one) => instant(one.date?.earliest ?? one.date?.latest))
    .filter((one): one is number => one !== null)
    .sort((a, b) => a - b);
  if (begins.length === 0) return { marks: [], ticks: [], height: 0 };
  const middle = begins[Math.floor(begins.length / 2)] ?? 0;
  const spread = begins.map((one) => Math.abs(one - middle)).sort((a, b) => a - b)[Math.floor(begins.length / 2)] ?? 0;
  const reach = Math.max(45 * DAY, 10 * spread);
  const near = begins.filter((one) => Math.abs(one - middle) <= reach);
  const low = near[0] ?? middle;
  const high = Math.max(near.at(-1) ?? middle, low + DAY);
  const pad = (high - low) * 0.06;
  const from = low - pad;
  const until = high + pad;
  const x = (value: number): number =>
    PAD + ((Math.min(Math.max(value, from), until) - from) / (until - from)) * (width - 2 * PAD);
  const rows: number[] = [];
  const marks: Mark[] = [];
  for (const entry of entries) {
    if (!entry.date) continue;
    const start = instant(entry.date.earliest ?? entry.date.latest);
    if (start === null) continue;
    const end = instant(entry.date.latest);
    const left = x(start);
    const right = x(end ?? until);
    let row = rows.findIndex((taken) => taken < left - 12);
    if (row < 0) row = rows.push(0) - 1;
    rows[row] = Math.max(right, left + 6);
    marks.push({
      entry,
      x: left,
      y: 14 + row * 14,
      width: right - left,
      open: !entry.date.latest || !entry.date.earliest,
    });
  }
  const ticks: { value: string; x: number; anchor: 'start' | 'middle' | 'end' }[] = [];
  const count = Math.max(2, Math.min(8, Math.floor(width / 130)));
  for (let place = 0; place <= count; place += 1) {
    const value = low + ((high - low) * place) / count;
    const day = new Date(Math.round(value / DAY) * DAY).toISOString().slice(0, 10);
    if (ticks.at(-1)?.value === day) continue;
    ticks.push({ value: day, x: x(instant(day) ?? value), anchor: 'middle' });
  }
  return { marks, ticks, height: 14 + rows.length * 14 + 26 };
}
