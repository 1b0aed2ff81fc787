import {warnOnce} from '@uggla/core/element.js';
import {css} from 'lit';
import type {ReactiveController} from 'lit';
import {adopt} from '../controls/adopt.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** A stretch that plays over and over, in seconds on the media's own clock. */
export interface Repeat {
  readonly start: number;
  readonly end: number;
}

/** Nearer to the end than this, a timer takes over from `timeupdate`, which comes only four times a second. */
const NEAR_SECONDS = 0.6;

const styles = css`
  .rail::after {
    content: '';
    box-sizing: border-box;
    position: absolute;
    inset-block: 0;
    left: var(--_from, 0);
    width: var(--_stretch, 0);
    border-inline: 0.15em solid #fff;
    background: rgb(255 255 255 / 0.35);
  }
  .rail:not(.repeats)::after {
    display: none;
  }
  @media (forced-colors: active) {
    .rail::after {
      border-color: CanvasText;
      background: none;
    }
  }
`;

const repeaters = new WeakMap<UgglaPlayer, Repeater>();

/** Keeps that player in the stretch that its `repeat` names, from now on. Fetched with the first one. */
export function follow(player: UgglaPlayer): void {
  let repeater = repeaters.get(player);
  if (!repeater) repeaters.set(player, (repeater = new Repeater(player)));
  repeater.enter();
}

/** The `repeat` of that player, if it is a stretch at all. */
export function stretchOf(player: UgglaPlayer): Repeat | undefined {
  const {repeat} = player;
  if (repeat === null) return undefined;
  const {start, end} = repeat ?? {};
  if (start >= 0 && end > start && Number.isFinite(end)) return repeat;
  warnOnce(player, 'repeat must be null, or have a start and a later end in seconds');
  return undefined;
}

class Repeater implements ReactiveController {
  readonly #player: UgglaPlayer;
  /** Playback came into the stretch; who goes out of it by hand is let go. */
  #inside = false;
  /** Whose stretch it is: another film has other seconds. */
  #named = 0;
  #entered: Repeat | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(player: UgglaPlayer) {
    this.#player = player;
    adopt(player, styles);
    player.addController(this);
    for (const type of ['timeupdate', 'play', 'ratechange', 'pause']) player.media.addEventListener(type, this.#look);
    player.media.addEventListener('seeking', () => (this.#inside = this.#holds(player.currentTime)));
    player.addEventListener('ended', this.#onEnded);
  }

  /** Goes to the stretch, when playback stands outside. */
  enter(): void {
    const stretch = stretchOf(this.#player);
    this.#named = this.#player.playback.named;
    this.#entered = stretch;
    if (!stretch) return clearTimeout(this.#timer);
    if (!this.#holds(this.#player.currentTime)) this.#player.currentTime = stretch.start;
    this.#inside = true;
    this.#look();
  }

  hostUpdate(): void {
    const {named} = this.#player.playback;
    if (named === this.#named) return;
    this.#named = named;
    if (this.#player.repeat === this.#entered) this.#player.repeat = null; // else the page has named another with it
  }

  hostUpdated(): void {
    const {range, renderRoot} = this.#player;
    const rail = renderRoot.querySelector<HTMLElement>('.rail');
    const stretch = stretchOf(this.#player);
    rail?.classList.toggle('repeats', stretch !== undefined && range.end > range.start);
    if (!rail || !stretch) return;
    const share = (seconds: number) => `${((seconds / (range.end - range.start)) * 100).toFixed(2)}%`;
    const end = Math.min(stretch.end, range.end);
    rail.style.setProperty('--_from', share(stretch.start - range.start));
    rail.style.setProperty('--_stretch', share(end - stretch.start));
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  #holds(time: number): boolean {
    const stretch = stretchOf(this.#player);
    return stretch !== undefined && time >= stretch.start - 0.3 && time < stretch.end;
  }

  readonly #look = (): void => {
    clearTimeout(this.#timer);
    const {media} = this.#player;
    const stretch = stretchOf(this.#player);
    if (!stretch || media.paused || media.seeking) return;
    const left = (stretch.end - media.currentTime) / media.playbackRate;
    if (left > 0.005) {
      this.#inside ||= this.#holds(media.currentTime);
      if (left <= NEAR_SECONDS) this.#timer = setTimeout(this.#look, left * 1000);
    } else if (this.#inside) {
      media.currentTime = stretch.start;
    }
  };

  /** The stretch ends with the media, or with the clip. */
  readonly #onEnded = (): void => {
    const stretch = stretchOf(this.#player);
    if (!stretch || !this.#inside || stretch.end < this.#player.currentTime - 0.5) return;
    this.#player.currentTime = stretch.start;
    this.#player.play().catch(() => undefined); // the player itself shows what is wrong
  };
}
