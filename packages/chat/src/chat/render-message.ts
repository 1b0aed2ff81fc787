import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from '@uggla/core/more-icons.js';
import {formatTime} from '@uggla/core/time.js';
import type {Citation} from '@uggla/protocol';
import {cleanText} from '../answer/clean-text.js';
import type {Draft} from '../conversation/message.js';
import type {ChatView} from './chat-view.js';
import {copyIcon, pen, thumb} from './icons.js';
import {follow} from './make-citation.js';
import {renderCall} from './render-call.js';
import {renderEnding} from './render-ending.js';

/** All messages, oldest first. */
export function renderMessages(messages: readonly Draft[], view: ChatView): TemplateResult {
  const last = messages.length - 1;
  return html`<div class="messages">
    ${repeat(
      messages,
      ({id}) => id,
      (message, index) => renderMessage(message, index === last, view),
    )}
  </div>`;
}

function renderMessage(message: Draft, last: boolean, view: ChatView): TemplateResult {
  return message.role === 'user' ? renderQuestion(message, view) : renderAnswer(message, last, view);
}

function renderQuestion(message: Draft, view: ChatView): TemplateResult {
  const {words, busy} = view;
  return html`<article part="message user" class="message user" aria-label=${words.term('you')}>
    <div class="bubble" dir="auto">${cleanText(message.text)}${message.images.filter(isOwn).map((image) => html`<img part="picture" src=${image} alt=${words.term('pictureSent')} />`)}</div>
    ${view.extras('message', message)}${
      busy
        ? nothing
        : html`<div class="actions">
          <button type="button" title=${words.term('edit')} aria-label=${words.term('edit')} @click=${() => view.edit(message)}>
            ${pen()}
          </button>
        </div>`
    }
  </article>`;
}

/** A picture that is here already: another's address would be a request that nobody asked for. */
function isOwn(image: string): boolean {
  return /^data:image\/(png|jpeg|webp|gif);base64,/.test(image);
}

function renderAnswer(answer: Draft, last: boolean, view: ChatView): TemplateResult {
  const {words} = view;
  const running = answer.state === 'waiting' || answer.state === 'streaming';
  return html`<article part="message assistant" class="message assistant" aria-label=${words.term('assistant')} aria-busy=${running}>
    ${(['leftOut', 'shortened'] as const).map((what) => (answer[what] > 0 ? html`<p class="note">${words.term(what, answer[what])}</p>` : nothing))}
    ${answer.reasoning ? renderReasoning(answer, view) : nothing}
    ${answer.text ? view.nodeOf(answer) : nothing}
    ${answer.calls.map((call) => renderCall(call, view))}
    ${running && !answer.calls.some(({state}) => state === 'asking') ? renderProgress(answer, view) : nothing}
    ${answer.citations.length > 0 ? renderSources(answer, view) : nothing}
    ${running ? nothing : renderEnding(answer, last, view)}
    ${running || !answer.text ? view.extras('message', answer) : renderActions(answer, last, view)}
  </article>`;
}

function renderReasoning({reasoning}: Draft, {words}: ChatView): TemplateResult {
  return html`<details part="reasoning" class="reasoning">
    <summary>${words.term('reasoning')}</summary>
    <div dir="auto">${cleanText(reasoning)}</div>
  </details>`;
}

function renderProgress({text, stalled, broken}: Draft, {words, generative}: ChatView): TemplateResult {
  const told = broken
    ? words.term('reconnecting')
    : stalled
      ? words.term('stalled')
      : text
        ? ''
        : words.term(generative ? 'waitingModel' : 'waiting');
  return html`<p class=${stalled || broken ? 'progress stalled' : 'progress'}>
    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${told}
  </p>`;
}

function renderSources(answer: Draft, view: ChatView): TemplateResult {
  return html`<div class="sources">
    <p class="sources-title" id="sources-${answer.id}">${view.words.term('sources')}</p>
    <ul aria-labelledby="sources-${answer.id}">
      ${answer.citations.map((citation) => html`<li>${renderSource(citation, answer, view)}</li>`)}
    </ul>
  </div>`;
}

function renderSource(citation: Citation, answer: Draft, view: ChatView): TemplateResult {
  const control = view.citation(citation, answer);
  const content = html`<span class="visually-hidden">${view.words.term('sourceWord')} </span
    ><span class="number">${citation.index}</span> <span class="title" dir="auto">${cleanText(citation.title)}</span> ${citation.start === undefined ? nothing : html`<span class="time">${icon('play')}${formatTime(citation.start)}</span>`}${typeof citation.page === 'number' ? html`<span class="time">${view.words.term('page', String(citation.page))}</span>` : nothing}
    ${control.passage ? html`<span class="passage" dir="auto">${control.passage}</span>` : nothing}`;
  const choose = (event: MouseEvent) => follow(event, control);
  return control.href === undefined
    ? html`<button type="button" part="citation source" class="source" title=${control.passage || nothing} @click=${choose}>${content}</button>`
    : html`<a part="citation source" class="source" title=${control.passage || nothing} href=${control.href} @click=${choose}>${content}</a>`;
}

function renderActions(answer: Draft, last: boolean, view: ChatView): TemplateResult {
  const {words, busy} = view;
  const rate = (value: 'up' | 'down') => html`<button
    type="button"
    title=${words.term(value === 'up' ? 'helpful' : 'unhelpful')}
    aria-label=${words.term(value === 'up' ? 'helpful' : 'unhelpful')}
    aria-pressed=${answer.feedback === value}
    @click=${() => view.rate(answer, value)}
  >${thumb(value)}</button>`;
  return html`<div class="actions">
    <button
      type="button"
      title=${words.term('copyAnswer')}
      aria-label=${words.term('copyAnswer')}
      @click=${(event: Event) => view.copy(answer, event.currentTarget as HTMLElement)}
    >${copyIcon}</button>
    ${
      last && !busy && answer.state === 'done' && answer.finish !== 'length'
        ? html`<button type="button" title=${words.term('regenerate')} aria-label=${words.term('regenerate')} @click=${() => view.regenerate()}>
          ${icon('retry')}
        </button>`
        : nothing
    }
    ${rate('up')}${rate('down')}${view.extras('message', answer)}
  </div>`;
}
