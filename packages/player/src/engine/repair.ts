import type {UgglaError} from '@uggla/protocol';
import {peek, sleep} from './ask.js';
import {credentialsOf} from './credentials.js';
import {diagnose} from './diagnose.js';
import type {EngineStart, Source} from './media-engine.js';
import {isPassing, Recovery, SILENCE_MS, STANDSTILL_MS} from './recovery.js';

/** How often a file may fail at one place, its server being well, before the file is what is broken. */
const FAILS_AT_ONE_PLACE = 2;

/** Carries out for a single file, which the browser fetches by itself, what the recovery decides. */
export class Repair {
  readonly #media: HTMLVideoElement;
  readonly #source: Source;
  readonly #signal: AbortSignal;
  readonly #recovery: Recovery;
  readonly #wished: () => boolean;
  #at: number;
  #failedAt = -1;
  #fails = 0;
  #progress = performance.now();
  #silence = SILENCE_MS;
  #busy = false;

  constructor(
    media: HTMLVideoElement,
    source: Source,
    {time, alone = true, wished = () => !media.paused, page}: EngineStart,
    signal: AbortSignal,
  ) {
    this.#media = media;
    this.#source = source;
    this.#signal = signal;
    this.#wished = wished;
    this.#at = time;
    this.#recovery = new Recovery({alone});
    media.addEventListener('progress', () => ((this.#progress = performance.now()), (this.#silence = SILENCE_MS)), {
      signal,
    });
    media.addEventListener(
      'timeupdate',
      () => {
        if (media.currentTime > 0) this.#at = media.currentTime;
      },
      {signal},
    );
    media.addEventListener('playing', () => this.#recovery.healed(), {signal});
    if (page && 'audioTracks' in media)
      void import('../tracks/follow-native.js').then(
        ({followNative}) => followNative(media.audioTracks, page.audioTracks, signal),
        () => undefined,
      );
  }

  /** The browser gave up. Resolves with the reason once nothing more can be tried. */
  async failed(cause: MediaError): Promise<UgglaError | undefined> {
    this.#busy = true;
    try {
      const error = await diagnose(this.#source, cause, this.#signal, credentialsOf(this.#media));
      const status = error.status ?? 0;
      // Playing needs no permission to read: then nobody can tell a missing file from a network that is gone.
      const isHidden =
        status === 0 &&
        error.cause !== cause &&
        (await peek(this.#source.url, 'HEAD', this.#signal))?.type === 'opaque';
      const isWell =
        isHidden || error.code === 'media-unsupported' || error.code === 'media-undecodable' || error.cause === cause;
      if (isWell && !error.status) {
        this.#fails = Math.abs(this.#at - this.#failedAt) < 0.5 ? this.#fails + 1 : 1;
        this.#failedAt = this.#at;
        if (this.#fails >= FAILS_AT_ONE_PLACE) return error;
        this.#reload();
        return undefined;
      }
      if (!isPassing({status})) return error;
      const remedy = this.#recovery.decide({of: 'manifest', status, at: this.#at, ahead: 0});
      if (remedy.do !== 'again') return error;
      await sleep(remedy.ms, this.#signal);
      this.#reload();
      return undefined;
    } finally {
      this.#busy = false;
    }
  }

  /** Nothing has come for a while: where the server is there, it has lost the question. Resolves with whether it is asked anew. */
  async revive(standingMs: number): Promise<boolean> {
    // Firefox now and then stands still at the end of what came, and says that it has enough.
    const isFed = this.#media.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA && standingMs < STANDSTILL_MS;
    if (this.#busy || isFed || performance.now() - this.#progress < this.#silence) return false;
    this.#busy = true;
    const isThere = await peek(this.#source.url, 'HEAD', this.#signal);
    this.#busy = false;
    if (!isThere || this.#signal.aborted) return false;
    this.#silence *= 2; // it may only be slow
    this.#progress = performance.now();
    this.#reload();
    return true;
  }

  #reload(): void {
    const media = this.#media;
    const at = this.#at;
    media.src = this.#source.url;
    if (at > 0)
      media.addEventListener('loadedmetadata', () => (media.currentTime = at), {once: true, signal: this.#signal});
    if (this.#wished()) media.play().catch(() => undefined);
  }
}
