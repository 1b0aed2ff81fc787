import {css, unsafeCSS} from 'lit';
import {frameStyles} from '../first-paint/frame-styles.js';

/** The frame, and what lies on the stage. */
export const playerStyles = css`
  ${unsafeCSS(frameStyles)}
  :host {
    --_height: 2.75em;
    --_bright: var(--uggla-accent, #6db3ff);
  }
  /* Two words so far apart: its width in a box that is as wide as what it holds (a flex container, an inline block), though it
     may be as narrow as one of them. The frame itself says nothing, since what is in it goes by its width. */
  :host::before {
    display: block;
    content: '. .' / '';
    block-size: 0;
    font-size: 0;
    word-spacing: 40rem;
  }
  video {
    display: block;
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  /* Captions are drawn by .captions, above the controls; these would be the browser's own. */
  video:not(.native-cues)::cue {
    visibility: hidden;
    opacity: 0;
    color: transparent;
    background: transparent;
    font-size: 0;
  }
  video:not(.native-cues)::-webkit-media-text-track-container {
    display: none;
  }
  .layer {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  .layer::slotted(*) {
    pointer-events: auto;
  }
  .title {
    position: absolute;
    inset: 0 0 auto;
    padding: 0.9em 1.1em 2.2em;
    margin: 0;
    font-size: 1.05em;
    font-weight: 600;
    line-height: 1.3;
    background: linear-gradient(rgb(0 0 0 / 0.66), transparent);
    text-shadow: 0 1px 2px rgb(0 0 0 / 0.6);
    pointer-events: none;
    overflow-wrap: anywhere;
    transition: opacity 0.2s;
  }

  .big:hover {
    transform: scale(1.06);
    background: rgb(12 14 17 / 0.86);
  }
  .captions {
    position: absolute;
    inset: 0.75em 1em;
    inset-block-end: 0.9em;
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    gap: 0.2em;
    font-size: clamp(0.875rem, 2.6cqi, 1.75rem);
    line-height: 1.35;
    text-align: center;
    z-index: 1; /* not in the shade of the controls */
    pointer-events: none;
    transition: inset-block-end 0.2s;
  }
  .captions:empty {
    display: none;
  }
  .video:not(.idle) .captions {
    inset-block-end: 5.5rem;
  }
  .cue.top {
    order: -1;
    margin-block-end: auto;
  }
  .cue.start {
    text-align: start;
  }
  .cue.end {
    text-align: end;
  }
  .cue.left {
    text-align: left;
  }
  .cue.right {
    text-align: right;
  }
  .cue > span {
    display: inline-block;
    max-inline-size: 42em;
    padding: 0.1em 0.5em;
    border-radius: 0.2em;
    background: rgb(0 0 0 / 0.8);
    color: #fff;
    white-space: pre-line;
    overflow-wrap: anywhere;
  }

  @media print {
    .player :is(.big, .control-bar) {
      display: none; /* nothing plays on paper */
    }
  }
  @media (forced-colors: active) {
    .cue > span {
      background: Canvas;
    }
  }
  .alert:not(:has(.error)) {
    display: none;
  }
  .alert {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 1em;
    z-index: 2;
    background: rgb(12 14 17 / 0.94);
    overflow: auto;
  }
  .error {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.4em 0.9em;
    align-items: start;
    max-inline-size: 30em;
    font-size: clamp(0.8125rem, 3cqi, 1rem);
  }
  .error > .icon {
    inline-size: 2em;
    block-size: 2em;
    color: #ffb4ab;
  }
  .error strong {
    font-size: 1.15em;
  }
  .error p {
    margin: 0.15em 0 0;
  }
  .error code {
    font-size: 0.8125em;
    opacity: 0.75;
  }
  .retry {
    grid-column: 2;
    justify-self: start;
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    min-block-size: var(--_height);
    padding: 0.3em 1.1em;
    border: 1px solid currentcolor;
    border-radius: 99em;
    background: transparent;
    color: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .retry:hover {
    background: rgb(255 255 255 / 0.14);
  }
  :host(:fullscreen) {
    inline-size: 100vw;
    block-size: 100vh;
    aspect-ratio: auto;
  }
  :host(:fullscreen) .stage {
    aspect-ratio: auto;
  }
`;
