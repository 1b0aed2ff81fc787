/**
 * What there is to choose among, as HTML's lists of tracks are: by index, `length`, in a loop; fires `change`, and an event
 * of what came or went. Empty until a stream says what it has.
 */
export class MediaList<T extends {readonly id: string}> extends EventTarget {
  readonly [at: number]: T;
  /** How many there are. */
  readonly length: number = 0;
  /** Hears `change`. */
  onchange?: ((event: Event) => unknown) | null;

  [Symbol.iterator](): Iterator<T> {
    return Array.prototype.values.call(this) as Iterator<T>;
  }

  /** The one of that id, or `null`; for a list of sounds, as HTML has it. */
  getTrackById(id: string): T | null {
    return [...this].find((one) => one.id === id) ?? null;
  }

  /** The same for a list of qualities. */
  getRenditionById(id: string): T | null {
    return this.getTrackById(id);
  }
}

/** One sound to choose, as HTML's `AudioTrack`. */
export interface SoundTrack {
  readonly id: string;
  /** `main`, `main-desc` (what is to be seen is told), `alternative`, or empty. */
  readonly kind: string;
  readonly label: string;
  /** BCP 47; empty when the stream does not say. */
  readonly language: string;
  /** It is heard. `true` chooses it in place of the others; one is always heard. */
  enabled: boolean;
}

/** One quality of the picture. */
export interface Rendition {
  readonly id: string;
  /** Pixels; 0 when the stream does not say. */
  readonly width: number;
  readonly height: number;
  /** Bits a second. */
  readonly bitrate: number;
  /** Pictures a second; `undefined` when the stream does not say. */
  readonly frameRate: number | undefined;
  /** As RFC 6381 names it; empty when the stream does not say. */
  readonly codec: string;
  /** It is the one that was asked for; `true` asks for it, `false` leaves the choice to the player. */
  selected: boolean;
}

/** Sounds to choose among, as HTML's `AudioTrackList`. Fires `addtrack` and `removetrack` with the `track`, and `change`. */
export type SoundTrackList = MediaList<SoundTrack>;

/** Qualities of the picture, from low to high. Fires `addrendition` and `removerendition` with the `rendition`, and `change`. */
export interface RenditionList extends MediaList<Rendition> {
  /** Index of the one that was asked for; -1: the player chooses, as it does when that is set. */
  selectedIndex: number;
}
