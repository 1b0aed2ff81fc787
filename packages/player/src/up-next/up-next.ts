import {speakTime} from '@uggla/core/time.js';
import {html, nothing, render} from 'lit';
import type {ReactiveController} from 'lit';
import {live} from 'lit/directives/live.js';
import {adopt} from '../controls/adopt.js';
import {wordsOf} from '../locales/panels/words.js';
import {recall, remember} from '../memory/memory.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {NextRequestEvent} from '../events.js';
import {upNextStyles} from './up-next-styles.js';

/** Whether that player goes on by itself at its end, as its page and its viewer have it. */
function goesOn({hasNext, nextAfter}: UgglaPlayer): boolean {
  return hasNext && nextAfter > 0 && recall().goOn !== false;
}

const open = new WeakMap<UgglaPlayer, UpNext>();

/** Shows at the end what comes next, and counts down to it where the page and the viewer wish so. Fetched at the first end. */
export function offerNext(player: UgglaPlayer): void {
  const {hasNext, nextTitle, nextAfter, noControls, ended} = player;
  // Without controls nothing could be said against it; where there is neither a name nor a count, the bar has a button.
  if (!ended || !hasNext || noControls || !(nextTitle || nextAfter > 0)) return;
  open.get(player)?.close();
  open.set(player, new UpNext(player));
}

/** What lies over the end of a film until one goes on, back, or says no. */
class UpNext implements ReactiveController {
  readonly #player: UgglaPlayer;
  readonly #named: number;
  readonly #box = document.createElement('div');
  readonly #stop = new AbortController();
  /** Seconds left; `undefined`: nothing happens by itself. */
  #left: number | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(player: UgglaPlayer) {
    this.#player = player;
    this.#named = player.playback.named;
    this.#box.className = 'up-next';
    adopt(player, upNextStyles);
    player.renderRoot.querySelector('slot[name=overlay]')!.after(this.#box);
    const {signal} = this.#stop;
    for (const type of ['play', 'seeking', 'emptied']) player.addEventListener(type, () => this.close(), {signal});
    player.addEventListener('keydown', this.#onKey, {signal, capture: true});
    player.addController(this);
    if (goesOn(player)) this.#count();
    const {localize} = player;
    const words = wordsOf(player);
    const what = [words.term('upNext'), player.nextTitle].filter(Boolean).join(': ');
    player.announce(
      this.#left === undefined ? what : `${what}. ${words.term('startsIn', speakTime(this.#left, localize.locale))}`,
    );
    this.hostUpdated();
  }

  hostUpdated(): void {
    const {ended, hasNext, noControls, status, panel, playback} = this.#player;
    if (!ended || !hasNext || noControls || status === 'failed' || playback.named !== this.#named) return this.close();
    if (panel) this.#hold(); // who looks for something else should find it still there
    render(this.#render(), this.#box);
  }

  hostDisconnected(): void {
    this.close();
  }

  close(): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    clearInterval(this.#timer);
    const player = this.#player;
    open.delete(player);
    player.removeController(this);
    const hadFocus = this.#box.contains((player.renderRoot as ShadowRoot).activeElement);
    this.#box.remove();
    if (hadFocus) player.focus({preventScroll: true}); // keys go on working
  }

  #count(): void {
    this.#left = Math.ceil(this.#player.nextAfter);
    this.#timer = setInterval(() => {
      this.#left! -= 1;
      if (this.#left! > 0) render(this.#render(), this.#box);
      else this.#go(true);
    }, 1000);
  }

  #hold(): void {
    clearInterval(this.#timer);
    this.#left = undefined;
  }

  #go(automatic: boolean): void {
    const player = this.#player;
    this.close();
    if (player.hasNext) player.dispatchEvent(new NextRequestEvent(automatic));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.#player.panel) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };

  readonly #onSwitch = (event: Event): void => {
    const {checked} = event.target as HTMLInputElement;
    remember({goOn: checked});
    this.#hold();
    if (checked) this.#count();
    this.hostUpdated();
  };

  #render() {
    const {localize, nextTitle, nextAfter} = this.#player;
    const words = wordsOf(this.#player);
    const counts = this.#left !== undefined;
    return html`<div part="up-next" role="group" aria-label=${words.term('upNext')}>
      <p>${words.term('upNext')}</p>
      ${nextTitle ? html`<p class="name">${nextTitle}</p>` : nothing}
      ${counts ? html`<p>${words.term('startsIn', speakTime(this.#left!, localize.locale))}</p>` : nothing}
      <div class="ways">
        <button type="button" part="button" class="go" @click=${() => this.#go(false)}>${localize.term('next')}</button>
        <button type="button" part="button" class="no" @click=${() => this.close()}>${words.term(counts ? 'cancel' : 'close')}</button>
      </div>
      ${
        nextAfter > 0
          ? html`<label><input type="checkbox" .checked=${live(recall().goOn !== false)} @change=${this.#onSwitch} /> <span>${words.term('goOnByItself')}</span></label>`
          : nothing
      }
    </div>`;
  }
}
