// What claims are called, for links that know only their ids.
import { ask } from './client';
import type { Claims } from './contract';
import { moment } from './resource.svelte';

class Names {
  claims = $state.raw(new Map<string, { number: number | null; text: string }>());
  #asked = '';

  /** Asks once for a moment; the weightiest claims come first and are the ones that have numbers. */
  load(revision: number): void {
    const now = moment();
    const key = JSON.stringify([now, revision]);
    if (key === this.#asked) return;
    this.#asked = key;
    void ask<Claims>('/claims', { ...now, limit: 500 }).then(
      (found) => (this.claims = new Map(found.claims.map((one) => [one.id, { number: one.number, text: one.text }]))),
      () => undefined,
    );
  }
}

export const names = new Names();
