import type {UgglaError} from '@uggla/protocol';
import type {Listed} from '../tracks/follow-engine.js';
import type {Drm} from './drm.js';

/** What an engine is given to play. */
export interface Source {
  /** Absolute address, already found safe. */
  readonly url: string;
  /** A playlist of segments, or one file that the browser plays by itself. */
  readonly kind: 'hls' | 'file';
  /** MIME type, when it is known. */
  readonly type?: string;
  /** Sound without a picture. */
  readonly audio?: boolean;
  /**
   * Whether languages of sound or subtitles stand in the playlist; only then is an engine fetched that knows them. `undefined`:
   * unknown, so the playlist is asked.
   */
  readonly alternates?: boolean;
}

/** One quality of the picture. */
export interface Level {
  /** What {@link MediaEngine.setLevel} takes. */
  readonly id: number;
  /** Lines of the picture; 0 when only sound. */
  readonly height: number;
  readonly width?: number;
  /** Bits a second. */
  readonly bitrate: number;
  /** Pictures a second, where it is said. */
  readonly frameRate?: number | undefined;
  /** As RFC 6381 names it. */
  readonly codec?: string | undefined;
}

/** One language of the sound, or of subtitles that the stream itself carries. */
export interface EngineTrack {
  readonly id: number;
  /** BCP 47; empty when the stream does not say. */
  readonly language: string;
  readonly label: string;
  /** As HTML's `AudioTrack` has it. */
  readonly kind?: string;
}

/** What an engine tells: `change` (levels, tracks or the choice among them) or `error` (it has given up). */
export type EngineListener = (event: {type: 'change'} | {type: 'error'; error: UgglaError}) => void;

/** How an engine begins. */
export interface EngineStart {
  /** Seconds on the media's clock to begin from; 0 is the start. */
  readonly time: number;
  /** What the element's `preload` says; anything but `auto` brings of a stream its playlists alone, until someone wishes it to play. */
  readonly preload: '' | 'none' | 'metadata' | 'auto';
  /** Language of the subtitles to begin with, where the stream itself carries some; `off`. */
  readonly captions: string;
  /** Nothing else is there to give way to; `false` where another source could be tried. */
  readonly alone?: boolean;
  /** It is to play, in this language of sound where there are several: what it begins with may be fetched while the engine's code comes. */
  readonly early?: string | undefined;
  /** Someone wishes it to play; without it, an element that plays is meant to. */
  readonly wished?: () => boolean;
  /** What names the film in every session. */
  readonly id?: string | undefined;
  /** What the page says of how a stream is asked for and how near to its end it plays live, and the lists in which it reads what there is to choose among. */
  readonly page?: Listed & {readonly cmcd: string | null; readonly drm: Drm | null; readonly liveEdge: number};
}

/**
 * What brings a source into a media element. It retries what can be retried by itself and speaks only when it has given
 * up; what to do then (another source, the error panel) is the player's to decide.
 */
export interface MediaEngine {
  readonly levels: readonly Level[];
  /** The level asked for; -1: the engine chooses. */
  readonly level: number;
  readonly audioTracks: readonly EngineTrack[];
  /** Index into `audioTracks`; -1 when there is no choice. */
  readonly audioTrack: number;
  readonly textTracks: readonly EngineTrack[];
  /** The element is being helped over a failure: that it says it is paused is nobody's wish. */
  readonly mending?: boolean;
  /** It has no picture yet, and bears no seek before it has (`loadeddata`). */
  readonly settling?: boolean;
  /** Length in seconds as the playlist tells it, also while nothing of the media has come; `undefined`: unknown. */
  readonly duration?: number | undefined;
  /** Second at which a live stream plays when nobody has gone back in it; `undefined`: unknown, or not live. */
  readonly liveEdge: number | undefined;
  attach(media: HTMLVideoElement): void;
  /** Begins to load. Resolves when the element can be told to play, rejects with an `UgglaError`. */
  load(source: Source, start: EngineStart): Promise<void>;
  /** @param id - Of a level, or -1 to let the engine choose. */
  setLevel(id: number): void;
  /** @param lines - How many the engine may choose by itself; `Infinity`: no limit. */
  capLines(lines: number): void;
  setAudioTrack(id: number): void;
  /** @param sound - Nobody sees the picture: it need not be fetched, where the source has its sound apart. */
  hearOnly?(sound: boolean): void;
  /** Hears the engine; the answer stops that. */
  on(listener: EngineListener): () => void;
  /**
   * Someone wishes it to play; what was held back until then comes now.
   *
   * @param time - Second to begin from, where another than at the load.
   * @returns Whether it begins there; it cannot once it is on its way.
   */
  wish?(time: number | undefined): boolean;
  /** Time has stood still for so long though it should move; asked every second. */
  revive(standingMs: number): void;
  /** Lets go of the element and of everything that was fetched. */
  destroy(): void;
}

/** The listeners of an engine. */
export class EngineListeners {
  readonly #all = new Set<EngineListener>();

  add(listener: EngineListener): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  readonly tell: EngineListener = (event) => {
    for (const listener of [...this.#all]) listener(event);
  };

  clear(): void {
    this.#all.clear();
  }
}
