import {UgglaError} from '@uggla/protocol';
import type Hls from 'hls.js';
import type {HlsConfig, MediaPlaylist} from 'hls.js';
import {Failure} from './ask.js';
import type {Answer} from './ask.js';
import {cmcdOf} from './cmcd.js';
import type {Cmcd} from './cmcd.js';
import {credentialsOf} from './credentials.js';
import {errorOf} from './diagnose.js';
import {beginWith, fetchBeginning} from './early.js';
import type {Prefetched} from './early.js';
import {configOf, SEEK_S} from './hls-config.js';
import {HlsMender} from './hls-mender.js';
import {Hold} from './hold.js';
import {LineCap} from './line-cap.js';
import {buildFor, fetchManifest, importBuild} from './manifest.js';
import {EngineListeners} from './media-engine.js';
import type {EngineListener, EngineStart, EngineTrack, Level, MediaEngine, Source} from './media-engine.js';
import {NativeEngine} from './native-engine.js';
import {patientLoader} from './patient-loader.js';
import {addWholeSource} from '../screens/airplay-source.js';
import {soundOnly} from './sound-only.js';
import type {SoundOnly} from './sound-only.js';
import type {Listed} from '../tracks/follow-engine.js';
import {takeWarm} from './warm.js';

/** hls.js where it can work; else the browser by itself. */
export function createHlsEngine(): MediaEngine {
  const {ManagedMediaSource, MediaSource} = globalThis as {
    ManagedMediaSource?: typeof globalThis.MediaSource;
    MediaSource?: typeof globalThis.MediaSource;
  };
  const types = [
    'video/mp4; codecs="avc1.42E01E,mp4a.40.2"',
    'video/mp4; codecs="av01.0.01M.08"',
    'audio/mp4; codecs="mp4a.40.2"',
  ];
  const Source = ManagedMediaSource ?? MediaSource;
  return Source && types.some((type) => Source.isTypeSupported(type)) ? new HlsEngine() : new NativeEngine();
}

/**
 * Plays HLS through Media Source, by hls.js in its smallest build that the playlist allows. The light one has neither
 * languages of sound nor subtitles, and drops them in silence: who does not know asks the playlist, which is fetched first.
 */
class HlsEngine implements MediaEngine {
  readonly #listeners = new EngineListeners();
  readonly #abort = new AbortController();
  readonly #cap = new LineCap();
  #prefetched: Prefetched = new Map();
  /** Address of the quality that was asked for before hls.js was there: it is the one to begin with. */
  #begins: string | undefined;
  #hls: Hls | undefined;
  #media: HTMLVideoElement | undefined;
  #source: Source | undefined;
  #start: EngineStart | undefined;
  #answer: Answer | undefined;
  #soundWanted = false;
  /** What is played without its picture; `undefined`: the picture is, or cannot be left out. */
  #sound: SoundOnly | undefined;
  #voice = 0;
  #cmcd: Cmcd | undefined;
  #drm: typeof import('./drm.js') | undefined;
  /** Grows with each load: what was begun before is then too late. */
  #turn = 0;
  #mender: HlsMender | undefined;
  #hold = new Hold(false);
  #leaveLists: (() => void) | undefined;
  settling = false;

  get levels(): readonly Level[] {
    return (this.#hls?.levels ?? []).map(({height = 0, width = 0, bitrate, frameRate, codecs}, id) => ({
      id,
      height,
      width,
      bitrate,
      frameRate: frameRate || undefined,
      codec: codecs,
    }));
  }

  get level(): number {
    return this.#hls?.autoLevelEnabled === false ? this.#hls.loadLevel : -1;
  }

  get audioTracks(): readonly EngineTrack[] {
    if (this.#sound)
      return this.#sound.voices.map(({language, name, preferred}, id) => ({
        id,
        language,
        label: name,
        kind: preferred ? 'main' : 'alternative',
      }));
    const tracks = this.#hls?.audioTracks ?? []; // the light build has no such list
    return tracks.map((track, id) => ({id, language: track.lang ?? '', label: track.name, kind: kindOf(track)}));
  }

  get audioTrack(): number {
    if (this.audioTracks.length === 0) return -1;
    return this.#sound ? this.#voice : this.#hls!.audioTrack;
  }

  get textTracks(): readonly EngineTrack[] {
    const tracks = this.#hls?.subtitleTracks ?? [];
    return tracks.map(({lang, name}, id) => ({id, language: lang ?? '', label: name}));
  }

  get duration(): number | undefined {
    const details = this.#hls?.latestLevelDetails;
    return details ? (details.live ? Infinity : details.edge) : undefined;
  }

  get liveEdge(): number | undefined {
    return this.#hls?.liveSyncPosition ?? undefined;
  }

  attach(media: HTMLVideoElement): void {
    this.#media = media;
    this.settling = isGStreamer(media);
    media.addEventListener('loadeddata', () => (this.settling = false), {once: true, signal: this.#abort.signal});
  }

  async load(source: Source, start: EngineStart): Promise<void> {
    const turn = ++this.#turn;
    const late = () => this.#abort.signal.aborted || turn !== this.#turn;
    this.#source = source;
    this.#start = start;
    this.#hold = new Hold(start.preload !== 'auto');
    if (start.page) void this.#tellLists(start.page).catch(() => undefined); // it plays without, too
    const {cmcd, drm} = start.page ?? {};
    if (typeof cmcd === 'string') this.#cmcd ??= cmcdOf(cmcd, start.id ?? source.url);
    const {url, headers} = this.#cmcd?.first(source.url) ?? {url: source.url};
    const ask = () =>
      fetchManifest(url, this.#abort.signal, {credentials: credentialsOf(this.#media!), ...(headers && {headers})});
    const early = this.#answer ? undefined : takeWarm(url);
    const manifest = this.#answer ? Promise.resolve(this.#answer) : (early?.answer.catch(ask) ?? ask());
    manifest.catch(() => undefined); // it may fail while the code is fetched
    try {
      // Only the full build knows these.
      const full = this.#cmcd !== undefined || Boolean(drm);
      const build = full
        ? importBuild('full')
        : source.alternates === undefined
          ? undefined
          : importBuild(source.alternates ? 'tracks' : 'light');
      build?.catch(() => undefined);
      if (drm) this.#drm ??= await import('./drm.js');
      const answer = await manifest;
      if (late()) return;
      this.#answer = answer;
      const playlist = new TextDecoder().decode(answer.bytes);
      await this.#leaveOut(playlist);
      const code = build ?? importBuild(buildFor(this.#sound?.playlist(0) ?? playlist));
      const {time, early: language} = start;
      const {signal} = this.#abort;
      const begun = early?.beginning;
      signal.addEventListener('abort', () => begun?.abort.abort());
      const isWanted = language !== undefined && turn === 1 && !full && !this.#sound;
      if (isWanted && begun?.time === time && begun.language === language)
        ({prefetched: this.#prefetched, begins: this.#begins} = begun);
      else {
        begun?.abort.abort();
        if (isWanted)
          this.#begins = fetchBeginning(playlist, answer.url, {time, language}, this.#prefetched, {
            signal,
            credentials: credentialsOf(this.#media!),
          });
      }
      const Engine = await code;
      if (late()) return;
      const heard = this.#sound?.playlist(this.#voice);
      this.#prefetched.set(source.url, {
        answer: Promise.resolve(heard === undefined ? answer : {...answer, bytes: new TextEncoder().encode(heard)}),
        times: {},
      });
      await this.#begin(Engine, source);
    } catch (cause) {
      if (late()) return;
      if (!(cause instanceof Failure))
        throw UgglaError.from(cause, 'engine-unavailable', {
          cure: 'Publish all files of the bundle, not only its entry.',
        });
      this.#listeners.tell({type: 'error', error: errorOf(cause, source.url)});
    }
  }

  wish(time = this.#start?.time ?? 0): boolean {
    const held = this.#hold.let(this.#hls, time);
    if (held) this.#start = {...this.#start!, time, preload: 'auto'};
    return held;
  }

  setLevel(id: number): void {
    if (this.#hls) this.#hls.nextLevel = id;
    this.#listeners.tell({type: 'change'});
  }

  capLines(lines: number): void {
    this.#cap.lines = lines;
  }

  setAudioTrack(id: number): void {
    if (!this.#sound) {
      if (this.#hls) this.#hls.audioTrack = id;
    } else if (id !== this.#voice) {
      this.#voice = id;
      if (this.#hls) this.#reload();
    }
  }

  hearOnly(sound: boolean): void {
    if (sound === this.#soundWanted) return;
    this.#soundWanted = sound;
    if (this.#answer && (this.#sound || soundOnly(new TextDecoder().decode(this.#answer.bytes)))) this.#reload();
  }

  on(listener: EngineListener): () => void {
    return this.#listeners.add(listener);
  }

  revive(standingMs: number): void {
    this.#mender?.revive(standingMs);
  }

  destroy(): void {
    this.#abort.abort();
    this.#mender?.stop();
    this.#listeners.clear();
    this.#leaveLists?.();
    this.#hls?.destroy();
    this.#media = undefined;
  }

  #begin(Engine: typeof Hls, source: Source): Promise<void> {
    const terms = {bare: this.#cmcd?.bare, credentials: credentialsOf(this.#media!), released: this.#hold.released};
    const loader = patientLoader(this.#prefetched, terms) as unknown as HlsConfig['loader'];
    const start = this.#start!; // a wish may have come meanwhile
    const hls = new Engine({
      ...configOf(start.page?.liveEdge),
      loader,
      capLevelController: this.#cap.over(Engine.DefaultConfig.capLevelController!),
      startPosition: start.time > 0 ? start.time : -1,
      ...(this.#cmcd && {cmcd: this.#cmcd.config}),
      ...(this.#drm && start.page?.drm && this.#drm.drmConfig(start.page.drm)),
      // Else it would choose one by itself, and undo what the viewer had chosen.
      ...(start.captions === 'off' ? {} : {subtitlePreference: {lang: start.captions}}),
    });
    this.#hls = hls;
    this.#mender = new HlsMender(Engine, hls, this.#media!, {
      url: source.url,
      start: () => this.#start!,
      drmError: this.#drm?.drmError,
      giveUp: (error) => this.#listeners.tell({type: 'error', error}),
    });
    const {Events} = Engine;
    for (const name of [
      Events.MANIFEST_PARSED,
      Events.LEVEL_SWITCHED,
      Events.AUDIO_TRACKS_UPDATED,
      Events.AUDIO_TRACK_SWITCHED,
    ] as const)
      hls.on(name, () => this.#listeners.tell({type: 'change'}));
    hls.once(Events.MANIFEST_PARSED, () => beginWith(hls, this.#begins));
    hls.on(Events.FRAG_BUFFERED, () => {
      this.#mender?.healed();
      hls.config.maxStarvationDelay = SEEK_S;
    });
    this.#hold.take(hls);
    // The element itself learns the length only from a segment.
    hls.once(Events.LEVEL_LOADED, () =>
      queueMicrotask(() => this.#media?.readyState === 0 && this.#media.dispatchEvent(new Event('durationchange'))),
    );
    return new Promise((resolve) => {
      // Told to play before its media source is open, an element counts the change of `src` as an interruption.
      hls.once(Events.MEDIA_ATTACHED, () => resolve());
      hls.attachMedia(this.#media!);
      if ('WebKitPlaybackTargetAvailabilityEvent' in globalThis) addWholeSource(this.#media!, source.url);
      hls.loadSource(source.url);
    });
  }

  /** Keeps the lists of the page true to what there is to choose among. */
  async #tellLists(page: Listed): Promise<void> {
    const {followEngine} = await import('../tracks/follow-engine.js');
    if (!this.#abort.signal.aborted) this.#leaveLists ??= followEngine(this, page);
  }

  /** Leaves the picture out, where that is wished for and can be done. */
  async #leaveOut(playlist: string): Promise<void> {
    const before = this.#sound;
    this.#sound = this.#soundWanted ? soundOnly(playlist) : undefined;
    if (before || !this.#sound || this.#sound.voices.length < 2) return;
    this.#voice = Math.max(
      0,
      this.#sound.voices.findIndex(({preferred}) => preferred),
    );
    this.#listeners.tell({type: 'change'});
    await new Promise((resolve) => setTimeout(resolve)); // whoever chooses among languages does so now
  }

  /** Begins anew at the same place, with another part of the same playlist. */
  #reload(): void {
    const media = this.#media;
    if (!media) return;
    this.#mender?.stop();
    const wished = this.#start!.wished?.() ?? !media.paused;
    const time = media.duration === Infinity ? 0 : media.currentTime;
    this.#hls?.destroy();
    this.#hls = this.#mender = undefined;
    const failed = (cause: unknown) =>
      this.#listeners.tell({type: 'error', error: UgglaError.from(cause, 'engine-unavailable')});
    void this.load(this.#source!, {...this.#start!, time}).then(
      () => (wished ? this.#media?.play().catch(() => undefined) : undefined),
      failed,
    );
  }
}

/**
 * WebKit on Linux, which nothing else tells from Safari. Its pipeline, told to seek while it makes its first picture, may wait for
 * itself, and the whole page with it (seen in a debugger: docs/decisions/0006).
 */
function isGStreamer(media: HTMLVideoElement): boolean {
  return navigator.vendor.startsWith('Apple') && !('webkitSetPresentationMode' in media);
}

/** What a language of the sound is to HTML, by what the playlist says of it (RFC 8216, 4.3.4.1). */
function kindOf({characteristics, default: preferred}: MediaPlaylist): string {
  if (characteristics?.includes('public.accessibility.describes-video')) return 'main-desc';
  return preferred ? 'main' : 'alternative';
}
