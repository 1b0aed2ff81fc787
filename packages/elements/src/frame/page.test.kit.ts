import {waitUntil} from '@uggla/testing';
import {asFromFrame, openEnvelope, type FrameContent, type FromFrame, type ToFrame} from '@uggla/protocol/frame.js';

const address = new URL('./frame.html', import.meta.url);

/** How a book looks that nobody changed. */
export const look = {dark: false, scale: 1};

/** As messages carry it. */
export function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}

/** A frame as a course has it, and what it says. */
export class Page {
  readonly iframe = document.createElement('iframe');
  readonly heard: FromFrame[] = [];

  constructor(hash: Record<string, string> = {origin: location.origin, talk: 'talk'}) {
    const url = new URL(address);
    url.hash = new URLSearchParams(hash).toString();
    addEventListener('message', (event) => {
      if (event.source !== this.iframe.contentWindow) return;
      const envelope = openEnvelope(event.data, 'talk');
      const message = envelope && asFromFrame(envelope);
      if (message) this.heard.push(message);
    });
    this.iframe.setAttribute('sandbox', 'allow-scripts allow-same-origin');
    Object.assign(this.iframe.style, {width: '600px', height: '500px'});
    this.iframe.src = url.href;
    document.body.append(this.iframe);
  }

  tell(message: ToFrame, talk = 'talk'): void {
    this.iframe.contentWindow!.postMessage({uggla: talk, message}, location.origin);
  }

  async first<T extends FromFrame['type']>(
    type: T,
    fits: (message: Extract<FromFrame, {type: T}>) => boolean = () => true,
  ) {
    const find = () =>
      this.heard.find(
        (one): one is Extract<FromFrame, {type: T}> => one.type === type && fits(one as Extract<FromFrame, {type: T}>),
      );
    await waitUntil(find, `the frame never said ${type}; it said ${JSON.stringify(this.heard)}`, {timeout: 15_000});
    return find()!;
  }

  remove(): void {
    this.iframe.remove();
  }

  /** Opens a book or document. */
  async open(kind: 'epub' | 'pdf', bytes: Uint8Array, more: {place?: string; language?: string} = {}): Promise<void> {
    await this.first('ready');
    this.tell({
      type: 'open',
      content: {kind, bytes: bufferOf(bytes), language: 'en', title: '', look, ...more} as FrameContent,
    });
  }
}
