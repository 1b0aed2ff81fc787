import {css} from 'lit';

/** The list of keys: a card in the colours of the page, above everything. */
export const helpStyles = css`
  .help {
    inline-size: min(30rem, 100vw - 2rem);
    max-block-size: min(40rem, 100vh - 2rem);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: 0.75rem;
    background: var(--_surface);
    color: var(--_text);
    font-size: 1rem;
    overflow: auto;
  }
  .help::backdrop {
    background: rgb(0 0 0 / 0.5);
  }
  .help .sheet {
    padding: 0.5em 1.25em 1.25em;
  }
  .help .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .help h2 {
    margin: 0;
    font-size: 1.15em;
  }
  .help button {
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    block-size: 2.75em;
    margin-inline-end: -0.75em;
    border: 0;
    border-radius: 0.5em;
    background: transparent;
    cursor: pointer;
  }
  .help button:hover {
    background: var(--_surface-2);
  }
  .help .icon {
    inline-size: 1.5em;
    block-size: 1.5em;
  }
  .help dl {
    margin: 0;
  }
  .help dl div {
    display: grid;
    grid-template-columns: minmax(7em, 1fr) 2fr;
    gap: 0.75em;
    padding-block: 0.35em;
    border-block-start: 1px solid var(--_line);
  }
  .help dd {
    margin: 0;
  }
  .help kbd {
    display: inline-block;
    min-inline-size: 1.8em;
    padding: 0.05em 0.45em;
    border: 1px solid var(--_text-2);
    border-radius: 0.3em;
    font: inherit;
    font-size: 0.9em;
    text-align: center;
  }
`;
