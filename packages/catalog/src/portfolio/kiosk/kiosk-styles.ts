import {css} from 'lit';

/** A kiosk: what is shown while nobody is there, and the button of the staff. */
export const kioskStyles = css`
  .attract {
    position: fixed;
    z-index: 2147483000;
    inset: 0;
    display: grid;
    background: #000;
    color: #fff;
  }
  .attract > * {
    grid-area: 1 / 1;
  }
  .attract-film {
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }
  .attract-start {
    z-index: 1; /* or the film’s player, which is positioned, would lie over it */
    display: flex;
    flex-direction: column;
    justify-content: end;
    gap: 0.5em;
    padding: clamp(1.5em, 5vw, 5em);
    padding-block-end: max(3.75rem, 5vw); /* above the button of the staff */
    border: 0;
    background: linear-gradient(transparent 45%, rgb(0 0 0 / 75%));
    color: #fff;
    font-size: clamp(1.25em, 2.5vw, 3em);
    text-align: start;
    text-shadow: 0 0 0.4em rgb(0 0 0 / 70%); /* films are bright, and titles long */
    cursor: pointer;
  }
  .attract-start:focus-visible {
    outline-offset: -0.375em; /* it fills the screen */
  }
  .attract-title {
    font-size: 1.5em;
    font-weight: 700;
    line-height: 1.15;
    text-wrap: balance;
  }
  .kiosk-staff {
    position: fixed;
    z-index: 2147483001;
    inset-block-end: 0.75em;
    inset-inline-end: 0.75em;
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    padding-inline: 1em;
    border: 1px solid var(--_line);
    border-radius: 2em;
    background: var(--_surface);
    color: var(--_text);
    font-size: 0.8125em;
    cursor: pointer;
  }
  .kiosk-hint {
    position: fixed;
    z-index: 2147483001;
    inset-block-end: 4.5em; /* above the button of the staff */
    inset-inline: 1em;
    inline-size: fit-content;
    margin-inline: auto;
    padding: 0.75em 1.25em;
    border: 1px solid transparent; /* forced colours show it */
    border-radius: 2em;
    background: var(--_text);
    color: var(--_surface);
  }
  .kiosk-hint:empty {
    border: 0;
    padding: 0;
  }
  .light {
    display: inline-block;
    flex: none;
    inline-size: 0.875em;
    block-size: 0.875em;
    border: 0.1875em solid var(--_text-2);
    border-radius: 50%;
    forced-color-adjust: none;
  }
  .light.ready {
    border-color: #1e9e4a;
    background: #1e9e4a;
  }
  .light.missing {
    border-color: #d64515;
  }
  .kiosk-panel {
    inline-size: min(26em, 92vw);
    padding: 1.5em;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 2);
    background: var(--_surface);
    color: var(--_text);
  }
  .kiosk-panel form {
    display: grid;
    gap: 1em;
  }
  .kiosk-panel :is(h2, p) {
    margin: 0;
  }
  .kiosk-panel label {
    display: grid;
    gap: 0.25em;
    font-weight: 600;
  }
  .kiosk-panel input {
    min-block-size: 2.75em;
    padding-inline: 0.75em;
    border: 1px solid var(--_text-2);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .kiosk-panel .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.625em;
  }
  .kiosk-panel button {
    min-block-size: 2.75em;
    padding-inline: 1.25em;
  }
  @media (forced-colors: active) {
    /* A button has a ground of its own there, which would lie over the film. */
    .attract-start {
      background: none;
      forced-color-adjust: none;
    }
    .attract-start > span {
      align-self: start;
      padding: 0.125em 0.375em;
      background: Canvas;
      color: CanvasText;
      text-shadow: none;
    }
  }
`;
