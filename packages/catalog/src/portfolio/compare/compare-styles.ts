import {css} from 'lit';

/** Boxes on the cards, the bar below them, and the table; added when someone first compares. */
export const compareStyles = css`
  .cell {
    position: relative;
  }
  .mark {
    position: absolute;
    z-index: 1;
    inset-block-start: 0.5em;
    inset-inline-end: 0.5em;
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.5em;
    padding: 0.25em 0.75em;
    border: 1px solid var(--_line);
    border-radius: 2em;
    background: var(--_surface);
    font-size: 0.9375em;
    font-weight: 600;
    cursor: pointer;
  }
  .mark input {
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0;
    accent-color: var(--_accent);
  }
  .mark:has(:disabled) {
    opacity: 0.5;
    cursor: default;
  }
  .compare-bar {
    position: sticky;
    z-index: 2;
    inset-block-end: 0.75em;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.625em;
    padding: 0.75em 0.75em 0.75em 1.25em;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 2);
    background: var(--_surface);
    box-shadow: 0 0.5em 2em rgb(0 0 0 / 0.18);
  }
  .compare-bar p {
    flex: 1 1 12em;
    font-weight: 600;
  }
  .compare-bar .solid[aria-disabled='true'] {
    background: var(--_surface-2);
    color: var(--_text-2);
    cursor: default;
  }

  .compare-table {
    overflow: auto hidden;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.75);
  }
  .compare-table table {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0;
  }
  .compare-table :is(th, td) {
    min-inline-size: 11em;
    padding: 0.75em 1em;
    border-block-start: 1px solid var(--_line);
    text-align: start;
    vertical-align: top;
  }
  .compare-table thead :is(th, td) {
    border-block-start: 0;
  }
  .compare-table :is(.corner, tbody th) {
    position: sticky;
    inset-inline-start: 0;
    min-inline-size: 8em;
    background: var(--_surface-2);
    color: var(--_text-2);
    font-weight: 600;
    overflow-wrap: break-word;
  }
  .compare-head {
    position: relative;
    display: grid;
    gap: 0.625em;
  }
  .compare-head .picture {
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    min-block-size: 0;
    border-radius: var(--_radius);
  }
  .compare-head a {
    font-size: 1.0625em;
    font-weight: 650;
  }
  .compare-remove {
    position: absolute;
    inset-block-start: 0.375em;
    inset-inline-end: 0.375em;
    display: grid;
    place-items: center;
    inline-size: 2.25em;
    block-size: 2.25em;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: 50%;
    background: var(--_surface);
  }
  .same td {
    color: var(--_text-2);
  }
  @container uggla (inline-size < 34em) {
    .mark {
      inset-block: auto 0.5em; /* the title stands where it would be */
    }
    .compare-bar p {
      flex-basis: 100%;
    }
    .compare-bar button {
      flex: 1;
    }
    .compare-table :is(th, td) {
      min-inline-size: 9em;
      padding: 0.625em 0.75em;
      font-size: 0.9375em;
    }
    .compare-table :is(.corner, tbody th) {
      min-inline-size: 6.5em;
    }
  }
  @media print {
    .mark,
    .compare-bar,
    .compare-remove {
      display: none;
    }
  }
`;
