import type {UgglaChat} from '../chat/chat-element.js';
import {adopt} from './adopt.js';
import type {Extra, ExtraHost} from './extras.js';
import {walkStyles} from './walk-styles.js';

/**
 * Walks the conversation by keyboard: arrows on the log, on a message or in the empty input go from message to message,
 * Home and End to the first and the last, F6 from the input to the last message and back. A message longer than the log is
 * scrolled to its end before the next one has its turn.
 */
export class Walk implements Extra {
  readonly #element: UgglaChat;

  constructor({element}: ExtraHost) {
    this.#element = element;
    adopt(element, walkStyles);
    (element.renderRoot as ShadowRoot).addEventListener('keydown', (event) => this.#pressed(event as KeyboardEvent));
  }

  /** It moves the focus, and shows nothing. */
  footer(): undefined {}

  #pressed(event: KeyboardEvent): void {
    const {key, defaultPrevented, ctrlKey, altKey, metaKey, shiftKey, isComposing} = event;
    if (defaultPrevented || ctrlKey || altKey || metaKey || isComposing) return;
    const [messages, log, input] = [this.#messages, this.#part('log'), this.#part<HTMLTextAreaElement>('input')];
    const last = messages.at(-1);
    if (!log || log.hidden || !last) return;
    const target = event.target as HTMLElement;
    if (key === 'F6') return this.#go(event, target === input ? last : input);
    if (shiftKey) return;
    if (target === input) return void (key === 'ArrowUp' && input.value === '' && this.#go(event, last));
    if (target !== log && !messages.includes(target)) return; // a table, a block of code, a list of models has arrows of its own
    if (key === 'Home') this.#go(event, messages[0]);
    else if (key === 'End') this.#go(event, last);
    else if (key === 'ArrowDown' && !goesOn(target, log, 1)) this.#go(event, this.#next(target, 1) ?? input);
    else if (key === 'ArrowUp' && !goesOn(target, log, -1)) this.#go(event, this.#next(target, -1));
  }

  get #messages(): HTMLElement[] {
    return [...this.#element.renderRoot.querySelectorAll<HTMLElement>('article')];
  }

  #part<E extends HTMLElement>(name: string): E | null {
    return this.#element.renderRoot.querySelector<E>(`[part=${name}]`);
  }

  /** The message before or after; from the log itself, the last or the first that is in sight. */
  #next(from: HTMLElement, step: 1 | -1): HTMLElement | undefined {
    const messages = this.#messages;
    if (from.localName === 'article') return messages[messages.indexOf(from) + step];
    const box = from.getBoundingClientRect();
    const inSight = messages.filter((message) => {
      const {top, bottom} = message.getBoundingClientRect();
      return bottom > box.top && top < box.bottom;
    });
    return inSight.at(step < 0 ? -1 : 0);
  }

  #go(event: KeyboardEvent, to: HTMLElement | null | undefined): void {
    if (!to) return;
    event.preventDefault();
    if (to.localName === 'article') describe(to);
    to.focus({preventScroll: true});
    to.scrollIntoView({block: 'nearest'});
  }
}

/** A message is named by who says it; what is said describes it, so that it is read out when the focus comes. */
function describe(message: HTMLElement): void {
  message.tabIndex = -1;
  const text = message.querySelector('.bubble, .text');
  if (!text) return;
  text.id ||= `said-${Math.random().toString(36).slice(2)}`;
  message.setAttribute('aria-describedby', text.id);
}

/** Whether more of a message lies out of sight in a direction: then the browser scrolls. */
function goesOn(message: HTMLElement, log: HTMLElement, step: 1 | -1): boolean {
  if (message === log) return false;
  const [own, sight] = [message.getBoundingClientRect(), log.getBoundingClientRect()];
  return step > 0 ? own.bottom > sight.bottom + 1 : own.top < sight.top - 1;
}
