import {html, nothing, type ReactiveController, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';
import {repeat} from 'lit/directives/repeat.js';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {needElement} from '@uggla/core/families.js';
import {inOneLine} from '@uggla/core/in-one-line.js';
import {icon} from '@uggla/core/more-icons.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {UgglaError, type Product} from '@uggla/protocol';
import type {LayoutTerms} from '../../locales/layout-en.js';
import {renderPicture} from '../../shared/card.js';
import {onPlainClick} from '../../shared/plain-click.js';
import {campaignOf} from '../portfolio-cards.js';
import type {ListView} from '../portfolio-list.js';
import type {LayoutHost} from './portfolio-layouts.js';

/** How far from the one that is seen a product has its player: one on either side, so that three videos live at most. */
const LIVE = 1;

/** How far from it a product has its picture. */
const PICTURED = 3;

/** How far from it a product is drawn at all; the slides of the others are empty places to stop at. */
const DRAWN = 4;

/** When so few are left, further ones are fetched. */
const AHEAD = 5;

/**
 * One product after the other, each as large as the feed: swiped, scrolled, by keys or by buttons. The one that is seen
 * plays, without sound until someone turns it on; by itself only where motion is welcome.
 */
export class Feed implements ReactiveController {
  readonly #host: LayoutHost;
  readonly #localize: LocalizeController<LayoutTerms>;
  #at = 0;
  #products: readonly Product[] = [];
  /** Where a button or a key is taking it; what is passed by on the way is not stopped at. */
  #goal: number | undefined;
  #isPaused = matchMedia('(prefers-reduced-motion: reduce)').matches;
  #isMuted = true;
  #isSeen = false;
  #hasPlayer = false;
  #isPlayerAsked = false;
  #scroller: HTMLElement | undefined;
  #observer: IntersectionObserver | undefined;

  constructor(host: LayoutHost, localize: LocalizeController<LayoutTerms>) {
    this.#host = host;
    this.#localize = localize;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#playOne();
  }

  render(view: ListView, products: readonly Product[]): TemplateResult {
    const {maker} = view;
    this.#products = products;
    this.#at = Math.min(this.#at, Math.max(0, products.length - 1));
    const term = this.#localize.term.bind(this.#localize);
    const title = maker.text(view.portfolio.title) || term('feed');
    const hasFilms = products.some(({media}) => media);
    if (hasFilms) this.#needPlayer();
    if (this.#at >= products.length - AHEAD && !view.products.isWhole && !view.products.error)
      void view.products.needMore();
    const current = products[this.#at];
    const total = Math.max(products.length, view.query === '' && view.filters === '' ? view.portfolio.total : 0);
    const place = term('place', this.#localize.number(this.#at + 1), this.#localize.number(total));
    return html`<section class="feed" part="feed" aria-label=${title} @keydown=${this.#onKey}>
      <ol class="slides" data-arrows="own" ${ref(this.#follow)} @scroll=${this.#onScroll} @wheel=${this.#takeOver} @pointerdown=${this.#takeOver}>
        ${repeat(
          products,
          ({id}) => id,
          (product, at) => this.#renderSlide(view, product, at, total),
        )}
      </ol>
      <p class="visually-hidden" role="status">${current ? `${maker.text(current.title)}, ${place}` : ''}</p>
      ${
        products.length === 0
          ? nothing
          : html`<div class="feed-controls">
            ${this.#button(term('previous'), 'previous', () => this.#go(this.#at - 1), this.#at === 0)}
            ${hasFilms ? this.#renderFilmButtons() : nothing}
            ${this.#button(term('next'), 'next', () => this.#go(this.#at + 1), this.#at === products.length - 1)}
          </div>`
      }
    </section>`;
  }

  #renderFilmButtons(): TemplateResult {
    const term = this.#localize.term.bind(this.#localize);
    return html`${this.#button(term(this.#isPaused ? 'play' : 'pause'), this.#isPaused ? 'play' : 'pause', this.#togglePause)}
    ${this.#button(term(this.#isMuted ? 'soundOn' : 'soundOff'), this.#isMuted ? 'muted' : 'volume', this.#toggleSound)}`;
  }

  #button(label: string, name: Parameters<typeof icon>[0], press: () => void, isOff = false): TemplateResult {
    return html`<button type="button" class="round ${name}" aria-label=${label} aria-disabled=${isOff} @click=${press}>${icon(name)}</button>`;
  }

  /** The place stays what it is, whatever it holds: browsers keep to the one that they stopped at. */
  #renderSlide({maker}: ListView, product: Product, at: number, total: number): TemplateResult {
    const distance = Math.abs(at - this.#at);
    const isDrawn = distance <= DRAWN;
    return html`<li class="slide" data-at=${at} aria-hidden=${isDrawn ? nothing : 'true'} aria-setsize=${total} aria-posinset=${at + 1}>
      ${isDrawn ? this.#renderProduct(maker, product, distance) : nothing}
    </li>`;
  }

  #renderProduct(maker: ListView['maker'], product: Product, distance: number): TemplateResult {
    const {text} = maker;
    const badge = text(campaignOf(product, maker.campaigns)?.badge);
    const price = maker.priceOf(product);
    return html`<div class="words">
        <p class="details">${inOneLine([text(product.category), product.brand, maker.stockOf(product)])}</p>
        <h3>${text(product.title)}</h3>
        ${product.summary ? html`<p>${text(product.summary)}</p>` : nothing} ${price ? html`<p class="price">${price}</p>` : nothing}
        <a class="solid" part="action" data-item=${product.id} href=${maker.hrefOf(product.id)} @click=${onPlainClick(() => maker.choose(product))}>
          ${this.#localize.term('see')}<span class="visually-hidden">: ${text(product.title)}</span>
        </a>
      </div>
      <div class="film" @click=${this.#togglePause}>
        ${distance <= PICTURED ? this.#renderFilm(maker.baseOf(product), product, distance) : nothing}
        ${badge ? html`<span class="badge">${badge}</span>` : nothing}
      </div>`;
  }

  #renderFilm(base: string, product: Product, distance: number): TemplateResult {
    const src = safeUrl(product.media, base, 'fetch');
    if (!src || !this.#hasPlayer || distance > LIVE) {
      const picture = product.poster ?? product.images?.[0];
      return renderPicture(picture, base, picture ? nothing : icon('product'));
    }
    const language = this.#host.languages[0];
    return html`<uggla-player
      part="player"
      src=${src}
      poster=${safeUrl(product.poster?.src, base, 'image') ?? nothing}
      lang=${language ?? nothing}
      captions-language=${language ?? nothing}
      loading="eager"
      hotkeys="none"
      inert
      loop
      no-controls
      no-resume
      playsinline
      .muted=${this.#isMuted}
    ></uggla-player>`;
  }

  /** The one that is seen plays, all others wait. */
  #playOne(): void {
    for (const player of this.#scroller?.querySelectorAll<HTMLVideoElement>('uggla-player') ?? []) {
      const isCurrent = player.closest<HTMLElement>('.slide')!.dataset['at'] === String(this.#at);
      const plays = isCurrent && this.#isSeen && !this.#isPaused;
      if (plays && player.paused) player.play().catch((cause: unknown) => this.#refused(cause));
      else if (!plays && !player.paused) player.pause();
    }
  }

  /** Where the browser lets nothing play by itself, the button says so. */
  #refused(cause: unknown): void {
    if (this.#isPaused || (cause as Error | null)?.name !== 'NotAllowedError') return; // else another came into view meanwhile
    this.#isPaused = true;
    this.#host.requestUpdate();
  }

  /** The list is new: it stands where it stood before, and is watched, since nothing plays that is not seen. */
  readonly #follow = (element?: Element): void => {
    this.#observer?.disconnect();
    this.#isSeen = false;
    this.#scroller = element as HTMLElement | undefined;
    if (!element) return;
    queueMicrotask(() => element.scrollTo({top: this.#at * element.clientHeight, behavior: 'instant'}));
    this.#observer = new IntersectionObserver(
      ([entry]) => {
        this.#isSeen = entry!.isIntersecting;
        this.#playOne();
      },
      {threshold: 0.4},
    );
    this.#observer.observe(element);
  };

  readonly #onScroll = (): void => {
    const scroller = this.#scroller;
    const at = scroller && Math.round(scroller.scrollTop / scroller.clientHeight);
    if (at === this.#goal) this.#goal = undefined;
    if (this.#goal !== undefined || at === undefined || at === this.#at || !this.#products[at]) return;
    this.#at = at;
    this.#host.requestUpdate();
  };

  #go(at: number): void {
    const scroller = this.#scroller;
    const to = Math.min(Math.max(at, 0), this.#products.length - 1);
    if (!scroller || to === this.#at) return;
    const isFar = Math.abs(to - this.#at) > 1;
    this.#at = this.#goal = to;
    this.#host.requestUpdate();
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.scrollTo({top: to * scroller.clientHeight, behavior: isStill || isFar ? 'instant' : 'smooth'});
  }

  /** A person moves it by hand. */
  readonly #takeOver = (): void => {
    this.#goal = undefined;
  };

  readonly #togglePause = (): void => {
    this.#isPaused = !this.#isPaused;
    this.#host.requestUpdate();
  };

  readonly #toggleSound = (): void => {
    this.#isMuted = !this.#isMuted;
    this.#host.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === 'm') this.#toggleSound();
    const slide = (event.target as Element).closest<HTMLElement>('.slide');
    const at = slide ? Number(slide.dataset['at']) : this.#at;
    // Between the buttons arrows are left to a remote control.
    if (!slide && event.key.startsWith('Arrow')) return;
    const last = this.#products.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: 1,
      PageDown: 1,
      ArrowUp: -1,
      PageUp: -1,
      Home: -at,
      End: last - at,
    };
    const to = at + (Object.hasOwn(steps, event.key) ? steps[event.key]! : 0);
    if (to === at || to < 0 || to > last) return; // at an end the page goes on
    event.preventDefault();
    this.#go(to);
    // Else Enter would open a product that is seen no more.
    if (slide && !this.#focus(to)) void this.#host.updateComplete.then(() => this.#focus(to)); // it is drawn only then
  };

  #focus(at: number): boolean {
    const link = this.#scroller?.querySelector<HTMLElement>(`[data-at="${at}"] a`);
    link?.focus({preventScroll: true});
    return link != null;
  }

  #needPlayer(): void {
    if (this.#isPlayerAsked) return;
    this.#isPlayerAsked = true;
    needElement('uggla-player', 'player').then(
      () => {
        this.#hasPlayer = true;
        this.#host.requestUpdate();
      },
      (cause: unknown) => this.#host.dispatchEvent(new UgglaErrorEvent(UgglaError.from(cause, 'family-unavailable'))),
    );
  }
}
