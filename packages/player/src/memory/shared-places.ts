import type {UgglaPlayer} from '../player/player-element.js';
import {keptPlace, rememberPlace} from './memory.js';
import type {KeptPlace} from './memory.js';

/** A store of the page's own for where viewers left off: what it holds, another device of theirs finds. */
export interface Places {
  /** What was last kept of that media; `undefined`: nothing. */
  get(id: string): Promise<KeptPlace | undefined>;
  /** Keeps it. Is called while playing, at a pause, and when the page is left; a rejection is tried again later. */
  set(id: string, place: KeptPlace): Promise<unknown>;
}

/** How often the store is told while playing. */
const TELL_EVERY_MS = 15_000;

const followed = new WeakMap<UgglaPlayer, SharedPlaces>();

/**
 * Keeps the place that this device remembers and that of the page's store alike: the newer of the two counts. Fetched when
 * a player with `places` knows what it plays.
 */
export function sharePlaces(player: UgglaPlayer): void {
  let shared = followed.get(player);
  if (!shared) followed.set(player, (shared = new SharedPlaces(player)));
  void shared.meet();
}

class SharedPlaces {
  readonly #player: UgglaPlayer;
  readonly #told = new Map<string, number>();
  #stop = new AbortController();

  constructor(player: UgglaPlayer) {
    this.#player = player;
    for (const type of ['pause', 'ended']) player.addEventListener(type, () => queueMicrotask(() => this.#tell()));
    player.addEventListener('timeupdate', () => this.#tell(TELL_EVERY_MS));
    player.addController(this);
  }

  hostConnected(): void {
    const {signal} = (this.#stop = new AbortController());
    addEventListener('online', () => void this.meet(), {signal});
    addEventListener('pagehide', () => queueMicrotask(() => this.#tell()), {signal});
  }

  hostDisconnected(): void {
    this.#stop.abort();
    this.#tell();
  }

  /** Looks which of the two is the newer one, and gives it to the other. */
  async meet(): Promise<void> {
    const player = this.#player;
    const id = this.#id;
    if (id === undefined) return;
    const theirs = await player.places!.get(id).then(asPlace, () => undefined);
    if (id !== this.#id) return; // something else plays by now
    const ours = keptPlace(id);
    if (theirs && theirs.at > (ours?.at ?? 0)) {
      // A clock that is ahead would win for ever.
      rememberPlace(id, theirs.time, Math.min(theirs.at, Date.now()));
      this.#told.set(id, theirs.at);
      // What has begun without it goes there, unless it has played, or the page sent it elsewhere.
      const untouched = player.played.length === 0 && Math.abs(player.currentTime - (ours?.time ?? 0)) < 1;
      if (untouched && !(player.startTime! >= 0)) player.currentTime = theirs.time;
    } else if (ours && ours.at > (theirs?.at ?? 0)) {
      this.#told.set(id, theirs?.at ?? 0);
      this.#tell();
    }
  }

  /** What the place is kept of; `undefined`: of nothing. */
  get #id(): string | undefined {
    const {places, noResume, loop, clipStart, clipEnd, playback} = this.#player;
    return places && !noResume && !loop && !(clipStart > 0) && !(clipEnd > 0) ? playback.description?.id : undefined;
  }

  #tell(every = 0): void {
    const id = this.#id;
    const place = id === undefined ? undefined : keptPlace(id);
    if (id === undefined || !place || place.at - (this.#told.get(id) ?? 0) <= every) return;
    const before = this.#told.get(id) ?? 0;
    this.#told.set(id, place.at);
    this.#player.places!.set(id, place).catch(() => this.#told.get(id) === place.at && this.#told.set(id, before));
  }
}

/** What a store says may be anything. */
function asPlace(value: unknown): KeptPlace | undefined {
  const {time, at} = (value ?? {}) as Partial<KeptPlace>;
  const fits = [time, at].every((one) => typeof one === 'number' && one >= 0 && one < Infinity);
  return fits ? {time: time!, at: at!} : undefined;
}
