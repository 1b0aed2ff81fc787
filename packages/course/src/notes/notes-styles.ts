import {css} from 'lit';

/** How notes and bookmarks look. */
export const notesStyles = css`
  .tool.my-notes,
  .my-notes form,
  .annotation,
  .annotations {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .my-notes {
    padding: 1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .note-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .note-input {
    inline-size: 100%;
    box-sizing: border-box;
    padding: 0.625rem 0.75rem;
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_text-2);
    border-radius: var(--_radius);
    resize: vertical;
  }
  .annotations {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .annotation {
    gap: 0.25rem;
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--_line);
  }
  .annotation .hit {
    display: grid;
    gap: 0.125rem;
    inline-size: 100%;
    min-block-size: 2.75rem;
    align-content: center;
    padding: 0.25rem 0.5rem;
    text-align: start;
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .annotation .hit:hover {
    background: var(--_surface-2);
  }
  .annotation .note-text {
    padding-inline: 0.5rem;
    white-space: pre-wrap;
  }
  .annotation .plain {
    min-block-size: 2.25rem;
    padding-inline: 0.5rem;
    font: inherit;
    font-size: 0.875em;
    color: var(--_accent);
    background: none;
    border: 0;
    cursor: pointer;
  }
  .annotation q {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
    overflow: hidden;
  }
`;
