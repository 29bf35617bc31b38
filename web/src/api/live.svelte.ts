// The state that all pages share: the case, who is signed in, and what the program tells while a page is open.
import { ask, BASE, Refusal } from './client';
import type { Case, Job, Me, Role } from './contract';

const RANK: Record<Role, number> = { reader: 0, reviewer: 1, editor: 2, administrator: 3 };

class Live {
  case = $state<Case | null>(null);
  me = $state<Me | null>(null);
  /** Set when the program wants a name and password first. */
  wants_sign_in = $state(false);
  /** Rises with every change of the case; what was read is read anew. */
  revision = $state(0);
  weighing = $state(false);
  connected = $state(true);
  jobs = $state<Record<number, Job>>({});
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  async start(): Promise<void> {
    try {
      this.case = await ask<Case>('/case');
      this.me = this.case.me;
      this.weighing = this.case.weighing;
      this.wants_sign_in = this.case.accounts && !this.case.me;
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.wants_sign_in = true;
      else this.connected = false;
    }
    if (!this.wants_sign_in) this.#listen();
  }

  /** Whether who is here may do what asks for this role. The program checks it again. */
  may(role: Role): boolean {
    return this.me !== null && RANK[this.me.role] >= RANK[role];
  }

  #listen(): void {
    if (this.#source) return;
    const source = new EventSource(`${BASE}/events`);
    this.#source = source;
    source.addEventListener('open', () => (this.connected = true));
    source.addEventListener(
      'error',
      () => (this.connected = source.readyState !== EventSource.CLOSED && navigator.onLine),
    );
    source.addEventListener('revision', (event) => {
      const told = read<{ revision: number | string; weighing?: boolean }>(event);
      this.weighing = told?.weighing ?? false;
      this.changed();
    });
    source.addEventListener('decision', () => this.changed());
    source.addEventListener('job', (event) => {
      const job = read<Job>(event);
      if (job) this.jobs[job.job] = job;
    });
  }

  /** Something changed: pages read anew, once for a burst of changes. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.revision += 1;
      void ask<Case>('/case').then(
        (found) => {
          this.case = found;
          this.weighing = found.weighing;
        },
        () => undefined,
      );
    }, 150);
  }

  stop(): void {
    this.#source?.close();
    this.#source = null;
  }
}

function read<T>(event: Event): T | undefined {
  try {
    return JSON.parse((event as MessageEvent<string>).data) as T;
  } catch {
    return undefined;
  }
}

export const live = new Live();
