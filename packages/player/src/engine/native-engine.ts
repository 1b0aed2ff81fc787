import {UgglaError} from '@uggla/protocol';
import {EngineListeners} from './media-engine.js';
import type {EngineListener, EngineStart, MediaEngine, Source} from './media-engine.js';
import type {Repair} from './repair.js';

/** No engine at all: the browser plays the file (or, where there is no Media Source, the playlist) by itself. */
export class NativeEngine implements MediaEngine {
  readonly levels = [];
  readonly level = -1;
  readonly audioTracks = [];
  readonly audioTrack = -1;
  readonly textTracks = [];
  mending = false;
  readonly liveEdge = undefined;
  readonly #listeners = new EngineListeners();
  readonly #abort = new AbortController();
  #media: HTMLVideoElement | undefined;
  #repair: Promise<Repair> | undefined;

  attach(media: HTMLVideoElement): void {
    this.#media = media;
    media.addEventListener('playing', () => (this.mending = false), {signal: this.#abort.signal});
    media.addEventListener('error', this.#onError, {signal: this.#abort.signal});
  }

  load(source: Source, start: EngineStart): Promise<void> {
    const media = this.#media!;
    // With the file, as long as there is a network: it is for when there is none.
    this.#repair = import('./repair.js').then(({Repair}) => new Repair(media, source, start, this.#abort.signal));
    this.#repair.catch(() => undefined);
    media.preload = start.preload;
    media.src = source.url;
    return Promise.resolve();
  }

  setLevel(): void {}

  capLines(): void {}

  setAudioTrack(): void {}

  revive(standingMs: number): void {
    void this.#repair
      ?.then((repair) => repair.revive(standingMs))
      .then((again) => (this.mending ||= again))
      .catch(() => undefined);
  }

  on(listener: EngineListener): () => void {
    return this.#listeners.add(listener);
  }

  destroy(): void {
    this.#abort.abort();
    this.#listeners.clear();
    const media = this.#media;
    this.#media = undefined;
    if (!media?.hasAttribute('src')) return;
    media.removeAttribute('src');
    media.load(); // HTML 4.8.11.18: only this lets the browser free what it holds
  }

  readonly #onError = (): void => {
    const {error} = this.#media ?? {};
    if (!error || !this.#repair) return;
    this.mending = true;
    const {currentSrc: file} = this.#media!;
    void this.#repair
      .then((repair) => repair.failed(error))
      .catch((cause: unknown) => new UgglaError('media-unavailable', `${file} could not be played`, {cause, file}))
      .then((told) => {
        if (told && !this.#abort.signal.aborted) this.#listeners.tell({type: 'error', error: told});
      });
  };
}
