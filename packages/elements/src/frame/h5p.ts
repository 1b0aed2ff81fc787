import type {FramePackage} from '@uggla/protocol/frame.js';
import type {FramedContent} from './frame.js';
import {pageFrame} from './page-frame.js';
import type {Talk} from './talk.js';
import {needOwnOrigin, readKept, Tracker, withLastWords, type Tracked} from './tracked.js';

/** What the frame and the page within, `h5p.html`, say to one another; the page finds it as `parent.ugglaH5p`. */
export interface H5pHost {
  readonly content: FramePackage;
  /** What it kept at its last visit. */
  readonly kept: object | undefined;
  /** Content that runs: how it is read, until the page goes. */
  begun(read: () => Tracked): Pick<Tracker, 'soon' | 'going'>;
  failed(error: Error): void;
}

/** Content made with H5P, in a page of its own: what it draws with, and its global names, stay away from this one. */
export async function showH5p(root: HTMLElement, given: FramePackage, talk: Talk): Promise<FramedContent> {
  needOwnOrigin(given.src);
  const content = withLastWords(given, talk);
  await new Promise<void>((resolve, reject) => {
    const host: H5pHost = {
      content,
      kept: readKept(content.kept),
      begun(read) {
        resolve();
        return new Tracker(talk, content, read);
      },
      failed: reject,
    };
    Object.assign(globalThis, {ugglaH5p: host});
    const page = {src: new URL('./h5p.html', location.href).href, title: content.title};
    pageFrame(root, page, ['allow-same-origin', 'allow-modals', 'allow-downloads']).catch(reject);
  });
  talk.tell({type: 'opened', direction: 'ltr', contents: []});
  return {go: () => undefined, look: () => undefined};
}
