import {html, nothing, type ReactiveController, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import type {Product} from '@uggla/protocol';
import type {LayoutTerms} from '../../locales/layout-en.js';
import {renderPicture} from '../../shared/card.js';
import type {ListView} from '../portfolio-list.js';
import type {LayoutHost} from './portfolio-layouts.js';

/** A small picture in the corner of the page that opens the feed over it. */
export class FloatingWindow implements ReactiveController {
  /** Whether the window is open. */
  isOpen = false;

  readonly #host: LayoutHost;
  readonly #localize: LocalizeController<LayoutTerms>;
  #isDismissed = false;

  constructor(host: LayoutHost, localize: LocalizeController<LayoutTerms>) {
    this.#host = host;
    this.#localize = localize;
    host.addController(this);
  }

  /** An address that names a product opens the window; an element that becomes another thing shuts it. */
  hostUpdate(): void {
    if (this.#host.layout !== 'floating') this.isOpen = false;
    else if (this.#host.item !== '') this.isOpen = true;
  }

  hostUpdated(): void {
    const dialog = this.#host.renderRoot.querySelector<HTMLDialogElement>('dialog.window');
    if (dialog && this.#host.isConnected && this.isOpen !== dialog.open) {
      if (this.isOpen) dialog.showModal();
      else dialog.close();
    }
  }

  render({maker, portfolio}: ListView, first: Product | undefined, body: TemplateResult): TemplateResult {
    const term = this.#localize.term.bind(this.#localize);
    const title = maker.text(portfolio.title) || term('feed');
    return html`${this.#isDismissed || !first ? nothing : this.#renderBubble(maker.baseOf(first), first)}
      <dialog class="window" aria-label=${title} @close=${this.#closed} @cancel=${(event: Event) => event.stopPropagation()}>
        <div class="window-head">
          <strong>${title}</strong>
          <button type="button" class="round" aria-label=${term('close')} @click=${() => this.#set(false)}>${icon('close')}</button>
        </div>
        <div class="window-body">${this.isOpen ? body : nothing}</div>
      </dialog>`;
  }

  #renderBubble(base: string, product: Product): TemplateResult {
    const term = this.#localize.term.bind(this.#localize);
    const picture = product.poster ?? product.images?.[0];
    return html`<div class="bubble" part="bubble">
      <button type="button" class="bubble-open" aria-haspopup="dialog" @click=${() => this.#set(true)}>
        ${renderPicture(picture, base, icon(product.media ? 'play' : 'product'))}<span class="bubble-words">${term('openWindow')}</span>
      </button>
      <button type="button" class="round bubble-dismiss" aria-label=${term('dismiss')} @click=${this.#dismiss}>${icon('close')}</button>
    </div>`;
  }

  #set(isOpen: boolean): void {
    this.isOpen = isOpen;
    if (!isOpen) this.#host.item = '';
    this.#host.requestUpdate();
  }

  readonly #closed = (): void => this.#set(false);

  readonly #dismiss = (): void => {
    this.#isDismissed = true;
    this.#host.requestUpdate();
  };
}
