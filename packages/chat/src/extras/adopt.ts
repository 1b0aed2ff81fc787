import type {CSSResult, LitElement} from 'lit';

/** Adds styles that came with code fetched later. */
export function adopt({shadowRoot}: LitElement, {styleSheet}: CSSResult): void {
  shadowRoot!.adoptedStyleSheets = [...shadowRoot!.adoptedStyleSheets, styleSheet!];
}
