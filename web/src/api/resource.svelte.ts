// One question to the program as a page shows it: asked anew when the address or the case changes, with its states.
import { ask, Refusal } from './client';
import { live } from './live.svelte';
import { location, type Query } from '../router/location.svelte';
import type { Problem } from './contract';

/** The moment that is looked at, as every question carries it. */
export function moment(): Query {
  return { as_of: location.query.get('as_of'), captured_by: location.query.get('captured_by') };
}

export class Resource<T> {
  value = $state.raw<T | null>(null);
  problem = $state<Problem | null>(null);
  loading = $state(true);
  more_loading = $state(false);
  #controller: AbortController | null = null;
  #asked = '';
  #ask: () => { path: string; query?: Query } | null;

  /** `question` says what to ask now (its reactive reads are followed), or null for nothing yet. */
  constructor(question: () => { path: string; query?: Query } | null) {
    this.#ask = question;
    $effect(() => {
      const asked = question();
      const now = moment();
      void live.revision;
      if (!asked) {
        this.value = null;
        this.loading = false;
        return;
      }
      const key = JSON.stringify([asked, now]);
      if (key !== this.#asked) this.problem = null;
      if (key.split('?')[0] !== this.#asked.split('?')[0]) this.loading = true;
      this.#asked = key;
      void this.#fetch(asked.path, { ...now, ...asked.query });
      return () => this.#controller?.abort();
    });
  }

  async #fetch(path: string, query: Query): Promise<void> {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    this.loading = true;
    try {
      const value = await ask<T>(path, query, controller.signal);
      if (controller.signal.aborted) return;
      this.value = value;
      this.problem = null;
    } catch (error) {
      if (controller.signal.aborted) return;
      if (error instanceof Refusal) {
        this.problem = error.problem;
        if (error.status === 401) live.wants_sign_in = true;
      } else this.problem = { code: 'page', cause: String(error), remedy: 'Load the page again.' };
      this.value = null;
    } finally {
      if (this.#controller === controller) this.loading = false;
    }
  }

  again(): void {
    const asked = this.#ask();
    if (asked) void this.#fetch(asked.path, { ...moment(), ...asked.query });
  }

  /** Fetches the next page of a list and joins it to what is there. */
  async more(cursor: string, join: (have: T, next: T) => T): Promise<void> {
    const asked = this.#ask();
    if (!asked || !this.value) return;
    this.more_loading = true;
    try {
      const next = await ask<T>(asked.path, { ...moment(), ...asked.query, cursor });
      if (this.value) this.value = join(this.value, next);
    } catch (error) {
      if (error instanceof Refusal) this.problem = error.problem;
    } finally {
      this.more_loading = false;
    }
  }
}
