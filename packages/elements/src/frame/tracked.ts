import type {FramePackage, PackageResult} from '@uggla/protocol/frame.js';
import {LastWords} from './last-words.js';
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
  readonly #last: LastWords | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #told = '';
  #isGoing = false;

  constructor(talk: Talk, {memory}: FramePackage, read: () => Tracked) {
    this.#talk = talk;
    this.#read = read;
    this.#last = memory && new LastWords(memory);
    addEventListener('pageshow', () => (this.#isGoing = false));
  }

  soon(): void {
    if (this.#isGoing) this.now();
    else this.#timer ??= setTimeout(() => this.now(), TELLS_EVERY_MS);
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
    if (this.#isGoing) this.#last?.keep({kept, result});
  }

  /** The window goes: what was said last may reach nobody, whether it was told or not; nor may what comes yet. */
  going(): void {
    this.#isGoing = true;
    const {kept, result} = this.#read();
    this.#last?.keep({kept: JSON.stringify(kept), result});
    this.now();
  }
}

/** A package as it was left, with what it said too late for the page to hear; that is told first. */
export function withLastWords(content: FramePackage, talk: Talk): FramePackage {
  const words = content.memory && new LastWords(content.memory).take();
  if (!words) return content;
  talk.tell({type: 'tracked', ...words});
  return {...content, kept: words.kept};
}

/** @throws an error where the package lies on another origin than this frame: no browser lets the one look into the other. */
export function needOwnOrigin(src: string): void {
  const {origin} = new URL(src);
  if (origin !== location.origin)
    throw new Error(`a package has to lie on the frame’s origin (${location.origin}), not on ${origin}`);
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
