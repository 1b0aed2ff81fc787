import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {OpenRequestEvent} from '@uggla/core/events.js';
import type {OpenOptions} from './campus-element.js';

interface RequestHost extends ReactiveControllerHost, HTMLElement {
  open(item: string, options: OpenOptions): void;
  goTo(id: string, options: {time?: number | undefined}): Promise<boolean>;
}

/**
 * Answers `uggla-open-request` events of what stands in the campus, and of what names it by `for`: a citation of a chat
 * beside it leads here.
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
    const path = event.composedPath();
    const {id} = this.#host;
    const isOurs = path.includes(this.#host) || (id !== '' && path.some((at) => at instanceof Element && at.getAttribute('for') === id));
    const {item, lesson, time} = event as OpenRequestEvent;
    if (!isOurs || (!item && !lesson)) return;
    event.preventDefault();
    if (item) this.#host.open(item, {lesson, time});
    else void this.#host.goTo(lesson!, {time});
  };
}
