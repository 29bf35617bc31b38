// Lays the figures of a series out over days: pure numbers for a drawing.
import type { TollSeries } from '../api/contract';
import { instant } from './days';

const LEFT = 44;
const TOP = 22;
const HEIGHT = 190;
const BOTTOM = 24;

export interface PlotPoint {
  key: string;
  x: number;
  y: number;
  until: number;
  value: number;
  open: 'up' | 'down' | null;
  aside: boolean;
  /** Whether there is room for its number. */
  labelled: boolean;
  title: string;
}

export function plot(
  series: TollSeries,
  width: number,
): {
  left: number;
  height: number;
  x: { value: string; x: number }[];
  y: { value: number; y: number }[];
  band: { top: number; height: number } | null;
  best: number | null;
  points: PlotPoint[];
} {
  const figures = series.points.filter((point) => point.low != null || point.high != null);
  const most = Math.max(1, series.summary.high ?? 0, ...figures.map((point) => point.high ?? point.low ?? 0));
  const step = nice(most / 4);
  const top = Math.ceil((most * 1.05) / step) * step;
  const y = (value: number): number => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const days = [...new Set(figures.map((point) => point.date).filter((day): day is string => !!day))].sort();
  const first = instant(days[0]) ?? 0;
  const last = instant(days.at(-1)) ?? first;
  const room = width - LEFT - 70;
  const x = (day: string | null | undefined): number =>
    LEFT + 22 + (last === first || !day ? 0 : (((instant(day) ?? first) - first) / (last - first)) * room);

  const taken = new Map<string, number>();
  const labels: { x: number; y: number }[] = [];
  const points = figures.map((point) => {
    const value = point.low ?? point.high ?? 0;
    const place = `${point.date}/${Math.round(y(value) / 10)}`;
    const beside = taken.get(place) ?? 0;
    taken.set(place, beside + 1);
    const at = { x: x(point.date) + beside * 34, y: y(value) };
    const labelled = !labels.some((label) => Math.abs(label.x - at.x) < 26 && Math.abs(label.y - at.y) < 14);
    if (labelled) labels.push(at);
    return {
      labelled,
      key: `${point.toll.document}/${point.toll.entry}`,
      ...at,
      until: y(point.high ?? value),
      value,
      open:
        point.bound === 'at_least' || point.bound === 'more_than'
          ? ('up' as const)
          : point.bound === 'at_most' || point.bound === 'fewer_than'
            ? ('down' as const)
            : null,
      aside: !!point.set_aside,
      title: `${point.sources.join('; ')}: ${point.anchor.span.exact}`,
    };
  });
  const ticks: { value: string; x: number }[] = [];
  for (const day of days) if (x(day) - (ticks.at(-1)?.x ?? -Infinity) >= 84) ticks.push({ value: day, x: x(day) });
  const { low, high, best } = series.summary;
  return {
    left: LEFT,
    height: HEIGHT,
    x: ticks,
    y: Array.from({ length: Math.round(top / step) + 1 }, (_, place) => ({ value: place * step, y: y(place * step) })),
    band: low != null && high != null && high > low ? { top: y(high), height: y(low) - y(high) } : null,
    best: best != null ? y(best) : null,
    points,
  };
}

/** The next of 1, 2, 5, 10, 20, 50 … */
export function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  for (const factor of [1, 2, 5, 10]) if (factor * power >= value) return Math.max(1, factor * power);
  return 10 * power;
}
