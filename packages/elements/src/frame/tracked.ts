import type {PackageResult} from '@uggla/protocol/frame.js';
import type {Talk} from './talk.js';

/** So long (milliseconds) what a package has said may wait: a tab that is killed costs no more. */
const TELLS_EVERY_MS = 1000;

/** What a package says of itself. */
export interface Tracked {
  /** What is kept for the next visit. */
  kept: object;
  result: PackageResult;
}

/** Tells the page what a package says, once it differs from what was told: now, or within a second. */
export class Tracker {
  readonly #talk: Talk;
  readonly #read: () => Tracked;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #told = '';

  constructor(talk: Talk, read: () => Tracked) {
    this.#talk = talk;
    this.#read = read;
  }

  soon(): void {
    this.#timer ??= setTimeout(() => this.now(), TELLS_EVERY_MS);
  }

  now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const {kept: value, result} = this.#read();
    const kept = JSON.stringify(value);
    const now = `${kept} ${JSON.stringify(result)}`;
    if (now === this.#told) return;
    this.#told = now;
    this.#talk.tell({type: 'tracked', kept, result});
  }
}

/** @throws an error where the package lies on another origin than this frame: no browser lets the one look into the other. */
export function needOwnOrigin(src: string): void {
  const {origin} = new URL(src);
  if (origin !== location.origin) throw new Error(`a package has to lie on the frame’s origin (${location.origin}), not on ${origin}`);
}

/** What was kept, if it is an object. */
export function readKept<T extends object>(kept: string | undefined): T | undefined {
  try {
    const value: unknown = JSON.parse(kept ?? 'null');
    return typeof value === 'object' && value !== null ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}
