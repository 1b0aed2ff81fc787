import {css} from 'lit';

/** What a server says of an error, folded. */
export const faultStyles = css`
  .server {
    margin-block-start: 0.25em;
    color: var(--_text-2);
    font-size: 0.9375em;
  }
  .server summary {
    inline-size: fit-content;
    cursor: pointer;
  }
  .server p {
    overflow-wrap: anywhere;
  }
`;
