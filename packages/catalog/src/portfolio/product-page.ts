import {html, nothing, type ReactiveElement, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {ArticleController} from '@uggla/core/article-controller.js';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {needElement} from '@uggla/core/families.js';
import {warnOnce} from '@uggla/core/element.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {icon} from '@uggla/core/more-icons.js';
import {UgglaError, type Portfolio, type Product} from '@uggla/protocol';
import {LatePart} from '../shared/late-part.js';
import type {Routing} from '../shared/route-controller.js';
import {ItemActionEvent, type ProductAction} from '../events.js';
import {productEn, type ProductTerms} from '../locales/product-en.js';
import {productEs} from '../locales/product-es.js';
import {more} from '../locales/more.js';
import type {LeadWay} from './action-address.js';
import {LeadController, type LeadContext} from './lead-controller.js';
import {renderLeadForm, type LeadFields} from './lead-form.js';
import {LeadQueue} from './lead-queue.js';
import type {ProductLink} from './link/product-link.js';
import type {ProductModel} from './model/product-model.js';
import type {LeadHost} from './offer-lead.js';
import {campaignOf, renderProducts, type ProductCardMaker} from './portfolio-cards.js';
import {renderActions} from './product-actions.js';
import {productStyles} from './product-styles.js';
import {renderProduct} from './product-view.js';

/** What a product is shown with. */
export interface ProductPageOptions {
  readonly maker: ProductCardMaker;
  readonly language: string;
  readonly leads: LeadWay;
  /** What is agreed to; empty for the usual sentence. */
  readonly consent: string;
  /** Second at which the video starts. */
  readonly time: number | undefined;
  /** All that are there: related ones are looked up among them. */
  readonly products: readonly Product[];
}

/** An element that shows a product. */
type PageHost = ReactiveElement &
  LeadHost & {readonly routing: Routing; readonly linkBase: string; readonly kiosk: boolean};

/**
 * The open product of a portfolio: its view, its lead form, its description. A file of its own, so that a grid does not
 * pay for it before anyone opens a product.
 */
export class ProductPage {
  readonly #host: PageHost;
  readonly #localize: LocalizeController<ProductTerms>;
  readonly #lead: LeadController;
  readonly #description: ArticleController;
  readonly #link: LatePart<ProductLink>;
  readonly #model: LatePart<ProductModel>;
  #portfolio: Portfolio | undefined;
  #hasPlayer = false;
  #isPlayerAsked = false;
  #isUnnamed = false;

  constructor(host: PageHost) {
    this.#host = host;
    this.#link = new LatePart(host, async () => new (await import('./link/product-link.js')).ProductLink(host));
    this.#model = new LatePart(host, async () => new (await import('./model/product-model.js')).ProductModel(host));
    this.#localize = new LocalizeController(host, {en: productEn, es: productEs}, more, (all) => all.product);
    this.#lead = new LeadController(host);
    this.#description = new ArticleController(host);
    const sheet = productStyles.styleSheet;
    if (sheet) host.shadowRoot!.adoptedStyleSheets.push(sheet);
  }

  /** Brings what the product needs: its description, and the player for its video. */
  follow(
    product: Product | undefined,
    languages: readonly string[],
    urlOf: (address: string) => string | undefined,
  ): void {
    void this.#description.follow(product?.content, languages, urlOf);
    if (product?.model) void this.#model.need();
    this.#model.value?.follow(product);
    if (product?.media && !this.#isPlayerAsked) void this.#needPlayer();
  }

  /** Leads of this portfolio that wait on this device are sent, once for each portfolio. */
  deliverLeads(portfolio: Portfolio): void {
    if (portfolio === this.#portfolio) return;
    this.#portfolio = portfolio;
    this.#lead.portfolio = portfolio.id;
    this.#lead.queue = new LeadQueue(this.#host, portfolio.id);
  }

  /** Closes the lead form: another product is open. */
  closeForm(): void {
    this.#lead.close();
  }

  /** Tells the page that the layout for one product has none to show. */
  noteUnnamed(isUnnamed: boolean): void {
    if (isUnnamed === this.#isUnnamed) return;
    this.#isUnnamed = isUnnamed;
    if (!isUnnamed) return;
    const error = new UgglaError(
      'product-unnamed',
      'layout="single" shows the product that item names, and it names none',
      {
        cure: 'Set item to the id of a product.',
      },
    );
    warnOnce(this.#host, error.message);
    this.#host.dispatchEvent(new UgglaErrorEvent(error));
  }

  /** What is said in the place of that product. */
  renderUnnamed(): TemplateResult {
    return html`<div class="message" part="error">
      ${icon('warning')}
      <p><strong>${this.#localize.term('unnamed')}</strong></p>
      <p class="code">product-unnamed</p>
    </div>`;
  }

  render(portfolio: Portfolio, product: Product, options: ProductPageOptions): TemplateResult {
    const {maker, leads, language, time, products} = options;
    const title = maker.text(product.title);
    const others = new Set(product.related?.filter((id) => id !== product.id));
    const related = [...others].flatMap((id) => products.find((other) => other.id === id) ?? []);
    return renderProduct({
      product,
      portfolio,
      base: maker.baseOf(product),
      language,
      localize: this.#localize,
      text: maker.text,
      campaign: campaignOf(product, maker.campaigns),
      time,
      hrefOf: maker.hrefOf,
      open: (item) => {
        const other = products.find(({id}) => id === item);
        if (other) maker.choose(other);
      },
      hasPlayer: this.#hasPlayer,
      description: this.#description.nodes,
      actions: renderActions({
        product,
        title,
        leads: leads || (this.#host.endpoint ? 'form' : ''),
        base: maker.base,
        openAction: this.#lead.action,
        label: (action) => maker.text(action.label),
        act: (action) => this.#host.dispatchEvent(new ItemActionEvent(product.id, action)),
        openForm: (action) => void this.#toggleForm(action),
      }),
      price: maker.priceOf(product),
      stock: maker.stockOf(product),
      link: this.#renderLink(product, options),
      model: product.model && this.#model.value?.render(product, maker.baseOf(product), maker.text),
      leadForm: this.#renderLeadForm(product, options),
      related:
        related.length === 0
          ? nothing
          : html`<section aria-labelledby="related">
              <h3 id="related">${this.#localize.term('related')}</h3>
              ${renderProducts(maker, related, related.length)}
            </section>`,
    });
  }

  /** The link and its code are made when someone asks for them. */
  #renderLink(product: Product, {maker, language}: ProductPageOptions): TemplateResult | typeof nothing {
    if (this.#host.routing === 'none' && !product.page) return nothing;
    const open = (event: Event) => {
      if ((event.currentTarget as HTMLDetailsElement).open) void this.#link.need().then(() => this.#link.value?.open());
    };
    return html`${keyed(
      product.id,
      html`<details class="share" part="link" @toggle=${open}>
        <summary>${this.#localize.term('link')}</summary>
        ${this.#link.value?.render(product, maker.baseOf(product), language)}
      </details>`,
    )}`;
  }

  #renderLeadForm(product: Product, {maker, consent: own}: ProductPageOptions): TemplateResult | typeof nothing {
    const {action} = this.#lead;
    const consent = own || this.#localize.term('leadConsent');
    if (!action) return nothing;
    const label = maker.text(action.label);
    const context = {item: product.id, action: label, consent, language: this.#localize.language};
    return renderLeadForm({
      localize: this.#localize,
      title: label,
      consent,
      status: this.#lead.status,
      isShared: this.#host.kiosk ?? false,
      fields: this.#lead.fields,
      write: (fields) => this.#lead.write(fields),
      send: (fields) => void this.#send(fields, context),
      cancel: () => this.#cancel(),
    });
  }

  async #toggleForm(action: ProductAction): Promise<void> {
    this.#lead.toggle(action);
    await this.#focus('.lead-form input');
  }

  /** The form goes with the button that was pressed: the focus must not fall back to the page's beginning. */
  async #send(fields: LeadFields, context: LeadContext): Promise<void> {
    await this.#lead.send(fields, context);
    if (this.#lead.status === 'sent' || this.#lead.status === 'kept') await this.#focus('#lead-title');
  }

  async #cancel(): Promise<void> {
    this.#lead.cancel();
    await this.#focus('button[part=action]');
  }

  async #focus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  async #needPlayer(): Promise<void> {
    this.#isPlayerAsked = true;
    try {
      await needElement('uggla-player', 'player');
      this.#hasPlayer = true;
      this.#host.requestUpdate();
    } catch (cause) {
      this.#host.dispatchEvent(new UgglaErrorEvent(UgglaError.from(cause, 'family-unavailable')));
    }
  }
}
