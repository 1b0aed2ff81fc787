import {html, nothing, type ReactiveElement, type TemplateResult} from 'lit';
import {LocalizeController} from '@uggla/core/localize.js';
import type {Portfolio, Product} from '@uggla/protocol';
import {compareEn, type CompareTerms} from '../../locales/compare-en.js';
import {compareEs} from '../../locales/compare-es.js';
import {more} from '../../locales/more.js';
import type {ProductCardMaker} from '../portfolio-cards.js';
import {compareStyles} from './compare-styles.js';
import {formatCompared, MOST_COMPARED, parseCompared} from './compared-ids.js';
import {renderTable} from './compare-table.js';

/** An element whose products are compared. */
type CompareHost = ReactiveElement & {compare: string};

/** Choosing products among the cards, and the table of those that were chosen. Fetched when someone first compares. */
export class Comparison {
  /** Whether the cards have a box to tick. */
  isChoosing = false;

  readonly #host: CompareHost;
  readonly #localize: LocalizeController<CompareTerms>;
  readonly #chosen = new Set<string>();

  constructor(host: CompareHost) {
    this.#host = host;
    this.#localize = new LocalizeController(host, {en: compareEn, es: compareEs}, more, (all) => all.compare);
    const sheet = compareStyles.styleSheet;
    if (sheet) host.shadowRoot!.adoptedStyleSheets.push(sheet);
  }

  /** Begins to choose, or ends it. What is chosen stays. */
  toggle(): void {
    this.isChoosing = !this.isChoosing;
    this.#host.requestUpdate();
  }

  /** The box on a card. */
  renderMark(product: Product, title: string): TemplateResult | typeof nothing {
    if (!this.isChoosing) return nothing;
    const isChosen = this.#chosen.has(product.id);
    const isFull = !isChosen && this.#chosen.size >= MOST_COMPARED;
    return html`<label class="mark">
      <input type="checkbox" part="compare-mark" .checked=${isChosen} ?disabled=${isFull} @change=${(event: Event) => this.#mark(product.id, (event.target as HTMLInputElement).checked)} />
      ${this.#localize.term('mark')}<span class="visually-hidden">: ${title}</span>
    </label>`;
  }

  /** What says how many are chosen, and leads on. */
  renderBar(): TemplateResult | typeof nothing {
    if (!this.isChoosing) return nothing;
    const {size} = this.#chosen;
    const [count, most] = [this.#localize.number(size), this.#localize.number(MOST_COMPARED)];
    return html`<div class="compare-bar" part="compare-bar">
      <p role="status">${size === 0 ? this.#localize.term('choose', most) : this.#localize.term('chosen', count, most)}</p>
      <button type="button" class="quiet" @click=${() => this.#stop()}>${this.#localize.term('stop')}</button>
      <button type="button" class="solid" part="compare-show" aria-disabled=${size < 2} @click=${() => this.#show()}>${this.#localize.term('show')}</button>
    </div>`;
  }

  /** The table of the products that the `compare` attribute names; those that are not there are left out. */
  renderTable(portfolio: Portfolio, products: readonly Product[], maker: ProductCardMaker): TemplateResult {
    const ids = parseCompared(this.#host.compare);
    const compared = ids.flatMap((id) => products.find((product) => product.id === id) ?? []);
    return renderTable({
      portfolio,
      products: compared,
      maker,
      localize: this.#localize,
      remove: ({id}) => this.#remove(id, ids),
    });
  }

  /** Back from the table to the cards, where its products are still chosen. */
  leave(): void {
    this.#chosen.clear();
    for (const id of parseCompared(this.#host.compare)) this.#chosen.add(id);
    this.#host.compare = '';
    void this.#focus('[part=compare-show], .compare-button');
  }

  #mark(id: string, isChosen: boolean): void {
    if (isChosen) this.#chosen.add(id);
    else this.#chosen.delete(id);
    this.#host.requestUpdate();
  }

  #show(): void {
    if (this.#chosen.size < 2) return;
    this.#host.compare = formatCompared(this.#chosen);
    void this.#focus('.compare-table');
  }

  #remove(id: string, ids: readonly string[]): void {
    this.#chosen.delete(id);
    this.#host.compare = formatCompared(ids.filter((other) => other !== id));
    void this.#focus(this.#host.compare === '' ? '.compare-button' : '.compare-table');
  }

  #stop(): void {
    this.#chosen.clear();
    this.isChoosing = false;
    this.#host.requestUpdate();
    void this.#focus('.compare-button');
  }

  /** What was pressed is gone: the focus must not fall back to the page's beginning. */
  async #focus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
