import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {OpenRequestEvent} from '@uggla/core/events.js';

interface RequestHost extends ReactiveControllerHost, HTMLElement {
  open(item: string, options: {lesson?: string | undefined; time?: number | undefined}): void;
  goTo?(id: string, options: {time?: number | undefined}): Promise<boolean>;
  /** Whether it has an item of this id; without the function, it takes all requests of what stands in it. */
  has?(item: string): boolean;
}

/**
 * Answers `uggla-open-request` events of what stands in a campus or portfolio, and of what names it by `for`: a citation
 * of a chat beside it leads here.
 */
export class RequestController implements ReactiveController {
  readonly #host: RequestHost;
  #root: Node | undefined;

  constructor(host: RequestHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#root = this.#host.getRootNode();
    this.#root.addEventListener('uggla-open-request', this.#answer);
  }

  hostDisconnected(): void {
    this.#root?.removeEventListener('uggla-open-request', this.#answer);
  }

  readonly #answer = (event: Event): void => {
    if (event.defaultPrevented) return; // somebody nearer has done it
    const host = this.#host;
    const path = event.composedPath();
    const {item, lesson, time} = event as OpenRequestEvent;
    const isNamed = host.id !== '' && path.some((at) => at instanceof Element && at.getAttribute('for') === host.id);
    const isOurs = isNamed || (path.includes(host) && (!host.has || (item !== undefined && host.has(item))));
    if (!isOurs || (!item && !(lesson && host.goTo))) return;
    event.preventDefault();
    if (item) host.open(item, {lesson, time});
    else void host.goTo!(lesson!, {time});
  };
}
