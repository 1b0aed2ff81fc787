import {html, nothing, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {needElement} from '@uggla/core/families.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {Product} from '@uggla/protocol';

/** How long a product without a video is shown, in milliseconds: time to read its name and look. */
const STILL_MS = 8000;

/** What nobody watches until somebody does: one product after the other, its video without sound, until the screen is touched. */
export class Attract {
  readonly #changed: () => void;
  #at = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasPlayer = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Begins with the first product. */
  start(): void {
    this.#at = 0;
    needElement('uggla-player', 'player').then(
      () => {
        this.#hasPlayer = true;
        this.#changed();
      },
      () => undefined, // pictures do
    );
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  render(
    products: readonly Product[],
    options: {base: string; text: (product: Product) => string; start: string; begin: () => void},
  ): TemplateResult {
    const product = products[this.#at % Math.max(1, products.length)];
    const moves = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const media = moves && this.#hasPlayer && product ? safeUrl(product.media, options.base, 'fetch') : undefined;
    const poster = product ? safeUrl(product.poster?.src, options.base, 'image') : undefined;
    if (!media && products.length > 1) this.#timer ??= setTimeout(() => this.#next(), STILL_MS);
    return html`<div class="attract" part="attract">
      ${
        media
          ? keyed(
              this.#at,
              html`<uggla-player class="attract-film" src=${media} loading="eager" muted autoplay no-controls no-resume no-memory playsinline ?loop=${products.length === 1} hotkeys="none" inert @ended=${this.#next} @error=${this.#next}></uggla-player>`,
            )
          : poster
            ? html`<img class="attract-film" src=${poster} alt="" />`
            : nothing
      }
      <button type="button" class="attract-start" part="attract-start" @click=${options.begin}>
        <span class="attract-title">${product ? options.text(product) : nothing}</span>
        <span class="attract-words">${options.start}</span>
      </button>
    </div>`;
  }

  readonly #next = (): void => {
    this.stop();
    this.#at++;
    this.#changed();
  };
}
