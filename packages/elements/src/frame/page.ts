import type {FrameContent} from '@uggla/protocol/frame.js';
import type {FramedContent} from './frame.js';
import {pageFrame} from './page-frame.js';
import type {Talk} from './talk.js';

/** A page of others. It keeps its own origin where that is not ours, or where our own site has published it. */
export async function showPage(
  root: HTMLElement,
  content: Extract<FrameContent, {kind: 'page'}>,
  talk: Talk,
): Promise<FramedContent> {
  const isForeign = new URL(content.src).origin !== location.origin;
  await pageFrame(
    root,
    content,
    isForeign || content.trusted
      ? ['allow-same-origin', ...(content.trusted ? ['allow-modals', 'allow-downloads'] : [])]
      : [],
  );
  talk.tell({type: 'opened', direction: 'ltr', contents: []});
  return {go: () => undefined, look: () => undefined};
}
