import {css} from 'lit';

/** A field that takes the room there is, and places to go to as buttons: of the search, of notes and of books. */
export const findingStyles = css`
  .field {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 2.75rem;
    box-sizing: border-box;
    padding: 0.5rem 0.75rem;
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_text-2);
    border-radius: var(--_radius);
  }
  .hits {
    display: grid;
    gap: 0.25rem;
    grid-template-columns: minmax(0, 1fr);
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .hit {
    display: grid;
    gap: 0.125rem;
    align-content: center;
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.5rem 0.75rem;
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
