import {css, html} from 'lit';
import {safeUrl} from '@uggla/core/safe-url.js';
import {UgglaError} from '@uggla/protocol';
import type {LessonContext, LessonView} from '../course/lesson-view.js';
import {FrameTalk} from '../frame/frame-talk.js';

/** The styles of foreign pages. */
export const styles = css`
  iframe.page {
    display: block;
    inline-size: 100%;
    block-size: min(75vh, 48em);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: #fff;
  }
`;

/** A plain page of others, inside the frame, which keeps it away from this page. It counts as viewed once it is shown. */
export function open(context: LessonContext<'embed'>): LessonView {
  return new EmbedLesson(context);
}

class EmbedLesson implements LessonView {
  readonly #context: LessonContext<'embed'>;
  readonly #talk: FrameTalk;

  constructor(context: LessonContext<'embed'>) {
    this.#context = context;
    this.#talk = new FrameTalk(context.frame, () => context.host.renderRoot.querySelector<HTMLIFrameElement>('iframe.page'), {
      heard: (message) => {
        if (message.type === 'opened') context.update({viewed: true});
        if (message.type === 'failed') context.fail(new UgglaError('embed-unavailable', message.message));
      },
      failed: (error) => context.fail(error),
    });
    const src = safeUrl(context.lesson.src, context.base, 'fetch');
    if (src === undefined) context.fail(new UgglaError('embed-unavailable', `${context.lesson.src} is no address that can be shown`));
    else this.#talk.open({kind: 'page', src, title: context.text(context.lesson.title)});
  }

  render(): unknown {
    const {text, lesson} = this.#context;
    return html`<iframe
      class="page"
      part="embed"
      title=${text.call(this.#context, lesson.title)}
      src=${this.#talk.address}
      sandbox="allow-scripts allow-same-origin allow-forms allow-popups"
      allow="fullscreen"
      referrerpolicy="strict-origin"
    ></iframe>`;
  }

  close(): void {
    this.#talk.close();
  }
}
