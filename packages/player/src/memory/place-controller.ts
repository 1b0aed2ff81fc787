import type {ReactiveController} from 'lit';
import type {PlaybackController, PlaybackHost} from '../playback/playback-controller.js';
import {recallPlace, rememberPlace} from './memory.js';

/** Nearer to the start or the end than so many seconds, the beginning is the better place to go on from. */
const EDGE_SECONDS = 5;

/** How often the place is kept while playing. */
const KEEP_EVERY_SECONDS = 5;

/** What the place is kept of. */
export interface PlaceHost extends PlaybackHost {
  readonly noResume: boolean;
  readonly loop: boolean;
  readonly clipStart: number;
  readonly clipEnd: number;
  /** What other devices are told of. */
  readonly places: object | null;
  readonly duration: number;
  readonly playback: PlaybackController;
}

/** Remembers where the viewer left off, unless `no-resume` is set, it loops, or it is a clip. */
export class PlaceController implements ReactiveController {
  readonly #host: PlaceHost;
  #kept = 0;
  #stop = new AbortController();

  constructor(host: PlaceHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Where to go on from; `undefined`: from the start. */
  find(id: string): number | undefined {
    return this.#isForgetful() ? undefined : recallPlace(id);
  }

  hostConnected(): void {
    const {signal} = (this.#stop = new AbortController());
    const {media} = this.#host;
    media.addEventListener(
      'timeupdate',
      () => Math.abs(media.currentTime - this.#kept) >= KEEP_EVERY_SECONDS && this.#keep(),
      {signal},
    );
    media.addEventListener('pause', () => this.#keep(), {signal});
    media.addEventListener('ended', () => this.#keep(), {signal});
    addEventListener('pagehide', () => this.#keep(), {signal});
  }

  hostDisconnected(): void {
    this.#keep();
    this.#stop.abort();
  }

  /** Of a clip the place is not that of the film. */
  #isForgetful(): boolean {
    const {noResume, loop, clipStart, clipEnd} = this.#host;
    return noResume || loop || clipStart > 0 || clipEnd > 0;
  }

  #keep(): void {
    const {media, playback, duration, places} = this.#host;
    const id = playback.description?.id;
    // Only what was played: a citation that sought without playing leaves the place as it was.
    if (this.#isForgetful() || !id || media.played.length === 0 || !Number.isFinite(duration)) return;
    const time = media.currentTime;
    this.#kept = time;
    // Others must hear that it was seen to the end: nothing kept here would leave them where they were.
    rememberPlace(id, time < EDGE_SECONDS || time > duration - EDGE_SECONDS ? (places ? 0 : undefined) : time);
  }
}
