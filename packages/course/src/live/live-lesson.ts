import {html, nothing} from 'lit';
import {needElement} from '@uggla/core/families.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {LessonContext, LessonView} from '../course/lesson-view.js';

/** A stream that is sent now, in a player. It counts as viewed once it was seen to play; `minTime` asks for more. */
export function open(context: LessonContext<'live'>): LessonView {
  return new LiveLesson(context);
}

class LiveLesson implements LessonView {
  readonly #context: LessonContext<'live'>;
  #isDefined = Boolean(customElements.get('uggla-player'));

  constructor(context: LessonContext<'live'>) {
    this.#context = context;
    if (!this.#isDefined) void this.#define();
  }

  render(): unknown {
    const {lesson, base, words, host, text} = this.#context;
    if (!this.#isDefined)
      return html`<div class="stage waiting" aria-busy="true"><p class="quiet">${words.term('loadingLesson')}</p></div>`;
    return html`<div class="stage video">
      <uggla-player
        src=${safeUrl(lesson.media, base, 'fetch') ?? ''}
        lang=${words.locale}
        media-title=${text(lesson.title)}
        theme=${(host as {theme?: string}).theme ?? nothing}
        no-resume
        playsinline
        @playing=${() => this.#context.update({viewed: true})}
      ></uggla-player>
    </div>`;
  }

  async #define(): Promise<void> {
    try {
      await needElement('uggla-player', 'player');
      this.#isDefined = true;
      this.#context.host.requestUpdate();
    } catch (error) {
      this.#context.fail(error);
    }
  }
}
