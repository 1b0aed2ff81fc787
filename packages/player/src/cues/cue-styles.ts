import {css} from 'lit';

/** A cue over the picture. It lies across the whole of it and lets the pointer through, but for its box. */
export const cueStyles = css`
  :host {
    position: absolute;
    inset: 0;
    pointer-events: none !important;
    font-size: clamp(0.8125rem, 0.5rem + 1.4vw, 1rem);
    line-height: 1.4;
    text-align: start;
  }
  .frame {
    block-size: 100%;
  }
  .box {
    position: absolute;
    pointer-events: auto;
    max-inline-size: min(26em, 100% - 1.5em);
    max-block-size: calc(100% - 5em);
    padding: 0.6em 0.9em;
    overflow: auto;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    overflow-wrap: anywhere;
    outline-offset: -0.1875em;
  }
  .box:not(.stops, .hint) {
    display: flex;
    gap: 0.5em;
    align-items: flex-start;
  }
  .content {
    flex: 1;
    min-inline-size: 0;
  }
  .note,
  .quiz {
    inset-block-start: 0.75em;
    inset-inline-start: 0.75em;
  }
  .cta {
    inset-block-end: 5.25rem;
    inset-inline-end: 0.75em;
    z-index: 1; /* not in the shade of the controls */
  }
  .box.stops {
    inset: 0.75em 0.75em 3.75rem;
    z-index: 1; /* as above */
    margin: auto;
    inline-size: fit-content;
    block-size: fit-content;
    min-inline-size: min(16em, 100% - 1.5em);
    max-block-size: calc(100% - 4.5rem);
  }
  :host([data-full]) .frame {
    background: rgb(12 14 17 / 0.6);
  }
  button,
  .action {
    cursor: pointer;
  }
  .action {
    display: inline-block;
    padding: 0.35em 0.9em;
    border-radius: 99em;
    background: var(--_accent);
    color: var(--_accent-text);
    font-weight: 600;
    text-decoration: none;
  }
  .action:hover {
    text-decoration: underline;
  }
  .continue {
    display: block;
    margin-block-start: 0.75em;
    min-block-size: 2.5em;
    padding: 0.3em 1.2em;
    border: 1px solid transparent;
    border-radius: 99em;
    background: var(--_accent);
    color: var(--_accent-text);
    font-weight: 600;
    pointer-events: auto;
  }
  .dismiss {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2em;
    block-size: 2em;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: transparent;
  }
  .dismiss:hover {
    background: var(--_surface-2);
  }
  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
  }
  .spot {
    position: absolute;
    pointer-events: auto;
    translate: -50% -50%;
  }
  .hotspot {
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    block-size: 2.75em;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: transparent;
  }
  .mark {
    inline-size: 1.25em;
    block-size: 1.25em;
    border: 0.1875em solid #fff;
    border-radius: 50%;
    background: var(--_accent);
    box-shadow: 0 0 0 1px rgb(0 0 0 / 0.6);
    animation: beat 1.6s 3 ease-in-out;
  }
  @keyframes beat {
    50% {
      box-shadow: 0 0 0 0.5em rgb(255 255 255 / 0.35);
    }
  }
  /* Towards the middle of the picture, so that it is not cut off. */
  .hint {
    inset-block-start: 100%;
    left: 0;
    inline-size: max-content;
    max-inline-size: min(16em, 45vw);
    max-block-size: 9em;
  }
  .low .hint {
    inset-block: auto 100%;
  }
  .far .hint {
    left: auto;
    right: 0;
  }
  [hidden] {
    display: none !important;
  }
  .hotspot:focus-visible,
  .continue:focus-visible {
    outline-color: #fff;
    box-shadow: 0 0 0 0.375em #000;
  }
  .box .continue:focus-visible {
    outline-color: var(--_accent);
    box-shadow: none;
  }
  @media (forced-colors: active) {
    .box,
    .action,
    .continue {
      border: 1px solid ButtonText;
    }
    .mark {
      border-color: ButtonText;
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
