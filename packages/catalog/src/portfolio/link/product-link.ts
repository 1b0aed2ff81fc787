import {css, html, nothing, type ReactiveElement, type TemplateResult} from 'lit';
import {draw} from '@uggla/core/icons.js';
import {icon} from '@uggla/core/more-icons.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {formatTime} from '@uggla/core/time.js';
import type {Product} from '@uggla/protocol';
import {linkEn, type LinkTerms} from '../../locales/link-en.js';
import {linkEs} from '../../locales/link-es.js';
import {more} from '../../locales/more.js';
import {formatHash, formatSearch, home, withLanguage} from '../../shared/route.js';
import type {Routing} from '../../shared/route-controller.js';
import {drawCode} from './draw-code.js';
import {ItemShareEvent} from './share-event.js';

const copy = draw(
  '<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2"/>',
);

/** An element whose products have addresses. */
type LinkHost = ReactiveElement & {readonly routing: Routing; readonly linkBase: string; readonly kiosk: boolean};

/**
 * The address of a product: of the page with the product open in it, or of the product's own page where the portfolio
 * keeps nothing in the address. `undefined` when it has neither.
 *
 * @param page - Address of the page.
 */
function linkOf(
  product: Product,
  routing: Routing,
  page: string,
  base: string,
  language: string,
  time: number | undefined,
): string | undefined {
  const route = {...home, item: product.id, time};
  const url = new URL(page);
  if (routing === 'hash') url.hash = withLanguage(formatHash(route), language);
  else if (routing === 'query') url.search = withLanguage(formatSearch(route, url.search), language);
  else return safeUrl(product.page, base, 'link');
  return url.href;
}

/**
 * How the campus around a portfolio keeps what is open in the address, where it does and a product's own page would not do: that
 * one is in the first language, and begins where everything begins.
 */
function routingAround(host: Node, language: string, time: number | undefined): Routing {
  const root = host.getRootNode();
  const around = root instanceof ShadowRoot ? (root.host as HTMLElement & Partial<CampusAround>) : undefined;
  if (around?.localName !== 'uggla-campus') return 'none';
  const isFirst = around.campus?.languages[0]?.split('-')[0] === language.split('-')[0];
  return isFirst && time === undefined ? 'none' : (around.routing ?? 'none');
}

interface CampusAround {
  readonly routing: Routing;
  readonly campus: {readonly languages: readonly string[]} | undefined;
}

/** A product's link: to copy, and as a QR code to take along from the screen. */
export class ProductLink {
  readonly #host: LinkHost;
  readonly #localize: LocalizeController<LinkTerms>;
  #second = 0;
  #isFromHere = false;
  #told: 'copied' | 'notCopied' | undefined;
  #code: {readonly text: string; readonly svg: SVGSVGElement} | undefined;

  constructor(host: LinkHost) {
    this.#host = host;
    this.#localize = new LocalizeController(host, {en: linkEn, es: linkEs}, more, (all) => all.link);
    const sheet = linkStyles.styleSheet;
    if (sheet) host.shadowRoot!.adoptedStyleSheets.push(sheet);
  }

  /** Begins anew: the second is where the product's video stands. */
  open(): void {
    const player = this.#host.renderRoot.querySelector<HTMLVideoElement>('.product uggla-player');
    this.#second = Math.floor(player?.currentTime ?? 0);
    this.#isFromHere = false;
    this.#told = undefined;
    this.#host.requestUpdate();
  }

  render(product: Product, base: string, language: string): TemplateResult | typeof nothing {
    const time = this.#isFromHere && this.#second > 0 ? this.#second : undefined;
    const {routing: own, linkBase, baseURI} = this.#host;
    const routing = own === 'none' ? routingAround(this.#host, language, time) : own;
    const page = (linkBase && safeUrl(linkBase, baseURI, 'link')) || location.href;
    const link = linkOf(product, routing, page, base, language, time);
    if (!link) return nothing;
    const term = this.#localize.term.bind(this.#localize);
    return html`<div class="link">
      ${this.#draw(link)}
      <div class="link-words">
        <label>${term('address')}<input type="text" readonly .value=${link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} /></label>
        ${
          this.#second > 0
            ? html`<label class="from-here">
              <input type="checkbox" .checked=${this.#isFromHere} @change=${this.#toggleTime} />${term('fromHere', formatTime(this.#second))}
            </label>`
            : nothing
        }
        ${
          this.#host.kiosk
            ? nothing // a stand's clipboard and disk are no visitor's
            : html`<div class="actions">
              <button type="button" class="quiet" part="link-copy" @click=${() => void this.#copy(product, link)}>${copy}${term('copy')}</button>
              <button type="button" class="quiet" part="link-save" @click=${() => this.#save(product)}>${icon('download')}${term('save')}</button>
            </div>`
        }
        <p role="status">${this.#told ? term(this.#told) : ''}</p>
      </div>
    </div>`;
  }

  #draw(link: string): SVGSVGElement | typeof nothing {
    const label = this.#localize.term('code');
    if (this.#code?.text !== link) {
      try {
        this.#code = {text: link, svg: drawCode(link, label)};
      } catch {
        return nothing; // an address longer than a code holds (2,331 bytes)
      }
    }
    this.#code.svg.setAttribute('aria-label', label);
    this.#code.svg.setAttribute('part', 'code');
    return this.#code.svg;
  }

  readonly #toggleTime = (event: Event): void => {
    this.#isFromHere = (event.target as HTMLInputElement).checked;
    this.#told = undefined;
    this.#host.requestUpdate();
  };

  async #copy({id}: Product, link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.#told = 'copied';
      this.#host.dispatchEvent(new ItemShareEvent(id, 'link'));
    } catch {
      this.#host.renderRoot.querySelector<HTMLInputElement>('.link input')?.select();
      this.#told = 'notCopied';
    }
    this.#host.requestUpdate();
  }

  #save({id}: Product): void {
    if (!this.#code) return;
    const text = new XMLSerializer().serializeToString(this.#code.svg);
    const href = URL.createObjectURL(new Blob([text], {type: 'image/svg+xml'}));
    const anchor = Object.assign(document.createElement('a'), {href, download: `${id.replace(/[^\w.-]+/g, '-')}.svg`});
    anchor.click();
    URL.revokeObjectURL(href);
    this.#host.dispatchEvent(new ItemShareEvent(id, 'code'));
  }
}

const linkStyles = css`
  .link {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 1.25em;
    padding-block: 0.75em;
  }
  .link svg[part='code'] {
    flex: none;
    inline-size: 10em;
    block-size: 10em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .link-words {
    display: grid;
    flex: 1 1 14em;
    gap: 0.625em;
  }
  .from-here {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  .from-here input {
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0;
    accent-color: var(--_accent);
  }
`;
