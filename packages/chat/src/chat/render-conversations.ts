import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {fillTerm} from '@uggla/protocol';
import {cleanText} from '../answer/clean-text.js';
import type {KeptConversation} from '../conversation/device-store.js';
import {toExport} from '../conversation/export-conversation.js';
import {extraWords} from '../extras/locales/extra-words.js';
import type {ExtraWords} from '../extras/locales/extra-words.js';
import {more} from '../locales/more.js';
import type {UgglaChat} from './chat-element.js';
import type {ChatView} from './chat-view.js';

/** The words of the list, in the language of its element. Titles may be of another direction. */
export function listWords(element: UgglaChat): ExtraWords {
  more.fill ??= fillTerm;
  return extraWords(element);
}

/** What the list of conversations shows and does. */
export interface ConversationsOptions {
  /** Its own words. */
  own: ExtraWords;
  list: readonly KeptConversation[];
  current: string;
  /** Deleting all was asked for once. */
  confirming: boolean;
  show(id: string): void;
  remove(id: string): void;
  removeAll(): void;
  save(): void;
}

/** The conversations of this device: to open, delete, save. */
export function renderConversations(
  {own, list, current, confirming, show, remove, removeAll, save}: ConversationsOptions,
  {words}: ChatView,
): TemplateResult {
  const date = new Intl.DateTimeFormat(words.locale, {dateStyle: 'medium', timeStyle: 'short'});
  const when = (at: string) => (Number.isNaN(Date.parse(at)) ? '' : date.format(new Date(at)));
  return html`<div part="conversations" class="conversations">
    ${list.length === 0 ? html`<p class="note">${own.term('conversationsNone')}</p>` : nothing}
    <ul aria-label=${words.term('conversations')}>
      ${list.map((one) => {
        const title = titleOf(one) || words.term('conversation');
        return html`<li>
          <button type="button" part="conversation" class="way" dir="auto" aria-current=${one.id === current ? 'true' : nothing} @click=${() => show(one.id)}>
            <span class="title">${title}</span> <span class="time">${when(one.at)}</span>
          </button>
          <button type="button" class="icon-button" title=${own.term('conversationDelete', title)} aria-label=${own.term('conversationDelete', title)} @click=${() => remove(one.id)}>
            ${icon('close')}
          </button>
        </li>`;
      })}
    </ul>
    ${
      list.length === 0
        ? nothing
        : html`<p class="ways">
          <button type="button" class="way" @click=${save}>${own.term('conversationsSave')}</button>
          <button type="button" class="way" @click=${removeAll}>${own.term(confirming ? 'conversationsDeleteSure' : 'conversationsDelete')}</button>
        </p>`
    }
  </div>`;
}

/** What a conversation began with. */
function titleOf({messages}: KeptConversation): string {
  const first = cleanText(messages.find(({role, after}) => role === 'user' && after === undefined)?.text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return first.length <= 80 ? first : `${first.slice(0, 79)}…`;
}

/** All conversations as one file of the person's own. */
export function download(list: readonly KeptConversation[], document: Document): void {
  const data = list.map(({at, messages}) => ({at, ...toExport(messages.filter(({after}) => after === undefined))}));
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, undefined, 2)], {type: 'application/json'}));
  const link = Object.assign(document.createElement('a'), {href: address, download: 'conversations.json'});
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
