import {css} from 'lit';

/** Sound without a picture: a card in the colours of the page. */
export const audioStyles = css`
  .audio .stage {
    aspect-ratio: auto;
    block-size: auto;
    overflow: visible;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 0.9em;
    padding: 0.75em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
  }
  .audio {
    --_bright: var(--_accent);
    --_over: var(--_text);
    --_thumb: var(--_accent);
    --_thumb-shadow: none;
  }
  .audio video {
    inset: auto;
    inline-size: 1px;
    block-size: 1px;
    opacity: 0;
    pointer-events: none;
  }
  .audio .poster {
    position: relative;
    grid-row: 1 / span 2;
    inline-size: 5.25em;
    block-size: 5.25em;
    border-radius: calc(var(--_radius) * 0.7);
    overflow: hidden;
    background-color: var(--_surface-2);
    background-size: cover;
  }
  .audio .poster img {
    object-fit: cover;
  }
  .audio .title {
    position: static;
    grid-column: 2;
    align-self: end;
    padding: 0 0.5em;
    background: none;
    text-shadow: none;
    font-size: 1em;
  }
  .audio.bare .title,
  .audio.bare .control-bar {
    grid-column: 1 / -1;
  }
  .audio .control-bar {
    position: static;
    grid-column: 2;
    display: flex;
    flex-direction: column-reverse;
    padding: 0.35em 0 0;
    background: none;
    color: inherit;
  }
  .audio .buttons button:hover {
    background: var(--_surface-2);
  }
  .audio .play-button {
    flex: none;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .audio .play-button:hover {
    background: var(--_accent);
    filter: brightness(1.12);
  }
  .audio .total {
    opacity: 1;
    color: var(--_text-2);
  }
  .audio .rail {
    background: var(--_line);
  }
  .audio .buffered {
    background: var(--_text-2);
    opacity: 0.45;
  }
  .audio .mark {
    background: var(--_surface);
  }
  .audio .volume-range {
    background: linear-gradient(to var(--_end, right), var(--_accent) var(--_at), var(--_line) 0) center / 100% 0.25em no-repeat !important;
  }
  .audio .stage :focus-visible {
    outline-color: var(--_accent);
    outline-offset: 0.1em;
    box-shadow: none;
  }
  .audio .captions {
    position: static;
    grid-column: 1 / -1;
    font-size: 1em;
    text-align: start;
    order: 1;
    justify-content: start;
    padding-block-start: 0.5em;
  }
  /* Between what is said, too: else all below would jump. */
  .audio:has(.captions-button[aria-pressed='true']) .captions {
    display: flex;
    min-block-size: 3.2em;
  }
  .audio .cue > span {
    padding: 0;
    background: none;
    color: inherit;
  }
  .radio .time-bar,
  .audio .layer,
  .audio .spinner {
    display: none;
  }
  .audio .waiting .play-button .icon {
    opacity: 0.5;
  }
  .audio .alert {
    position: static;
    order: 1;
    grid-column: 1 / -1;
    place-items: start;
    margin-block-start: 0.75em;
    padding: 0.75em;
    border-radius: calc(var(--_radius) * 0.7);
    background: var(--_surface-2);
  }
  .audio .error > .icon {
    color: var(--_danger);
  }
  @container player (max-width: 26em) {
    .audio .poster {
      grid-row: 1;
      inline-size: 3em;
      block-size: 3em;
    }
    .audio .title {
      align-self: center;
      padding-inline: 0;
    }
    .audio .control-bar {
      grid-column: 1 / -1;
    }
    .audio .volume-range {
      display: none;
    }
  }
  @container player (min-width: 26em) {
    .audio .buttons {
      padding-inline: 0.4em;
    }
  }
  @media (forced-colors: active) {
    .audio .volume-range {
      background: linear-gradient(to var(--_end, right), Highlight var(--_at), Canvas 0) !important;
    }
    .audio .play-button {
      border: 1px solid ButtonText !important;
    }
  }
`;
