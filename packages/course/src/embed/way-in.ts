import {html, nothing, type TemplateResult} from 'lit';
import type {FromFrame} from '@uggla/protocol/frame.js';
import type {LessonContext} from '../course/lesson-view.js';
import type {FrameTalk} from '../frame/frame-talk.js';
import {say} from './say.js';

/**
 * The way into a foreign page by the keys of a remote control, which pass over frames: who is in one of another origin has
 * given all keys away. It is said before, and the way on to the next lesson lies beside it. A package of our own origin says
 * when the keys lead out of it; from any other page the browser's own way back does, which most sets put on their Back key.
 */
export class WayIn {
  readonly #context: LessonContext<'embed'>;
  /** Whether the frame can hear the keys in it. */
  readonly #isOwn: () => boolean;
  readonly #talk: () => FrameTalk | undefined;
  #isIn = false;
  /** OK was pressed before the frame had answered. */
  #isAsked = false;

  constructor(context: LessonContext<'embed'>, isOwn: () => boolean, talk: () => FrameTalk | undefined) {
    this.#context = context;
    this.#isOwn = isOwn;
    this.#talk = talk;
  }

  render(): TemplateResult {
    const sentence = say(this.#context.words, this.#isOwn() ? 'into' : 'intoForeign');
    return html`<button
        type="button"
        class="into"
        part="into"
        tabindex="-1"
        data-arrows="into"
        aria-label=${sentence}
        @click=${() => this.#enter()}
      ></button>
      <p class="into-words ${this.#isIn ? 'in' : ''}" aria-hidden=${this.#isIn ? nothing : 'true'}>${sentence}</p>`;
  }

  /** What the frame says. */
  hear({type}: FromFrame): void {
    if (type === 'left') this.#left();
    if (type !== 'ready') return;
    if (this.#isIn) this.#goIn(); // it was moved in the page, and began anew
    else if (this.#isAsked && this.#find('.into:focus')) this.#enter();
  }

  close(): void {
    this.#leave();
  }

  /** The keys have led out of it. */
  readonly #left = (): void => {
    if (!this.#isIn) return;
    this.#leave();
    this.#find('.into')?.focus();
  };

  #enter(): void {
    // A frame that does not answer would have the keys, and nobody could take them back.
    this.#isAsked = !this.#talk()?.isReady;
    if (this.#isAsked) return;
    this.#isIn = true;
    this.#goIn();
    // A step back in the browser's history ends here then, not on another page. Who comes back by other ways leaves it behind,
    // and it does nothing: to take it back could lead the foreign page astray, whose own steps may have come after.
    if (!this.#isOwn()) {
      history.pushState(history.state, '');
      addEventListener('popstate', this.#left);
    }
    for (const around of this.#around) around.addEventListener('focusin', this.#onFocus);
    this.#context.host.requestUpdate();
  }

  #goIn(): void {
    this.#find('iframe.page')?.focus();
    this.#talk()?.tell({type: 'enter'});
  }

  /** Where it is heard that the focus went elsewhere: within the course it is told in the course alone. */
  get #around(): readonly Node[] {
    return [document, this.#context.host.renderRoot];
  }

  readonly #onFocus = (event: Event): void => {
    if (event.composedPath()[0] !== this.#find('iframe.page')) this.#leave();
  };

  #leave(): void {
    removeEventListener('popstate', this.#left);
    for (const around of this.#around) around.removeEventListener('focusin', this.#onFocus);
    this.#isIn = false;
    this.#context.host.requestUpdate();
  }

  #find(selector: string): HTMLElement | null {
    return this.#context.host.renderRoot.querySelector<HTMLElement>(selector);
  }
}
