import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {chatIcon, stopIcon} from './icons.js';
import type {ChatView} from './chat-view.js';

/** What the greeting shows. */
export interface GreetingOptions {
  suggestions: readonly string[];
  /** Nothing may be sent yet. */
  locked: boolean;
}

/** What stands in an empty conversation: a greeting, and questions to begin with. */
export function renderGreeting({suggestions, locked}: GreetingOptions, {words, send}: ChatView): TemplateResult {
  return html`<div class="greeting">
    <span class="badge">${chatIcon}</span>
    <slot name="greeting">
      <p class="hello" dir="auto">${words.term('greeting')}</p>
      <p class="hint" dir="auto">${words.term('greetingHint')}</p>
    </slot>
    ${
      suggestions.length > 0 && !locked
        ? html`<ul class="suggestions" part="suggestions" aria-label=${words.term('suggestions')}>
          ${suggestions.map((text) => html`<li><button type="button" part="suggestion" dir="auto" @click=${() => send(text)}>${text}</button></li>`)}
        </ul>`
        : nothing
    }
  </div>`;
}

/** What the header shows. */
export interface HeaderOptions {
  heading: string;
  /** The chat can be closed. */
  closable: boolean;
  empty: boolean;
  /** Shows the list of conversations; absent where there is one only. */
  list: (() => void) | undefined;
  listed: boolean;
  clear(): void;
  close(): void;
}

/** Name of the assistant, and what concerns the whole conversation. */
export function renderHeader(
  {heading, closable, empty, list, listed, clear, close}: HeaderOptions,
  {words}: ChatView,
): TemplateResult {
  const button = (name: 'clear' | 'close', picture: TemplateResult, act: () => void) => html`<button
    type="button"
    class="icon-button"
    part=${name}
    title=${words.term(name)}
    aria-label=${words.term(name)}
    @click=${act}
  >${picture}</button>`;
  return html`<header part="header">
    <span class="badge small">${chatIcon}</span>
    <h2 id="heading" dir="auto">${heading}</h2>
    ${
      list
        ? html`<button type="button" class="icon-button" part="list" title=${words.term('conversations')} aria-label=${words.term('conversations')} aria-expanded=${listed} @click=${list}>${lines()}</button>`
        : nothing
    }
    ${empty ? nothing : button('clear', plus(), clear)} ${closable ? button('close', icon('close'), close) : nothing}
  </header>`;
}

function plus(): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
    <path d="M12 5v14M5 12h14" />
  </svg>`;
}

function lines(): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
    <path d="M4 6h16M4 12h16M4 18h10" />
  </svg>`;
}

/** What the composer shows and does. */
export interface ComposerOptions {
  value: string;
  placeholder: string;
  editing: boolean;
  /** What is added to the question, and the button for it. */
  attachments: TemplateResult | typeof nothing;
  /** A question is about to be written. */
  focus(): void;
  input(event: Event): void;
  keydown(event: KeyboardEvent): void;
  submit(): void;
  cancel(): void;
}

/** Where the question is written. */
export function renderComposer(
  {value, placeholder, editing, attachments, focus, input, keydown, submit, cancel}: ComposerOptions,
  view: ChatView,
): TemplateResult {
  const {words, busy} = view;
  return html`${
    editing
      ? html`<p class="note editing" dir="auto">${words.term('editing')} <button type="button" class="way" @click=${cancel}>${words.term('cancel')}</button></p>`
      : nothing
  }
    <div class="composer">
      ${attachments}
      <textarea
        id="input"
        part="input"
        rows="1"
        dir="auto"
        enterkeyhint="send"
        aria-label=${words.term('placeholder')}
        placeholder=${placeholder}
        .value=${value}
        @focus=${focus}
        @input=${input}
        @keydown=${keydown}
      ></textarea>
      ${view.extras('composer')}
      ${
        busy
          ? html`<button type="button" part="stop" class="round" title=${words.term('stop')} aria-label=${words.term('stop')} @click=${() => view.stop()}>
            ${stopIcon}
          </button>`
          : html`<button
            type="button"
            part="send"
            class="round"
            title=${words.term('send')}
            aria-label=${words.term('send')}
            aria-disabled=${value.trim() === ''}
            @click=${submit}
          >
            ${arrow()}
          </button>`
      }
    </div>`;
}

function arrow(): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d="M12 19V5M6 11l6-6 6 6" />
  </svg>`;
}

/** What the button of a floating chat shows. */
export interface LauncherOptions {
  open: boolean;
  heading: string;
  toggle(): void;
}

/** The button that opens a floating chat or a panel. */
export function renderLauncher({open, heading, toggle}: LauncherOptions, {words}: ChatView): TemplateResult {
  const label = `${words.term('open')}: ${heading}`;
  return html`<button
    type="button"
    part="launcher"
    class="launcher"
    aria-label=${label}
    title=${label}
    aria-haspopup="dialog"
    aria-expanded=${open}
    ?hidden=${open}
    @click=${toggle}
  >${chatIcon}</button>`;
}

/** What stands between a person and the first question. */
export interface ConsentOptions {
  locked: boolean;
  found(): void;
  accept(): void;
}

/** The page's own consent text, and the button that agrees to it. */
export function renderConsent({locked, found, accept}: ConsentOptions, {words}: ChatView): TemplateResult {
  return html`<div class="consent" ?hidden=${!locked}>
    <slot name="consent" @slotchange=${found}></slot>
    <button type="button" part="accept" class="way primary" @click=${accept}>${words.term('accept')}</button>
  </div>`;
}
