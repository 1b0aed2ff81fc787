import {css} from 'lit';

/** The tools of a guide, its step for who has no hand free, its notes, and how it looks on paper. */
export const toolsStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
  }
  .tools [aria-pressed='true'] {
    border-color: var(--_accent);
  }
  .gap {
    display: flex;
    gap: 0.625em;
    padding: 0.75em 1em;
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .gap .icon {
    flex: none;
    margin-block-start: 0.125em;
  }
  .large {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1em;
    font-size: clamp(1.25em, 3cqi, 1.75em);
  }
  .large-at {
    color: var(--_text-2);
    font-size: 0.75em;
    font-weight: 650;
  }
  .large-title {
    font-size: 1.5em;
    line-height: 1.2;
    text-wrap: balance;
  }
  .large .image,
  .large .clip {
    inline-size: 100%;
    max-inline-size: 80vh; /* what is written below it is seen, too */
  }
  .large-done {
    display: flex;
    align-items: center;
    gap: 0.5em;
    color: var(--_success);
    font-weight: 650;
  }
  .large-buttons {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    gap: 0.5em;
    padding-block: 0.5em;
    background: var(--_surface);
  }
  .large-buttons button {
    flex: 1 1 0;
    justify-content: center;
    min-block-size: 3.25em;
    padding-inline: 0.5em;
    font-size: 0.875em;
    line-height: 1.15;
  }
  .large-buttons .solid {
    flex-grow: 2;
  }
  .voice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    font-size: 0.75em;
  }
  .notes {
    max-inline-size: 44em;
  }
  .notes :is(p, ul, ol, table, h2, h3, h4) {
    margin-block: 0.75em;
  }
  .notes :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .notes h2 {
    font-size: 1.25em;
  }
  .notes a {
    color: var(--_accent);
  }
  .notes img {
    max-inline-size: 100%;
  }
  .step-title:hover {
    background: var(--_surface-2);
  }
  .quiet:hover:not(:disabled) {
    background: var(--_surface-2);
  }
  .solid:disabled,
  .quiet:disabled {
    opacity: 0.45;
    cursor: default;
  }
  @media screen {
    :host([hands-free]) :is(.steps, .steps-head) {
      display: none;
    }
  }
  @container uggla-guide (inline-size >= 90em) {
    .guide {
      font-size: 1.125em;
    }
  }
  @media (forced-colors: active) {
    .warning,
    .number {
      border: 1px solid CanvasText;
    }
    .solid {
      border-color: ButtonText;
    }
    .step.open {
      border-color: Highlight;
    }
  }
  @media print {
    :host {
      background: none;
      color: #000;
    }
    .guide {
      padding: 0;
    }
    .step .panel {
      display: block; /* the open one has no film beside it on paper */
      padding-inline-start: 4em;
    }
    .step {
      break-inside: avoid;
    }
    .clip,
    .controls,
    .mark,
    .quiet,
    .done {
      display: none;
    }
    .number {
      print-color-adjust: exact; /* that of the open step is white */
    }
    .finder-back,
    .tools,
    .large {
      display: none;
    }
  }
`;
