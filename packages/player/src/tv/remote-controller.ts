import type {ReactiveController} from 'lit';
import {adopt} from '../controls/adopt.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {nearest} from '@uggla/core/tv/nearest.js';
import type {Direction} from '@uggla/core/tv/nearest.js';
import {focusedElement, holds, stopsIn} from '@uggla/core/tv/reachable.js';
import {remoteKey} from '@uggla/core/tv/remote-keys.js';
import type {RemoteKey} from '@uggla/core/tv/remote-keys.js';
import {tvStyles} from './tv-styles.js';

/** What left, right, forward and rewind skip. */
const SKIP_SECONDS = 10;

/** Without a key for so long the focus goes off the controls while it plays, so that they may go away. */
const REST_MS = 4000;

/** Lets a remote control steer the player with `layout="tv"`: arrows, OK, Back and the keys of media. */
export class RemoteController implements ReactiveController {
  readonly #player: UgglaPlayer;
  #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What had the focus before the controls went away. */
  #last: HTMLElement | undefined;
  /** The button from which one went up to the bar of time: down leads back to it. */
  #below: HTMLElement | undefined;
  #panel: unknown;

  constructor(player: UgglaPlayer) {
    this.#player = player;
    adopt(player, tvStyles);
    player.addController(this);
  }

  hostConnected(): void {
    const {signal} = (this.#stop = new AbortController());
    // Before the player's other keys, which mean something else by arrows.
    this.#player.renderRoot.addEventListener('keydown', (event) => this.#onKey(event as KeyboardEvent), {
      capture: true,
      signal,
    });
    document.addEventListener('keydown', (event) => document.activeElement === document.body && this.#onKey(event), {
      signal,
    });
    this.#player.addEventListener('playing', this.#wait, {signal});
  }

  hostUpdated(): void {
    const {panel, layout} = this.#player;
    const opened = panel !== undefined && panel !== this.#panel;
    this.#panel = panel;
    if (opened && layout === 'tv' && !this.#within()?.contains(this.#focused() ?? null)) this.#focus(this.#first());
  }

  hostDisconnected(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#player.layout !== 'tv' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const key = remoteKey(event);
    if (!key || (key !== 'back' && isText(event.composedPath()[0]))) return;
    this.#wait();
    if (!this.#act(key, event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#player.poke();
  };

  /** Does what the key asks for; whether there was anything to do. What is left goes to the page. */
  #act(key: RemoteKey, event: KeyboardEvent): boolean {
    const player = this.#player;
    const {actions} = player;
    const goesOn = key !== 'playPause' && key !== 'ok' && key !== 'back';
    if (event.repeat && !goesOn) return true;
    if (key === 'back') return this.#back();
    if (key === 'ok') return this.#ok(event);
    if (key === 'up' || key === 'down' || key === 'left' || key === 'right') return this.#go(key, event);
    if (key === 'forward' || key === 'rewind') this.#skip(key === 'forward' ? 1 : -1);
    else if (key === 'next') actions.askNext();
    else if (key === 'previous') actions.askPrevious();
    else if (key === 'playPause' || (key === 'play') === player.paused) actions.togglePlay();
    return true;
  }

  /** Closes what is open, leaves the full screen, then lets go. */
  #back(): boolean {
    const player = this.#player;
    const within = this.#within();
    if (within instanceof HTMLDialogElement) within.close();
    else if (within) {
      const up = within.querySelector<HTMLElement>('.back');
      if (up) up.click();
      else {
        player.panel = undefined;
        this.#focus(this.#find('.settings-button'));
      }
    } else if (player.fullscreen) void player.actions.toggleFullscreen();
    else return false;
    return true;
  }

  /** Enter presses buttons by itself; what else has the focus is pressed here. */
  #ok({key}: KeyboardEvent): boolean {
    const focused = this.#focused();
    if (!focused || focused.matches('input[type=range]')) this.#player.actions.togglePlay();
    else if (focused.matches('input') || (key !== 'Enter' && !focused.matches('select'))) focused.click();
    else return false;
    return true;
  }

  #go(direction: Direction, event: KeyboardEvent): boolean {
    const across = direction === 'left' || direction === 'right';
    const way = direction === 'left' || direction === 'up' ? -1 : 1;
    const focused = this.#focused();
    const time = this.#find('.time-range');
    // On the bar of time, and while it plays without controls, left and right are time.
    if (across && time && (focused ? focused === time : !this.#player.paused && !this.#within())) {
      this.#focus(time);
      this.#skip(way);
      return true;
    }
    if (!focused) {
      this.#focus(this.#last && this.#stops().includes(this.#last) ? this.#last : this.#first());
      return this.#focused() !== undefined;
    }
    if (across && focused instanceof HTMLSelectElement) return choose(focused, way);
    const stops = this.#stops().filter((one) => one !== focused);
    const next = stops[nearest(boxOf(focused), stops.map(boxOf), direction)];
    const to = next && focused === time && direction === 'down' && stops.includes(this.#below!) ? this.#below : next;
    if (direction === 'up' && to === time) this.#below = focused;
    if (to) this.#focus(to);
    else if (this.#within() && !this.#within()!.contains(focused)) this.#focus(this.#first());
    else if (!focused.matches('input, select')) return false;
    else event.preventDefault(); // by itself it would change its value
    return true;
  }

  #skip(way: 1 | -1): void {
    this.#player.actions.skip(way * SKIP_SECONDS);
    this.#player.timeBar.glance();
  }

  /** What keeps the focus to itself: the keys' help, or the settings. */
  #within(): HTMLElement | undefined {
    return this.#find('dialog[open]') ?? this.#find('.menu');
  }

  /** All that can have the focus, in the player and in what the page has put into it. */
  #stops(): HTMLElement[] {
    const within = this.#within();
    const all = [...stopsIn(within ?? this.#player.renderRoot), ...(within ? [] : stopsIn(this.#player))];
    return all.filter((one) => one.checkVisibility() && boxOf(one).right > boxOf(one).left);
  }

  /** Where to begin: with what is chosen in the settings, with the button that plays, with a way out of an error. */
  #first(): HTMLElement | undefined {
    const within = this.#within();
    if (within) return within.querySelector<HTMLElement>('input:checked') ?? this.#stops()[0];
    return this.#find('.retry') ?? this.#find('.play-button') ?? this.#stops()[0];
  }

  #focused(): HTMLElement | undefined {
    const focused = focusedElement();
    const isOurs = focused && focused !== this.#player && holds(this.#player, focused);
    return isOurs && !focused.matches('.stage') ? focused : undefined;
  }

  #focus(to: HTMLElement | undefined): void {
    to?.focus({preventScroll: true});
    if (to && this.#within()) (to.closest('label') ?? to).scrollIntoView({block: 'nearest'});
  }

  #find(selector: string): HTMLElement | undefined {
    return this.#player.renderRoot.querySelector<HTMLElement>(selector) ?? undefined;
  }

  readonly #wait = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#rest, REST_MS);
  };

  readonly #rest = (): void => {
    const focused = this.#player.shadowRoot!.activeElement as HTMLElement | null;
    if (this.#player.layout !== 'tv' || this.#player.paused || this.#within() || !focused) return;
    this.#last = focused;
    this.#focus(this.#find('.stage'));
  };
}

/** A choice is where its label is. */
function boxOf(element: HTMLElement): DOMRect {
  return (element.closest('label') ?? element).getBoundingClientRect();
}

/** The next or the previous option, as if a person had chosen it. */
function choose(select: HTMLSelectElement, way: 1 | -1): boolean {
  const at = Math.min(Math.max(select.selectedIndex + way, 0), select.length - 1);
  if (at !== select.selectedIndex) {
    select.selectedIndex = at;
    select.dispatchEvent(new Event('change', {bubbles: true}));
  }
  return true;
}

function isText(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, input:not([type=range], [type=radio], [type=checkbox], [type=button], [type=submit])'))
  );
}
