import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {renderArticle} from '@uggla/core/rich-text.js';
import {pickByLanguage, type Guide} from '@uggla/protocol';
import {loadArticle} from '../article/load-article.js';

/** Keeps the text below a guide's steps in the reader's language. It is an addition: when it cannot be had, it is left out. */
export class NotesController implements ReactiveController {
  /** The text, ready for the page. */
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
    this.#asked = '';
  }

  /** Loads the text unless it is there. */
  async follow(guide: Guide, languages: readonly string[], urlOf: (address: string) => string | undefined): Promise<void> {
    const found = pickByLanguage(guide.content ?? {}, languages);
    const url = found && urlOf(found[1]);
    if ((url ?? '') === this.#asked) return;
    this.#asked = url ?? '';
    this.#abort.abort();
    this.nodes = undefined;
    if (!url) return;
    const {signal} = (this.#abort = new AbortController());
    try {
      const loaded = await loadArticle(url, url, signal);
      if (signal.aborted) return;
      this.nodes = [...renderArticle(loaded.article, loaded.url).childNodes];
      this.#host.requestUpdate();
    } catch {
      // The steps say what has to be done.
    }
  }
}
