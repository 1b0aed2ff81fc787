import type {FramePackage, PackageResult} from '@uggla/protocol/frame.js';

/** What a package said last. */
export interface Words {
  kept: string;
  result: PackageResult;
}

/**
 * What a package says while its whole tab closes: no message reaches the page any more, and no database takes anything. It is
 * kept in this frame's origin by the one way that needs no time, and told when the package is opened again.
 */
export class LastWords {
  readonly #key: string;
  readonly #since: string;

  constructor({key, at}: NonNullable<FramePackage['memory']>) {
    this.#key = `uggla-last-words ${key}`;
    this.#since = at;
  }

  keep(words: Words): void {
    try {
      localStorage.setItem(this.#key, JSON.stringify({...words, at: new Date().toISOString()}));
    } catch {
      // A browser that keeps nothing, or is full: the words from up to a second before have reached the page.
    }
  }

  /** Takes them back; nothing when the page has heard something later, from here or from another device. */
  take(): Words | undefined {
    try {
      const found = localStorage.getItem(this.#key);
      if (found === null) return undefined;
      localStorage.removeItem(this.#key);
      const {at, kept, result} = JSON.parse(found) as Words & {at: string};
      return at > this.#since ? {kept, result} : undefined;
    } catch {
      return undefined;
    }
  }
}
