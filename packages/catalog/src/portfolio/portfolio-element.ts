import {html, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {property, state} from 'lit/decorators.js';
import {UgglaElement, warnOnce} from '@uggla/core/element.js';
import {FileController} from '@uggla/core/file-controller.js';
import {icon} from '@uggla/core/more-icons.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {baseStyles} from '@uggla/core/styles.js';
import {pickText, type Campaign, type Portfolio, type Product} from '@uggla/protocol';
import {ItemOpenEvent} from '../events.js';
import {en} from '../locales/en.js';
import {es} from '../locales/es.js';
import {more} from '../locales/more.js';
import {cardStyles} from '../shared/card-styles.js';
import {catalogStyles} from '../shared/catalog-styles.js';
import {renderFailure, renderWaiting} from '../shared/messages.js';
import {moveFocus} from '../shared/move-focus.js';
import {pageClass} from '../shared/page-class.js';
import {renderBack, renderOpen} from '../shared/open-view.js';
import {RequestController} from '../shared/request-controller.js';
import {home, type Route} from '../shared/route.js';
import {RouteController, type Routing} from '../shared/route-controller.js';
import {SearchController} from '../shared/search-controller.js';
import {TitleController} from '../shared/title-controller.js';
import type {LeadWay} from './action-address.js';
import {CampaignsController} from './campaigns-controller.js';
import {LateParts} from './late-parts.js';
import {leadsWait} from './leads-wait.js';
import type {Hydrate} from './live/hydrate.js';
import {loadPortfolio} from './load-portfolio.js';
import type {ProductCardMaker} from './portfolio-cards.js';
import {renderList, type ListView} from './portfolio-list.js';
import {portfolioStyles} from './portfolio-styles.js';
import {renderPrice} from './price.js';
import {ProductsController} from './products-controller.js';
import {productsTask} from './products-search.js';

const layouts = ['grid', 'single', 'feed', 'carousel', 'floating']; // the last three come late

/**
 * A portfolio of products: a grid to search, filter and compare, a feed of their videos, a carousel or a window over the page;
 * and the open product with its video, prices, documents and calls to action. Campaigns put products forward while they are on.
 *
 * @example
 * ```html
 * <uggla-portfolio src="portfolio.json" routing="hash"></uggla-portfolio>
 * ```
 * @slot footer - Below everything.
 * @fires {UgglaReadyEvent} uggla-ready - The portfolio is loaded and shown.
 * @fires {UgglaErrorEvent} uggla-error - The portfolio, or a part of it, could not be loaded.
 * @fires {ItemOpenEvent} uggla-item-open - Someone opened a product.
 * @fires {ItemActionEvent} uggla-action - Someone chose an action of a product. Cancelable: then its link is not followed.
 * @fires {ItemShareEvent} uggla-share - Someone copied a product's link, or kept its code as a picture.
 * @fires {LeadEvent} uggla-lead - Someone sent the lead form; answer with `respondWith`.
 * @fires {KioskLeaveEvent} uggla-kiosk-leave - The staff left the kiosk by its PIN.
 * @csspart search - The search field.
 * @csspart filter - The button of one filter.
 * @csspart campaign - What is said of a campaign that is on.
 * @csspart card - The card of one product.
 * @csspart feed - The feed of `layout="feed"`.
 * @csspart carousel - The line of cards of `layout="carousel"`.
 * @csspart bubble - What opens the window of `layout="floating"`.
 * @csspart compare - The table of a comparison.
 * @csspart compare-mark - The box on a card that takes it into one.
 * @csspart compare-bar - What is shown while products are chosen for one.
 * @csspart compare-show - The button that shows it.
 * @csspart item - What holds the open product.
 * @csspart back - The link from the open product back.
 * @csspart player - The player of the open product.
 * @csspart price - The price of the open product.
 * @csspart stock - How many there are of the open product, where the page told.
 * @csspart link - The link and the QR code of the open product.
 * @csspart code - The QR code.
 * @csspart link-copy - The button that copies the link.
 * @csspart link-save - The button that saves the code.
 * @csspart badge - What a campaign says of the open product.
 * @csspart action - An action of the open product, or of a campaign.
 * @csspart document - The link to a document.
 * @csspart lead - What holds the lead form.
 * @csspart lead-form - The lead form.
 * @csspart lead-send - The button that sends it.
 * @csspart attract - What a kiosk shows while nobody is there.
 * @csspart attract-start - The button over it.
 * @csspart kiosk-staff - The button of the staff, with the light.
 * @csspart kiosk-panel - What it opens.
 * @csspart kiosk-leave - The button that leaves the kiosk.
 * @csspart error - What is shown when the portfolio could not be loaded.
 * @cssprop [--uggla-accent] - Colour of what can be acted on.
 * @cssprop [--uggla-accent-text] - Colour of text on it.
 * @cssprop [--uggla-surface] - Ground.
 * @cssprop [--uggla-radius=0.5em] - How round corners are.
 * @cssprop [--uggla-font=inherit] - Typeface.
 * @cssprop [--uggla-feed-size=min(88vh, 54em)] - Height of the feed.
 */
export class UgglaPortfolio extends UgglaElement {
  static override styles = [baseStyles, catalogStyles, cardStyles, portfolioStyles];

  /**
   * `grid`: all products, the open one in their place. `feed`: their videos, to swipe through. `carousel`: one line of cards.
   * `single`: only the one that `item` names. `floating`: a picture in the corner of the page that opens the feed over it.
   */
  @property({reflect: true, useDefault: true}) layout: 'grid' | 'feed' | 'carousel' | 'single' | 'floating' = 'grid';

  /** Keeps the open product and the search in the page's address: in its `hash`, in its `query`, or not (`none`). */
  @property() routing: Routing = 'none';

  /** Address that the link and the code of a product are made with, where people come in by another page than this one. */
  @property({attribute: 'link-base'}) linkBase = '';

  /** Id of the open product; empty for the grid. */
  @property({reflect: true, useDefault: true}) item = '';

  /** Ids of up to four products that are compared in a table, separated by blanks; a blank in an id is written `%20`. */
  @property({reflect: true, useDefault: true}) compare = '';

  /** Shows the campaigns as they will be at a date or local time (ISO 8601): for who prepares them. */
  @property({attribute: 'preview-date'}) previewDate = '';

  /** Asks for prices and stock as they are now. Called with the ids of products once they are there. */
  @property({attribute: false}) hydrate: Hydrate | undefined;

  /** Words searched for. */
  @property({reflect: true, useDefault: true}) query = '';

  /** What is shown of the portfolio: `category=chairs&use=office`; fields and values may be repeated. */
  @property({reflect: true, useDefault: true}) filters = '';

  /**
   * How leads are taken. `form`: by a form of this element's, whose `uggla-lead` event the page answers. `page`: by the
   * page, which hears `uggla-action`. Without it, an action that asks for a form leads to the product's mail address.
   */
  @property() leads: LeadWay = '';

  /** Base address of an Uggla server, which keeps the leads that no listener of `uggla-lead` took; actions then open a form. */
  @property() endpoint = '';

  /** What someone agrees to who sends the lead form; a plain sentence by default. */
  @property({attribute: 'consent-text'}) consentText = '';

  /** For a stand: an attract loop while nobody is there, visitors' data forgotten, no way to other pages, leads kept until sent. */
  @property({type: Boolean, reflect: true}) kiosk = false;

  /** What the staff write to leave the kiosk; no secret from who reads the page's source. */
  @property({attribute: 'kiosk-pin'}) kioskPin = '';

  /** Address of what tells whether it can do without a network, as `uggla export --to kiosk` sets it; our service worker tells unasked. */
  @property({attribute: 'kiosk-status'}) kioskStatus = '';

  /** Seconds without a touch after which a visitor has left; 0 for 90. */
  @property({type: Number, attribute: 'kiosk-idle'}) kioskIdle = 0;

  readonly #localize = new LocalizeController(this, {en, es}, more, (all) => all.catalog);
  readonly #products = new ProductsController(this);
  readonly #file = new FileController<Portfolio>(this, {
    kind: 'portfolio',
    source: () => this.src,
    url: () => this.sourceUrl,
    load: async (url, signal) => this.#campaigns.prepare(await loadPortfolio(url, signal)),
    began: (isNamed) => {
      this.#search.reset();
      if (isNamed) this.begin();
      else this.reset();
    },
    loaded: (portfolio, url) => void this.#loaded(portfolio, url),
    failed: (error) => this.fail(error, 'portfolio-unavailable'),
  });
  readonly #router = new RouteController(this);
  readonly #search = new SearchController(this, (words) => {
    const {portfolio} = this;
    const {isWhole, products} = this.#products;
    if (portfolio && isWhole)
      return productsTask(portfolio, products, words, this.#localize.language, (text) => this.text(text));
  });
  readonly #campaigns = new CampaignsController(this);
  readonly #title = new TitleController(this);
  #time: number | undefined;
  #isTyping = false;
  #focus: 'item' | 'card' | undefined;
  readonly #late = new LateParts(this);
  @state() private isFilterOpen = false;

  constructor() {
    super();
    new RequestController(this);
  }

  /** What portfolio.json says; `undefined` until it is loaded. */
  get portfolio(): Portfolio | undefined {
    return this.#file.value;
  }

  /** The campaigns of the portfolio, whether they are on or not. */
  get campaigns(): readonly Campaign[] {
    return this.portfolio?.campaigns ?? [];
  }

  /** The open product; `undefined` when none is, or it is not (yet) there. */
  get openProduct(): Product | undefined {
    return this.#products.products.find(({id}) => id === this.item);
  }

  /** What the portfolio shows, as an address says it. */
  get route(): Route {
    if (this.item !== '') return {...home, item: this.item, time: this.#time};
    return this.#start;
  }

  get #start(): Route {
    return {...home, query: this.query, filters: this.filters};
  }

  /** Opens a product, its video at a second; an empty id goes back to the grid. */
  open(item: string, {time}: {time?: number | undefined} = {}): void {
    this.routeChanged({...home, item, time, query: this.query, filters: this.filters});
  }

  /** Whether a product of this id is there. @internal */
  has(item: string): boolean {
    return this.#products.products.some(({id}) => id === item);
  }

  /** The address asks for another route. @internal */
  routeChanged({item, time, query, filters}: Route): void {
    if (this.item !== item && this.hasUpdated) this.#focus = item === '' ? 'card' : 'item';
    if (item === '') [this.query, this.filters] = [query, filters];
    this.item = item;
    this.#time = time;
    this.requestUpdate();
  }

  protected override get fileLanguages(): readonly string[] {
    return this.portfolio?.languages ?? [];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!layouts.includes(this.layout)) warnOnce(this, `layout="${this.layout}" is none of ${layouts.join(', ')}`);
    if (!['none', 'hash', 'query'].includes(this.routing))
      warnOnce(this, `routing="${this.routing}" is none of none, hash, query`);
    if (changed.has('query') || changed.has('filters')) this.#products.begin();
    if (changed.has('item')) this.#products.last = changed.get('item') ?? '';
    if (changed.has('item')) this.#late.page.value?.closeForm();
    this.#needProducts();
    this.#search.follow(this.#isTyping);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#router.write({replace: changed.has('routing') || this.#isTyping});
    this.#isTyping = false;
    const product = this.openProduct;
    this.#title.show(this.routing === 'none' ? '' : this.text(product?.title), this.text(this.portfolio?.title));
    if (this.portfolio && this.status === 'ready') this.#late.page.value?.deliverLeads(this.portfolio);
    this.#late.page.value?.follow(product, this.languages, (address) =>
      this.url(address, 'fetch', product && this.#products.baseOf(product)),
    );
    const isUnnamed = this.layout === 'single' && this.item === '';
    this.#late.page.value?.noteUnnamed(this.portfolio !== undefined && isUnnamed);
    this.#late.needThose({
      page: product ?? (this.portfolio && isUnnamed),
      layouts: this.portfolio && this.#isLaidOut,
      comparison: this.compare !== '',
      kiosk: this.kiosk && this.portfolio,
      live: this.hydrate || this.#products.products.some((one) => one.availability),
    });
    this.#late.live.value?.follow(this.hydrate, this.#products.products);
    if (!this.#focus || !this.portfolio) return;
    moveFocus(this, this.#focus, changed.get('item') ?? '');
    this.#focus = undefined;
  }

  protected override render(): TemplateResult {
    const view = this.portfolio && this.#view(this.portfolio);
    const body: TemplateResult | typeof nothing =
      this.status === 'failed'
        ? renderFailure(this.#localize, this.failure, () => this.#file.reload())
        : !view
          ? this.status === 'loading'
            ? renderWaiting(this.#localize)
            : nothing
          : this.item !== '' || this.layout === 'single'
            ? this.#renderItem(view)
            : this.#renderAll(view);
    const isWindow = view && this.status !== 'failed' && this.layout === 'floating' && this.#late.layouts.value;
    return html`<div class=${pageClass(this, this.layout === 'single' ? 'single' : '')}>
      ${isWindow ? isWindow.renderWindow(view, body as TemplateResult) : body}<slot name="footer"></slot>
    </div>`;
  }

  #maker(): ProductCardMaker {
    const campaigns = this.#campaigns.active;
    const {languages} = this; // to find them out takes longer than to pick a text
    return {
      localize: this.#localize,
      base: this.#file.url ?? this.baseURI,
      baseOf: (product) => this.#products.baseOf(product) ?? this.baseURI,
      text: (text) => pickText(text, languages),
      campaigns,
      hrefOf: (item) => this.#router.addressOf({...home, item}),
      choose: (product) => this.#choose(product),
      priceOf: (product) => {
        const priced = this.#campaigns.priced(product, campaigns);
        return renderPrice(this.#late.live.value?.of(priced) ?? priced, this.#localize);
      },
      stockOf: (product) => this.#late.live.value?.stockOf(product) ?? '',
    };
  }

  /** Whether the products stand in another form than the grid's. */
  get #isLaidOut(): boolean {
    return layouts.indexOf(this.layout) > 1;
  }

  /** Where the code of a layout cannot be had, the grid does. */
  #renderAll(view: ListView): TemplateResult {
    if (this.compare !== '' && !this.#late.comparison.isBroken) {
      const table = this.#late.comparison.value?.renderTable(view.portfolio, this.#products.products, view.maker);
      return html`${this.#renderBack(view.portfolio, () => this.#late.comparison.value?.leave())} ${table ?? renderWaiting(this.#localize)}`;
    }
    if (!this.#isLaidOut || this.#late.layouts.isBroken) return renderList(view);
    return this.#late.layouts.value?.renderList(view, this.layout) ?? renderWaiting(this.#localize);
  }

  #view(portfolio: Portfolio): ListView {
    const comparison = this.#late.comparison.value;
    const maker = this.#maker();
    return {
      portfolio,
      maker: {...maker, mark: comparison && ((product) => comparison.renderMark(product, this.text(product.title)))},
      comparison,
      toggleComparing: () => void this.#late.comparison.need().then(() => this.#late.comparison.value?.toggle()),
      products: this.#products,
      putForward: (products) => this.#campaigns.putForward(products),
      search: this.#search,
      query: this.query,
      filters: this.filters,
      isFilterOpen: this.isFilterOpen,
      type: (query) => {
        this.#isTyping = true;
        this.query = query;
      },
      runSearch: () => this.#search.run(),
      choose: (filters) => (this.filters = filters),
      toggleFilters: () => (this.isFilterOpen = !this.isFilterOpen),
    };
  }

  #renderBack({title: text}: Portfolio, goBack: () => void): TemplateResult {
    const title = this.text(text);
    const label = title ? this.#localize.term('backTo', title) : this.#localize.term('allProducts');
    return renderBack(this.#router.addressOf(this.#start), label, goBack);
  }

  #renderItem({portfolio}: ListView): TemplateResult {
    const product = this.openProduct;
    return renderOpen(
      this.text(product?.title) || (this.item === '' ? this.text(portfolio.title) : this.#localize.term('gone')),
      this.layout === 'single' ? nothing : this.#renderBack(portfolio, () => this.routeChanged(this.#start)),
      (product &&
        this.#late.page.value?.render(portfolio, product, {
          maker: this.#maker(),
          language: this.languages[0] ?? '',
          leads: this.leads,
          consent: this.consentText,
          time: this.#time,
          products: this.#products.products,
        })) ||
        this.#renderMissing(product),
    );
  }

  #renderMissing(product: Product | undefined): TemplateResult {
    if (product && !this.#late.page.isBroken) return renderWaiting(this.#localize);
    if (product) return renderFailure(this.#localize, undefined, () => void this.#late.page.need());
    if (this.#products.error) return renderFailure(this.#localize, this.#products.error, () => this.#products.retry());
    if (this.item === '') return this.#late.page.value?.renderUnnamed() ?? renderWaiting(this.#localize);
    if (!this.#products.isWhole) return renderWaiting(this.#localize);
    return html`<div class="message">${icon('search')}<p>${this.#localize.term('gone')}</p></div>`;
  }

  /** Someone chose a product. */
  #choose(product: Product): void {
    this.open(product.id);
    this.dispatchEvent(new ItemOpenEvent(product.id, 'product'));
  }

  /** Brings what is not there yet when the open product may be in it, or when search and filters have to tell the truth. */
  #needProducts(): void {
    if (!this.portfolio || this.#products.isWhole || this.#products.error) return;
    const isNeeded =
      this.query.trim() !== '' || this.filters !== '' || this.compare !== '' || (this.item !== '' && !this.openProduct);
    if (isNeeded) void this.#products.needAll();
  }

  async #loaded(portfolio: Portfolio, url: string): Promise<void> {
    this.#products.start(portfolio, url, (address) => this.url(address, 'fetch', url));
    if (this.item !== '' || this.layout === 'single' || leadsWait(portfolio.id)) await this.#late.page.need();
    if (this.#isLaidOut) await this.#late.layouts.need();
    if (this.portfolio === portfolio) this.ready();
  }
}
