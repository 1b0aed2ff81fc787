import type {ReactiveController} from 'lit';
import type {PlaybackHost} from './playback-controller.js';

/** What a clip is cut out of. */
export interface ClipHost extends PlaybackHost {
  readonly clipStart: number;
  readonly clipEnd: number;
  readonly loop: boolean;
  pause(): void;
}

/** Nearer to the end than this, a timer takes over from `timeupdate`, which comes only four times a second. */
const NEAR_SECONDS = 0.6;

/** Further beyond the end than this it goes back to it: in a page that is hidden or busy the timer comes late. */
const LATE_SECONDS = 0.1;

/** Keeps playback between `clip-start` and `clip-end`, on the media's own clock. */
export class ClipController implements ReactiveController {
  /** It stands at the end of the clip. */
  ended = false;

  readonly #host: ClipHost;
  readonly #whenEnded: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ClipHost, whenEnded: () => void) {
    this.#host = host;
    this.#whenEnded = whenEnded;
    host.addController(this);
    if (!globalThis.document) return;
    const {media} = host;
    media.addEventListener('timeupdate', this.#look);
    media.addEventListener(
      'seeking',
      () => (this.ended &&= Math.abs(media.currentTime - (this.end ?? NaN)) < LATE_SECONDS),
    );
    media.addEventListener('play', () => {
      if (this.ended) media.currentTime = this.start;
      this.ended = false;
    });
  }

  /** Seconds where the clip begins. */
  get start(): number {
    const {clipStart} = this.#host;
    return clipStart > 0 ? clipStart : 0;
  }

  /** Seconds where it ends; `undefined`: with the media. */
  get end(): number | undefined {
    const {clipEnd} = this.#host;
    return clipEnd > this.start ? clipEnd : undefined;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  readonly #look = (): void => {
    clearTimeout(this.#timer);
    const {media, loop} = this.#host;
    const {start, end} = this;
    if (media.paused || media.seeking || this.ended) return;
    if (loop && media.currentTime < start - 0.3) media.currentTime = start; // the browser's own loop goes to 0
    if (end === undefined) return;
    const left = (end - media.currentTime) / media.playbackRate;
    if (left > NEAR_SECONDS) return;
    if (left > 0.005) {
      this.#timer = setTimeout(this.#look, left * 1000);
    } else if (loop) {
      media.currentTime = start;
    } else {
      this.ended = true;
      media.addEventListener('pause', () => this.#whenEnded(), {once: true}); // first paused, then ended, as media do
      this.#host.pause();
      if (media.currentTime > end + LATE_SECONDS) media.currentTime = end;
    }
  };
}
