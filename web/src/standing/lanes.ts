// Lays documents out by origin and day: pure numbers for a drawing.
import type { OriginEdge, OriginNode } from '../api/contract';
import { say } from '../messages';
import { instant } from './days';

const LABEL = 178;
const ROW = 26;
const TOP = 30;
const PAD = 12;

export interface Placed extends OriginNode {
  x: number;
  y: number;
  short: string;
}
export interface Drawing {
  width: number;
  height: number;
  days: { value: string; x: number; anchor: 'start' | 'middle' | 'end' }[];
  lanes: { id: string; y: number; height: number }[];
  nodes: Placed[];
  edges: { key: string; path: string; kind: string; explanation: string }[];
  folded: { lane: string; n: number; x: number; y: number; width: number }[];
}

/** Lanes in the order of their first day; in a lane the original first, then what came of it, each on a row where it has room. */
export function lanes(
  nodes: OriginNode[],
  edges: OriginEdge[],
  options: { width: number; unfolded: boolean },
): Drawing {
  const width = Math.max(options.width, 320);
  const days = [
    ...new Set(nodes.map((node) => node.published?.slice(0, 10)).filter((day): day is string => !!day)),
  ].sort();
  const first = instant(days[0]) ?? 0;
  const last = instant(days.at(-1)) ?? first;
  const room = Math.max(width - PAD - LABEL - PAD, 60);
  const x = (day: string | null): number =>
    last === first || !day ? PAD : PAD + (((instant(day.slice(0, 10)) ?? first) - first) / (last - first)) * room;

  const byLane = new Map<string, OriginNode[]>();
  for (const node of [...nodes].sort(inOrder)) byLane.set(node.lineage, [...(byLane.get(node.lineage) ?? []), node]);

  const drawing: Drawing = { width, height: 0, days: [], lanes: [], nodes: [], edges: [], folded: [] };
  let y = TOP;
  for (const [id, members] of byLane) {
    const visible = options.unfolded ? members : members.slice(0, 1);
    const rows: number[] = [];
    for (const node of visible) {
      const at = x(node.published);
      let row = rows.findIndex((end) => end <= at);
      if (row < 0) row = rows.push(0) - 1;
      rows[row] = at + LABEL;
      drawing.nodes.push({
        ...node,
        x: at,
        y: y + row * ROW + ROW / 2,
        short:
          shorten(node.publisher || node.title, node.published ? 20 : 12) +
          (node.published ? '' : ` (${say('documents.undated')})`),
      });
    }
    const hidden = members.length - visible.length;
    const anchor = drawing.nodes.at(-1);
    if (hidden > 0 && anchor) {
      rows.push(0);
      drawing.folded.push({ lane: id, n: hidden, x: anchor.x + 11, y: anchor.y + ROW, width: 88 });
    }
    const height = Math.max(rows.length, 1) * ROW + 4;
    drawing.lanes.push({ id, y, height });
    y += height + 6;
  }
  drawing.height = y;
  drawing.days = apart(days, x, width);

  const placed = new Map(drawing.nodes.map((node) => [node.id, node]));
  for (const edge of edges) {
    const from = placed.get(edge.from);
    const target = placed.get(edge.to);
    if (!from || !target) continue;
    drawing.edges.push({
      key: `${edge.from}>${edge.to}>${edge.kind}`,
      path: `M${from.x} ${from.y}V${target.y}H${target.x}`,
      kind: edge.kind,
      explanation: edge.explanation,
    });
  }
  return drawing;
}

function inOrder(a: OriginNode, b: OriginNode): number {
  const byDay = (a.published ?? '9999').localeCompare(b.published ?? '9999');
  if (a.lineage === b.lineage) {
    const byKind = Number(a.kind !== 'original') - Number(b.kind !== 'original');
    if (byKind) return byKind;
  }
  return byDay || a.label.localeCompare(b.label, 'en', { numeric: true });
}

/** Days whose labels do not run into one another. */
function apart(days: string[], x: (day: string) => number, width: number): Drawing['days'] {
  const shown: Drawing['days'] = [];
  let end = -Infinity;
  for (const value of days) {
    const at = x(value);
    if (at - 40 < end) continue;
    end = at + 50;
    shown.push({ value, x: at, anchor: at < 40 ? 'start' : at > width - 40 ? 'end' : 'middle' });
  }
  return shown;
}

export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}
