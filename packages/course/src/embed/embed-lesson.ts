import {UgglaError} from '@uggla/protocol';
import type {LessonContext, LessonView} from '../course/lesson-view.js';
import {FrameTalk} from '../frame/frame-talk.js';
import {addressOf, renderFrame} from './render-frame.js';
import {WayIn} from './way-in.js';

export {styles} from './render-frame.js';

/**
 * A plain page of others, inside the frame, which keeps it away from this page. It counts as viewed once it is shown.
 *
 * @throws {@link UgglaError} `embed-unavailable` when its address is none that can be shown, `frame-unnamed`.
 */
export function open(context: LessonContext<'embed'>): LessonView {
  const src = addressOf(context);
  return new EmbedLesson(context, src);
}

class EmbedLesson implements LessonView {
  readonly #context: LessonContext<'embed'>;
  readonly #talk: FrameTalk;
  readonly #wayIn: WayIn;

  constructor(context: LessonContext<'embed'>, src: string) {
    this.#context = context;
    this.#wayIn = new WayIn(
      context,
      () => false,
      () => this.#talk,
    );
    this.#talk = new FrameTalk(
      context.frame,
      () => context.host.renderRoot.querySelector<HTMLIFrameElement>('iframe.page'),
      {
        heard: (message) => {
          this.#wayIn.hear(message);
          // Told at each `ready`: a frame that is moved in the page begins anew.
          if (message.type === 'ready') this.#talk.open({kind: 'page', src, title: context.text(context.lesson.title)});
          if (message.type === 'opened') context.update({viewed: true});
          if (message.type === 'failed') context.fail(new UgglaError('embed-unavailable', message.message));
        },
        failed: (error) => context.fail(error),
      },
    );
  }

  render(): unknown {
    return renderFrame(this.#context, this.#talk.address, this.#wayIn);
  }

  close(): void {
    this.#talk.close();
    this.#wayIn.close();
  }
}
