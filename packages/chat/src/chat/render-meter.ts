import {html, nothing, type TemplateResult} from 'lit';
import type {ChatView} from './chat-view.js';

/** How much of what the model can read at once is taken. Tokens. */
export interface ContextUse {
  used: number;
  window: number;
}

/** How full the model's window is; nothing where it is not known, or nothing has been said yet. */
export function renderMeter(use: ContextUse | undefined, {words}: ChatView): TemplateResult | typeof nothing {
  if (!use) return nothing;
  const {window} = use;
  const used = Math.min(use.used, window);
  const text = words.term('contextUsed', words.number(used / window, {style: 'percent', maximumFractionDigits: 0}));
  return html`<p class="context" part="context">
    <meter min="0" .max=${window} .high=${window * 0.75} .optimum=${0} .value=${used} aria-label=${text}></meter>
    <span aria-hidden="true" dir="auto">${text}</span>
  </p>`;
}
