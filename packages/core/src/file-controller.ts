import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {UgglaError} from '@uggla/protocol';

/** What a `FileController` needs from its element. */
export interface FileControllerOptions<T> {
  /** What the page wrote in `src`; empty for nothing. */
  source: () => string;
  /** The same made whole; `undefined` when it may not be fetched. */
  url: () => string | undefined;
  /** Thing that the file is, as in the errors' codes: `guide` → `guide-unavailable`. */
  kind: string;
  /** Brings the file. Throws `UgglaError`. */
  load: (url: string, signal: AbortSignal) => Promise<T>;
  /** Loading began, or nothing is named any more. */
  began: (isNamed: boolean) => void;
  loaded: (value: T, url: string) => void;
  failed: (error: UgglaError) => void;
}

/**
 * Keeps an element true to the file that its `src` names: loads it, drops a load that is no longer wanted, takes one up
 * again that a removal broke off. Never throws: it tells.
 */
export class FileController<T> implements ReactiveController {
  /** What was loaded last; `undefined` until then, and after another `src` was set. */
  value: T | undefined;
  /** Address that `value` came from: addresses in it go by this one. */
  url: string | undefined;

  readonly #host: ReactiveControllerHost & {readonly isConnected: boolean};
  readonly #options: FileControllerOptions<T>;
  #asked = '';
  #abort = new AbortController();
  #isLoading = false;

  constructor(host: ReactiveControllerHost & {readonly isConnected: boolean}, options: FileControllerOptions<T>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate(); // takes up a load that a removal broke off
  }

  hostUpdate(): void {
    const source = this.#options.source();
    if (this.#host.isConnected && source !== this.#asked) void this.#load(source);
  }

  hostDisconnected(): void {
    this.#abort.abort();
    if (this.#isLoading) this.#asked = '';
  }

  /** Loads once more what failed or has changed. */
  reload(): void {
    this.#asked = '';
    this.#host.requestUpdate();
  }

  async #load(source: string): Promise<void> {
    const {url: wholeUrl, kind, load, began, loaded, failed} = this.#options;
    this.#abort.abort();
    const {signal} = (this.#abort = new AbortController());
    this.#asked = source;
    this.value = undefined;
    this.url = undefined;
    this.#isLoading = source !== '';
    began(source !== '');
    if (source === '') return;
    try {
      const url = wholeUrl();
      if (url === undefined) {
        throw new UgglaError(`${kind}-unavailable`, `${source} is no address that can be fetched`, {
          file: source,
          cure: 'Check the address in `src`.',
        });
      }
      const value = await load(url, signal);
      if (signal.aborted) return;
      this.value = value;
      this.url = url;
      this.#isLoading = false;
      loaded(value, url);
    } catch (cause) {
      if (signal.aborted) return; // superseded or removed: nobody waits for this file now
      this.#isLoading = false;
      failed(UgglaError.from(cause, `${kind}-unavailable`));
    }
    this.#host.requestUpdate();
  }
}
