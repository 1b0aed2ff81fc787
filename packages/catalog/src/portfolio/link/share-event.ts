import {EventBase} from '@uggla/core/event-base.js';

/** Someone took a product's link along: copied it, or kept its code as a picture. Where to is not known. */
export class ItemShareEvent extends EventBase {
  /** Id of the product. */
  readonly item: string;
  readonly method: 'link' | 'code';

  constructor(item: string, method: 'link' | 'code') {
    super('uggla-share');
    this.item = item;
    this.method = method;
  }
}
