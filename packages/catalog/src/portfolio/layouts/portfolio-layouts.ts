import type {ReactiveElement, TemplateResult} from 'lit';
import {LocalizeController} from '@uggla/core/localize.js';
import type {Product} from '@uggla/protocol';
import {layoutEn} from '../../locales/layout-en.js';
import {layoutEs} from '../../locales/layout-es.js';
import {more} from '../../locales/more.js';
import {chosen, type ListView} from '../portfolio-list.js';
import {Carousel} from './carousel.js';
import {Feed} from './feed.js';
import {layoutStyles} from './layout-styles.js';
import {FloatingWindow} from './window.js';

/** An element that can be laid out so. */
export type LayoutHost = ReactiveElement & {
  item: string;
  readonly languages: readonly string[];
  readonly layout: string;
};

/** Feed, carousel and floating window. A file of its own: the grid does not pay for them. */
export class PortfolioLayouts {
  readonly #feed: Feed;
  readonly #carousel: Carousel;
  readonly #window: FloatingWindow;

  constructor(host: LayoutHost) {
    const localize = new LocalizeController(host, {en: layoutEn, es: layoutEs}, more, (all) => all.layout);
    this.#feed = new Feed(host, localize);
    this.#carousel = new Carousel(host, localize);
    this.#window = new FloatingWindow(host, localize);
    const sheet = layoutStyles.styleSheet;
    if (sheet) host.shadowRoot!.adoptedStyleSheets.push(sheet);
  }

  /** The products that fit the search and the filters, as a feed or as a carousel. */
  renderList(view: ListView, layout: string): TemplateResult {
    const products = chosen(view);
    if (layout === 'carousel') return this.#carousel.render(view, products);
    // In a window that is closed nothing may play.
    return this.#feed.render(view, layout === 'floating' && !this.#window.isOpen ? products.slice(0, 0) : products);
  }

  /** The window, with `body` in it, and what opens it. */
  renderWindow(view: ListView, body: TemplateResult): TemplateResult {
    const first: Product | undefined = chosen(view)[0];
    return this.#window.render(view, first, body);
  }
}
