import {html, nothing, type TemplateResult} from 'lit';
import {cleanText} from '../answer/clean-text.js';
import type {DraftCall, ToolCallState} from '../conversation/message.js';
import type {ChatTerms} from '../locales/terms.js';
import type {ChatView} from './chat-view.js';

const words = {
  asking: 'toolAsks',
  running: 'toolRunning',
  done: 'toolDone',
  refused: 'toolRefused',
  failed: 'toolFailed',
} as const satisfies Record<ToolCallState, keyof ChatTerms>;

/** A function that the model wants: what it is to be called with, and whether it may. */
export function renderCall(call: DraftCall, view: ChatView): TemplateResult {
  const {name, state, arguments: args} = call;
  const decide = (key: 'toolAllow' | 'toolRefuse', allowed: boolean) => html`<button
    type="button"
    class=${allowed ? 'way primary' : 'way'}
    @click=${() => view.decide(call, allowed)}
  >${view.words.term(key)}</button>`;
  return html`<div part="tool" class="tool">
    <details class="reasoning" ?open=${state === 'asking'}>
      <summary>${view.words.term(words[state], cleanText(name))}</summary>
      <div dir="ltr">${cleanText(args)}</div>
    </details>
    ${state === 'asking' ? html`<p class="ways">${decide('toolAllow', true)} ${decide('toolRefuse', false)}</p>` : nothing}
  </div>`;
}
