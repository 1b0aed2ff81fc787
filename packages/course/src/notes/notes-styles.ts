import {css} from 'lit';
import {findingStyles} from '../finding/finding-styles.js';

/** How notes and bookmarks look. */
export const notesStyles = css`
  ${findingStyles}
  .my-notes form,
  .annotation {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .note-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }
  .my-notes .hits {
    gap: 0.75rem;
  }
  .my-notes textarea {
    resize: vertical;
  }
  .annotation {
    gap: 0.25rem;
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--_line);
  }
  .annotation .hit {
    padding: 0.25rem 0.5rem;
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
