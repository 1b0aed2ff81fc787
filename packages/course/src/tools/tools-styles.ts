import {css} from 'lit';

/** How the tools of a course stand above and below its lessons. What is needed once there is a course comes with them. */
export const toolsStyles = css`
  /* Titles of another direction than the page's keep their signs in place, and stand where the words around them do. */
  :is(h2, h3, p, .name, .block-title)[lang] {
    unicode-bidi: plaintext;
    text-align: match-parent;
  }
  .tools {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
  }
  .tools > :not(button) {
    justify-self: stretch;
  }
  /* The choice of language stands beside the first button; what the button opens, below both. */
  .above {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
  }
  .above > .tools {
    display: contents;
  }
  .above > .tools > button {
    justify-self: start;
  }
  .above > .tools > :not(button) {
    grid-column: 1 / -1;
  }
  .above > .language {
    grid-area: 1 / 2;
    min-block-size: 2.75em;
    max-inline-size: 12em;
    padding-inline: 0.75em 0.5em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }
  .tool {
    display: grid;
    gap: 0.75rem;
    padding: 1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    grid-template-columns: minmax(0, 1fr);
  }
  .tools button[aria-expanded='true'] {
    border-color: var(--_accent);
  }
`;
