import {html, type TemplateResult, type nothing} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {onPlainClick} from './plain-click.js';

/** The link from what is open back to what it was chosen from. */
export function renderBack(href: string, label: string, goBack: () => void): TemplateResult {
  return html`<a class="back" part="back" href=${href} @click=${onPlainClick(goBack)}>${icon('previous')}${label}</a>`;
}

/** What holds the open item: the focus comes here when it opens. */
export function renderOpen(
  label: string,
  back: TemplateResult | typeof nothing,
  shown: TemplateResult,
): TemplateResult {
  return html`<section class="item" part="item" tabindex="-1" aria-label=${label}>${back} ${shown}</section>`;
}
