import {EventBase} from '@uggla/core/event-base.js';

/** The viewer asks for what comes after this: by button, key, lock screen or headset. Who owns the list decides. */
export class NextRequestEvent extends EventBase {
  constructor() {
    super('uggla-next-request', {bubbles: true, composed: true, cancelable: true});
  }
}

/** The viewer asks for what came before this. */
export class PreviousRequestEvent extends EventBase {
  constructor() {
    super('uggla-previous-request', {bubbles: true, composed: true, cancelable: true});
  }
}
