import {UgglaError} from '@uggla/protocol';
import type Hls from 'hls.js';
import type {ErrorData, Fragment, PlaylistLoaderContext} from 'hls.js';
import {errorOf} from './diagnose.js';
import type {EngineStart} from './media-engine.js';
import {FOREIGN} from './patient-loader.js';
import {isForbidden, isPassing, Recovery, STANDSTILL_MS} from './recovery.js';
import type {Remedy, Trouble} from './recovery.js';
import {secondsAhead} from './seconds-ahead.js';

/** What the mender must know of what plays, and whom it tells that there is nothing left to try. */
interface Film {
  readonly url: string;
  /** A wish may have changed it since. */
  readonly start: () => EngineStart;
  readonly drmError: ((data: ErrorData, file: string) => UgglaError) | undefined;
  readonly giveUp: (error: UgglaError) => void;
}

/** Carries out with hls.js what `Recovery` decides when something fails. */
export class HlsMender {
  readonly #Engine: typeof Hls;
  readonly #hls: Hls;
  readonly #media: HTMLVideoElement;
  readonly #film: Film;
  readonly #recovery: Recovery;
  #revived = 0;
  #failedLevel = -1;
  #wokenAt = -1;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(Engine: typeof Hls, hls: Hls, media: HTMLVideoElement, film: Film) {
    this.#Engine = Engine;
    this.#hls = hls;
    this.#media = media;
    this.#film = film;
    this.#recovery = new Recovery({alone: film.start().alone ?? true});
    hls.on(Engine.Events.ERROR, (_, data) => this.#onError(data));
  }

  /** Something came through. */
  healed(): void {
    this.#recovery.healed();
  }

  /** As the engine's. */
  revive(standingMs: number): void {
    if (standingMs < this.#revived) this.#revived = 0; // it has moved meanwhile
    if (this.#again !== undefined || standingMs - this.#revived < STANDSTILL_MS) return;
    this.#revived = standingMs;
    const {inFlightFragments} = this.#hls as Partial<Hls>; // the light build may not have it
    if (secondsAhead(this.#media) > 0.5)
      this.#apply(this.#recovery.decide({of: 'picture', status: 200, ...this.#place()}));
    else if (!(inFlightFragments?.main?.frag?.loader ?? inFlightFragments?.audio?.frag?.loader)) this.#wake();
  }

  /** hls.js asks for nothing: it is told to go on. What it leaves out though the list has it, the film leaves out too. */
  #wake(): void {
    const {currentTime} = this.#media;
    const segment = this.#segmentHere();
    const isStill = this.#wokenAt === currentTime && !this.#hls.latestLevelDetails?.live;
    this.#wokenAt = currentTime;
    if (segment && (segment.gap || isStill))
      this.#apply(this.#recovery.decide({of: 'segment', status: 200, ...this.#place()}));
    else this.#resume();
  }

  /** Tries nothing more. */
  stop(): void {
    clearTimeout(this.#again);
  }

  #onError(data: ErrorData): void {
    const hls = this.#hls;
    const {ErrorDetails, ErrorTypes} = this.#Engine;
    const isReset = data.details === ErrorDetails.MEDIA_SOURCE_REQUIRES_RESET;
    const level = data.frag && String(data.frag.type) === 'main' ? data.frag.level : -1;
    if (!data.fatal && !isReset) {
      this.#failedLevel = level;
      return;
    }
    if (data.details === ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR || data.type === ErrorTypes.KEY_SYSTEM_ERROR)
      return this.#giveUp(data);
    if (String(data.context?.type) === 'subtitleTrack') {
      hls.subtitleTrack = -1; // a film without its subtitles is still one
      return this.#resume();
    }
    // A server that has begun anew has a list that does not go on from the one that is known: that one is forgotten.
    if (data.details === ErrorDetails.LEVEL_PARSING_ERROR && !data.response) {
      const list =
        String(data.parent) === 'audio' ? hls.audioTracks[hls.audioTrack] : hls.levels[data.level ?? hls.loadLevel];
      if (list?.details) {
        delete list.details;
        return this.#resume();
      }
    }
    const trouble = this.#troubleOf(data);
    // Asked for another rendition, hls.js can come back to the one that has just failed (where it is the head that fails), or
    // give up on a list that is missing though it has another (where it has changed between them meanwhile).
    const lost =
      trouble.of === 'list' && !isForbidden(trouble)
        ? ((data.context as PlaylistLoaderContext | undefined)?.level ?? -1)
        : level === this.#failedLevel
          ? level
          : -1;
    if (lost >= 0 && !isPassing(trouble) && hls.levels.length > 1) {
      hls.removeLevel(lost);
      return this.#resume();
    }
    const remedy = this.#recovery.decide(trouble);
    if (remedy.do === 'give-up') return this.#giveUp(data);
    if (isReset && !data.fatal && remedy.do === 'decoder') return this.#playOn(); // hls.js has just done so
    // The size of the player allows only some renditions; a viewer prefers any other to none.
    if (trouble.of !== 'picture') this.#uncap();
    if (data.type === ErrorTypes.MEDIA_ERROR && remedy.do === 'rendition' && hls.levels.length < 2)
      hls.swapAudioCodec();
    this.#apply(remedy, data);
  }

  #apply(remedy: Remedy, data?: ErrorData): void {
    const hls = this.#hls;
    const media = this.#media;
    clearTimeout(this.#again);
    this.#again = undefined;
    switch (remedy.do) {
      case 'again':
        this.#again = setTimeout(() => {
          this.#again = undefined;
          this.#resume();
        }, remedy.ms);
        return;
      case 'rendition':
        this.#uncap();
        if (hls.levels.length > 1) hls.nextLoadLevel = (hls.loadLevel + hls.levels.length - 1) % hls.levels.length;
        return this.#refresh();
      case 'decoder':
        return this.#refresh();
      case 'skip': {
        const to = this.#afterSegment(data);
        if (media.error) this.#refresh();
        hls.startLoad(to);
        media.currentTime = to;
        return;
      }
      case 'give-up':
        if (data) this.#giveUp(data);
        else this.#film.giveUp(new UgglaError('media-undecodable', `${this.#film.url} stands still`));
    }
  }

  /** Goes on to load from where playback stands. */
  #resume(): void {
    this.#hls.startLoad(this.#media.currentTime || this.#film.start().time || -1);
  }

  /** A fresh decoder; what it had is fetched anew. */
  #refresh(): void {
    const wished = this.#film.start().wished?.() ?? !this.#media.paused;
    this.#hls.recoverMediaError();
    this.#playOn(wished);
  }

  /** A new media source begins paused. */
  #playOn(wished = this.#film.start().wished?.()): void {
    if (wished) this.#media.play().catch(() => undefined);
  }

  #uncap(): void {
    const hls = this.#hls;
    hls.config.capLevelToPlayerSize = false;
    hls.capLevelToPlayerSize = false;
    hls.autoLevelCapping = -1;
  }

  #place(): Pick<Trouble, 'at' | 'ahead'> {
    return {at: this.#media.currentTime, ahead: secondsAhead(this.#media)};
  }

  #troubleOf({type, details, response, frag}: ErrorData): Trouble {
    const {ErrorTypes, ErrorDetails} = this.#Engine;
    const place = this.#place();
    const isUnread = details === ErrorDetails.FRAG_PARSING_ERROR || details === ErrorDetails.FRAG_DECRYPT_ERROR;
    if (type !== ErrorTypes.NETWORK_ERROR && !isUnread) return {of: 'picture', status: 200, ...place};
    const code = isUnread
      ? 200
      : (response?.code ??
        (details === ErrorDetails.LEVEL_PARSING_ERROR || details === ErrorDetails.LEVEL_EMPTY_ERROR ? 200 : 0));
    const foreign = (response as {text?: string} | undefined)?.text === FOREIGN;
    return {of: frag ? 'segment' : 'list', status: code, foreign, ...place};
  }

  /** Where the segment ends that is in the way. */
  #afterSegment(data?: ErrorData): number {
    const {currentTime} = this.#media;
    const frag = data?.frag;
    if (frag && frag.end > currentTime) return frag.end + 0.05;
    return (this.#segmentHere()?.end ?? currentTime + 2) + 0.05;
  }

  /** The segment that should play now. */
  #segmentHere(): Fragment | undefined {
    const soon = this.#media.currentTime + 0.2;
    return this.#hls.latestLevelDetails?.fragments.find(({start, end}) => start <= soon && end > soon);
  }

  #giveUp(data: ErrorData): void {
    const {type, details, error, response, url} = data;
    const file = url ?? data.frag?.url ?? this.#film.url;
    const {ErrorTypes, ErrorDetails} = this.#Engine;
    let told: UgglaError;
    if (details === ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR)
      told = new UgglaError('media-unsupported', `${file} has no quality that this browser plays`, {
        cause: error,
        file,
      });
    else if (type === ErrorTypes.KEY_SYSTEM_ERROR && this.#film.drmError) told = this.#film.drmError(data, file);
    else if (type === ErrorTypes.NETWORK_ERROR)
      told = errorOf(
        {status: response?.code ?? 0, message: error.message, foreign: this.#troubleOf(data).foreign ?? false},
        file,
      );
    else told = new UgglaError('media-undecodable', `${file} could not be played (${details})`, {cause: error, file});
    this.#film.giveUp(told);
  }
}
