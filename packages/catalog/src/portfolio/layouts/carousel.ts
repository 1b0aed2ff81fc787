import {html, nothing, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from '@uggla/core/more-icons.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import type {Product} from '@uggla/protocol';
import type {LayoutTerms} from '../../locales/layout-en.js';
import {renderProductCard} from '../portfolio-cards.js';
import type {ListView} from '../portfolio-list.js';
import type {LayoutHost} from './portfolio-layouts.js';

/** One line of cards that is scrolled sideways, by hand, by keys or by the buttons above it. */
export class Carousel {
  readonly #host: LayoutHost;
  readonly #localize: LocalizeController<LayoutTerms>;
  #strip: HTMLElement | undefined;
  #ends = {start: true, end: false};
  #products: ListView['products'] | undefined;
  #isShort = false;
  readonly #sizes = new ResizeObserver(() => this.#look());

  constructor(host: LayoutHost, localize: LocalizeController<LayoutTerms>) {
    this.#host = host;
    this.#localize = localize;
  }

  render(view: ListView, products: readonly Product[]): TemplateResult {
    const {maker} = view;
    const title = maker.text(view.portfolio.title);
    this.#products = view.products;
    const cards = view.products.cut(products);
    this.#isShort = cards.length < products.length;
    const isOneScreen = this.#ends.start && this.#ends.end;
    return html`<section class="carousel" part="carousel" aria-label=${title || this.#localize.term('feed')}>
      <div class="strip-head">
        ${title ? html`<h2>${title}</h2>` : nothing}
        ${
          isOneScreen
            ? nothing
            : html`<div class="strip-buttons">${this.#button('previous', -1, this.#ends.start)} ${this.#button('next', 1, this.#ends.end)}</div>`
        }
      </div>
      <ul class="strip" ${ref(this.#follow)} @scroll=${() => this.#look()} @keydown=${this.#onKey}>
        ${repeat(
          cards,
          ({id}) => id,
          (product, at) =>
            html`<li class="cell" aria-setsize=${view.products.isWhole ? products.length : -1} aria-posinset=${at + 1}>${renderProductCard(maker, product)}</li>`,
        )}
      </ul>
    </section>`;
  }

  #button(name: 'previous' | 'next', way: 1 | -1, isOff: boolean): TemplateResult {
    return html`<button type="button" class="round" aria-label=${this.#localize.term(name)} aria-disabled=${isOff} @click=${() => this.#turn(way)}>
      ${icon(name)}
    </button>`;
  }

  readonly #follow = (element?: Element): void => {
    this.#sizes.disconnect();
    this.#strip = element as HTMLElement | undefined;
    if (element) this.#sizes.observe(element);
  };

  /** Which buttons still lead somewhere, and whether further products are wanted. */
  #look(): void {
    const strip = this.#strip;
    const products = this.#products;
    if (!strip || !products) return;
    const gone = Math.abs(strip.scrollLeft); // in Arabic it is below 0
    const left = strip.scrollWidth - strip.clientWidth - gone;
    if (left < strip.clientWidth && (this.#isShort || !products.isWhole) && !products.error) void products.more();
    const ends = {start: gone < 2, end: left < 2};
    if (ends.start === this.#ends.start && ends.end === this.#ends.end) return;
    this.#ends = ends;
    this.#host.requestUpdate();
  }

  #turn(way: 1 | -1): void {
    const strip = this.#strip;
    if (!strip) return;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const across = this.#localize.direction === 'rtl' ? -way : way;
    strip.scrollBy({left: across * strip.clientWidth * 0.85, behavior: isStill ? 'instant' : 'smooth'});
  }

  /** From card to card by the arrows, as in a toolbar. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const {key, altKey, ctrlKey, metaKey} = event;
    if (altKey || ctrlKey || metaKey || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return;
    const cards = [...this.#strip!.querySelectorAll<HTMLElement>('.card')];
    const way = (key === 'ArrowRight') === (this.#localize.direction === 'ltr') ? 1 : -1;
    const to = cards[cards.indexOf(event.target as HTMLElement) + way];
    if (!to) return;
    event.preventDefault();
    to.focus({preventScroll: true});
    to.scrollIntoView({block: 'nearest', inline: 'nearest'});
  };
}
