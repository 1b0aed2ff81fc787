import {html, nothing} from 'lit';
import {needElement} from '@uggla/core/families.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {LessonContext, LessonView} from '../course/lesson-view.js';

/** What is used of `<uggla-guide>`. */
interface GuideElement extends HTMLElement {
  /** Ids of the steps that were checked off. */
  checked?: readonly string[];
  readonly guide?: {readonly steps: readonly unknown[]} | undefined;
}

/** A guide as a lesson: it is done when all its steps are checked off. */
export function open(context: LessonContext<'guide'>): LessonView {
  return new GuideLesson(context);
}

class GuideLesson implements LessonView {
  readonly #context: LessonContext<'guide'>;
  #isDefined = Boolean(customElements.get('uggla-guide'));

  constructor(context: LessonContext<'guide'>) {
    this.#context = context;
    if (!this.#isDefined) void this.#define();
  }

  render(): unknown {
    const {lesson, base, words, host, done} = this.#context;
    if (!this.#isDefined) return html`<p class="quiet" aria-busy="true">${words.term('loadingLesson')}</p>`;
    const src = safeUrl(lesson.guide, base, 'fetch');
    return html`<uggla-guide
      src=${src ?? ''}
      lang=${words.locale}
      theme=${(host as {theme?: string}).theme ?? nothing}
      .checked=${done.checked ?? []}
      @uggla-ready=${() => this.#context.update({viewed: true})}
      @uggla-step-check=${this.#onCheck}
    ></uggla-guide>`;
  }

  readonly #onCheck = (event: Event): void => {
    const element = event.currentTarget as GuideElement;
    const checked = [...(element.checked ?? [])];
    const steps = element.guide?.steps.length ?? 0;
    this.#context.update({checked, ...(steps > 0 ? {read: Math.min(1, checked.length / steps)} : {})});
  };

  async #define(): Promise<void> {
    try {
      await needElement('uggla-guide', 'course');
      this.#isDefined = true;
      this.#context.host.requestUpdate();
    } catch (error) {
      this.#context.fail(error);
    }
  }
}
