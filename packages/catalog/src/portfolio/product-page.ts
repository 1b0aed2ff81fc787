import {html, nothing, type ReactiveElement, type TemplateResult} from 'lit';
import {ArticleController} from '@uggla/core/article-controller.js';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {needElement} from '@uggla/core/families.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {UgglaError, type Portfolio, type Product} from '@uggla/protocol';
import {ItemActionEvent, type ProductAction} from '../events.js';
import {productEn, type ProductTerms} from '../locales/product-en.js';
import {productEs} from '../locales/product-es.js';
import type {LeadWay} from './action-address.js';
import {LeadController} from './lead-controller.js';
import {renderLeadForm} from './lead-form.js';
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

/**
 * The open product of a portfolio: its view, its lead form, its description. A file of its own, so that a grid does not
 * pay for it before anyone opens a product.
 */
export class ProductPage {
  readonly #host: ReactiveElement;
  readonly #localize: LocalizeController<ProductTerms>;
  readonly #lead: LeadController;
  readonly #description: ArticleController;
  #hasPlayer = false;

  constructor(host: ReactiveElement) {
    this.#host = host;
    this.#localize = new LocalizeController(host, {en: productEn, es: productEs});
    this.#lead = new LeadController(host);
    this.#description = new ArticleController(host);
    const sheet = productStyles.styleSheet;
    if (sheet) host.shadowRoot!.adoptedStyleSheets.push(sheet);
  }

  /** Brings what the product needs: its description, and the player for its video. */
  follow(product: Product | undefined, languages: readonly string[], urlOf: (address: string) => string | undefined): void {
    void this.#description.follow(product?.content, languages, urlOf);
    if (product?.media && !this.#hasPlayer) void this.#needPlayer();
  }

  /** Closes the lead form: another product is open. */
  closeForm(): void {
    this.#lead.close();
  }

  render(portfolio: Portfolio, product: Product, options: ProductPageOptions): TemplateResult {
    const {maker, leads, language, time, products} = options;
    const title = maker.text(product.title);
    const related = (product.related ?? []).flatMap((id) => products.find((other) => other.id === id) ?? []);
    return renderProduct({
      product,
      portfolio,
      base: maker.base,
      language,
      localize: this.#localize,
      text: maker.text,
      campaign: campaignOf(product, maker.campaigns),
      time,
      hasPlayer: this.#hasPlayer,
      description: this.#description.nodes,
      actions: renderActions({
        product,
        title,
        leads,
        base: maker.base,
        isFormOpen: this.#lead.action !== undefined,
        label: (action) => maker.text(action.label),
        act: (action) => this.#host.dispatchEvent(new ItemActionEvent(product.id, action)),
        openForm: (action) => this.#toggleForm(action),
      }),
      leadForm: this.#renderLeadForm(product, options),
      related:
        related.length === 0
          ? nothing
          : html`<section aria-labelledby="related">
              <h3 id="related">${this.#localize.term('related')}</h3>
              ${renderProducts(maker, related)}
            </section>`,
    });
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
      send: (fields) => void this.#lead.send(fields, context),
      cancel: () => this.#lead.close(),
    });
  }

  #toggleForm(action: ProductAction): void {
    this.#lead.toggle(action);
    void this.#host.updateComplete.then(() => this.#host.renderRoot.querySelector<HTMLElement>('.lead-form input')?.focus());
  }

  async #needPlayer(): Promise<void> {
    try {
      await needElement('uggla-player', 'player');
      this.#hasPlayer = true;
      this.#host.requestUpdate();
    } catch (cause) {
      this.#host.dispatchEvent(new UgglaErrorEvent(UgglaError.from(cause, 'family-unavailable')));
    }
  }
}
