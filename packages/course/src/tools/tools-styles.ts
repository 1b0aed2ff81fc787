import {css} from 'lit';

/** How the tools of a course stand above and below its lessons. */
export const toolsStyles = css`
  .tools {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
  }
  .tools > :not(button) {
    justify-self: stretch;
  }
  .tools button[aria-expanded='true'] {
    border-color: var(--_accent);
  }
`;
