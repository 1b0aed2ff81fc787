import {css} from 'lit';

/** The list of what was added, and its button. */
export const attachmentStyles = css`
  .attached {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em;
    flex-basis: 100%;
    margin: 0;
    padding: 0.25em;
    list-style: none;
  }
  .attached li {
    display: flex;
    align-items: center;
    gap: 0.375em;
    max-inline-size: 100%;
    padding: 0.125em 0.375em;
    border: 1px solid var(--_line);
    border-radius: var(--uggla-radius, 0.5em);
    font-size: 0.875em;
  }
  .attached img {
    inline-size: 2.25em;
    block-size: 2.25em;
    border-radius: 0.25em;
    object-fit: cover;
  }
  .attached span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .attached button {
    min-inline-size: 1.75em;
    min-block-size: 1.75em;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .composer:has(.attach) {
    flex-wrap: wrap;
  }
  .composer .note {
    flex-basis: 100%;
    margin: 0;
    padding-inline: 0.5em;
  }
  .attach {
    background: none;
    color: inherit;
  }
`;
