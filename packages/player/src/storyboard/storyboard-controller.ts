import {safeUrl} from '@uggla/core/safe-url.js';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {Still} from './parse-storyboard.js';

/** What a storyboard is shown on. */
export interface StoryboardHost extends ReactiveControllerHost, HTMLElement {
  /** Whole address of the storyboard file; `undefined`: there is none. */
  readonly storyboardUrl: string | undefined;
}

/** Fetches the storyboard at the first need and finds the still of a second. */
export class StoryboardController implements ReactiveController {
  readonly #host: StoryboardHost;
  #asked: string | undefined;
  #stills: readonly Still[] = [];
  #abort = new AbortController();

  constructor(host: StoryboardHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#abort.abort();
    if (this.#stills.length === 0) this.#asked = undefined;
  }

  /** The still at that second, its address whole; fetches the file when it was not yet. */
  at(time: number): Still | undefined {
    const {storyboardUrl} = this.#host;
    if (storyboardUrl !== this.#asked) void this.#load(storyboardUrl);
    return this.#stills.findLast(({start}) => start <= time) ?? this.#stills[0];
  }

  async #load(url: string | undefined): Promise<void> {
    this.#abort.abort();
    const {signal} = (this.#abort = new AbortController());
    this.#asked = url;
    this.#stills = [];
    if (!url) return;
    try {
      const {loadStoryboard} = await import('./load-storyboard.js');
      const stills = await loadStoryboard(url, signal);
      this.#stills = stills.flatMap((still) => {
        const src = safeUrl(still.src, url, 'image');
        return src ? [{...still, src}] : [];
      });
      this.#host.requestUpdate();
    } catch {
      // A preview that does not come is missed by nobody; the time is still told.
    }
  }
}
