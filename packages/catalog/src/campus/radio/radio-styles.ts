import {css} from 'lit';

/** A campus that is only heard. */
export const radioStyles = css`
  .radio {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.5em;
    max-inline-size: 60em;
    inline-size: 100%;
    margin-inline: auto;
  }
  .radio-head {
    display: grid;
    gap: 0.5em;
  }
  .radio-head h1 {
    font-size: clamp(1.5em, 3.2cqi, 2.5em);
  }
  .radio-start {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75em;
  }
  .radio-player {
    position: sticky;
    z-index: 2;
    inset-block-start: 0;
    inline-size: 100%;
    background: var(--_surface);
  }
  .programmes {
    display: grid;
    gap: 1em;
  }
  .programme {
    display: flex;
    gap: 1.125em;
    overflow: hidden;
    padding: 1em;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.75);
  }
  .programme > .picture {
    inline-size: clamp(4.5em, 16cqi, 9em);
    align-self: start;
    aspect-ratio: 1;
    min-block-size: 0;
    border-radius: var(--_radius);
  }
  .programme-body {
    flex: 1;
    min-inline-size: 0;
  }
  .programme h2 {
    font-size: 1.125em;
  }
  .tracks {
    display: grid;
    gap: 0.125em;
    margin-block-start: 0.5em;
  }
  .track {
    display: flex;
    align-items: center;
    gap: 0.75em;
    inline-size: 100%;
    min-block-size: 2.75em;
    padding: 0.4em 0.75em;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text);
    text-align: start;
  }
  .track .icon {
    flex: none;
    color: var(--_accent);
  }
  .track:hover:not(:disabled) {
    background: var(--_surface-2);
  }
  .track:disabled {
    cursor: default;
    opacity: 0.6;
  }
  .track[aria-current] {
    background: var(--_tint);
    font-weight: 650;
  }
  .feeds {
    display: grid;
    gap: 0.5em;
  }
  .feeds ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 1.5em;
  }
  .feeds a {
    display: inline-flex;
    align-items: center;
    min-block-size: 2.75em;
  }
  @media (forced-colors: active) {
    .track[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
