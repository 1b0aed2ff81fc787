import {draw} from '@uggla/core/icons.js';
import {html, type TemplateResult} from 'lit';

/** Outlines that only a chat shows, after the manner of the core's. */
export const stopIcon = draw('<rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor"/>');
export const chatIcon = draw('<path d="M4 5.5h16v11H10l-4.5 3.5v-3.5H4z" stroke-linejoin="round"/>');
export const copyIcon = draw(
  '<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h2"/>',
);

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
