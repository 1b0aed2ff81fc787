import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {pickByLanguage} from '@uggla/protocol';

/**
 * Keeps a text that accompanies something (the description of a product, the notes of a guide) in the reader's language.
 * It is an addition: when it cannot be had, it is left out.
 */
export class ArticleController implements ReactiveController {
  /** The text, ready for the page; `undefined` until it is there, or when there is none. */
  nodes: readonly Node[] | undefined;

  readonly #host: ReactiveControllerHost;
  #asked = '';
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort.abort();
    if (!this.nodes) this.#asked = '';
  }

  /**
   * Loads the text that fits `languages` best, unless it is there. To be called whenever the host has updated.
   *
   * @param content - Language → address of a tree file; `undefined` for no text.
   * @param urlOf - Makes an address whole; `undefined` when it may not be fetched.
   */
  async follow(
    content: Readonly<Record<string, string>> | undefined,
    languages: readonly string[],
    urlOf: (address: string) => string | undefined,
  ): Promise<void> {
    const found = pickByLanguage(content ?? {}, languages);
    const url = (found && urlOf(found[1])) ?? '';
    if (url === this.#asked) return;
    this.#asked = url;
    this.#abort.abort();
    const {signal} = (this.#abort = new AbortController());
    if (this.nodes) this.#show(undefined);
    if (url === '') return;
    try {
      const {articleNodes} = await import('./article-nodes.js'); // most of what has a text is shown before it
      const nodes = await articleNodes(url, signal);
      if (!signal.aborted) this.#show(nodes);
    } catch {
      // What it accompanies is there without it.
    }
  }

  #show(nodes: readonly Node[] | undefined): void {
    this.nodes = nodes;
    this.#host.requestUpdate();
  }
}
