import {css} from 'lit';

/** Dictation, and the way to a person. */
export const extraStyles = css`
  .handoff,
  .speech {
    display: grid;
    gap: 0.5em;
    justify-items: start;
    margin-block-end: 0.5em;
    max-inline-size: 49em; /* as wide as the input, whose letters are larger */
    font-size: 0.9375em;
  }
  .handoff p,
  .speech p {
    margin: 0;
  }
  .handoff pre {
    max-block-size: 10em;
    margin: 0.5em 0 0;
    padding: 0.5em;
    overflow: auto;
    border-radius: var(--_radius);
    background: var(--_surface-2);
    font: inherit;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .handoff label {
    display: flex;
    gap: 0.5em;
    align-items: center;
    min-block-size: 2rem;
  }
  .composer button[part='dictate'],
  .assistant > button[part='read'] {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--_text-2);
    font-size: 1.125rem;
    cursor: pointer;
  }
  /* While an answer comes it has no other actions to stand among. */
  .assistant > button[part='read'] {
    inline-size: 2rem;
    block-size: 2rem;
    margin-block-start: 0.25em;
    border-radius: var(--_radius);
    font-size: 1.0625rem;
  }
  .composer button[part='dictate'][aria-pressed='true'] {
    background: var(--_tint);
    color: var(--_accent);
  }
`;
