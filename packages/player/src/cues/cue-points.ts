import {CueEnterEvent, CueExitEvent} from './cue-events.js';

/** A moment or a stretch of a film at which something is to happen. */
export interface CuePoint {
  /** Second at which it begins. What lies behind the end of the film comes at its end. */
  readonly startTime: number;
  /** Second at which it is over; without it, or when it is not later, a moment. */
  readonly endTime?: number;
  /** Whatever the page wants to find again. */
  readonly value?: unknown;
  /** Playback stops when it comes here, once a pass. */
  readonly pause?: boolean;
}

/** A media element to its page: a player, `<video>`, `<audio>`. */
export type CuedMedia = HTMLElement &
  Pick<
    HTMLMediaElement,
    'currentTime' | 'duration' | 'ended' | 'loop' | 'paused' | 'pause' | 'playbackRate' | 'seeking'
  > & {
    readonly range?: {readonly start: number; readonly end: number};
  };

/** Who jumps this near to a moment (seconds) has come to it: media land on a frame, not on a number. */
const LANDING_SECONDS = 0.1;

/** `timeupdate` comes four times a second; what is nearer than this (seconds) gets a timer of its own. */
const NEAR_SECONDS = 1;

const made = new WeakMap<CuedMedia, CuePoints>();

/** The cue points of a media element; the same for all who ask. */
export function cuePointsOf(media: CuedMedia): CuePoints {
  let points = made.get(media);
  if (!points) made.set(media, (points = new CuePoints(media)));
  return points;
}

/**
 * Follows a media element and tells of its cue points by `uggla-cue-enter` and `uggla-cue-exit` on it, within a tenth of a
 * second. What is played over is told of, also between two looks and in a hidden tab; what a jump passes over is not.
 */
export class CuePoints {
  readonly #media: CuedMedia;
  readonly #cues = new Set<CuePoint>();
  readonly #active = new Set<CuePoint>();
  /** Active moments for which it stopped: they are over when it goes on. */
  readonly #held = new Set<CuePoint>();
  /** Second up to which all is told; `undefined`: nowhere yet, or after a jump. */
  #told: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasBegun = false;
  /** Grows with each look: a page's listener may jump, and what was to be told of before is then too late. */
  #turn = 0;

  constructor(media: CuedMedia) {
    this.#media = media;
    const handlers: Record<string, () => void> = {
      timeupdate: this.#look,
      playing: this.#onPlaying,
      pause: this.#look,
      ratechange: this.#look,
      seeking: this.#onSeeking,
      seeked: this.#look,
      ended: this.#onEnded,
      emptied: this.#onEmptied,
    };
    for (const [type, handler] of Object.entries(handlers)) media.addEventListener(type, handler);
  }

  /** The cues that are on, in the order of the film. */
  get active(): readonly CuePoint[] {
    return [...this.#active].sort(inOrder);
  }

  /** Adds cues; one that is on right now is told of at once. What has no start is left out. */
  add(cues: Iterable<CuePoint>): void {
    for (const cue of cues) if (cue.startTime >= 0 && cue.startTime < Infinity) this.#cues.add(cue);
    if (this.#told === undefined) return;
    this.#land(this.#told);
    this.#plan();
  }

  /** Takes a cue away; one that is on is left. */
  remove(cue: CuePoint): void {
    this.#cues.delete(cue);
    this.#leave(cue);
    this.#plan();
  }

  readonly #look = (): void => {
    const {currentTime, seeking, paused, ended} = this.#media;
    if (seeking || ended) return;
    if (this.#told === undefined) {
      // Before the first second is played nothing is on: a place to begin at is no visit.
      if (paused && !this.#hasBegun) return;
      this.#hasBegun = true;
      this.#land(currentTime);
    } else {
      this.#pass(this.#told, currentTime);
    }
    this.#plan();
  };

  readonly #onPlaying = (): void => {
    if (!this.#media.paused) for (const cue of [...this.#held]) this.#leave(cue);
    this.#look();
  };

  readonly #onSeeking = (): void => {
    const {loop, duration, currentTime} = this.#media;
    const end = this.#media.range?.end || duration;
    // From the end to the start: it played to the end.
    if (loop && this.#told !== undefined && end - this.#told < NEAR_SECONDS && currentTime < this.#told)
      this.#pass(this.#told, end);
    clearTimeout(this.#timer);
    this.#told = undefined;
  };

  readonly #onEnded = (): void => {
    const {range, duration} = this.#media;
    const isClip = range !== undefined && range.end < duration - NEAR_SECONDS;
    if (this.#told !== undefined) this.#pass(this.#told, isClip ? range.end : Infinity);
    this.#told = isClip ? range.end : duration;
    clearTimeout(this.#timer);
  };

  readonly #onEmptied = (): void => {
    clearTimeout(this.#timer);
    this.#told = undefined;
    // Another film, or the same once more: the engine goes back to where it was by a jump.
    if (this.#media.currentTime > 0) return;
    this.#hasBegun = false;
    for (const cue of [...this.#active]) this.#leave(cue);
  };

  /** Playing went on from one second to another. */
  #pass(from: number, to: number): void {
    if (to < from - LANDING_SECONDS) return this.#land(to);
    if (to <= from) return; // nothing was played, or it landed a frame before the moment that it was told of
    this.#told = to;
    const turn = ++this.#turn;
    const met = [...this.#cues].filter(({startTime}) => startTime > from && startTime <= to).sort(inOrder);
    for (const cue of this.active) if (endOf(cue) <= to && !this.#held.has(cue)) this.#leave(cue);
    for (const cue of met) {
      if (turn !== this.#turn || !this.#cues.has(cue)) continue;
      this.#enter(cue);
      if (endOf(cue) <= to && !this.#held.has(cue)) this.#leave(cue);
    }
  }

  /** It came to that second by a jump, or begins there. */
  #land(time: number): void {
    const turn = ++this.#turn;
    this.#told = time;
    const isOn = (cue: CuePoint) =>
      cue.startTime <= time + LANDING_SECONDS / 2 && time < Math.max(endOf(cue), cue.startTime + LANDING_SECONDS);
    for (const cue of this.active) if (!isOn(cue)) this.#leave(cue);
    for (const cue of [...this.#cues].filter(isOn).sort(inOrder)) {
      if (turn !== this.#turn || !this.#cues.has(cue) || this.#active.has(cue)) continue;
      this.#told = Math.max(this.#told, cue.startTime);
      this.#enter(cue);
      if (endOf(cue) <= cue.startTime && !this.#held.has(cue)) this.#leave(cue);
    }
  }

  #enter(cue: CuePoint): void {
    if (this.#active.has(cue)) return;
    this.#active.add(cue);
    const goesOn = !this.#media.dispatchEvent(new CueEnterEvent(cue));
    if (!cue.pause || goesOn || !this.#active.has(cue)) return;
    if (endOf(cue) <= cue.startTime) this.#held.add(cue);
    this.#media.pause();
  }

  #leave(cue: CuePoint): void {
    this.#held.delete(cue);
    if (this.#active.delete(cue)) this.#media.dispatchEvent(new CueExitEvent(cue));
  }

  /** A timer for what comes before the next `timeupdate` does. */
  #plan(): void {
    clearTimeout(this.#timer);
    const {paused, playbackRate} = this.#media;
    if (paused || this.#told === undefined || playbackRate <= 0) return;
    const now = this.#media.currentTime;
    let next = Infinity;
    for (const cue of this.#cues) {
      for (const edge of [cue.startTime, endOf(cue)]) if (edge > now && edge < next) next = edge;
    }
    if (next - now < NEAR_SECONDS * playbackRate)
      this.#timer = setTimeout(this.#look, Math.max(4, ((next - now) / playbackRate) * 1000));
  }
}

function endOf({startTime, endTime}: CuePoint): number {
  return endTime !== undefined && endTime > startTime ? endTime : startTime;
}

function inOrder(one: CuePoint, other: CuePoint): number {
  return one.startTime - other.startTime;
}
