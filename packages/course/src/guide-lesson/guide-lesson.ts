import {html, nothing} from 'lit';
import {safeUrl} from '@uggla/core/safe-url.js';
import {UgglaError} from '@uggla/protocol';
import {fetchElement} from '../course/fetch-element.js';
import type {LessonContext, LessonView} from '../course/lesson-view.js';

/** What is used of `<uggla-guide>`. */
interface GuideElement extends HTMLElement {
  /** Ids of the steps that were checked off. */
  checked?: readonly string[];
  /** How many of its steps are checked off, 0 to 1. */
  readonly share?: number;
}

/**
 * A guide as a lesson: it is done when all its steps are checked off.
 *
 * @throws {@link UgglaError} `guide-unavailable` when its address is none that can be fetched.
 */
export function open(context: LessonContext<'guide'>): LessonView {
  const src = safeUrl(context.lesson.guide, context.base, 'fetch');
  if (src === undefined)
    throw new UgglaError('guide-unavailable', `${context.lesson.guide} is no address that can be fetched`);
  return new GuideLesson(context, src);
}

class GuideLesson implements LessonView {
  readonly #context: LessonContext<'guide'>;
  readonly #src: string;

  constructor(context: LessonContext<'guide'>, src: string) {
    this.#context = context;
    this.#src = src;
    void fetchElement(context, 'uggla-guide', 'course');
  }

  render(): unknown {
    const {words, host, done, languages} = this.#context;
    if (!customElements.get('uggla-guide'))
      return html`<p class="quiet" aria-busy="true">${words.term('loadingLesson')}</p>`;
    return html`<uggla-guide
      src=${this.#src}
      lang=${languages[0] ?? nothing}
      theme=${(host as {theme?: string}).theme ?? nothing}
      .checked=${done.checked ?? []}
      @uggla-ready=${() => this.#context.update({viewed: true})}
      @uggla-step-check=${this.#onCheck}
    ></uggla-guide>`;
  }

  readonly #onCheck = (event: Event): void => {
    const element = event.currentTarget as GuideElement;
    this.#context.update({checked: [...(element.checked ?? [])], read: element.share ?? 0});
  };
}
