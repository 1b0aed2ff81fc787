import type {ReactiveController} from 'lit';
import type {UgglaPlayer} from '../player/player-element.js';

/** Knows whether the viewer is doing something: controls show then, while paused, and while the keyboard is on them. */
export class ActivityController implements ReactiveController {
  /** Controls may be away; `undefined`: nobody has been there yet. */
  idle: boolean | undefined;

  readonly #player: UgglaPlayer;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop = new AbortController();

  constructor(player: UgglaPlayer) {
    this.#player = player;
    player.addController(this);
  }

  hostConnected(): void {
    const {signal} = (this.#stop = new AbortController());
    for (const type of ['pointermove', 'pointerdown', 'focusin', 'keydown', 'play', 'pause']) {
      this.#player.addEventListener(type, () => this.poke(), {signal});
    }
    this.#player.addEventListener('pointerleave', () => this.#rest(), {signal});
  }

  hostDisconnected(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  /** Something happened: controls show, and wait anew. */
  poke(): void {
    clearTimeout(this.#timer);
    this.#set(false);
    if (!this.#stays) this.#timer = setTimeout(() => this.#rest(), this.#player.hideAfter * 1000 || 3000);
  }

  /** The page wants them to. */
  get #stays(): boolean {
    return this.#player.hideAfter < 0;
  }

  #rest(): void {
    const player = this.#player;
    const busy =
      this.#stays ||
      player.paused ||
      player.settingsOpen ||
      player.renderRoot.querySelector(':focus-visible:not(.stage)') !== null;
    if (!busy) this.#set(true);
  }

  #set(idle: boolean): void {
    if (idle === this.idle) return;
    this.idle = idle;
    this.#player.requestUpdate();
  }
}
