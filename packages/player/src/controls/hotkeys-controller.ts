import type {ReactiveController} from 'lit';
import type {UgglaPlayer} from '../player/player-element.js';

/** What a key does. */
type KeyAction = (player: UgglaPlayer) => void;

const toggle: KeyAction = ({actions}) => actions.togglePlay();

/** Keys while the focus is inside. Time runs from left to right in every language, as the time bar does. */
const KEYS: Readonly<Record<string, KeyAction>> = {
  ' ': toggle,
  k: toggle,
  j: (player) => step(player, -10),
  l: (player) => step(player, 10),
  ArrowLeft: (player) => step(player, -5),
  ArrowRight: (player) => step(player, 5),
  ArrowUp: ({actions, volume}) => actions.setVolume(volume + 0.05),
  ArrowDown: ({actions, volume}) => actions.setVolume(volume - 0.05),
  Home: ({actions, range}) => actions.seek(range.start),
  End: ({actions, range}) => actions.seek(range.end),
  m: ({actions}) => actions.toggleMute(),
  f: ({actions}) => void actions.toggleFullscreen(),
  c: ({actions}) => actions.toggleCaptions(),
  i: ({actions}) => void actions.togglePip(),
  n: ({actions}) => actions.askNext(),
  p: ({actions}) => actions.askPrevious(),
};

/** Keys whose code comes with the first of them. */
const MORE = /^[abrt?,.<>]$/;

/** Keys that go on while they are held; the others would switch to and fro. */
const GOES_ON = /^(?:Arrow.*|[jl<>,.])$/;

/** The key as the table has it. On the time bar up is later, as on every slider (ARIA Authoring Practices, slider). */
function keyOf(event: KeyboardEvent): string {
  const {key} = event;
  const target = event.composedPath()[0];
  if (target instanceof HTMLElement && target.matches('.time-range')) {
    if (key === 'ArrowUp') return 'ArrowRight';
    if (key === 'ArrowDown') return 'ArrowLeft';
  }
  return key.length === 1 ? key.toLowerCase() : key;
}

function more(key: string): KeyAction {
  return (player) => {
    const {currentTime} = player; // what is marked is the moment of the press
    void import('./more-keys.js').then(
      ({MORE_KEYS}) => MORE_KEYS[key]!(player, currentTime),
      () => undefined,
    );
  };
}

function step(player: UgglaPlayer, seconds: number): void {
  player.actions.skip(seconds);
  player.timeBar.glance();
}

/** What in a page has keys of its own. */
const INTERACTIVE =
  'a[href], button, input, select, textarea, summary, [contenteditable], [role=button], [role=slider], [role=textbox], [role=menuitem], [role=option], [role=tab]';

/** Keys of the player: `hotkeys="focus"` while the focus is inside, `global` on the whole page, `none`. */
export class HotkeysController implements ReactiveController {
  readonly #player: UgglaPlayer;
  #stop = new AbortController();
  #remote = false;

  constructor(player: UgglaPlayer) {
    this.#player = player;
    player.addController(this);
  }

  hostConnected(): void {
    const {signal} = (this.#stop = new AbortController());
    this.#player.addEventListener('keydown', this.#onKey, {signal});
    document.addEventListener('keydown', (event) => this.#player.hotkeys === 'global' && this.#onKey(event), {signal});
  }

  hostUpdate(): void {
    if (this.#player.layout !== 'tv' || this.#remote) return;
    this.#remote = true;
    void import('../tv/remote-controller.js').then(
      ({RemoteController}) => new RemoteController(this.#player),
      () => (this.#remote = false),
    );
  }

  hostDisconnected(): void {
    this.#stop.abort();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const player = this.#player;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (
      player.hotkeys === 'none' ||
      isOthers(event, player) ||
      (player.layout === 'tv' && event.key.startsWith('Arrow'))
    )
      return;
    const key = keyOf(event);
    const digit = /^\d$/.test(key) ? Number(key) : undefined;
    const action = digit === undefined ? (MORE.test(key) ? more(key) : KEYS[key]) : undefined;
    if (digit === undefined && !action) return;
    event.preventDefault();
    player.poke();
    if (event.repeat && !GOES_ON.test(key)) return;
    if (digit === undefined) return action!(player);
    const {start, end} = player.range;
    player.actions.seek(start + ((end - start) * digit) / 10);
    player.timeBar.glance();
  };
}

/** Whether the key belongs to what has the focus: a text field, a button that Space presses, a slider, a page's own slot. */
function isOthers(event: KeyboardEvent, player: UgglaPlayer): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  const inside = player.renderRoot.contains(target);
  if (!inside) return target !== player && target.closest(INTERACTIVE) !== null;
  if (target.isContentEditable || target.matches('input:not([type=range]), select, textarea')) return true;
  if (target.closest('.menu')) return true;
  if (target.matches('button')) return event.key === ' ' || event.key === 'Enter';
  if (target.matches('.volume-range'))
    return event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End';
  return false;
}
