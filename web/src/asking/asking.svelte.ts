// One question to the reader at a time, in a dialog of the pages' own: a name, a password, or yes.

export interface Question {
  title: string;
  text?: string;
  /** What the field is for; without it the question is answered with yes or no. */
  label?: string;
  secret?: boolean;
  yes: string;
}

class Asking {
  question = $state.raw<Question | null>(null);
  #answer: ((value: string | null) => void) | null = null;

  /** What was written (or an empty text for a mere yes), or null where the reader would rather not. */
  ask(question: Question): Promise<string | null> {
    this.#answer?.(null);
    this.question = question;
    return new Promise((done) => {
      this.#answer = done;
    });
  }

  answer(value: string | null): void {
    this.#answer?.(value);
    this.#answer = null;
    this.question = null;
  }
}

export const asking = new Asking();
