import {css} from 'lit';
import {listStyles} from '../chapters/chapters-styles.js';

export const transcriptStyles = [
  listStyles,
  css`
    :host {
      display: flex;
      flex-direction: column;
      max-block-size: var(--uggla-transcript-size, 24em);
    }
    .search {
      display: flex;
      align-items: center;
      gap: 0.5em;
      padding-inline: 0.75em;
      border-block-end: 1px solid var(--_line);
    }
    .search .icon {
      flex: none;
      color: var(--_text-2);
    }
    input {
      flex: 1;
      min-inline-size: 6em;
      min-block-size: 2.75em;
      border: 0;
      background: transparent;
    }
    input:focus-visible {
      outline-offset: -0.1875em;
    }
    input::placeholder {
      color: var(--_text-2);
      opacity: 1;
    }
    .count {
      color: var(--_text-2);
      font-size: 0.875em;
      white-space: nowrap;
    }
    ol {
      overflow: auto;
      overscroll-behavior: contain;
    }
    mark {
      padding-inline: 0.1em;
      border-radius: 0.2em;
      background: #ffe27a;
      color: #1b1f24;
    }
    @media (forced-colors: active) {
      mark {
        background: Mark;
        color: MarkText;
      }
    }
  `,
];
