import {html, nothing, type TemplateResult} from 'lit';
import type {Draft} from '../conversation/message.js';
import type {ChatView} from './chat-view.js';
import {
  renderComposer,
  renderConsent,
  renderGreeting,
  renderHeader,
  renderLauncher,
  type ComposerOptions,
  type ConsentOptions,
} from './render-frame.js';
import {renderMeter, type ContextUse} from './render-meter.js';
import {renderMessages} from './render-message.js';

/** What the whole chat shows. */
export interface ChatOptions {
  /** It stands above or beside the page, and is opened and closed. */
  over: boolean;
  open: boolean;
  heading: string;
  messages: readonly Draft[];
  suggestions: readonly string[];
  /** The end of the conversation is in sight. */
  following: boolean;
  /** What can be chosen. */
  choices: TemplateResult | typeof nothing;
  context: ContextUse | undefined;
  composer: ComposerOptions;
  consent: ConsentOptions;
  /** The list of conversations, in place of the one; nothing while it is not open. */
  conversations: TemplateResult | typeof nothing;
  list: (() => void) | undefined;
  show(): void;
  clear(): void;
  close(): void;
  keydown(event: KeyboardEvent): void;
  scrolled(event: Event): void;
  toEnd(): void;
}

/** The whole chat: the button that opens it, header, messages, input. */
export function renderChat(options: ChatOptions, view: ChatView): TemplateResult {
  const {over, open, heading, messages, suggestions, following, composer, consent} = options;
  const {words} = view;
  const {locked} = consent;
  return html`
    ${over ? renderLauncher({open, heading, toggle: options.show}, view) : nothing}
    <section
      class="frame"
      part="frame"
      role=${over ? 'dialog' : 'region'}
      aria-labelledby="heading"
      tabindex="-1"
      ?hidden=${over && !open}
      @keydown=${options.keydown}
    >
      ${renderHeader({heading, closable: over, empty: messages.length === 0, list: options.list, listed: options.conversations !== nothing, clear: options.clear, close: options.close}, view)}
      ${options.choices}
      ${options.conversations}
      <div part="log" class="log" role="log" ?hidden=${options.conversations !== nothing} aria-live="off" aria-label=${words.term('conversation')} tabindex="0" @scroll=${options.scrolled}>
        ${messages.length === 0 ? renderGreeting({suggestions, locked}, view) : renderMessages(messages, view)}
      </div>
      ${following ? nothing : html`<div class="to-end"><button type="button" @click=${options.toEnd}>${words.term('newText')}</button></div>`}
      <footer>
        ${locked ? nothing : html`${view.extras('footer')}${renderComposer(composer, view)}`} ${renderConsent(consent, view)}
        ${messages.length === 0 ? nothing : renderMeter(options.context, view)}
        <p class="notice" part="notice" dir="auto">${words.term(view.generative ? 'machine' : 'extractive')}</p>
        <slot name="footer"></slot>
      </footer>
      <div part="status" class="visually-hidden" role="status" aria-live="polite"></div>
    </section>
  `;
}
