import {css} from 'lit';

/** The control bar and its sliders. Below 30em and 22em what can be missed goes away. */
export const controlsStyles = css`
  .control-bar {
    position: absolute;
    inset: auto 0 0;
    padding: 2.2em 0.6em 0.35em;
    background: linear-gradient(transparent, rgb(0 0 0 / 0.55) 45%, rgb(0 0 0 / 0.82));
    color: #fff;
    pointer-events: none; /* its upper part only darkens what lies below: a cue may lie there */
    transition: opacity 0.2s;
  }
  .player:not(.idle) .control-bar > *,
  .audio .control-bar > * {
    pointer-events: auto;
  }
  .buttons {
    display: flex;
    align-items: center;
    gap: 0.1em;
  }
  .space {
    flex: 1;
  }
  .buttons button {
    display: grid;
    place-items: center;
    flex: 0 1 auto;
    inline-size: var(--_height);
    min-inline-size: 1.5em;
    block-size: var(--_height);
    padding: 0;
    border: 0;
    border-radius: 0.5em;
    background: transparent;
    color: inherit;
    cursor: pointer;
    transition: background-color 0.15s;
  }
  .buttons button:hover {
    background: rgb(255 255 255 / 0.16);
  }
  .buttons .icon {
    inline-size: 1.55em;
    block-size: 1.55em;
  }
  .captions-button {
    position: relative;
  }
  .captions-button::after {
    content: '';
    position: absolute;
    inset: auto 25% 0.35em;
    block-size: 0.1875em;
    border-radius: 1em;
    background: var(--_bright);
    transform: scaleX(0);
    transition: transform 0.15s;
  }
  .captions-button[aria-pressed='true']::after {
    transform: none;
  }
  .settings-button .icon {
    transition: transform 0.25s;
  }
  .settings-button[aria-expanded='true'] .icon {
    transform: rotate(45deg);
  }
  .stage :focus-visible {
    outline: 0.15em solid #fff;
    outline-offset: -0.1em;
    box-shadow: 0 0 0 0.3em rgb(0 0 0 / 0.7);
  }
  .time-display {
    flex: none;
    padding-inline: 0.5em;
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .total {
    opacity: 0.85;
  }
  .live::before {
    content: '';
    display: inline-block;
    inline-size: 0.6em;
    block-size: 0.6em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: #ff5449;
  }

  /* Sliders: a native range above rails of our own, since each engine draws its own. */
  .time-bar {
    position: relative;
    block-size: 1.5em;
    margin-inline: 0.45em;
  }
  .rail {
    position: absolute;
    inset: 0;
    margin-block: auto;
    block-size: 0.25em;
    border-radius: 1em;
    background: rgb(255 255 255 / 0.3);
    overflow: hidden;
    transition: block-size 0.12s;
  }
  .time-bar:hover .rail,
  .time-bar:focus-within .rail {
    block-size: 0.4em;
  }
  .rail > div {
    position: absolute;
    inset-block: 0;
    left: 0;
  }
  .buffered {
    width: var(--_buffered);
    background: rgb(255 255 255 / 0.4);
  }
  .elapsed {
    width: var(--_at);
    background: var(--_bright);
  }
  .mark {
    position: absolute;
    left: var(--_at);
    inset-block: 0;
    margin-block: auto;
    width: 0.1875em;
    height: 0.4em;
    transform: translateX(-50%);
    background: #000;
    pointer-events: none;
  }
  input[type='range'] {
    appearance: none;
    margin: 0;
    padding: 0;
    background: transparent;
    cursor: pointer;
    touch-action: none;
  }
  input[type='range']:disabled {
    cursor: default;
  }
  .time-range {
    position: absolute;
    inset-block: 0;
    left: -0.45em;
    width: calc(100% + 0.9em);
    block-size: 100%;
    border-radius: 0.4em;
  }
  input[type='range']::-webkit-slider-runnable-track {
    block-size: 100%;
    background: transparent;
  }
  input[type='range']::-moz-range-track {
    background: transparent;
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    inline-size: 0.9em;
    block-size: 0.9em;
    margin-block-start: calc((var(--_track, 1.5em) - 0.9em) / 2);
    border: 0;
    border-radius: 50%;
    background: var(--_thumb, #fff);
    box-shadow: var(--_thumb-shadow, 0 0 0.2em rgb(0 0 0 / 0.6));
  }
  input[type='range']::-moz-range-thumb {
    inline-size: 0.9em;
    block-size: 0.9em;
    border: 0;
    border-radius: 50%;
    background: var(--_thumb, #fff);
    box-shadow: var(--_thumb-shadow, 0 0 0.2em rgb(0 0 0 / 0.6));
  }
  .time-range:disabled::-webkit-slider-thumb {
    opacity: 0;
  }
  .time-range:disabled::-moz-range-thumb {
    opacity: 0;
  }
  .volume {
    display: flex;
    align-items: center;
  }
  .volume-range {
    --_track: 1.5em;
    flex: none;
    inline-size: 4.5em;
    block-size: 1.5em;
    border-radius: 0.4em;
    background: linear-gradient(to var(--_end, right), currentcolor var(--_at), rgb(255 255 255 / 0.35) 0) center / 100% 0.25em no-repeat !important;
  }
  .rtl {
    --_end: left;
  }
  .idle:not(.audio) .control-bar,
  .idle:not(.audio) .title {
    opacity: 0;
  }
  .idle:not(.audio) .stage {
    cursor: none;
  }

  @media (pointer: coarse) {
    :host {
      --_height: 3em;
    }
    .video .volume-range {
      display: none;
    }
  }
  @container player (max-width: 30em) {
    .video .volume-range,
    .video .pip-button {
      display: none;
    }
  }
  @container player (max-width: 21em) {
    .total {
      display: none;
    }
  }
  @container player (max-width: 15em) {
    .buttons {
      --_height: 1.75em;
      flex-wrap: wrap;
    }
  }
  @container player (min-width: 60em) {
    .video .control-bar {
      padding-inline: 1em;
      font-size: 1.1em;
    }
  }
  @media (forced-colors: active) {
    .rail {
      block-size: 0.5em;
      border: 1px solid CanvasText;
    }
    .elapsed {
      background: Highlight;
      forced-color-adjust: none;
    }
    .buffered {
      background: none;
    }
    .mark {
      background: CanvasText !important;
      forced-color-adjust: none;
    }
    .volume-range {
      border: 1px solid CanvasText;
      background: linear-gradient(to var(--_end, right), Highlight var(--_at), Canvas 0) !important;
      block-size: 0.75em;
      --_track: 0.6em;
      forced-color-adjust: none;
    }
    input[type='range']::-webkit-slider-thumb {
      background: ButtonText !important;
      forced-color-adjust: none;
    }
    input[type='range']::-moz-range-thumb {
      background: ButtonText !important;
      forced-color-adjust: none;
    }
    .video .control-bar {
      padding-block-start: 0.35em;
    }
    .stage,
    .control-bar,
    .alert {
      background: Canvas;
      color: CanvasText;
    }
    .captions-button::after {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
