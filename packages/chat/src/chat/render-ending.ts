import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import type {Draft} from '../conversation/message.js';
import type {ChatTerms} from '../locales/terms.js';
import type {ChatView} from './chat-view.js';

/** The words for each error's code; other codes are told as an answer that failed. */
const wordsOf: Readonly<Record<string, Extract<keyof ChatTerms, `error${string}`>>> = {
  'chat-unreachable': 'errorUnreachable',
  'chat-unauthorized': 'errorUnauthorized',
  'chat-busy': 'errorBusy',
  'chat-context-exceeded': 'errorContext',
  'chat-server-failed': 'errorServer',
  'chat-refused': 'errorRefused',
  'chat-answer-invalid': 'errorInvalid',
  'chat-answer-cut': 'errorCut',
  'chat-answer-empty': 'errorEmpty',
  'chat-endpoint-missing': 'errorEndpoint',
  'chat-protocol-unsupported': 'errorProtocol',
  'chat-browser-model-missing': 'errorBrowserModel',
};

/** Errors that asking again cannot mend. */
const final = new Set(['chat-endpoint-missing', 'chat-protocol-unsupported']);

/** How an answer ended when it did not end well, and what can be done about it. */
export function renderEnding(answer: Draft, last: boolean, view: ChatView): TemplateResult | typeof nothing {
  const {words} = view;
  if (answer.error) return renderError(answer, last, view);
  if (answer.state === 'stopped') return renderNote(words.term('stopped'), answer, last, view);
  if (answer.finish === 'length') return renderNote(words.term('lengthReached'), answer, last, view);
  return nothing;
}

function renderNote(text: string, answer: Draft, last: boolean, view: ChatView): TemplateResult {
  return html`<div class="ending">
    <p>${text}</p>
    ${last && !view.busy ? html`<p class="ways">${answer.text ? renderContinue(view) : nothing} ${renderRetry(view, 'retry')}</p>` : nothing}
  </div>`;
}

function renderError(answer: Draft, last: boolean, view: ChatView): TemplateResult {
  const {words, busy} = view;
  const {code} = answer.error!;
  const cut = code === 'chat-answer-cut' && answer.text !== '';
  return html`<div part="error" class="error" role="alert">
    ${icon('warning')}
    <div>
      <p>${words.term(wordsOf[code] ?? 'errorAnswer')}</p>
      ${view.extras('fault', answer)}
      ${
        last && !busy && !final.has(code)
          ? html`<p class="ways">
            ${cut ? renderContinue(view) : nothing}
            ${renderRetry(view, code === 'chat-context-exceeded' ? 'retryShorter' : 'retry')}
          </p>`
          : nothing
      }
    </div>
  </div>`;
}

function renderContinue(view: ChatView): TemplateResult {
  return html`<button type="button" class="way" @click=${() => view.continue()}>${view.words.term('continue')}</button>`;
}

function renderRetry(view: ChatView, key: 'retry' | 'retryShorter'): TemplateResult {
  const {words, wait} = view;
  return html`<button type="button" class="way" ?disabled=${wait > 0} @click=${() => view.regenerate()}>
    ${wait > 0 ? words.term('retryIn', words.number(wait)) : words.term(key)}
  </button>`;
}
