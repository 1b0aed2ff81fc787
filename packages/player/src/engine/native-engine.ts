import {diagnose} from './diagnose.js';
import {EngineListeners} from './media-engine.js';
import type {EngineListener, EngineStart, MediaEngine, Source} from './media-engine.js';

/** No engine at all: the browser plays the file (or, where there is no Media Source, the playlist) by itself. */
export class NativeEngine implements MediaEngine {
  readonly levels = [];
  readonly level = -1;
  readonly audioTracks = [];
  readonly audioTrack = -1;
  readonly textTracks = [];
  readonly liveEdge = undefined;
  readonly #listeners = new EngineListeners();
  readonly #abort = new AbortController();
  #media: HTMLVideoElement | undefined;
  #source: Source | undefined;

  attach(media: HTMLVideoElement): void {
    this.#media = media;
    media.addEventListener('error', this.#onError, {signal: this.#abort.signal});
  }

  load(source: Source, start: EngineStart): Promise<void> {
    const media = this.#media!;
    this.#source = source;
    media.preload = start.preload;
    media.src = source.url;
    return Promise.resolve();
  }

  setLevel(): void {}

  capLines(): void {}

  setAudioTrack(): void {}

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
    if (!error || !this.#source) return;
    void diagnose(this.#source, error, this.#abort.signal).then((told) => {
      if (!this.#abort.signal.aborted) this.#listeners.tell({type: 'error', error: told});
    });
  };
}
