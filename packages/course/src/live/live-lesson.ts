import {html, nothing} from 'lit';
import {safeUrl} from '@uggla/core/safe-url.js';
import {fetchElement} from '../course/fetch-element.js';
import type {LessonContext, LessonView} from '../course/lesson-view.js';

/** A stream that is sent now, in a player. It counts as viewed once it was seen to play; `minTime` asks for more. */
export function open(context: LessonContext<'live'>): LessonView {
  return new LiveLesson(context);
}

class LiveLesson implements LessonView {
  readonly #context: LessonContext<'live'>;

  constructor(context: LessonContext<'live'>) {
    this.#context = context;
    void fetchElement(context, 'uggla-player', 'player');
  }

  render(): unknown {
    const {lesson, base, words, host, text} = this.#context;
    if (!customElements.get('uggla-player'))
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
}
