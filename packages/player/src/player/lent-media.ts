import type {PropertyDeclarations} from 'lit';
import {lend} from './inner-media.js';
import {SequenceHost} from './sequence-host.js';

/** What a player has of this browser's `<video>` as it stands: `lend()` brings it, here it is declared for types and readers. */
export abstract class LentMedia extends SequenceHost {
  static override properties: PropertyDeclarations = {
    // Lit wraps what `lend()` brings.
    loop: {type: Boolean, reflect: true},
    muted: {type: Boolean},
    crossOrigin: {attribute: 'crossorigin'},
    disablePictureInPicture: {type: Boolean, reflect: true},
    // Known to Lit only so that a value set before the element was defined is not lost.
    currentTime: {attribute: false, noAccessor: true},
    defaultPlaybackRate: {attribute: false, noAccessor: true},
    defaultMuted: {attribute: false, noAccessor: true},
    preservesPitch: {attribute: false, noAccessor: true},
  };

  /** It is on its way to another second. */
  declare readonly seeking: boolean;

  /** How much is there: `HTMLMediaElement.HAVE_NOTHING` (0) to `HAVE_ENOUGH_DATA` (4). */
  declare readonly readyState: number;

  /** What the network does: `HTMLMediaElement.NETWORK_EMPTY` (0) to `NETWORK_NO_SOURCE` (3). */
  declare readonly networkState: number;

  /** What has arrived, in seconds. */
  declare readonly buffered: TimeRanges;

  /** What can be sought, in seconds. */
  declare readonly seekable: TimeRanges;

  /** What was really played. */
  declare readonly played: TimeRanges;

  /** Captions, subtitles and chapters. One that is `showing` is shown by the player itself. */
  declare readonly textTracks: TextTrackList;

  /** Width of the picture itself, in pixels; 0 while unknown. */
  declare readonly videoWidth: number;

  /** Height of the picture itself, in pixels; 0 while unknown, and for sound. */
  declare readonly videoHeight: number;

  /** Starts over at the end. */
  declare loop: boolean;

  /** Without sound. As an attribute it is where the sound starts from. */
  declare muted: boolean;

  /** `anonymous` or `use-credentials`, as CORS settings attributes are; `null`: no CORS. */
  declare crossOrigin: string | null;

  /** Without a window of its own for the picture, and without the button for it. */
  declare disablePictureInPicture: boolean;

  /** The speed that a newly loaded source starts with. */
  declare defaultPlaybackRate: number;

  /** Whether voices keep their height at other speeds. */
  declare preservesPitch: boolean;

  /** Puts the picture into a window of its own; as `HTMLVideoElement` has it, and only where the browser has it. */
  declare readonly requestPictureInPicture: () => Promise<PictureInPictureWindow>;

  /** Whether the browser says it plays such a type: `''`, `maybe` or `probably`. */
  declare readonly canPlayType: (type: string) => CanPlayTypeResult;

  declare readonly NETWORK_EMPTY: 0;
  declare readonly NETWORK_IDLE: 1;
  declare readonly NETWORK_LOADING: 2;
  declare readonly NETWORK_NO_SOURCE: 3;
  declare readonly HAVE_NOTHING: 0;
  declare readonly HAVE_METADATA: 1;
  declare readonly HAVE_CURRENT_DATA: 2;
  declare readonly HAVE_FUTURE_DATA: 3;
  declare readonly HAVE_ENOUGH_DATA: 4;
  declare static readonly NETWORK_EMPTY: 0;
  declare static readonly NETWORK_IDLE: 1;
  declare static readonly NETWORK_LOADING: 2;
  declare static readonly NETWORK_NO_SOURCE: 3;
  declare static readonly HAVE_NOTHING: 0;
  declare static readonly HAVE_METADATA: 1;
  declare static readonly HAVE_CURRENT_DATA: 2;
  declare static readonly HAVE_FUTURE_DATA: 3;
  declare static readonly HAVE_ENOUGH_DATA: 4;

  /** Whose it is. */
  abstract readonly media: HTMLVideoElement;
}

if (globalThis.document) lend(LentMedia);
