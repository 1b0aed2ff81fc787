import {html, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {branchesOf} from '../conversation/branches.js';
import type {Draft} from '../conversation/message.js';
import {adopt} from './adopt.js';
import {turnTo} from './branch-api.js';
import {extraWords} from './locales/extra-words.js';
import type {ExtraWords} from './locales/extra-words.js';
import {branchStyles} from './branch-styles.js';
import type {Extra, ExtraHost} from './extras.js';

/** “2 of 3” beside a message that was written, or answered, more than once; and the way to the others. */
export class BranchSwitch implements Extra {
  readonly #host: ExtraHost;
  readonly #words: ExtraWords;

  constructor(host: ExtraHost) {
    this.#host = host;
    this.#words = extraWords(host.element);
    adopt(host.element, branchStyles);
  }

  message(message: Draft): TemplateResult | undefined {
    const {conversation} = this.#host.session;
    if (conversation.aside.length === 0) return undefined;
    const all = branchesOf(conversation, message);
    if (all.length < 2) return undefined;
    const at = all.indexOf(message);
    const where = this.#where(at, all.length);
    const button = (step: -1 | 1) => {
      const label = this.#words.term(step < 0 ? 'branchBefore' : 'branchNext');
      const target = all[at + step];
      return html`<button
        type="button"
        class=${step < 0 ? 'before' : 'next'}
        title=${label}
        aria-label=${label}
        aria-disabled=${!target || conversation.busy}
        @click=${() => target && void this.#show(target, step)}
      >${icon(step < 0 ? 'previous' : 'next')}</button>`;
    };
    return html`<span part="branches" class="branches" role="group" aria-label=${this.#words.term('branches')}>${button(-1)}<span>${where}</span>${button(1)}</span>`;
  }

  async #show(target: Draft, step: -1 | 1): Promise<void> {
    const {conversation} = this.#host.session;
    if (conversation.busy) return;
    if (!turnTo(this.#host.session, target.id)) return;
    const {messages} = conversation;
    const all = branchesOf(conversation, target);
    this.#host.say(this.#where(all.indexOf(target), all.length));
    const {element} = this.#host;
    await element.updateComplete;
    // The switch of the other message is another one: who pressed it goes on pressing.
    const article = element.renderRoot.querySelectorAll('article')[messages.indexOf(target)];
    article?.querySelector<HTMLElement>(`.branches .${step < 0 ? 'before' : 'next'}`)?.focus();
  }

  #where(at: number, all: number): string {
    return this.#words.term('branch', this.#words.number(at + 1), this.#words.number(all));
  }
}
