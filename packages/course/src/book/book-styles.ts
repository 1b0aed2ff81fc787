import {css} from 'lit';
import {findingStyles} from '../finding/finding-styles.js';

/** How a book and its controls look. */
export const bookStyles = css`
  ${findingStyles}
  .book {
    display: flex;
    flex-direction: column;
    block-size: clamp(26rem, 80vh, 60rem);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: hidden;
    background: var(--_surface);
  }
  .book .page {
    flex: 1;
    inline-size: 100%;
    min-block-size: 0;
    border: 0;
    background: var(--_surface);
  }
  .book-bar {
    display: flex;
    gap: 0.25rem;
    align-items: center;
    padding: 0.25rem;
    border-block-start: 1px solid var(--_line);
  }
  .book-bar button {
    display: grid;
    grid-auto-flow: column;
    place-items: center;
    min-inline-size: 2.75rem;
    min-block-size: 2.75rem;
    white-space: nowrap;
    border: 0;
    border-radius: var(--_radius);
    background: transparent;
    cursor: pointer;
  }
  .book-bar .smaller::before {
    content: 'A−';
    font-size: 0.8125rem;
  }
  .book-bar .larger::before {
    content: 'A+';
    font-size: 1.0625rem;
  }
  .book-bar button:hover {
    background: var(--_surface-2);
  }
  .book-bar select {
    flex: 0 1 16rem;
    min-inline-size: 4rem;
    min-block-size: 2.5rem;
    padding-inline: 0.5rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .book-bar .where {
    padding-inline: 0.5rem;
    color: var(--_text-2);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .book-bar .gap {
    flex: 1;
  }
  @container (max-width: 30rem) {
    .book-bar button {
      min-inline-size: 2.25rem;
    }
  }
  .book-search {
    display: grid;
    gap: 0.5rem;
    padding: 0.5rem;
    max-block-size: 40%;
    overflow: auto;
    border-block-start: 1px solid var(--_line);
  }
`;
