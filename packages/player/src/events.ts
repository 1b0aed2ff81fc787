import {EventBase} from '@uggla/core/event-base.js';
import type {Chapter} from './chapters/chapters-controller.js';

/** The viewer asks for what comes after this: by button, key, lock screen or headset. Who owns the list decides. */
export class NextRequestEvent extends EventBase {
  /** Nobody asked: the film is over, and the time of `next-after` has passed. */
  readonly automatic: boolean;

  constructor(automatic = false) {
    super('uggla-next-request', {bubbles: true, composed: true, cancelable: true});
    this.automatic = automatic;
  }
}

/** The viewer asks for what came before this. */
export class PreviousRequestEvent extends EventBase {
  constructor() {
    super('uggla-previous-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** Playback has come into another chapter. */
export class ChapterChangeEvent extends EventBase {
  /** `undefined`: into none. */
  readonly chapter: Chapter | undefined;

  constructor(chapter: Chapter | undefined) {
    super('uggla-chapter-change');
    this.chapter = chapter;
  }
}
