import {css} from 'lit';

/** The message on which the keyboard stands. */
export const walkStyles = css`
  .message:focus-visible {
    border-radius: var(--_radius);
    outline-offset: 0.1875em;
  }
`;
