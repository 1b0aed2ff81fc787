import {html, nothing, type TemplateResult} from 'lit';
import type {UgglaError} from '@uggla/protocol';
import {icon} from '@uggla/core/more-icons.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import type {CatalogTerms} from '../locales/en.js';

/** That something could not be loaded, with the code to look up and a way to try again. */
export function renderFailure(
  localize: LocalizeController<CatalogTerms>,
  error: UgglaError | undefined,
  retry: () => void,
): TemplateResult {
  const isOffline = !navigator.onLine;
  return html`<div class="message" part="error" role="alert">
    ${icon('warning')}
    <p><strong>${localize.term('failed')}</strong>${isOffline ? html` ${localize.term('offline')}` : nothing}</p>
    ${error ? html`<p class="code">${error.code}</p>` : nothing}
    <button type="button" class="solid" @click=${retry}>${icon('retry')}${localize.term('retry')}</button>
  </div>`;
}

/** The shape of what is coming. Screen readers hear the word. */
export function renderWaiting(localize: LocalizeController<CatalogTerms>): TemplateResult {
  return html`<div class="waiting" aria-hidden="true">
      <div class="grid">${[0, 1, 2, 3].map(() => html`<div class="card"></div>`)}</div>
    </div>
    <p class="visually-hidden" role="status">${localize.term('loading')}</p>`;
}

/** That a part of what stands there could not be loaded, and a way to try again. */
export function renderRetry(told: string, label: string, retry: () => void): TemplateResult {
  return html`<div class="message" role="alert">
    <p>${told}</p>
    <button type="button" class="solid" @click=${retry}>${icon('retry')}${label}</button>
  </div>`;
}
