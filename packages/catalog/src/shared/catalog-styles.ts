import {css} from 'lit';

/** What campus and portfolio share: search, filters, cards, messages. */
export const catalogStyles = css`
  :host {
    container: uggla / inline-size;
    background: var(--_surface);
    overflow-wrap: anywhere;
    --_tint: color-mix(in oklab, var(--_accent) 14%, var(--_surface));
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  /* A text keeps the direction of its own language, where the page reads the other way. */
  :is(h1, h2, h3, p, dt, dd, .details, .summary, .price, .badge, .length, .filter) {
    unicode-bidi: plaintext;
  }
  .rtl {
    text-align: right;
  }
  a {
    color: inherit;
  }
  button {
    cursor: pointer;
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2.25em;
    max-inline-size: 92em;
    margin-inline: auto;
    padding: clamp(1em, 3cqi, 2.5em);
  }

  .search-form {
    position: relative;
    display: flex;
    align-items: center;
    flex: 1 1 18em;
    max-inline-size: 36em;
  }
  .search-form .icon {
    position: absolute;
    inset-inline-start: 0.9em;
    color: var(--_text-2);
    pointer-events: none;
  }
  .search {
    inline-size: 100%;
    min-block-size: 2.75em;
    padding-inline: 2.75em 1em;
    border: 1px solid var(--_line);
    border-radius: 2em;
    background: var(--_surface-2);
    color: var(--_text);
    appearance: none;
  }
  .search::placeholder {
    color: var(--_text-2);
    opacity: 1;
  }
  .search:focus-visible {
    border-color: var(--_accent);
    outline-offset: 0;
  }

  .solid,
  .quiet {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    padding: 0.5em 1.25em;
    border: 1px solid transparent;
    border-radius: 2em;
    font-weight: 600;
    text-decoration: none;
  }
  .solid {
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .solid:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  .quiet {
    border-color: var(--_line);
    background: none;
    color: var(--_text);
  }
  .quiet:hover {
    border-color: var(--_text-2);
    background: var(--_surface-2);
  }
  .more {
    justify-self: center;
  }

  .filters,
  .more-filters {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75em;
  }
  .more-filters[hidden] {
    display: none;
  }
  .filter-line,
  .filter-group {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .filter-line {
    gap: 0.5em 1em;
  }
  .filter.more {
    border-color: transparent;
    color: var(--_text-2);
  }
  .filter.more:hover,
  .filter.more[aria-expanded='true'] {
    background: var(--_surface-2);
    color: var(--_text);
  }
  .filter-title {
    min-inline-size: 5em;
    color: var(--_text-2);
    font-size: 0.875em;
  }
  .filter {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.25em;
    padding: 0.25em 0.9em;
    border: 1px solid var(--_line);
    border-radius: 2em;
    background: none;
    color: var(--_text);
    font-size: 0.9375em;
  }
  .filter:hover:not(:disabled) {
    border-color: var(--_text-2);
  }
  .filter:disabled {
    cursor: default;
    opacity: 0.45;
  }
  .filter[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .filter .count {
    font-size: 0.8125em;
    font-variant-numeric: tabular-nums;
  }
  .filter:not([aria-pressed='true']) .count {
    color: var(--_text-2);
  }

  @container uggla (inline-size < 34em) {
    .filter-line > .filter-group {
      flex-wrap: nowrap;
      overflow-x: auto;
      inline-size: calc(100% + 2em);
      margin-inline: -1em;
      padding: 0.25em 1em;
      scrollbar-width: none;
    }
    .filter-line .filter {
      flex: none;
    }
    .filter-title {
      inline-size: 100%;
    }
  }

  .message {
    display: grid;
    justify-items: center;
    gap: 0.75em;
    padding: 3.5em 1em;
    text-align: center;
  }
  .message .icon {
    inline-size: 2.5em;
    block-size: 2.5em;
    color: var(--_text-2);
  }
  .message p {
    max-inline-size: 34em;
    text-wrap: balance;
  }
  .message .code {
    color: var(--_text-2);
    font-size: 0.8125em;
  }
  .quietly {
    color: var(--_text-2);
  }

  @media (forced-colors: active) {
    .filter[aria-pressed='true'] {
      border-color: Highlight;
      outline: 2px solid Highlight;
      outline-offset: -3px;
    }
    .solid {
      border-color: ButtonText;
    }
  }
  .item:focus {
    outline: none;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    justify-self: start;
    min-block-size: 2.75em;
    padding-inline: 0.5em 1em;
    margin-inline-start: -0.5em;
    border-radius: 2em;
    color: var(--_text);
    font-weight: 600;
    text-decoration: none;
  }
  .back:hover {
    background: var(--_surface-2);
  }
  .rtl .back .icon {
    rotate: 180deg;
  }
`;
