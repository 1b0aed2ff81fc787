import {UgglaError} from '@uggla/protocol';
import type Hls from 'hls.js';
import type {ErrorData, HlsConfig} from 'hls.js';
import {refused} from './diagnose.js';
import {hlsConfig} from './hls-config.js';
import {LineCap} from './line-cap.js';
import {EngineListeners} from './media-engine.js';
import type {EngineListener, EngineStart, EngineTrack, Level, MediaEngine, Source} from './media-engine.js';
import {NativeEngine} from './native-engine.js';
import {stallLoader} from './stall-loader.js';

/** After so long without a new trouble a decoder may be helped anew. */
const RECOVERY_PAUSE_MS = 5000;

/**
 * hls.js in its smallest build that `source` allows. The light one has neither languages of sound nor subtitles, and drops
 * them in silence.
 */
export async function createHlsEngine(source: Source): Promise<MediaEngine> {
  const full = source.alternates ?? (await hasAlternates(source.url));
  const {default: Engine} = full ? await import('hls.js') : await import('hls.js/light');
  return Engine.isSupported() ? new HlsEngine(Engine) : new NativeEngine();
}

/** Whether a master playlist names languages of sound or subtitles in lists of their own (RFC 8216, 4.3.4.1). */
export function namesAlternates(playlist: string): boolean {
  return /^#EXT-X-MEDIA:(?=.*TYPE=(?:AUDIO|SUBTITLES)\b).*URI=/m.test(playlist);
}

async function hasAlternates(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    return answer.ok && namesAlternates(await answer.text());
  } catch {
    return false; // the engine will meet the same trouble, and knows how to retry
  }
}

/** Plays HLS through Media Source by hls.js. */
class HlsEngine implements MediaEngine {
  readonly #Hls: typeof Hls;
  readonly #hls: Hls;
  readonly #cap = new LineCap();
  readonly #listeners = new EngineListeners();
  #media: HTMLVideoElement | undefined;
  #source: Source | undefined;
  #recoveredAt = -Infinity;
  #recoveries = 0;
  #missing: ErrorData | undefined;
  #misses = 0;

  constructor(Engine: typeof Hls) {
    this.#Hls = Engine;
    const fLoader = stallLoader(Engine.DefaultConfig.loader) as unknown as NonNullable<HlsConfig['fLoader']>;
    const capLevelController = this.#cap.over(Engine.DefaultConfig.capLevelController!);
    this.#hls = new Engine({...hlsConfig, fLoader, capLevelController});
    const {Events} = Engine;
    const changed = () => this.#listeners.tell({type: 'change'});
    this.#hls.on(Events.MANIFEST_PARSED, changed);
    this.#hls.on(Events.LEVEL_SWITCHED, changed);
    this.#hls.on(Events.AUDIO_TRACKS_UPDATED, changed);
    this.#hls.on(Events.AUDIO_TRACK_SWITCHED, changed);
    this.#hls.on(Events.ERROR, (_, data) => this.#onError(data));
  }

  get levels(): readonly Level[] {
    return this.#hls.levels.map(({height, bitrate}, id) => ({id, height: height ?? 0, bitrate}));
  }

  get level(): number {
    return this.#hls.autoLevelEnabled ? -1 : this.#hls.loadLevel;
  }

  get audioTracks(): readonly EngineTrack[] {
    const tracks = this.#hls.audioTracks ?? []; // the light build has no such list
    return tracks.map(({lang, name}, id) => ({id, language: lang ?? '', label: name}));
  }

  get audioTrack(): number {
    return this.audioTracks.length > 0 ? this.#hls.audioTrack : -1;
  }

  get textTracks(): readonly EngineTrack[] {
    const tracks = this.#hls.subtitleTracks ?? [];
    return tracks.map(({lang, name}, id) => ({id, language: lang ?? '', label: name}));
  }

  get liveEdge(): number | undefined {
    return this.#hls.liveSyncPosition ?? undefined;
  }

  attach(media: HTMLVideoElement): void {
    this.#media = media;
    this.#hls.attachMedia(media);
  }

  load(source: Source, start: EngineStart): Promise<void> {
    this.#source = source;
    this.#hls.config.startPosition = start.time > 0 ? start.time : -1;
    // Else it would choose one by itself, and undo what the viewer had chosen.
    if (start.captions !== 'off') this.#hls.config.subtitlePreference = {lang: start.captions};
    return new Promise((resolve) => {
      // Told to play before its media source is open, an element counts the change of `src` as an interruption.
      this.#hls.once(this.#Hls.Events.MEDIA_ATTACHED, () => resolve());
      this.#hls.loadSource(source.url);
    });
  }

  setLevel(id: number): void {
    this.#hls.nextLevel = id;
    this.#listeners.tell({type: 'change'});
  }

  capLines(lines: number): void {
    this.#cap.lines = lines;
  }

  setAudioTrack(id: number): void {
    this.#hls.audioTrack = id;
  }

  on(listener: EngineListener): () => void {
    return this.#listeners.add(listener);
  }

  destroy(): void {
    this.#listeners.clear();
    this.#hls.destroy();
    this.#media = undefined;
  }

  #onError(data: ErrorData): void {
    if (!this.#media) return;
    if (this.#isMissing(data)) return this.#listeners.tell({type: 'error', error: this.#tell(this.#missing!)});
    if (!data.fatal) return;
    if (data.type === this.#Hls.ErrorTypes.MEDIA_ERROR && this.#recover()) return;
    this.#listeners.tell({type: 'error', error: this.#tell(data)});
  }

  /**
   * Whether the next segment is refused in every quality and nothing is left to play before it. hls.js would ask for it
   * again for half a minute, as if a 404 were a hiccup.
   */
  #isMissing(data: ErrorData): boolean {
    const status = data.response?.code ?? 0;
    if (data.frag && status >= 400 && status < 500 && status !== 408 && status !== 429) {
      this.#misses = data.frag.sn === this.#missing?.frag?.sn ? this.#misses + 1 : 1;
      this.#missing = data;
    }
    return this.#missing !== undefined && this.#misses > this.#hls.levels.length && secondsAhead(this.#media!) < 0.5;
  }

  /** Once with a fresh decoder, once with the other sound codec; whether there was a way left to try. */
  #recover(): boolean {
    const now = performance.now();
    if (now - this.#recoveredAt > RECOVERY_PAUSE_MS) this.#recoveries = 0;
    this.#recoveredAt = now;
    this.#recoveries += 1;
    if (this.#recoveries > 2) return false;
    if (this.#recoveries === 2) this.#hls.swapAudioCodec();
    const playing = this.#media?.paused === false;
    this.#hls.recoverMediaError();
    if (playing) this.#media?.play().catch(() => undefined); // a new media source begins paused
    return true;
  }

  #tell({type, details, error, response, url}: ErrorData): UgglaError {
    const file = url ?? this.#source?.url ?? '';
    const {ErrorTypes, ErrorDetails} = this.#Hls;
    if (details === ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR) {
      return new UgglaError('media-unsupported', `${file} has no quality that this browser plays`, {cause: error, file});
    }
    if (details === ErrorDetails.MANIFEST_PARSING_ERROR) {
      return new UgglaError('media-unsupported', `${file} is no playlist: ${error.message}`, {cause: error, file});
    }
    if (type === ErrorTypes.NETWORK_ERROR) return refused(file, response?.code ?? 0, error);
    return new UgglaError('media-undecodable', `${file} could not be played (${details})`, {cause: error, file});
  }
}

/** How much is buffered beyond the place where `media` stands. */
function secondsAhead({buffered, currentTime}: HTMLMediaElement): number {
  for (let at = 0; at < buffered.length; at++) {
    if (buffered.start(at) <= currentTime + 0.1 && buffered.end(at) > currentTime) return buffered.end(at) - currentTime;
  }
  return 0;
}
