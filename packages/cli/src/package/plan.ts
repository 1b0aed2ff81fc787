import type {Lesson, Text} from '@uggla/protocol';

/** What a lesson can be besides an address. */
export type Standard = NonNullable<Extract<Lesson, {kind: 'embed'}>['standard']>;

/** One thing in a package that is opened by itself: a SCO, an assignable unit, a page. */
export interface Unit {
  /** What the package calls it. */
  key: string;
  title?: Text;
  /** The fields of its lesson; `src` is an address below the package's folder, or a whole one. */
  lesson: {
    standard: Standard;
    src: string;
    mastery?: number;
    data?: string;
    activity?: string;
    moveOn?: string;
    launchMethod?: string;
    entitlementKey?: string;
  };
}

/** What is told of a package that is used all the same. */
export interface Flaw {
  code: string;
  message: string;
  cure: string;
}

/** What a manifest says. */
export interface Plan {
  standard: Standard;
  title?: Text;
  units: Unit[];
  flaws: Flaw[];
}

/** The files of a package, as a manifest may name them. */
export interface Inside {
  /** The address of a file that a manifest names, below the package's folder; throws `package-launch-missing`. */
  addressOf: (named: string, parameters?: string) => string;
  has: (path: string) => boolean;
  read: (path: string) => Promise<Uint8Array>;
}
