import {html, type TemplateResult} from 'lit';

/** A thumb, up or down, drawn for Uggla. Decoration: the control that holds it has the name. */
export function thumb(direction: 'up' | 'down'): TemplateResult {
  return html`<svg class=${direction} viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
    <path d="M3 11h4v10H3zM7 12l4-8.5a2.2 2.2 0 0 1 3.2 2.6L13.3 10H19a2 2 0 0 1 2 2.5l-1.8 7a2 2 0 0 1-1.9 1.5H7" stroke-linejoin="round" />
  </svg>`;
}

/** A pen: take the question back into the input. */
export function pen(): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
    <path d="M5 19l1-4L16.5 4.5l3 3L9 18zM14 7l3 3" stroke-linejoin="round" />
  </svg>`;
}
