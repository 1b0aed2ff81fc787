/** The letters of base64url: what every LMS keeps as it is. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Writes numbers and texts bit by bit; reads as base64url. */
export class BitWriter {
  #letters = '';
  #open = 0;
  #free = 6;

  /** How many letters it is by now. */
  get length(): number {
    return this.#letters.length + (this.#free < 6 ? 1 : 0);
  }

  /** A whole number of so many bits (at most 32). */
  number(value: number, bits: number): void {
    for (let left = bits; left > 0;) {
      const taken = Math.min(left, this.#free);
      this.#open = (this.#open << taken) | (Math.floor(value / 2 ** (left - taken)) & (2 ** taken - 1));
      left -= taken;
      this.#free -= taken;
      if (this.#free === 0) this.#push();
    }
  }

  flag(value: boolean): void {
    this.number(value ? 1 : 0, 1);
  }

  /** A whole number of any size from 0: four bits at a time, and one that says whether more follow. */
  count(value: number): void {
    let left = Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0;
    for (;;) {
      const more = left >= 16;
      this.flag(more);
      this.number(left % 16, 4);
      if (!more) return;
      left = Math.floor(left / 16);
    }
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.count(bytes.length);
    for (const byte of bytes) this.number(byte, 8);
  }

  toString(): string {
    return this.#free < 6 ? this.#letters + LETTERS[this.#open << this.#free]! : this.#letters;
  }

  #push(): void {
    this.#letters += LETTERS[this.#open];
    this.#open = 0;
    this.#free = 6;
  }
}

/** Reads what a {@link BitWriter} wrote. Throws a `RangeError` where there is nothing left, or what cannot be. */
export class BitReader {
  readonly #letters: string;
  #at = 0;

  constructor(letters: string) {
    this.#letters = letters;
  }

  number(bits: number): number {
    let value = 0;
    for (let read = 0; read < bits; read++, this.#at++) {
      const letter = LETTERS.indexOf(this.#letters[Math.floor(this.#at / 6)] ?? ' ');
      if (letter < 0) throw new RangeError('the text ends too early');
      value = value * 2 + ((letter >> (5 - (this.#at % 6))) & 1);
    }
    return value;
  }

  flag(): boolean {
    return this.number(1) === 1;
  }

  count(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 16) {
      if (factor > 2 ** 48) throw new RangeError('no number is so long');
      const more = this.flag();
      value += this.number(4) * factor;
      if (!more) return value;
    }
  }

  text(): string {
    const length = this.count();
    if (length * 8 > this.#letters.length * 6) throw new RangeError('the text is longer than all');
    return new TextDecoder().decode(Uint8Array.from({length}, () => this.number(8)));
  }
}

/** A number of 32 bits out of a text, spread evenly (FNV-1a with the end of MurmurHash 3). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
