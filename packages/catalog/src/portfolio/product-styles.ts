import {css} from 'lit';

/** The view of one product; added to the portfolio's styles when the first is opened. */
export const productStyles = css`
  .product {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
    gap: 2em clamp(1.5em, 4cqi, 4em);
  }
  .show,
  .tell {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1em;
  }
  .stage {
    overflow: clip;
    border-radius: calc(var(--_radius) * 2);
  }
  .stage .picture {
    inline-size: 100%;
  }
  .images {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(45%, 11em), 1fr));
    gap: 0.75em;
  }
  .images img {
    display: block;
    inline-size: 100%;
    block-size: auto;
    aspect-ratio: 4 / 3;
    border-radius: calc(var(--_radius) * 1.25);
    background: var(--_surface-2);
    object-fit: cover;
  }
  .lead-in {
    color: var(--_text-2);
    font-size: 1.125em;
  }
  .big-price {
    font-size: 1.5em;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .offer {
    padding: 0.625em 0.875em;
    border-radius: var(--_radius);
    background: var(--_tint);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
    padding-block: 0.25em;
  }
  h3 {
    margin-block-end: 0.5em;
    font-size: 1.125em;
    font-weight: 650;
  }
  .card h3 {
    margin: 0;
  }
  .facts {
    border-block-start: 1px solid var(--_line);
  }
  .facts div {
    display: grid;
    grid-template-columns: minmax(7em, 1fr) 2fr;
    gap: 1em;
    padding-block: 0.5em;
    border-block-end: 1px solid var(--_line);
  }
  .facts dt {
    color: var(--_text-2);
  }
  .share summary {
    inline-size: fit-content;
    padding-block: 0.5em;
    font-weight: 600;
    cursor: pointer;
  }
  .documents {
    display: grid;
    gap: 0.5em;
  }
  .documents li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 0.75em;
  }
  .documents a {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.25em;
    color: var(--_accent);
    font-weight: 600;
  }
  .description {
    max-inline-size: 44em;
  }
  .description > :first-child {
    margin-block-start: 0;
  }
  .description :is(p, ul, ol, table) {
    margin-block: 0.75em;
  }
  .description :is(li, th, td, blockquote) {
    unicode-bidi: plaintext; /* as every text, where the page reads the other way */
  }
  .description ul {
    padding-inline-start: 1.25em;
    list-style: disc;
  }
  .description ol {
    padding-inline-start: 1.25em;
    list-style: decimal;
  }
  .description a {
    color: var(--_accent);
  }
  .description img {
    max-inline-size: 100%;
  }

  .lead {
    padding: 1.25em;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.75);
  }
  .lead h3:focus {
    outline: none;
  }
  .lead-form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 14em), 1fr));
    gap: 0.875em;
  }
  .lead-form label,
  .link label:not(.from-here) {
    display: grid;
    gap: 0.25em;
    color: var(--_text-2);
    font-size: 0.9375em;
  }
  .lead-form input:not([type='checkbox']),
  .link input[type='text'],
  .lead-form textarea {
    inline-size: 100%;
    min-block-size: 2.75em;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_text-2);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }
  .wide {
    grid-column: 1 / -1;
  }
  .lead-form .consent {
    grid-template-columns: auto 1fr;
    align-items: start;
    gap: 0.625em;
    color: var(--_text);
  }
  .consent input {
    inline-size: 1.375em;
    block-size: 1.375em;
    margin: 0;
    accent-color: var(--_accent);
  }
  .lead-status:not(:empty) {
    padding-block-start: 0.5em;
    font-weight: 600;
  }
  .lead-status.failed {
    color: var(--_danger);
  }
  .lead-status:is(.sent, .kept) {
    color: var(--_success);
  }

  @container uggla (inline-size >= 52em) {
    .product {
      grid-template-columns: minmax(0, 6fr) minmax(0, 5fr);
    }
  }
  @media (forced-colors: active) {
    .offer {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .share:not([open]),
    .actions {
      display: none;
    }
  }
`;
