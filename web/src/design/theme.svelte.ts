// Light or dark: as the system says, until the reader chooses.

export type Choice = 'system' | 'light' | 'dark';
const KEY = 'onrecord.theme';

class Theme {
  choice = $state<Choice>('system');
  dark = $state(false);

  start(): void {
    const kept = read();
    this.choice = kept === 'light' || kept === 'dark' ? kept : 'system';
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  turn(): void {
    this.choice = this.dark ? 'light' : 'dark';
    try {
      localStorage.setItem(KEY, this.choice);
    } catch {
      // A browser that keeps nothing forgets the choice, and that is all.
    }
    this.#apply();
  }

  #apply(): void {
    this.dark =
      this.choice === 'dark' || (this.choice === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.dataset.theme = this.dark ? 'dark' : 'light';
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export const theme = new Theme();
