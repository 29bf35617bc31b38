// Where the reader is: the address is the pages' state, so that any view can be shared, kept and gone back to.

export type Query = Record<string, string | number | boolean | null | undefined>;

class Location {
  path = $state(window.location.pathname);
  search = $state(window.location.search);
  readonly query = $derived(new URLSearchParams(this.search));

  /** Takes over what the browser's address says. */
  read(): void {
    this.path = window.location.pathname;
    this.search = window.location.search;
  }
}

export const location = new Location();

/** The parameters of time, which every link keeps. */
const KEPT = ['as_of', 'captured_by'] as const;

/** An address within the pages; the moment that is looked at goes along. */
export function to(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const name of KEPT) {
    const value = location.query.get(name);
    if (value) parameters.set(name, value);
  }
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '' || value === false) parameters.delete(name);
    else parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

/** Goes there. `replace` leaves no step to go back to: for filters while they are typed. */
export function go(address: string, { replace = false } = {}): void {
  if (replace) history.replaceState({ scroll: window.scrollY }, '', address);
  else {
    history.replaceState({ scroll: window.scrollY }, '');
    history.pushState({}, '', address);
  }
  location.read();
}

/** Changes parameters of the present address; null takes one away. A cursor never survives a change of filter. */
export function change(query: Query, options: { replace?: boolean } = {}): void {
  const parameters = new URLSearchParams(location.search);
  parameters.delete('cursor');
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '' || value === false) parameters.delete(name);
    else parameters.set(name, String(value));
  }
  const text = parameters.toString();
  go(text ? `${location.path}?${text}` : location.path, options);
}

/** Lets links within the pages be followed without loading them anew. */
export function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== window.location.origin) return;
  if (link.pathname.startsWith('/api/')) return;
  if (link.hash && link.pathname === window.location.pathname && link.search === window.location.search) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}
