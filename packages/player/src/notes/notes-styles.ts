import {css} from 'lit';

export const notesStyles = css`
  form,
  .editor {
    display: grid;
    gap: 0.5em;
  }
  textarea {
    inline-size: 100%;
    min-block-size: 4.5em;
    padding: 0.5em 0.7em;
    border: 1px solid var(--_text-2);
    border-radius: var(--_radius);
    background: var(--_surface);
    resize: vertical;
  }
  textarea::placeholder {
    color: var(--_text-2);
    opacity: 1;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
  }
  ol {
    margin: 0.75em 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.25em 0.5em;
    align-items: start;
    padding-block: 0.5em;
    border-block-end: 1px solid var(--_line);
  }
  .time {
    justify-self: start;
    color: var(--_accent);
    font-variant-numeric: tabular-nums;
    text-decoration: underline;
  }
  .text {
    grid-column: 1 / -1;
    margin: 0;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .editor {
    grid-column: 1 / -1;
  }
  button {
    min-block-size: 2em;
    padding: 0.2em 0.7em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-2);
    cursor: pointer;
  }
  button:hover {
    border-color: currentcolor;
  }
  button.plain {
    border-color: transparent;
    background: transparent;
    padding-inline: 0.3em;
  }
  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_accent-text);
    font-weight: 600;
  }
  .quiet {
    color: var(--_text-2);
  }
  [role='status']:empty {
    display: none;
  }
  @media (forced-colors: active) {
    button,
    button.plain {
      border-color: ButtonText;
    }
  }
`;
