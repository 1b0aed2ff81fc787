import {SeekRequestEvent} from '@uggla/core/events.js';
import {findFor} from '@uggla/core/find-for.js';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {UgglaPlayer} from './player-element.js';

/** A companion: it names its player by `for`. */
export type LinkedHost = ReactiveControllerHost & HTMLElement & {readonly for: string};

const EVENTS = [
  'uggla-ready',
  'uggla-error',
  'uggla-tracks-change',
  'timeupdate',
  'seeking',
  'seeked',
  'durationchange',
  'play',
];

/** Finds the player that the host's `for` names, also one that comes later, and renders the host as it goes. */
export class PlayerLink implements ReactiveController {
  player: UgglaPlayer | undefined;
  readonly #host: LinkedHost;
  #name = '';
  #stop = new AbortController();
  #observer: MutationObserver | undefined;

  constructor(host: LinkedHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Second at which playback stands. */
  get time(): number {
    return this.player?.currentTime ?? 0;
  }

  /** Asks for that second; unless somebody objects, goes there and plays. */
  seek(time: number): void {
    const {player} = this;
    if (!this.#host.dispatchEvent(new SeekRequestEvent(time)) || !player) return;
    player.currentTime = time;
    player.play().catch(() => undefined); // the player shows what is wrong
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const name = this.#host.for;
    if (name !== this.#name || (this.player && !this.player.isConnected)) this.#let();
    this.#name = name;
    if (!this.player && name) this.#find(name);
  }

  hostDisconnected(): void {
    this.#let();
  }

  #find(name: string): void {
    const found = findFor(this.#host, name);
    if (found && 'playback' in found) {
      this.#observer?.disconnect();
      this.#observer = undefined;
      this.player = found as UgglaPlayer;
      for (const type of EVENTS)
        found.addEventListener(type, () => this.#host.requestUpdate(), {signal: this.#stop.signal});
      void this.player.updateComplete.then(() => this.#host.requestUpdate());
      return;
    }
    // Not yet in the page, not yet defined, or for now something else has that id.
    if (found?.matches(':not(:defined)'))
      void customElements.whenDefined(found.localName).then(() => this.#host.requestUpdate());
    if (this.#observer) return;
    let known = found;
    this.#observer = new MutationObserver(() => {
      const now = findFor(this.#host, this.#host.for);
      if (now && now !== known) this.#host.requestUpdate();
      known = now;
    });
    for (const root of new Set([this.#host.getRootNode(), document])) {
      this.#observer.observe(root, {childList: true, subtree: true, attributes: true, attributeFilter: ['id']});
    }
  }

  #let(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#observer?.disconnect();
    this.#observer = this.player = undefined;
  }
}
