import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {CampusItem} from '@uggla/protocol';
import type {CourseLike} from './item-view.js';
import {elementOf, needElementOf} from './item-view.js';

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
    if (place.time === undefined || !openItem || elementOf(openItem).tag !== 'uggla-course') return;
    await customElements.whenDefined(element.localName);
    const course = element as CourseLike;
    if (course.status !== 'ready') await new Promise((done) => course.addEventListener('uggla-ready', done, {once: true}));
    if (this.element !== element) return; // another item by now
    await course.goTo(place.lesson || course.lesson, {time: place.time});
  }
}
