import {css} from 'lit';

/** What lies over the end of a film: in a corner of the picture, below the rest of a card of sound. */
export const upNextStyles = css`
  .up-next {
    position: absolute;
    z-index: 1; /* over what a page shows at the end */
    inset-block-end: 5.25rem;
    inset-inline-end: 0.75em;
    max-inline-size: min(22em, 100% - 1.5em);
    max-block-size: calc(100% - 6rem);
    overflow: auto;
    padding: 0.75em 1em;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-size: clamp(0.8125rem, 0.5rem + 1.4vw, 1rem);
    line-height: 1.4;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .audio .up-next {
    position: static;
    grid-column: 1 / -1;
    order: 2;
    max-inline-size: none;
    max-block-size: none;
    margin-block-start: 0.5em;
    padding-inline: 0.5em;
    background: var(--_surface-2);
  }
  .up-next p {
    margin: 0;
    color: var(--_text-2);
  }
  .up-next .name {
    color: var(--_text);
    font-weight: 600;
  }
  .up-next .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block: 0.6em 0.3em;
    padding: 0;
  }
  .up-next button {
    min-block-size: 2.5em;
    padding: 0.3em 1em;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 0.7);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .up-next .go {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .up-next label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2em;
    cursor: pointer;
  }
  .up-next :focus-visible {
    outline: 0.1875em solid var(--_accent);
    outline-offset: 0.1em;
  }
  @container player (max-width: 26em) {
    .video .up-next {
      inset-block-end: 4.5rem;
      inset-inline-start: 0.75em;
      max-inline-size: none;
      max-block-size: calc(100% - 5rem);
      padding: 0.5em 0.75em;
    }
    .video .up-next [role] {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 0.5em;
    }
    .video .up-next .ways {
      grid-column: 2;
      grid-row: 1 / span 3;
      flex-direction: column;
      gap: 0.3em;
      margin-block: 0;
    }
    .video .up-next button {
      min-block-size: 2.25em;
    }
    .video .up-next label {
      grid-column: 1 / -1;
    }
  }
  @media (forced-colors: active) {
    .up-next {
      border-color: CanvasText;
    }
  }
`;
