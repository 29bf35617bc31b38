// Moves a part of a list to another place.

/** The list with what stands at `from` put at `until`; places beyond the ends mean the ends. */
export function moved<T>(list: T[], from: number, until: number): T[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one === undefined) return list;
  next.splice(Math.min(Math.max(until, 0), next.length), 0, one);
  return next;
}
