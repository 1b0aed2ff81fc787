import {css} from 'lit';

/** Seen from three metres: everything is larger, and where the focus is cannot be missed. */
export const tvStyles = css`
  .tv .stage {
    font-size: var(--uggla-player-size, clamp(1rem, 2.1cqi, 3rem));
  }
  /* Television sets cut off up to 5 % at each side. */
  .tv .control-bar {
    padding: 2.2em 4% 3%;
  }
  .tv .title {
    padding: 3% 4% 2.2em;
    font-size: 1.2em;
  }
  .tv .captions {
    font-size: clamp(1rem, 2.6cqi, 3.5rem);
  }
  .tv:not(.idle) .captions {
    inset-block-end: max(6.75rem, 13.5cqi);
  }
  .tv .buttons {
    gap: 0.5em;
  }
  .tv .time-bar {
    block-size: 2em;
  }
  .tv .time-range {
    --_track: 2em;
  }
  .tv .time-bar:focus-within .rail {
    block-size: 0.7em;
  }
  /* A set has its own keys for loudness, and no other windows. */
  .tv .volume-range,
  .tv .pip-button {
    display: none;
  }
  .tv .menu {
    inset-inline-end: 4%;
    inline-size: min(24em, 92%);
  }
  .tv .stage button:focus,
  .tv .choices input:focus + span,
  .tv .menu select:focus {
    outline: 0.2em solid #fff;
    outline-offset: 0.15em;
    background: #fff;
    color: #000;
  }
  .tv .buttons button:focus {
    outline-offset: -0.1em;
    transform: scale(1.12);
  }
  .tv .time-range:focus {
    outline: 0.2em solid #fff;
    outline-offset: 0.1em;
    border-radius: 0.3em;
  }
  .tv .captions-button[aria-pressed='true']:focus::after {
    background: #000;
  }
  @media (prefers-reduced-motion: reduce) {
    .tv .buttons button:focus {
      transform: none;
    }
  }
  @media (forced-colors: active) {
    .tv .stage button:focus,
    .tv .choices input:focus + span,
    .tv .menu select:focus {
      outline-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .tv .time-range:focus {
      outline-color: Highlight;
    }
    /* There it is a ground of its own, not a shade over the picture. */
    .tv .control-bar {
      padding-block-start: 0.5em;
    }
  }
`;
