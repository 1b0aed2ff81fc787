import {EventBase} from '@uggla/core/event-base.js';

/** The browser did not let the player start by itself as `autoplay` asks. */
export class AutoplayBlockedEvent extends EventBase {
  /** It plays without sound; `false`: it waits for the viewer. */
  readonly muted: boolean;

  constructor(muted: boolean) {
    super('uggla-autoplay-blocked');
    this.muted = muted;
  }
}
