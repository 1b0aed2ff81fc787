import {css} from 'lit';

/** The fault finder. */
export const finderStyles = css`
  .finder {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25em;
    max-inline-size: 48em;
    margin-inline: auto;
    padding: clamp(0.5em, 2cqi, 1.5em);
  }
  .finder h2:focus-visible {
    outline: none; /* it is told, not acted on */
  }
  .finder-code {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.375em 0.625em;
  }
  .finder-code :is(label, p) {
    grid-column: 1 / -1;
  }
  .finder-code label {
    font-weight: 650;
  }
  .finder-code input {
    min-inline-size: 0;
    min-block-size: 2.75em;
    padding-inline: 0.875em;
    border: 1px solid var(--_text-2);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .finder-told:empty {
    display: none;
  }
  .quietly {
    color: var(--_text-2);
    font-size: 0.875em;
  }
  .choices {
    display: grid;
    gap: 0.625em;
    margin-block-start: 0.625em;
    list-style: none;
  }
  .choice {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    inline-size: 100%;
    min-block-size: 3.75em;
    padding: 0.625em 1em;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_surface);
    text-align: start;
  }
  .choice:hover {
    background: var(--_surface-2);
  }
  .choice span {
    grid-column: 1;
    overflow-wrap: anywhere;
    text-align: match-parent;
    unicode-bidi: plaintext;
  }
  .choice-name {
    font-weight: 600;
  }
  .choice .icon {
    grid-area: 1 / 2 / span 3;
    color: var(--_text-2);
  }
  :host(:dir(rtl)) :is(.choice, .finder-back) .icon {
    scale: -1 1;
  }
  .code-list {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
    margin-block-start: 0.625em;
    list-style: none;
  }
  .finder .gap {
    display: flex;
    gap: 0.625em;
    padding: 0.75em 1em;
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .gap .icon {
    flex: none;
  }
`;
