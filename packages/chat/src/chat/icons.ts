import {html, type TemplateResult} from 'lit';

/** A thumb, up or down, drawn for Uggla. Decoration: the control that holds it has the name. */
export function thumb(direction: 'up' | 'down'): TemplateResult {
  return html`<svg class=${direction} viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="1.75" aria-hidden="true">
    <path d="M4 11h3.5v9H4zM7.5 12L11 4.5a2 2 0 0 1 2.8 2.2L13 10h5.2a2 2 0 0 1 1.9 2.5l-1.6 6a2 2 0 0 1-1.9 1.5H7.5" stroke-linejoin="round" />
  </svg>`;
}

/** A pen: take the question back into the input. */
export function pen(): TemplateResult {
  return html`<svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="1.75" aria-hidden="true">
    <path d="M5 19l1-4L16.5 4.5l3 3L9 18zM14 7l3 3" stroke-linejoin="round" />
  </svg>`;
}
