import {css} from 'lit';

/** A list of buttons, a line each; the transcript has the same. */
export const listStyles = css`
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  button {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.75em;
    inline-size: 100%;
    min-block-size: 2.75em;
    align-items: baseline;
    padding: 0.55em 0.75em;
    border: 0;
    border-inline-start: 0.1875em solid transparent;
    background: transparent;
    text-align: start;
    line-height: 1.45;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  button:hover {
    background: var(--_surface-2);
  }
  button:focus-visible {
    outline-offset: -0.1875em;
  }
  button[aria-current] {
    border-inline-start-color: var(--_accent);
    background: var(--_surface-2);
  }
  .time {
    color: var(--_text-2);
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  button[aria-current] .time {
    color: var(--_accent);
    font-weight: 600;
  }
  .empty {
    margin: 0;
    padding: 0.75em;
    color: var(--_text-2);
  }
  @media (forced-colors: active) {
    button {
      border-inline-start-color: Canvas;
    }
    button[aria-current] {
      border-inline-start-color: Highlight;
    }
  }
`;

export const chaptersStyles = [
  listStyles,
  css`
    button[aria-current] span:last-child {
      font-weight: 600;
    }
  `,
];
