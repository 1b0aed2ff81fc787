import type {UgglaPlayer} from '../player/player-element.js';
import {actionsOf, skipsChapters} from './session-actions.js';

/** Events after which the system must be told anew where playback stands. It counts on by itself in between. */
const MOVED = [
  'play',
  'playing',
  'pause',
  'waiting',
  'seeked',
  'ratechange',
  'durationchange',
  'ended',
  'emptied',
  'uggla-ready',
];

/** What is listened to for its end. */
const heard = new WeakSet<UgglaPlayer>();

/** A page has one session; the player that played last holds it. */
let holder: Hold | undefined;

/**
 * Tells the system what plays, and takes its keys: lock screen, headset, keyboard, car; and offers other screens, where there
 * may be some. Fetched when a player first plays; https://www.w3.org/TR/mediasession/.
 */
export function holdSession(player: UgglaPlayer): void {
  if (!player.isConnected) return;
  if (!heard.has(player)) {
    heard.add(player);
    player.addEventListener('ended', () => {
      if (player.hasNext)
        void import('../up-next/up-next.js').then(
          ({offerNext}) => offerNext(player),
          () => undefined,
        );
    });
  }
  if (player.castSdk || 'WebKitPlaybackTargetAvailabilityEvent' in globalThis)
    void import('../screens/screens.js').then(
      ({offerScreens}) => offerScreens(player),
      () => undefined,
    );
  if (!('mediaSession' in navigator)) return;
  if (holder?.player !== player) {
    holder?.release();
    holder = new Hold(player);
  }
  holder.tell();
}

class Hold {
  readonly player: UgglaPlayer;
  readonly #session = navigator.mediaSession;
  readonly #stop = new AbortController();
  readonly #controller = {hostUpdated: () => this.#tellActions(), hostDisconnected: () => this.#left()};
  #told = '';
  #keys = '';

  constructor(player: UgglaPlayer) {
    this.player = player;
    const {signal} = this.#stop;
    for (const type of MOVED) player.addEventListener(type, () => this.tell(), {signal});
    player.addController(this.#controller);
    this.#tellActions();
  }

  /** What plays, and where it stands. */
  tell(): void {
    const {player} = this;
    this.#tellMetadata();
    this.#session.playbackState = player.paused ? 'paused' : 'playing';
    const {start, end} = player.range;
    const position = player.currentTime - start;
    if (!(end > start) || !Number.isFinite(end)) return this.#session.setPositionState?.();
    this.#session.setPositionState?.({
      duration: end - start,
      position: Math.min(Math.max(position, 0), end - start),
      playbackRate: player.playbackRate || 1,
    });
  }

  release(): void {
    this.#stop.abort();
    this.player.removeController(this.#controller); // a player may take the session many times in its life
    for (const action of Object.keys(actionsOf(this.player)) as MediaSessionAction[]) this.#handle(action, null);
  }

  #tellMetadata(): void {
    const {heading, artwork} = this.player;
    const words = JSON.stringify([heading, artwork]);
    if (words === this.#told) return;
    this.#told = words;
    this.#session.metadata = new MediaMetadata({
      title: heading || document.title,
      artwork: artwork ? [{src: artwork}] : [],
    });
  }

  #tellActions(): void {
    const {hasNext, hasPrevious, layout, sound, duration} = this.player;
    const keys = [hasNext, hasPrevious, layout, sound, Number.isFinite(duration), skipsChapters(this.player)].join();
    if (keys === this.#keys) return; // a host renders several times a second
    this.#keys = keys;
    for (const [action, handler] of Object.entries(actionsOf(this.player)))
      this.#handle(action as MediaSessionAction, handler);
  }

  /** Browsers throw for actions that they do not know. */
  #handle(action: MediaSessionAction, handler: MediaSessionActionHandler | null): void {
    try {
      this.#session.setActionHandler(action, handler);
    } catch {
      // this one has no such key
    }
  }

  /** A move is a removal and an insertion: only who stays away gives the session back. */
  #left(): void {
    queueMicrotask(() => {
      if (this.player.isConnected || holder !== this) return;
      this.release();
      holder = undefined;
      this.#session.metadata = null;
      this.#session.playbackState = 'none';
      this.#session.setPositionState?.();
    });
  }
}
