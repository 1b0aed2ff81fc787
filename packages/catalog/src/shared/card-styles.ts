import {css} from 'lit';

/** Cards in a grid; in a narrow place, cards in a list with the picture beside the words. */
export const cardStyles = css`
  .grid {
    display: grid;
    grid-template-columns: repeat(var(--_columns, 1), minmax(0, 1fr));
    gap: 1.5em;
  }
  .cell {
    display: grid;
  }
  /* A product's card: alone in its place, which is laid out a fifth sooner than a grid is; and out of sight neither styled nor laid
     out at all, while it keeps about the room that it will take. */
  .alone {
    display: block;
    content-visibility: auto;
    contain-intrinsic-block-size: auto calc(min(50cqi, 46em) / var(--_columns, 1) + 10em);
  }
  .alone:is(:hover, :focus-within) {
    content-visibility: visible; /* or shadow and focus ring would end at its edge */
  }
  .alone > .card {
    block-size: 100%;
  }
  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.75);
    background: var(--_surface);
    color: var(--_text);
    text-decoration: none;
    transition:
      border-color 0.15s,
      box-shadow 0.15s,
      translate 0.15s;
  }
  .card:hover {
    border-color: color-mix(in oklab, var(--_accent) 55%, var(--_line));
    box-shadow: 0 0.5em 1.5em rgb(0 0 0 / 0.12);
    translate: 0 -0.125em;
  }
  .card > .picture {
    order: -1; /* in the page it comes after the title */
  }
  .picture {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    overflow: hidden;
    aspect-ratio: 16 / 9;
    background: var(--_tint);
    color: var(--_accent);
  }
  .picture img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .picture > .icon {
    inline-size: 3em;
    block-size: 3em;
    stroke-width: 1.25;
  }
  .badge,
  .length {
    position: absolute;
    padding: 0.15em 0.6em;
    border-radius: 0.4em;
    font-size: 0.8125em;
    font-weight: 600;
  }
  .badge {
    inset-block-start: 0.75em;
    inset-inline-start: 0.75em;
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .length {
    inset-block-end: 0.75em;
    inset-inline-end: 0.75em;
    background: rgb(15 18 22 / 0.82);
    color: #fff;
    font-variant-numeric: tabular-nums;
  }
  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 0.35em;
    padding: 1em 1.125em 1.25em;
  }
  .details {
    order: -1;
    color: var(--_text-2);
    font-size: 0.8125em;
    line-height: 1.4;
  }
  .card h3 {
    font-size: 1.0625em;
    font-weight: 650;
    line-height: 1.3;
    text-wrap: pretty;
  }
  .summary {
    display: -webkit-box;
    overflow: hidden;
    color: var(--_text-2);
    font-size: 0.9375em;
    line-height: 1.45;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .price {
    margin-block-start: auto;
    padding-block-start: 0.25em;
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 0.75em;
    margin-block-start: auto;
    padding-block-start: 0.5em;
    color: var(--_text-2);
    font-size: 0.8125em;
    white-space: nowrap;
  }
  progress {
    flex: 1;
    min-inline-size: 0;
    block-size: 0.375em;
    overflow: hidden;
    border: 0;
    border-radius: 1em;
    appearance: none;
    background: var(--_surface-2);
    accent-color: var(--_accent);
  }
  progress::-webkit-progress-bar {
    background: var(--_surface-2);
  }
  progress::-webkit-progress-value {
    background: var(--_accent);
  }
  progress::-moz-progress-bar {
    background: var(--_accent);
  }

  @container uggla (inline-size < 34em) {
    .grid {
      gap: 0.75em;
    }
    .alone {
      contain-intrinsic-block-size: auto 7.5em;
    }
    .card {
      flex-direction: row;
    }
    .picture {
      inline-size: 7.5em;
      align-self: stretch;
      aspect-ratio: auto;
      min-block-size: 6em;
    }
    .picture > .icon {
      inline-size: 2em;
      block-size: 2em;
    }
    .body {
      padding: 0.75em 0.9em;
      min-inline-size: 0;
    }
    .summary {
      -webkit-line-clamp: 2;
      font-size: 0.875em;
    }
    .length {
      inset-block-end: 0.4em;
      inset-inline-end: 0.4em;
    }
    .badge {
      inset-block-start: 0.4em;
      inset-inline-start: 0.4em;
      font-size: 0.75em;
    }
  }
  @container uggla (inline-size >= 34em) {
    .grid {
      --_columns: 2;
    }
  }
  @container uggla (inline-size >= 54em) {
    .grid {
      --_columns: 3;
    }
  }
  @container uggla (inline-size >= 86em) {
    .grid {
      --_columns: 4;
    }
  }
  @media (forced-colors: active) {
    .card:hover {
      border-color: Highlight;
    }
    .badge,
    .length {
      border: 1px solid CanvasText;
    }
    progress {
      border: 1px solid CanvasText;
    }
    progress::-webkit-progress-value {
      background: Highlight;
    }
    progress::-moz-progress-bar {
      background: Highlight;
    }
  }
  @media print {
    .badge,
    .length {
      print-color-adjust: exact; /* white on nothing else */
    }
    .card {
      break-inside: avoid;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .card:hover {
      translate: none;
    }
  }
`;
