import {html, nothing, type TemplateResult} from 'lit';
import {warnOnce} from '@uggla/core/element.js';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import {cleanText} from '../answer/clean-text.js';
import {ChatError} from '../chat-error.js';
import {adopt} from './adopt.js';
import {extraStyles} from './extra-styles.js';
import type {Extra, ExtraHost} from './extras.js';
import {HandoffRequestEvent} from './handoff-event.js';
import {extraWords} from './locales/extra-words.js';
import type {ExtraWords} from './locales/extra-words.js';

/** Characters of a mailto: address; what is longer, mail programs cut, or do not open at all. */
const MOST_MAIL = 1800;

/** The way from the machine to a person: asked for, agreed to, handed on. */
export class HandOff implements Extra {
  readonly #host: ExtraHost;
  readonly #words: ExtraWords;
  #open = false;
  #sending = false;
  #told: 'handoffDone' | 'handoffMail' | 'handoffFailed' | undefined;

  constructor(host: ExtraHost) {
    this.#host = host;
    this.#words = extraWords(host.element);
    adopt(host.element, extraStyles);
  }

  footer(): TemplateResult | undefined {
    const {element} = this.#host;
    if (element.handoff === '') return undefined;
    if (this.#open) return this.#renderForm();
    return html`<div part="handoff" class="handoff">
      ${this.#told ? html`<p class="note" role=${this.#told === 'handoffFailed' ? 'alert' : nothing}>${this.#words.term(this.#told)}</p>` : nothing}
      <button type="button" class="way" ?disabled=${this.#sending} @click=${() => this.#show(true)}>${this.#words.term('handoff')}</button>
    </div>`;
  }

  #renderForm(): TemplateResult {
    const {element} = this.#host;
    const term = (key: 'handoff' | 'handoffTake' | 'handoffWhat' | 'handoffSend' | 'handoffCancel') =>
      this.#words.term(key);
    return html`<form part="handoff" class="handoff" aria-label=${term('handoff')} @submit=${this.#submit} @keydown=${this.#escape}>
      <slot name="handoff"></slot>
      ${
        element.messages.length === 0
          ? nothing
          : html`<label><input type="checkbox" name="take" /> ${term('handoffTake')}</label>
            <details><summary>${term('handoffWhat')}</summary><pre dir="auto" tabindex="0">${cleanText(this.#text())}</pre></details>`
      }
      <p class="ways">
        <button type="submit" class="way primary">${term('handoffSend')}</button>
        <button type="button" class="way" @click=${() => this.#show(false)}>${term('handoffCancel')}</button>
      </p>
    </form>`;
  }

  #show(open: boolean): void {
    this.#open = open;
    this.#told = undefined;
    void this.#update().then(() => this.#find(open ? 'input, [type=submit]' : 'button')?.focus());
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation(); // else it closes the chat, too
    this.#show(false);
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const take = new FormData(event.currentTarget as HTMLFormElement).get('take') !== null;
    void this.#hand(take);
  };

  /** Hands the wish on, and the conversation only when that was agreed to. */
  async #hand(take: boolean): Promise<void> {
    const {element} = this.#host;
    this.#open = false;
    const request = new HandoffRequestEvent(
      take ? element.exportConversation() : undefined,
      take ? this.#text() : undefined,
    );
    if (element.dispatchEvent(request)) this.#told = await this.#deliver(request);
    else this.#told = 'handoffDone';
    if (this.#told !== 'handoffFailed') this.#host.say(this.#words.term(this.#told));
    await this.#update();
    this.#find('button')?.focus();
  }

  async #deliver({conversation, text}: HandoffRequestEvent): Promise<'handoffDone' | 'handoffMail' | 'handoffFailed'> {
    const {element} = this.#host;
    const {handoff} = element;
    if (handoff === 'page') return 'handoffDone';
    if (/^mailto:/i.test(handoff)) {
      const mail = element.ownerDocument.createElement('a');
      mail.href = mailOf(handoff, this.#words.term('handoffSubject'), text ?? '');
      mail.click();
      return 'handoffMail';
    }
    this.#sending = true;
    void this.#update();
    try {
      const address = safeUrl(handoff, element.baseURI, 'fetch');
      if (address === undefined) {
        warnOnce(element, `handoff="${handoff}" is none of page, mailto:, an address`);
        throw new Error(`${handoff} is no address`);
      }
      const {ok, status} = await fetch(address, {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        body: JSON.stringify({version: 1, ...(conversation ? {conversation} : {})}),
      });
      if (!ok) throw new Error(`The address answered ${status}`);
      return 'handoffDone';
    } catch (cause) {
      element.dispatchEvent(
        new UgglaErrorEvent(new ChatError('chat-handoff-failed', 'Nobody was told that a person is wanted', {cause})),
      );
      return 'handoffFailed';
    } finally {
      this.#sending = false;
    }
  }

  #text(): string {
    return this.#host.element.exportConversation('markdown');
  }

  #find(selector: string): HTMLElement | null | undefined {
    return this.#host.element.renderRoot.querySelector('[part=handoff]')?.querySelector<HTMLElement>(selector);
  }

  #update(): Promise<boolean> {
    this.#host.element.requestUpdate();
    return this.#host.element.updateComplete;
  }
}

/** The address of a mail with a text; the end of a conversation, when it is too long for one. */
export function mailOf(address: string, subject: string, text: string): string {
  const make = (body: string) =>
    `${address}${address.includes('?') ? '&' : '?'}subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  const letters = Array.from(text.replace(/\p{Surrogate}/gu, '\ufffd')); // half a character cannot be in an address
  let from = 0;
  while (make(letters.slice(from).join('')).length > MOST_MAIL && from < letters.length)
    from += Math.max(1, Math.ceil((letters.length - from) / 20));
  return make(`${from === 0 ? '' : '…'}${letters.slice(from).join('')}`);
}
