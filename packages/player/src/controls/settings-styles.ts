import {css} from 'lit';

/** The settings; they come with them. */
export const settingsStyles = css`
  .menu {
    position: absolute;
    inset-inline-end: 0.6em;
    inset-block: 0.6em 4.75em;
    margin-block-start: auto;
    block-size: fit-content;
    max-block-size: calc(100% - 5.35em);
    box-shadow: 0 0.5em 2em rgb(0 0 0 / 0.5);
    inline-size: min(21em, 100% - 1.2em);
    padding: 0.35em 1em 0.9em;
    overflow: auto;
    overscroll-behavior: contain;
    border-radius: 0.75em;
    background: rgb(18 21 25 / 0.94);
    color: #fff;
    font-size: 0.9375em;
    z-index: 3;
  }
  .menu fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .menu legend {
    padding: 0.8em 0 0.35em;
    font-size: 0.8125em;
    font-weight: 600;
    opacity: 0.8;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35em;
  }
  .choices label {
    position: relative;
    display: inline-grid;
    cursor: pointer;
  }
  .choices input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .choices span {
    display: grid;
    place-items: center;
    min-inline-size: 2.75em;
    min-block-size: 2.4em;
    padding: 0.2em 0.75em;
    border: 1px solid rgb(255 255 255 / 0.3);
    border-radius: 99em;
  }
  .choices label:hover span {
    background: rgb(255 255 255 / 0.12);
  }
  .choices input:checked + span {
    border-color: #fff;
    background: #fff;
    color: #14171a;
    font-weight: 600;
  }
  .choices input:focus-visible + span {
    outline: 0.15em solid #fff;
    outline-offset: 0.15em;
  }
  .choices.switch {
    padding-block-start: 0.6em;
  }
  .choices input[type='checkbox']:checked + span::before {
    content: '✓ ' / '';
  }
  .menu button {
    min-block-size: 2.4em;
    padding: 0.2em 0.9em;
    border: 1px solid currentcolor;
    border-radius: 99em;
    background: transparent;
    cursor: pointer;
  }
  .menu .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35em;
    margin-block-start: 0.8em;
  }
  .menu p {
    margin: 0.4em 0 0;
    font-size: 0.875em;
  }
  .menu p:empty {
    display: none;
  }
  .menu button:hover {
    background: rgb(128 128 128 / 0.25);
  }
  .audio .menu {
    position: static;
    order: 1;
    grid-column: 1 / -1;
    inline-size: auto;
    max-block-size: none;
    margin-block-start: 0.5em;
    padding: 0 0 0.25em;
    border-radius: 0;
    box-shadow: none;
    background: none;
    color: inherit;
  }
  .audio .choices span {
    border-color: var(--_line);
  }
  .audio .choices label:hover span {
    background: var(--_surface-2);
  }
  .audio .choices input:checked + span {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .audio .choices input:focus-visible + span {
    outline-color: var(--_accent);
  }

  /* Over the time bar: on a phone the picture is not high. */
  @container player (max-width: 30em) {
    .video .menu {
      inset-block: 0.35em 3.2em;
      max-block-size: calc(100% - 3.55em);
    }
  }
  @media (pointer: coarse) {
    .choices span,
    .menu button {
      min-block-size: 2.75em;
    }
  }
  @media (forced-colors: active) {
    .menu {
      border: 1px solid CanvasText;
      background: Canvas;
      color: CanvasText;
    }
    .audio .menu {
      border: 0;
    }
    .choices input:checked + span {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
