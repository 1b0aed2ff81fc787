import type {FrameContent} from '@uggla/protocol/frame.js';
import type {FramedContent} from './frame.js';
import type {Talk} from './talk.js';

/** A page of others. It keeps its own origin only where that is not ours. */
export async function showPage(root: HTMLElement, content: Extract<FrameContent, {kind: 'page'}>, talk: Talk): Promise<FramedContent> {
  const iframe = document.createElement('iframe');
  const isForeign = new URL(content.src).origin !== location.origin;
  iframe.setAttribute('sandbox', `allow-scripts allow-forms allow-popups${isForeign ? ' allow-same-origin' : ''}`);
  iframe.referrerPolicy = 'strict-origin';
  iframe.allow = 'fullscreen';
  iframe.title = content.title;
  const loaded = new Promise((resolve) => iframe.addEventListener('load', resolve, {once: true}));
  iframe.src = content.src;
  root.replaceChildren(iframe);
  await loaded;
  talk.tell({type: 'opened', direction: 'ltr', contents: []});
  return {go: () => undefined, look: () => undefined};
}
