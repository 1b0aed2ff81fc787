import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {CampusItem} from '@uggla/protocol';
import {needElementOf, type ShownElement} from './item-view.js';

/** The campus, as far as its open item needs it. */
export interface OpenItemHost extends ReactiveControllerHost {
  readonly openItem: CampusItem | undefined;
  /** The code that shows the item could not be loaded. */
  itemFailed(cause: unknown): void;
}

/** Brings the code that shows the open item, and takes its element to a lesson's second once it is ready. */
export class OpenItem implements ReactiveController {
  /** The element that shows the item; it may not be defined yet. */
  element: Element | undefined;

  readonly #host: OpenItemHost;
  #needed: CampusItem | undefined;
  #place: {lesson: string; time: number | undefined} | undefined;

  constructor(host: OpenItemHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Where to start: kept until the item's element is ready. Without a second, the element's own attribute does. */
  goTo(lesson: string, time: number | undefined): void {
    this.#place = {lesson, time};
  }

  /** Fetches once more the code that could not be had. */
  retry(): void {
    this.#needed = undefined;
  }

  hostUpdated(): void {
    const {openItem} = this.#host;
    if (openItem !== this.#needed) {
      this.#needed = openItem;
      if (openItem) needElementOf(openItem).catch((cause: unknown) => this.#host.itemFailed(cause));
    }
    if (this.#place && this.element) void this.#go(this.element);
  }

  readonly setElement = (element: Element | undefined): void => {
    this.element = element;
  };

  async #go(element: Element): Promise<void> {
    const place = this.#place!;
    this.#place = undefined;
    const {openItem} = this.#host;
    if (place.time === undefined || !openItem) return;
    await customElements.whenDefined(element.localName);
    const {status} = element as ShownElement;
    if (status !== 'ready') await new Promise((done) => element.addEventListener('uggla-ready', done, {once: true}));
    if (this.element !== element) return; // another item by now
    const shown = element as ShownElement;
    if (openItem.kind === 'product') shown.open?.(openItem.id, {time: place.time});
    else await shown.goTo?.(place.lesson || (shown.lesson ?? ''), {time: place.time});
  }
}
