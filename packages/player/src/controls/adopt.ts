import type {CSSResult, LitElement} from 'lit';

/** Gives an element the look of what came later than it did; once. */
export function adopt({renderRoot}: Pick<LitElement, 'renderRoot'>, {styleSheet}: CSSResult): void {
  const root = renderRoot as ShadowRoot;
  if (!root.adoptedStyleSheets.includes(styleSheet!))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet!];
}
