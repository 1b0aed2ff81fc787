import {css} from 'lit';

/** How the search looks, and what the tools of a course share. */
export const searchStyles = css`
  .tool {
    display: grid;
    gap: 0.75rem;
    padding: 1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    min-inline-size: 0;
  }
  .search-row {
    display: flex;
    gap: 0.625rem;
    align-items: center;
  }
  .search-input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 2.75rem;
    padding-inline: 0.75rem;
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_text-2);
    border-radius: var(--_radius);
  }
  .hits {
    display: grid;
    gap: 0.25rem;
    margin: 0;
    padding: 0;
    list-style: none;
    max-block-size: min(28rem, 70vh);
    overflow: auto;
  }
  .hit {
    display: grid;
    gap: 0.125rem;
    inline-size: 100%;
    padding: 0.625rem 0.75rem;
    text-align: start;
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .hit:hover {
    background: var(--_surface-2);
  }
  .hit mark {
    color: inherit;
    background: none;
    font-weight: 700;
    text-decoration: underline 2px var(--_accent);
    text-underline-offset: 0.2em;
  }
`;
