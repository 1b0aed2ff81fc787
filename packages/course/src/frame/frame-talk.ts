import {asFromFrame, openEnvelope, type FrameContent, type FromFrame, type ToFrame} from '@uggla/protocol/frame.js';
import {newId, UgglaError} from '@uggla/protocol';

/** So long (milliseconds) the frame may take to say that it is there. */
const PATIENCE_MS = 15_000;

/** What a talk tells its owner. */
export interface FrameTalkEvents {
  heard(message: FromFrame): void;
  failed(error: UgglaError): void;
}

/**
 * The talk of one lesson with its frame: messages are taken from that window and that origin alone, and go nowhere
 * else.
 */
export class FrameTalk {
  /** Address for the iframe: the frame's own, with this page's origin and the name of the talk. */
  readonly address: string;
  readonly #origin: string;
  readonly #name = newId();
  readonly #events: FrameTalkEvents;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #iframe: () => HTMLIFrameElement | null;
  #content: FrameContent | undefined;
  #isReady = false;
  #isClosing = false;
  #window: MessageEventSource | null = null;
  /** Where to go, when that was said before the frame had what it shows. */
  #wanted: string | undefined;

  /** @param frame - Address of `frame.html`. */
  constructor(frame: string, iframe: () => HTMLIFrameElement | null, events: FrameTalkEvents) {
    const url = new URL(frame, document.baseURI);
    url.hash = new URLSearchParams({origin: location.origin, talk: this.#name}).toString();
    this.address = url.href;
    this.#origin = url.origin;
    this.#iframe = iframe;
    this.#events = events;
    addEventListener('message', this.#onMessage);
    this.#timer = setTimeout(() => {
      events.failed(
        new UgglaError('frame-unavailable', `${url.origin}${url.pathname} did not answer`, {
          file: url.href,
          cure: 'Publish frame.html of the bundle there, and allow it in frame-src.',
        }),
      );
    }, PATIENCE_MS);
  }

  /** Whether the frame has answered. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Shows this as soon as the frame is there. */
  open(content: FrameContent): void {
    this.#content = content;
    this.#hand();
  }

  /** Goes to a place of what is shown, or is going to be. */
  go(place: string): void {
    if (!this.#isReady || this.#content) this.#wanted = place;
    else this.tell({type: 'go', to: {place}});
  }

  /** Tells the frame something. */
  tell(message: ToFrame, transfer: Transferable[] = []): void {
    this.#iframe()?.contentWindow?.postMessage({uggla: this.#name, message}, this.#origin, transfer);
  }

  /** Ends the talk; after so long (milliseconds), when what the frame says as it goes shall still be heard. */
  close(after = 0): void {
    clearTimeout(this.#timer);
    this.#isClosing = true;
    const end = () => removeEventListener('message', this.#onMessage);
    if (after > 0) setTimeout(end, after);
    else end();
  }

  readonly #onMessage = (event: MessageEvent): void => {
    if (event.origin !== this.#origin) return; // first: a page of others in the frame may say anything, thousands of times
    // A frame that is gone is in no iframe any more, and in some browsers no source; the name of the talk it alone knows.
    const isOurs = this.#isClosing
      ? event.source === null || event.source === this.#window
      : event.source === this.#iframe()?.contentWindow;
    if (!isOurs) return;
    const envelope = openEnvelope(event.data, this.#name);
    const message = envelope && asFromFrame(envelope);
    if (!message) return;
    if (message.type === 'ready') {
      clearTimeout(this.#timer);
      this.#isReady = true;
      this.#window = event.source;
      this.#hand();
    }
    this.#events.heard(message);
  };

  #hand(): void {
    if (!this.#isReady || !this.#content) return;
    const content = this.#content;
    this.#content = undefined;
    this.tell({type: 'open', content}, 'bytes' in content ? [content.bytes] : []);
    if (this.#wanted !== undefined) this.tell({type: 'go', to: {place: this.#wanted}});
  }
}
