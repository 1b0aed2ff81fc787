import type {ReactiveController, ReactiveElement} from 'lit';
import {needElement} from '@uggla/core/families.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {Campus, CampusItem} from '@uggla/protocol';
import {itemsOf} from '../campus-data.js';
import {findSound, loadProgramme, type Sound, type Track} from './programme.js';

/** A campus, as far as its radio needs it. */
export interface RadioHost extends ReactiveElement {
  readonly campus: Campus | undefined;
  readonly src: string;
  layout: string;
}

/** Courses that are asked for at a time. */
const AT_A_TIME = 4;

/** Plays what can be heard of a campus, one after the other. */
export class RadioController implements ReactiveController {
  /** What there is to hear, in the order of the campus; those whose course.json has come. */
  tracks: readonly Track[] = [];
  /** Whether all courses were asked. */
  isWhole = false;
  current: Track | undefined;
  sound: Sound | undefined;
  /** What was last told: that one could not be played, or that it is over. */
  told: 'failed' | 'over' | undefined;
  failed: Track | undefined;
  /** Those without a sound of their own. */
  readonly silent = new WeakSet<Track>();

  readonly #host: RadioHost;
  #campus: Campus | undefined;
  #abort = new AbortController();

  constructor(host: RadioHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const {campus, layout, isConnected} = this.#host;
    const wanted = layout === 'radio' && isConnected ? campus : undefined;
    if (wanted === this.#campus) return;
    this.#campus = wanted;
    this.#abort.abort();
    this.#abort = new AbortController();
    [this.tracks, this.isWhole, this.current, this.sound, this.told] = [[], false, undefined, undefined, undefined];
    if (wanted) void this.#load(wanted, this.#abort.signal);
  }

  hostDisconnected(): void {
    this.#abort.abort();
    this.#campus = undefined;
  }

  /** What was being heard when one last was here. */
  get left(): Track | undefined {
    const kept = this.#read();
    return this.tracks.find(({item, lesson}) => `${item.id}\n${lesson}` === kept);
  }

  get next(): Track | undefined {
    return (
      this.current && this.tracks.slice(this.tracks.indexOf(this.current) + 1).find((one) => !this.silent.has(one))
    );
  }

  get previous(): Track | undefined {
    return (
      this.current && this.tracks.slice(0, this.tracks.indexOf(this.current)).findLast((one) => !this.silent.has(one))
    );
  }

  /** Plays a track; where it has no sound by itself or cannot be had, the next one. */
  async play(track: Track | undefined): Promise<void> {
    const {signal} = this.#abort;
    for (let one = track; one !== undefined; one = this.next) {
      this.current = one;
      this.told = undefined;
      try {
        const [sound] = await Promise.all([findSound(one.media, signal), needElement('uggla-player', 'player')]);
        if (signal.aborted || this.current !== one) return; // another was chosen meanwhile
        if (sound) return await this.#start(one, sound);
        this.silent.add(one);
      } catch {
        if (signal.aborted) return;
        this.silent.add(one);
        [this.told, this.failed] = ['failed', one];
      }
    }
    [this.current, this.sound] = [undefined, undefined];
    this.told ??= 'over';
    this.#host.requestUpdate();
  }

  async #start(track: Track, sound: Sound): Promise<void> {
    this.sound = sound;
    this.#keep(track);
    const isStart = Boolean(this.#host.shadowRoot?.activeElement?.closest('.radio-start')); // the button goes with its row
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const player = this.#host.renderRoot.querySelector<HTMLElement & {play(): Promise<void>}>(
      'uggla-player.radio-player',
    );
    if (isStart) player?.focus();
    await player?.play().catch(() => undefined); // the player itself shows what is wrong
  }

  async #load(campus: Campus, signal: AbortSignal): Promise<void> {
    const base = safeUrl(this.#host.src, this.#host.baseURI, 'fetch');
    const items = itemsOf(campus).filter(({kind}) => kind === 'course' || kind === 'micro' || kind === 'podcast');
    const found = new Map<CampusItem, Track[]>();
    const waiting = [...items];
    const work = async (): Promise<void> => {
      for (let item = waiting.shift(); item; item = waiting.shift()) {
        const url = safeUrl(item.src, base, 'fetch');
        const tracks = url === undefined ? [] : await loadProgramme(item, url, signal).catch(() => []);
        if (signal.aborted) return;
        found.set(item, tracks);
        this.tracks = items.flatMap((one) => found.get(one) ?? []);
        this.#host.requestUpdate();
      }
    };
    await Promise.all(Array.from({length: AT_A_TIME}, work));
    if (signal.aborted) return;
    this.isWhole = true;
    this.#host.requestUpdate();
  }

  get #key(): string {
    return `uggla-radio:${this.#campus?.id}`;
  }

  #read(): string | undefined {
    try {
      return localStorage.getItem(this.#key) ?? undefined;
    } catch {
      return undefined; // storage is forbidden
    }
  }

  #keep({item, lesson}: Track): void {
    try {
      localStorage.setItem(this.#key, `${item.id}\n${lesson}`);
    } catch {
      // forbidden or full: then one begins at the beginning
    }
  }
}
