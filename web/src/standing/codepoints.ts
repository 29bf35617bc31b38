// Offsets of the program count Unicode code points; strings here count UTF-16 units. This takes the one to the other.

export class Characters {
  #text: string;
  /** Where each code point begins, or null while both ways of counting agree. */
  #starts: Uint32Array | null = null;
  readonly length: number;

  constructor(text: string) {
    this.#text = text;
    let astral = false;
    for (let unit = 0; unit < text.length; unit += 1) {
      const code = text.charCodeAt(unit);
      if (code >= 0xd800 && code <= 0xdbff) {
        astral = true;
        break;
      }
    }
    if (!astral) {
      this.length = text.length;
      return;
    }
    const starts: number[] = [];
    let unit = 0;
    for (const character of text) {
      starts.push(unit);
      unit += character.length;
    }
    starts.push(unit);
    this.#starts = Uint32Array.from(starts);
    this.length = starts.length - 1;
  }

  /** The characters from `start` to before `end`. */
  slice(start: number, end: number): string {
    if (!this.#starts) return this.#text.slice(start, end);
    const last = this.#starts.length - 1;
    return this.#text.slice(this.#starts[Math.min(start, last)], this.#starts[Math.min(end, last)]);
  }

  /** The code point that begins at this UTF-16 unit, or holds it. */
  point(unit: number): number {
    if (!this.#starts) return Math.min(unit, this.length);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
