import {css} from 'lit';

/** Feed, carousel and floating window; added to the portfolio's styles when the first is shown. */
export const layoutStyles = css`
  :host([layout='feed']) .page,
  :host([layout='floating']) .page {
    padding: 0;
    gap: 0;
  }
  .round {
    display: inline-grid;
    place-items: center;
    inline-size: 2.75em;
    block-size: 2.75em;
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: 50%;
    background: var(--_surface);
    color: var(--_text);
  }
  .round:hover {
    border-color: var(--_text-2);
  }
  .round[aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }
  .rtl .strip-buttons .icon {
    scale: -1 1;
  }

  .feed {
    position: relative;
    overflow: clip;
    block-size: var(--uggla-feed-size, min(88vh, 54em));
    border-radius: calc(var(--_radius) * 2);
    background: #0d1014;
    color: #f4f6f8;
    color-scheme: dark;
  }
  .slides {
    position: relative;
    block-size: 100%;
    overflow: hidden auto;
    scroll-snap-type: y mandatory;
    scrollbar-width: none;
  }
  .slides::-webkit-scrollbar {
    display: none;
  }
  .slide {
    display: flex;
    flex-direction: column-reverse;
    block-size: 100%;
    scroll-snap-align: start;
    scroll-snap-stop: always;
  }
  .film {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: hidden;
    background: #000;
    cursor: pointer;
  }
  .film > uggla-player,
  .film > .picture {
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
    aspect-ratio: auto;
    background: none;
    --uggla-radius: 0;
  }
  .film .picture img {
    object-fit: contain;
  }
  .words {
    display: grid;
    justify-items: start;
    gap: 0.35em;
    padding: 1em 4.75em 1.25em 1.25em;
  }
  .rtl .words {
    padding: 1em 1.25em 1.25em 4.75em;
  }
  .words h3 {
    font-size: 1.375em;
    font-weight: 700;
    line-height: 1.2;
  }
  .words .details {
    order: 0;
    color: #b8c1cb;
  }
  .words .price {
    margin: 0;
    padding: 0;
    font-size: 1.125em;
  }
  .words s {
    color: inherit;
  }
  .words .solid {
    margin-block-start: 0.5em;
  }
  .feed :focus-visible {
    outline-color: #fff;
  }
  .feed-controls {
    position: absolute;
    inset-block-end: 1.25em;
    inset-inline-end: 1em;
    display: grid;
    gap: 0.625em;
  }
  .feed-controls .round {
    border-color: rgb(255 255 255 / 0.35);
    background: rgb(13 16 20 / 0.82);
    color: #fff;
  }
  .feed-controls .previous .icon,
  .feed-controls .next .icon {
    rotate: 90deg;
  }

  .carousel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25em;
  }
  .strip-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1em;
  }
  .strip-buttons {
    display: flex;
    gap: 0.5em;
    margin-inline-start: auto;
  }
  .strip {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: min(82%, 20em);
    gap: 1.25em;
    overflow: auto hidden;
    margin-inline: calc(-1 * clamp(1em, 3cqi, 2.5em));
    padding: 0.375em clamp(1em, 3cqi, 2.5em) 1.5em;
    scroll-padding-inline: clamp(1em, 3cqi, 2.5em);
    scroll-snap-type: x mandatory;
    scrollbar-width: thin;
  }
  .strip .cell {
    scroll-snap-align: start;
  }
  .strip .card {
    flex-direction: column;
  }
  .strip .picture {
    inline-size: auto;
    aspect-ratio: 16 / 9;
  }

  :host([layout='floating']) {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: 1.25em;
    inset-inline-end: 1.25em;
    inline-size: 11em;
    background: none;
  }
  .bubble {
    position: relative;
  }
  .bubble-open {
    display: block;
    inline-size: 100%;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 2);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 0.5em 2em rgb(0 0 0 / 0.3);
    text-align: start;
  }
  .bubble-open .picture {
    inline-size: 100%;
    aspect-ratio: 16 / 10;
  }
  .bubble-open .picture > .icon {
    position: relative;
    inline-size: 2.75em;
    block-size: 2.75em;
    padding: 0.6em;
    border-radius: 50%;
    background: rgb(13 16 20 / 0.72);
    color: #fff;
  }
  .bubble-words {
    display: block;
    padding: 0.5em 0.75em 0.625em;
    font-size: 0.875em;
    font-weight: 650;
    line-height: 1.3;
  }
  .bubble-dismiss {
    position: absolute;
    inset-block-start: -0.75em;
    inset-inline-end: -0.75em;
    inline-size: 2em;
    block-size: 2em;
  }
  .window {
    box-sizing: border-box;
    container: uggla / inline-size;
    inline-size: min(100vw, 30em);
    max-inline-size: none;
    block-size: min(100vh, 54em);
    max-block-size: none;
    padding: 0;
    overflow: hidden;
    border: 0;
    border-radius: calc(var(--_radius) * 2);
    background: var(--_surface);
    color: var(--_text);
  }
  .window[open] {
    display: flex;
    flex-direction: column;
  }
  .window::backdrop {
    background: rgb(8 10 13 / 0.6);
  }
  .window-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1em;
    padding: 0.5em 0.625em 0.5em 1.25em;
  }
  .rtl .window-head {
    padding: 0.5em 1.25em 0.5em 0.625em;
  }
  .window-head .round {
    border-color: transparent;
  }
  .window-body {
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
  }
  .window-body .feed {
    block-size: 100%;
    border-radius: 0;
  }
  .window-body .item {
    padding: 0 1.25em 1.5em;
  }

  @container uggla (inline-size >= 54em) {
    .feed .slide {
      flex-direction: row-reverse;
    }
    .feed .film {
      flex: 1 1 68%;
    }
    .feed .words {
      flex: 1 1 32%;
      align-content: center;
      padding: 2em 5.25em 2em 2.25em;
    }
    .rtl .feed .words {
      padding: 2em 2.25em 2em 5.25em;
    }
    .feed .words h3 {
      font-size: 2em;
    }
    .feed-controls {
      inset-block: 0;
      align-content: center;
    }
    .strip {
      grid-auto-columns: 21em;
    }
  }
  @media (max-width: 34em) {
    .window {
      inline-size: 100vw;
      block-size: 100vh;
      border-radius: 0;
    }
    @supports (height: 1dvh) {
      .window {
        block-size: 100dvh;
      }
    }
  }
  @media (forced-colors: active) {
    .feed,
    .window,
    .round {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .slides {
      block-size: auto;
      overflow: visible;
    }
    .slide {
      block-size: auto;
      color: #000;
    }
    .feed {
      block-size: auto;
      background: none;
    }
    .film,
    .feed-controls,
    .bubble {
      display: none;
    }
  }
`;
