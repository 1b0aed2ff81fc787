import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Hit, SearchFile, SearchIndex, SearchOptions} from '@uggla/search';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {UgglaError} from '@uggla/protocol';

/** How long typing must rest before a search begins: shorter than a pause between words, longer than one between letters. */
const RESTS_MS = 120;

/** An element with a search. */
type SearchHost = ReactiveControllerHost &
  EventTarget & {
    /** The open item: nothing is searched for then. */
    readonly item: string;
    readonly query: string;
    readonly languages: readonly string[];
  };

/** Words; the name of what `load` brings (the same name is loaded once); what brings the file; how it is searched. */
export type SearchTask = readonly [words: string, key: string, load: () => Promise<SearchFile>, options: SearchOptions];

/** Searches, and loads what that takes when the first search is made: the code, and the file of the language. */
export class SearchController implements ReactiveController {
  status: 'idle' | 'loading' | 'ready' | 'failed' = 'idle';
  /** What `hits` answers; not what is being searched for. */
  query = '';
  hits: readonly Hit[] = [];

  /** Why the last search failed. */
  error: UgglaError | undefined;

  readonly #host: SearchHost;
  readonly #taskFor: (words: string) => SearchTask | undefined;
  readonly #opened = new Map<string, Promise<SearchIndex>>();
  #asked = 0;
  #answered = 0;
  #wanted = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `taskFor` says how words are searched for; `undefined` while they cannot be. */
  constructor(host: SearchHost, taskFor: (words: string) => SearchTask | undefined) {
    this.#host = host;
    this.#taskFor = taskFor;
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

  /** Searches when the words or the languages are others than before, or can be searched for by now. `soon`: once typing rests. */
  follow(soon: boolean): void {
    const {item, languages} = this.#host;
    if (item !== '') return;
    const task = this.#task;
    const wanted = task ? [task[0], ...languages].join('\n') : '';
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (task) this.run(soon);
    else this.clear();
  }

  /** Searches for what the host's `query` says, now or once typing rests. */
  run(soon = false): void {
    const task = this.#task;
    if (!task) return;
    this.#stop();
    if (soon) this.#timer = setTimeout(() => void this.search(...task), RESTS_MS);
    else void this.search(...task);
  }

  get #task(): SearchTask | undefined {
    const words = this.#host.query.trim();
    return words === '' ? undefined : this.#taskFor(words);
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

  /** Searches now. An older search that comes back later is dropped. */
  async search(...[query, key, load, options]: SearchTask): Promise<void> {
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
