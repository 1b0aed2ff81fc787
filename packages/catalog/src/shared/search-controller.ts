import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Hit, SearchFile, SearchIndex, SearchOptions} from '@uggla/search';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {UgglaError} from '@uggla/protocol';

/** How long typing must rest before a search begins: shorter than a pause between words, longer than one between letters. */
const RESTS_MS = 120;

/** Searches, and loads what that takes when the first search is made: the code, and the file of the language. */
export class SearchController implements ReactiveController {
  status: 'idle' | 'loading' | 'ready' | 'failed' = 'idle';
  /** What `hits` answers; not what is being searched for. */
  query = '';
  hits: readonly Hit[] = [];

  /** Why the last search failed. */
  error: UgglaError | undefined;

  readonly #host: ReactiveControllerHost & EventTarget;
  readonly #opened = new Map<string, Promise<SearchIndex>>();
  #asked = 0;
  #answered = 0;
  #wanted = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & EventTarget) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    if (this.isBusy) this.clear(); // whoever comes back asks anew
  }

  /** Whether an answer is on its way; `hits` are those of the search before. */
  get isBusy(): boolean {
    return (
      this.#timer !== undefined ||
      this.status === 'loading' ||
      (this.status === 'ready' && this.#asked !== this.#answered)
    );
  }

  /** Whether `wanted` (words and all that the answer depends on) is new; what is not new needs no search. */
  isNew(wanted: string): boolean {
    if (wanted === this.#wanted) return false;
    this.#wanted = wanted;
    return true;
  }

  /** Forgets the last search. */
  clear(): void {
    this.#stop();
    this.#wanted = '';
    this.#answered = ++this.#asked;
    this.status = 'idle';
    this.query = '';
    this.hits = [];
    this.#host.requestUpdate();
  }

  /** Forgets what was loaded, since the files are others now. */
  reset(): void {
    this.#opened.clear();
    this.clear();
  }

  /**
   * Searches once typing rests.
   *
   * @param key - Names what `load` brings: the same key is loaded once.
   * @param load - Brings the search file.
   */
  searchSoon(...search: Parameters<SearchController['search']>): void {
    this.#stop();
    this.#timer = setTimeout(() => void this.search(...search), RESTS_MS);
  }

  /** Searches now. An older search that comes back later is dropped. */
  async search(
    query: string,
    key: string,
    load: () => Promise<SearchFile>,
    options: SearchOptions = {},
  ): Promise<void> {
    this.#stop();
    const asked = ++this.#asked;
    if (this.status !== 'ready') this.status = 'loading';
    this.#host.requestUpdate();
    try {
      let opened = this.#opened.get(key);
      if (!opened) this.#opened.set(key, (opened = open(load)));
      const index = await opened;
      if (asked !== this.#asked) return;
      this.hits = index.search(query, options);
      this.query = query;
      this.status = 'ready';
      this.#answered = asked;
    } catch (cause) {
      this.#opened.delete(key); // the next search tries again
      if (asked !== this.#asked) return;
      this.status = 'failed';
      this.error = UgglaError.from(cause, 'search-unavailable');
      this.#host.dispatchEvent(new UgglaErrorEvent(this.error));
    }
    this.#host.requestUpdate();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

async function open(load: () => Promise<SearchFile>): Promise<SearchIndex> {
  const [{openSearch}, file] = await Promise.all([import('@uggla/search'), load()]);
  return openSearch(file);
}
