import {css} from 'lit';

/** The Markdown of an answer. */
export const answerStyles = css`
  .text {
    overflow-wrap: anywhere;
  }
  .text > :first-child {
    margin-block-start: 0;
  }
  .text p,
  .text ul,
  .text ol,
  .text blockquote,
  .text .code,
  .text .table {
    margin-block: 0.625em 0; /* none at the end: a last child would be another with each that comes */
  }
  .text :is(h3, h4, h5, h6) {
    margin-block: 1em 0;
    font-size: 1em;
    font-weight: 650;
    line-height: 1.3;
  }
  .text h3 {
    font-size: 1.1875em;
  }
  .text h4 {
    font-size: 1.0625em;
  }
  .text :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .text li + li {
    margin-block-start: 0.25em;
  }
  .text li > p {
    margin: 0;
  }
  .text li:has(> .checkbox) {
    list-style: none;
    margin-inline-start: -1.25em;
  }
  .text blockquote {
    margin-inline: 0;
    padding-inline-start: 0.875em;
    border-inline-start: 0.1875em solid var(--_line);
    color: var(--_text-2);
  }
  .text hr {
    margin-block: 1em;
    border: 0;
    border-block-start: 1px solid var(--_line);
  }
  .text a:not(.citation) {
    color: var(--_accent);
  }
  .text .picture::before {
    content: '';
    display: inline-block;
    inline-size: 0.6875em;
    block-size: 0.5em;
    margin-inline-end: 0.3125em;
    border: 1.5px solid currentColor;
    border-radius: 0.1875em;
  }
  .checkbox {
    margin-inline-end: 0.375em;
  }
  :not(pre) > code {
    padding: 0.0625em 0.3125em;
    border-radius: 0.25em;
    background: var(--_surface-2);
    font-family: ui-monospace, monospace;
    font-size: 0.9em;
  }
  .code {
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .code-bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 0.25em 0.375em 0.25em 0.75em;
    background: var(--_surface-2);
    color: var(--_text-2);
    font-size: 0.8125em;
  }
  .code-bar button {
    min-block-size: 24px;
    padding: 0.125em 0.5em;
    border: 0;
    border-radius: 0.25em;
    background: none;
    color: inherit;
    cursor: pointer;
  }
  .code-bar button:hover {
    color: var(--_text);
    background: var(--_surface);
  }
  pre {
    margin: 0;
    padding: 0.75em;
    overflow-x: auto;
    text-align: left;
    font-family: ui-monospace, monospace;
    font-size: 0.875em;
    line-height: 1.5;
    tab-size: 4;
  }
  pre code {
    font: inherit;
    overflow-wrap: normal;
  }
  pre:focus-visible,
  .table:focus-visible {
    outline-offset: -0.1875em;
  }
  .table {
    overflow-x: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
    overflow-wrap: break-word; /* a word is no column's width: the table scrolls before its words break */
    font-size: 0.9375em;
  }
  th,
  td {
    min-inline-size: 6em;
    padding: 0.4375em 0.75em;
    text-align: start;
    vertical-align: top;
  }
  th {
    background: var(--_surface-2);
    font-weight: 650;
  }
  tr + tr > *,
  tbody > tr > * {
    border-block-start: 1px solid var(--_line);
  }
`;
