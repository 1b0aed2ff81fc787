import {css} from 'lit';

/**
 * What every element's styles begin with: how the host stands in the page, the colours (`--_*`, private, made of the
 * public `--uggla-*`), the focus ring and the end of motion. `theme="auto"` follows the page's own `color-scheme`; where
 * the browser has no `light-dark()` (Chromium before 123, Safari before 17.5) it is light.
 */
export const baseStyles = css`
  :host {
    --_accent: var(--uggla-accent, #0b57a4);
    --_accent-text: var(--uggla-accent-text, #fff);
    --_surface: var(--uggla-surface, #fff);
    --_surface-2: var(--uggla-surface-2, #f3f5f7);
    --_text: var(--uggla-text, #1b1f24);
    --_text-2: var(--uggla-text-2, #525b66);
    --_line: var(--uggla-line, #d4dae0);
    --_danger: #b3261e;
    --_success: #146c2e;
    --_radius: var(--uggla-radius, 0.5em);
    display: block;
    box-sizing: border-box;
    color: var(--_text);
    font-family: var(--uggla-font, inherit);
    line-height: 1.5;
  }
  @supports (color: light-dark(#000, #fff)) {
    :host {
      --_accent: var(--uggla-accent, light-dark(#0b57a4, #8cc2ff));
      --_accent-text: var(--uggla-accent-text, light-dark(#fff, #06223f));
      --_surface: var(--uggla-surface, light-dark(#fff, #16191d));
      --_surface-2: var(--uggla-surface-2, light-dark(#f3f5f7, #22272d));
      --_text: var(--uggla-text, light-dark(#1b1f24, #e9edf1));
      --_text-2: var(--uggla-text-2, light-dark(#525b66, #aab4bf));
      --_line: var(--uggla-line, light-dark(#d4dae0, #3b434c));
      --_danger: light-dark(#b3261e, #ffb4ab);
      --_success: light-dark(#146c2e, #7ddc8f);
    }
  }
  :host([hidden]) {
    display: none !important;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
    --_accent: var(--uggla-accent, #8cc2ff);
    --_accent-text: var(--uggla-accent-text, #06223f);
    --_surface: var(--uggla-surface, #16191d);
    --_surface-2: var(--uggla-surface-2, #22272d);
    --_text: var(--uggla-text, #e9edf1);
    --_text-2: var(--uggla-text-2, #aab4bf);
    --_line: var(--uggla-line, #3b434c);
    --_danger: #ffb4ab;
    --_success: #7ddc8f;
  }
  * {
    box-sizing: border-box; /* ::before and ::after say it themselves: named here, each element would be styled three times */
  }
  :focus-visible {
    outline: 0.1875em solid var(--_accent);
    outline-offset: 0.125em;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  .icon {
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.001ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.001ms !important;
      scroll-behavior: auto !important;
    }
  }
`;
