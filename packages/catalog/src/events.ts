import {EventBase} from '@uggla/core/event-base.js';
import type {CampusItem, Product} from '@uggla/protocol';

/** Someone opened an item of a campus or a product of a portfolio. */
export class ItemOpenEvent extends EventBase {
  /** Id of the item or product. */
  readonly item: string;
  readonly kind: CampusItem['kind'];
  /** Id of the lesson or step, when one was chosen. */
  readonly lesson: string | undefined;
  /** Second at which it starts. */
  readonly time: number | undefined;

  constructor(
    item: string,
    kind: CampusItem['kind'],
    {lesson, time}: {lesson?: string | undefined; time?: number | undefined} = {},
  ) {
    super('uggla-item-open');
    this.item = item;
    this.kind = kind;
    this.lesson = lesson;
    this.time = time;
  }
}

/** An action of a product: its call to action. */
export type ProductAction = NonNullable<Product['actions']>[number];

/** Someone chose an action of a product. Cancel it to do something else than following the link. */
export class ItemActionEvent extends EventBase {
  /** Id of the product. */
  readonly item: string;
  readonly action: ProductAction;

  constructor(item: string, action: ProductAction) {
    super('uggla-action', {cancelable: true});
    this.item = item;
    this.action = action;
  }
}

/** What someone wrote into a lead form. */
export interface Lead {
  /** Made when the form was opened: the same lead sent twice is one. */
  readonly id: string;
  /** Id of the product. */
  readonly item: string;
  /** Label of the action that asked. */
  readonly action: string;
  readonly name: string;
  readonly email: string;
  readonly company: string;
  readonly phone: string;
  readonly message: string;
  /** What was agreed to, word for word as it was shown. */
  readonly consent: string;
  readonly language: string;
  /** When it was sent (ISO 8601, UTC). */
  readonly time: string;
}

/**
 * Someone sent a lead form; the fields are checked. Whoever listens says with `respondWith` whether it arrived. One that
 * was sent without a network is kept on the device, and comes again under the same id when the network is back.
 */
export class LeadEvent extends EventBase {
  readonly lead: Lead;
  #answer: Promise<unknown> | undefined;

  constructor(lead: Lead) {
    super('uggla-lead');
    this.lead = lead;
  }

  /** Takes the lead: the form thanks when the promise is fulfilled, and offers another try when it is rejected. */
  respondWith(answer: unknown): void {
    this.#answer = Promise.resolve(answer);
  }

  /** What the listener answered; `undefined` when nobody took the lead. */
  get answer(): Promise<unknown> | undefined {
    return this.#answer;
  }
}
