// A string and not Lit's `css`: what is painted first waits for no library.
const css = String.raw;

/** What is there before anything plays: the frame, the poster, the button in the middle, the sign that one waits. */
export const frameStyles = css`
  :host {
    display: block;
    position: relative;
    --_over: rgb(12 14 17 / 0.72);
    font-size: var(--uggla-player-size, 1rem);
    overflow: hidden;
    isolation: isolate;
  }
  .player {
    block-size: 100%;
    container-type: inline-size;
    container-name: player;
  }
  .stage {
    position: relative;
    inline-size: 100%;
    block-size: 100%;
    aspect-ratio: var(--uggla-aspect-ratio, 16 / 9);
    background: #000;
    color: #fff;
    overflow: hidden;
    outline: none;
    -webkit-tap-highlight-color: transparent;
  }
  .poster,
  .poster img,
  slot[name='poster']::slotted(*) {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    pointer-events: none;
  }
  .poster {
    background: var(--_placeholder, none) center / contain no-repeat;
  }
  .big {
    position: absolute;
    inset: 0;
    margin: auto;
    font-size: clamp(0.6875rem, 2.2cqi, 1.125rem);
    inline-size: 4.5em;
    block-size: 4.5em;
    display: grid;
    place-items: center;
    border: 0;
    border-radius: 50%;
    background: var(--_over);
    color: #fff;
    cursor: pointer;
    backdrop-filter: blur(0.4em);
    transition: transform 0.15s, background-color 0.15s;
  }
  .big .icon {
    inline-size: 2em;
    block-size: 2em;
  }
  @container player (max-width: 26em) {
    .big {
      inset-block-end: 3.4rem;
    }
  }
  .spinner {
    position: absolute;
    inset: 0;
    margin: auto;
    inline-size: 3em;
    block-size: 3em;
    border: 0.25em solid rgb(255 255 255 / 0.3);
    border-block-start-color: #fff;
    border-radius: 50%;
    animation: turn 0.9s linear infinite, come 0.3s 0.35s both;
    pointer-events: none;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }
  @keyframes come {
    from {
      opacity: 0;
    }
  }
`;
