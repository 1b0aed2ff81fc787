import type {UgglaError} from '@uggla/protocol';
import type {ReactiveControllerHost} from 'lit';
import type {Drm} from '../engine/drm.js';
import type {MediaEngine} from '../engine/media-engine.js';
import type {Listed} from '../tracks/follow-engine.js';
import type {Description} from './description.js';

/** What the player's element is to its playback. */
export interface PlaybackHost extends ReactiveControllerHost, HTMLElement, Listed {
  src: string;
  /** Brings a fresh address after a refusal. */
  readonly refreshSource: ((error: UgglaError) => Promise<string>) | undefined;
  readonly loading: string;
  readonly layout: string;
  readonly autoplay: boolean | 'muted' | 'any';
  readonly preload: '' | 'none' | 'metadata' | 'auto';
  readonly media: HTMLVideoElement;
  /** Language of the captions to show; `off`. */
  readonly wantedCaptions: string;
  /** Language of the sound that the page names; else the viewer's last choice. */
  readonly audioLanguage: string;
  readonly usualAudio: string | undefined;
  /** What the viewer reads, best first. */
  readonly languages: readonly string[];
  readonly cmcd: string | null;
  readonly drm: Drm | null;
  readonly liveEdge: number;
  /** Puts `media` into the page. */
  placeMedia(): void;
  /** Plays as `autoplay` says. */
  startByItself(): Promise<void>;
}

/** What the playback tells the element. */
export interface PlaybackReport {
  /** Another source was named; `false`: none. */
  begun(named: boolean): void;
  /** What there is to play is known; nothing of it need be loaded yet. */
  known(description: Description): void;
  /** An engine holds the media element. */
  attached(engine: MediaEngine): void;
  /** Nothing more can be tried. */
  failed(error: UgglaError): void;
  /** Where to begin, in seconds; asked once a source. */
  start(description: Description): number;
}
