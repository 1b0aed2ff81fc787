import {UgglaError} from '@uggla/protocol';
import type {ReactiveController} from 'lit';
import {chooseEngine, needsEngine} from '../engine/choose-engine.js';
import type {MediaEngine, Source} from '../engine/media-engine.js';
import {NativeEngine} from '../engine/native-engine.js';
import type {Description} from './description.js';
import {findDescription} from './find-description.js';
import type {PlaybackHost, PlaybackReport} from './playback-host.js';
import {PlayPromises} from './play-promises.js';
import {namedBy} from './source.js';
import type {StallWatch} from './stall-watch.js';
import {whenSeen} from './when-seen.js';

export type {PlaybackHost, PlaybackReport} from './playback-host.js';

/** Keeps the inner media element true to what the host names, and brings it to play when someone wishes so. */
export class PlaybackController implements ReactiveController {
  description: Description | undefined;
  engine: MediaEngine | undefined;
  /** Why nothing plays any more. */
  error: UgglaError | undefined;
  /** The browser wants a gesture before it plays. */
  blocked = false;
  /** The host has been in the viewport. */
  visible = false;
  /** Grows with each source that is named; an address that was renewed is the same source. */
  named = 0;

  readonly #host: PlaybackHost;
  readonly #report: PlaybackReport;
  readonly #promises = new PlayPromises();
  #stall: StallWatch | undefined;
  #asked = '';
  #abort = new AbortController();
  #described: Promise<void> | undefined;
  #attaching: Promise<void> | undefined;
  #candidate = 0;
  /** Grows whenever an engine is let go of: what was begun before is then too late. */
  #turn = 0;
  #wish = false;
  #autoplayed = false;
  #refreshed = false;
  #wantedTime: number | undefined;
  /** Where the engine goes by itself. */
  #begins: number | undefined;
  #unwatch: (() => void) | undefined;

  constructor(host: PlaybackHost, report: PlaybackReport) {
    this.#host = host;
    this.#report = report;
    host.addController(this);
    if (!globalThis.document) return; // rendered on a server: there is nothing to play
    const {media} = host;
    for (const type of ['loadedmetadata', 'loadeddata']) media.addEventListener(type, this.#onData);
    media.addEventListener('play', this.#onPlay);
    media.addEventListener('pause', this.#onPause);
    host.addEventListener('playing', this.#promises.resolve); // once the page has heard of it, as with <video>
    host.addEventListener('playing', () => (this.#refreshed = false));
  }

  /** Someone wishes it to play; it may still be loading. */
  get wished(): boolean {
    return this.#wish;
  }

  /** Nothing has moved for so long that the viewer should be told. */
  get stalled(): boolean {
    return this.#stall?.stalled ?? false;
  }

  /** It is helped over a standstill: what it fires now is not meant for the page. */
  get nudging(): boolean {
    return this.#stall?.nudging ?? false;
  }

  /** The source that plays, or would. */
  get source(): Source | undefined {
    return this.description?.sources[this.#candidate];
  }

  /** Seconds; what was asked for, as long as nothing is loaded. */
  get currentTime(): number {
    return this.#wantedTime ?? this.#host.media.currentTime;
  }

  set currentTime(time: number) {
    if (namedBy(this.#host) !== this.#asked && this.#asked !== '') this.#begin(namedBy(this.#host));
    const isThere = this.engine && !this.engine.settling && this.#host.media.readyState > 0;
    this.#wantedTime = isThere ? undefined : Math.max(0, time);
    if (isThere) this.#host.media.currentTime = time;
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#unwatch = whenSeen(this.#host, () => {
      this.visible = true;
      this.#host.requestUpdate();
    });
    this.#host.requestUpdate(); // takes up a load that a removal broke off
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const asked = namedBy(this.#host);
    if (asked !== this.#asked) this.#begin(asked);
    this.#proceed();
  }

  hostDisconnected(): void {
    this.#unwatch?.();
    // A move is a removal and an insertion; only a host that stays away lets go (as a media element pauses, HTML 4.8.11.8).
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#suspend();
    });
  }

  /** As `HTMLMediaElement.play()`, and loads what must be loaded first. After a failure it tries anew. */
  play(): Promise<void> {
    if (namedBy(this.#host) === '') return Promise.reject(new DOMException('Nothing to play', 'NotSupportedError'));
    if (namedBy(this.#host) !== this.#asked) this.#begin(namedBy(this.#host));
    if (this.error) this.#forget();
    this.#wish = true;
    this.blocked = false;
    const promise = this.#promises.add();
    if (this.engine && !this.#attaching) this.#playNow();
    else void this.load();
    this.#watch(true);
    this.#host.requestUpdate();
    return promise;
  }

  pause(): void {
    this.#wish = false;
    this.#promises.reject('AbortError', 'pause() was called');
    this.#host.media.pause();
    this.#host.requestUpdate();
  }

  /** Brings the media in, so that it knows its length and can play at once; shared by all who ask. */
  load(): Promise<void> {
    if (this.engine && !this.#attaching) return Promise.resolve();
    return (this.#attaching ??= this.#attach());
  }

  /** Loads once more from the beginning of the list of sources, at the same place. */
  retry(): void {
    if (this.error) this.#forget();
    else this.#detach();
    this.play().catch(() => undefined); // the element tells of what fails
  }

  /** As the retry, but without the wish to play: `HTMLMediaElement.load()`. */
  reload(): void {
    this.#begin(namedBy(this.#host));
    if (this.#asked) void this.load();
    this.#host.requestUpdate();
  }

  #begin(asked: string): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    const first = this.#asked === '';
    this.#asked = asked;
    this.named++;
    this.#detach();
    this.#promises.reject('AbortError', 'Another source was named');
    this.#described = this.description = this.error = undefined;
    this.#wish = this.#autoplayed = this.blocked = this.#refreshed = false;
    if (!first) this.#wantedTime = undefined; // set before `src`, it is meant for this one
    this.#report.begun(asked !== '');
  }

  #proceed(): void {
    if (this.#asked === '' || this.error) return;
    const {loading, autoplay, preload} = this.#host;
    const eager = loading === 'eager';
    if (!eager && !(this.visible && (loading !== 'play' || autoplay))) return;
    void this.#describe().catch(() => undefined);
    if (autoplay && !this.#autoplayed) {
      this.#autoplayed = true;
      void this.#host.startByItself();
    } else if (eager ? preload !== 'none' : preload === 'metadata' || preload === 'auto') {
      void this.load();
    }
  }

  #describe(): Promise<void> {
    if (this.#described) return this.#described;
    const {signal} = this.#abort;
    const found = findDescription(this.#host, signal);
    if (!(found instanceof Promise)) {
      this.#know(found);
      return (this.#described = Promise.resolve());
    }
    return (this.#described = found.then(
      (description) => (signal.aborted ? undefined : this.#know(description)),
      (cause: unknown) => {
        if (signal.aborted) return undefined; // superseded or removed: nobody waits for it now
        this.#described = undefined;
        return this.#fail(UgglaError.from(cause, 'media-unavailable'));
      },
    ));
  }

  /**
   * Asks the page once for a fresh address, and goes on with it at the same place; `undefined`: no way. Whoever waits for
   * the description meanwhile waits for that too.
   */
  #refresh(error: UgglaError): Promise<void> | undefined {
    const {refreshSource} = this.#host;
    if (error.code !== 'media-forbidden' || !refreshSource || this.#refreshed) return undefined;
    const {signal} = this.#abort;
    this.#refreshed = true;
    this.#candidate = 0;
    this.description = undefined;
    return (this.#described = (async () => {
      let src: unknown;
      try {
        src = await refreshSource(error);
      } catch {
        // The refusal itself says better why nothing plays.
      }
      if (signal.aborted) return;
      this.#described = undefined;
      if (typeof src !== 'string' || src === '') return this.#fail(error);
      this.#host.src = src;
      this.#asked = namedBy(this.#host);
      return this.#describe();
    })());
  }

  #know(description: Description): void {
    this.description = description;
    this.#wantedTime ??= this.#report.start(description) || undefined;
    this.#report.known(description);
    this.#host.requestUpdate();
  }

  async #attach(): Promise<void> {
    const turn = this.#turn;
    const described = this.#describe();
    if (!this.description) await described;
    if (turn !== this.#turn) return;
    const sources = this.description?.sources;
    if (!sources) return this.#settle(turn);
    let trouble: unknown = new UgglaError('media-unsupported', `src="${this.#host.src}" names nothing that plays here`);
    for (; this.#candidate < sources.length; this.#candidate++) {
      const source = sources[this.#candidate]!;
      try {
        const engine = needsEngine(source) ? await chooseEngine(source) : new NativeEngine();
        if (turn !== this.#turn) return engine.destroy();
        await this.#start(engine, source);
        return this.#settle(turn);
      } catch (cause) {
        if (turn !== this.#turn) return;
        trouble = cause;
      }
    }
    this.#settle(turn);
    void this.#fail(UgglaError.from(trouble, 'media-unavailable'));
  }

  #settle(turn: number): void {
    if (turn === this.#turn) this.#attaching = undefined;
  }

  #start(engine: MediaEngine, source: Source): Promise<void> | undefined {
    const {media, preload, wantedCaptions: captions, quality, audioLanguage, usualAudio, languages} = this.#host;
    const early = this.#wish && quality === 'auto' ? audioLanguage || usualAudio || languages[0] : undefined;
    this.engine = engine;
    this.#host.placeMedia();
    engine.attach(media);
    engine.on((event) => (event.type === 'error' ? this.#onEngineError(event.error) : this.#host.requestUpdate()));
    const loaded = engine.load(source, {
      time: (this.#begins = this.#wantedTime) ?? 0,
      preload: this.#wish ? 'auto' : preload || 'metadata',
      early,
      captions,
      alone: source === this.description?.sources.at(-1),
      wished: () => this.#wish,
      id: this.description?.id,
      page: this.#host,
    });
    this.#report.attached(engine);
    this.#host.requestUpdate();
    const begin = () => (this.#wish ? this.#playNow() : undefined);
    if (!(engine instanceof NativeEngine)) return loaded.then(begin);
    begin(); // in the same task as the gesture that asked for it
    return undefined;
  }

  #playNow(): void {
    const {media} = this.#host;
    media.preload = 'auto'; // told `metadata`, WebKitGTK may wait for ever
    media.play().then(this.#promises.resolve, (cause: unknown) => {
      if (!(cause instanceof DOMException) || cause.name !== 'NotAllowedError') return; // else the engine tells, or another source is on its way
      this.#wish = false;
      this.blocked = true;
      this.#promises.reject(cause.name, cause.message);
      this.#host.requestUpdate();
    });
  }

  #onEngineError(error: UgglaError): void {
    this.#wantedTime = this.currentTime || undefined;
    const wish = this.#wish;
    const next = this.#candidate + 1;
    this.#detach();
    if (next < (this.description?.sources.length ?? 0)) {
      this.#candidate = next;
      this.#wish = wish;
      void this.load();
    } else {
      void this.#fail(error);
    }
  }

  /** There is nothing to watch before the first wish to play, so the watch comes then. Without it a film plays all the same. */
  #watch(anew = false): void {
    void import('./stall-watch.js').then(
      ({StallWatch}) => {
        this.#stall ??= new StallWatch(
          this.#host,
          () => this.#wish && !this.error,
          () => this.engine,
        );
        if (this.#wish) this.#stall.start(anew);
      },
      () => undefined,
    );
  }

  #fail(error: UgglaError): Promise<void> | undefined {
    const refreshed = this.#refresh(error);
    if (refreshed) {
      if (this.#wish) void this.load();
      return refreshed;
    }
    this.error = error;
    this.#stall?.stop();
    this.#wish = false;
    this.#report.failed(error);
    this.#promises.reject('NotSupportedError', error.message);
    this.#host.requestUpdate();
    return undefined;
  }

  #forget(): void {
    this.error = undefined;
    this.#refreshed = false;
    this.#detach();
    this.#report.begun(true);
    if (this.description) this.#report.known(this.description);
  }

  /** Lets go of the engine, and keeps the place. */
  #detach(): void {
    if (this.engine) {
      this.#wantedTime = this.currentTime || undefined;
      this.engine.destroy();
    }
    this.engine = this.#attaching = undefined;
    this.#candidate = 0;
    this.#turn++;
  }

  #suspend(): void {
    this.#stall?.stop();
    this.pause();
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#detach();
    if (!this.description) this.#described = undefined;
    this.#refreshed = false;
  }

  readonly #onData = ({type}: Event): void => {
    // A seek while hls.js hands over the first segment breaks WebKitGTK's pipeline.
    if (type === 'loadedmetadata' && this.#wantedTime === this.#begins && !(this.engine instanceof NativeEngine))
      return;
    const {media} = this.#host;
    const time = this.#wantedTime ?? media.currentTime;
    this.#wantedTime = undefined;
    if (Math.abs(time - media.currentTime) > (type === 'loadeddata' ? 0.1 : 0)) media.currentTime = time;
  };

  readonly #onPlay = (): void => {
    this.#wish = true; // from outside: a headset, the window of picture in picture
    const time = this.#wantedTime;
    if (this.engine?.wish?.(time)) this.#begins = time; // else it goes where it was told to at its load
    this.#watch();
  };

  readonly #onPause = (): void => {
    // A source that fails, or gives way to the next, pauses the element too; nobody wished for that.
    const {media} = this.#host;
    if (media.paused && !media.error && this.engine && !this.engine.mending && !this.#attaching) this.#wish = false;
  };
}
