import {css} from 'lit';

/** How a guide looks on a screen, and on paper. */
export const guideStyles = css`
  :host {
    container: uggla-guide / inline-size;
    background: var(--_surface);
    --_tint: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    --_warn: light-dark(#fff4e0, #3a2c12);
    --_warn-line: light-dark(#c97a00, #e0a33a);
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  /* A text keeps the direction of its own language, where the page reads the other way. */
  :is(h2, h3, p, dt, dd, li, .title) {
    unicode-bidi: plaintext;
  }
  :host(:dir(rtl)) {
    text-align: right;
  }
  button {
    cursor: pointer;
  }
  .guide {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.75em;
    max-inline-size: 68em;
    margin-inline: auto;
    padding: clamp(0.5em, 2cqi, 1.5em);
  }
  .head {
    display: grid;
    gap: 1.5em;
  }
  .words {
    display: grid;
    align-content: start;
    gap: 0.75em;
  }
  .kind {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_accent);
    font-size: 0.9375em;
    font-weight: 650;
  }
  h2 {
    font-size: clamp(1.5em, 3.5cqi, 2.25em);
    font-weight: 700;
    letter-spacing: -0.015em;
    line-height: 1.15;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  h3 {
    font-size: 1.125em;
    font-weight: 650;
  }
  .summary {
    max-inline-size: 40em;
    color: var(--_text-2);
    font-size: 1.0625em;
  }
  .cover {
    inline-size: 100%;
    border-radius: calc(var(--_radius) * 1.75);
    aspect-ratio: 16 / 9;
    object-fit: cover;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em 2em;
    padding-block-start: 0.25em;
  }
  .facts dt {
    color: var(--_text-2);
    font-size: 0.8125em;
  }
  .facts dd {
    font-weight: 600;
  }

  .warning {
    display: flex;
    gap: 0.75em;
    padding: 0.875em 1em;
    border-inline-start: 0.25em solid var(--_warn-line);
    border-radius: var(--_radius);
    background: var(--_warn);
  }
  .warning .icon {
    flex: none;
    margin-block-start: 0.125em;
    color: var(--_warn-line);
  }
  .warning h3 {
    font-size: 1em;
  }
  .needs {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 16em), 1fr));
    gap: 1.25em 2em;
  }
  .needs ul {
    margin-block-start: 0.375em;
    padding-inline-start: 1.25em;
  }

  .steps-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    margin-block-end: 0.75em;
    min-block-size: 2.75em;
  }
  .done {
    display: flex;
    align-items: center;
    gap: 0.375em;
    margin-inline-end: auto;
    color: var(--_text-2);
    font-variant-numeric: tabular-nums;
  }
  .done .icon {
    color: var(--_success);
  }
  .steps {
    display: grid;
    gap: 0.625em;
    list-style: none;
  }
  .step {
    overflow: clip;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
  }
  .step.open {
    border-color: color-mix(in oklab, var(--_accent) 45%, var(--_line));
  }
  h4 {
    font-size: 1em;
  }
  .step-title {
    display: flex;
    align-items: center;
    gap: 0.875em;
    inline-size: 100%;
    min-block-size: 3.5em;
    padding: 0.5em 1em;
    border: 0;
    border-radius: calc(var(--_radius) * 1.5);
    background: none;
    font-weight: 600;
    text-align: start;
  }
  :host(:dir(rtl)) .step-title {
    text-align: right;
  }
  .step-title:focus-visible {
    outline-offset: -0.1875em;
  }
  .step-title .title {
    flex: 1;
    overflow-wrap: anywhere;
  }
  .number {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.125em;
    block-size: 2.125em;
    border-radius: 50%;
    background: var(--_tint);
    color: var(--_text);
    font-variant-numeric: tabular-nums;
  }
  .open .number {
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .checked .number {
    background: var(--_success);
    color: var(--_surface);
  }
  .mark {
    display: grid;
    color: var(--_text-2);
    transition: rotate 0.15s;
    rotate: 90deg;
  }
  .open .mark {
    rotate: -90deg;
  }
  .panel {
    display: none;
    gap: 1.25em;
    padding: 0.25em 1em 1.25em;
  }
  .open .panel {
    display: grid;
  }
  .panel-words {
    display: grid;
    align-content: start;
    gap: 1em;
  }
  .text {
    max-inline-size: 40em;
    font-size: 1.0625em;
    white-space: pre-line;
  }
  .image {
    max-inline-size: 100%;
    border-radius: var(--_radius);
  }
  .clip {
    overflow: clip;
    inline-size: 100%;
    border-radius: var(--_radius);
    align-self: start;
  }
  div.clip {
    aspect-ratio: 16 / 9;
    background: var(--_surface-2);
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.625em 1.5em;
  }
  .moves {
    display: flex;
    flex: 1 1 auto;
    flex-wrap: wrap;
    gap: 0.625em;
  }
  .moves button {
    flex: 1;
    white-space: nowrap;
  }
  .check {
    display: inline-flex;
    align-items: center;
    gap: 0.625em;
    min-block-size: 2.75em;
    font-weight: 600;
    cursor: pointer;
  }
  .check input {
    inline-size: 1.5em;
    block-size: 1.5em;
    margin: 0;
    accent-color: var(--_accent);
    cursor: inherit;
  }
  .solid,
  .quiet {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    padding: 0.375em 1.125em;
    border: 1px solid transparent;
    border-radius: 2em;
    font-weight: 600;
  }
  .solid {
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .quiet {
    border-color: var(--_line);
    background: none;
  }
  .waiting,
  .failure {
    display: grid;
    justify-items: center;
    gap: 0.75em;
    padding: 3em 1em;
    text-align: center;
  }
  .failure > .icon {
    inline-size: 2.5em;
    block-size: 2.5em;
  }
  .waiting,
  .code,
  .failure > .icon {
    color: var(--_text-2);
  }
  .code {
    font-size: 0.8125em;
  }

  @container uggla-guide (inline-size >= 46em) {
    .head:has(.cover) {
      grid-template-columns: 3fr 2fr;
    }
    .open .panel:has(.clip) {
      grid-template-columns: 3fr 2fr;
    }
    .panel {
      padding-inline-start: 4em;
    }
  }
`;
