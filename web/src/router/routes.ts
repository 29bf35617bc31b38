// Which page an address means. Each page is a piece of script of its own, fetched when it is first opened.
import type { Component } from 'svelte';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Page = () => Promise<{ default: Component<any> }>;

export interface Route {
  name: string;
  load: Page;
  parameters: Record<string, string>;
}

const table: [pattern: string, name: string, load: Page][] = [
  ['/', 'claims', () => import('../pages/Claims.svelte')],
  ['/claims', 'claims', () => import('../pages/Claims.svelte')],
  ['/claims/:id', 'claims', () => import('../pages/Claim.svelte')],
  ['/documents', 'documents', () => import('../pages/Documents.svelte')],
  ['/documents/:id', 'documents', () => import('../pages/Document.svelte')],
  ['/timeline', 'timeline', () => import('../pages/Timeline.svelte')],
  ['/map', 'map', () => import('../pages/Map.svelte')],
  ['/tolls', 'tolls', () => import('../pages/Tolls.svelte')],
  ['/positions', 'positions', () => import('../pages/Positions.svelte')],
  ['/origins', 'origins', () => import('../pages/Origins.svelte')],
  ['/actors', 'actors', () => import('../pages/Actors.svelte')],
  ['/actors/:id', 'actors', () => import('../pages/Actor.svelte')],
  ['/provisions', 'provisions', () => import('../pages/Provisions.svelte')],
  ['/search', 'search', () => import('../pages/Search.svelte')],
  ['/review', 'review', () => import('../pages/Review.svelte')],
  ['/decisions', 'decisions', () => import('../pages/Decisions.svelte')],
  ['/briefs', 'briefs', () => import('../pages/Briefs.svelte')],
  ['/briefs/:id', 'briefs', () => import('../pages/Brief.svelte')],
  ['/add', 'add', () => import('../pages/Add.svelte')],
  ['/users', 'users', () => import('../pages/Users.svelte')],
  ['/tokens', 'tokens', () => import('../pages/Tokens.svelte')],
  ['/audit', 'audit', () => import('../pages/Audit.svelte')],
  ['/sign-in', 'sign-in', () => import('../pages/SignIn.svelte')],
];

/** The page of a path, with what its address names; nothing when there is none. */
export function route(path: string): Route | null {
  const pieces = path.replace(/\/+$/, '').split('/');
  for (const [pattern, name, load] of table) {
    const parameters = match(pattern.replace(/\/+$/, '').split('/'), pieces);
    if (parameters) return { name, load, parameters };
  }
  return null;
}

function match(pattern: string[], pieces: string[]): Record<string, string> | null {
  if (pattern.length !== pieces.length) return null;
  const parameters: Record<string, string> = {};
  for (const [place, wanted] of pattern.entries()) {
    const piece = pieces[place] ?? '';
    if (wanted.startsWith(':')) {
      try {
        parameters[wanted.slice(1)] = decodeURIComponent(piece);
      } catch {
        return null;
      }
    } else if (wanted !== piece) return null;
  }
  return parameters;
}
