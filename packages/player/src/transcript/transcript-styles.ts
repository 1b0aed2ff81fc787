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
  `,
];
