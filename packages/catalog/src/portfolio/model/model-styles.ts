import {css} from 'lit';

/** The model of a product; added to the portfolio's styles with its code. */
export const modelStyles = css`
  .model {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75em;
  }
  .model > button {
    justify-self: start;
  }
  .model-stage {
    position: relative;
    overflow: clip;
    aspect-ratio: 4 / 3;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 2);
    background: var(--_surface-2);
  }
  .model-stage .picture {
    position: absolute;
    inset: 0;
    opacity: 0.5;
  }
  .model-stage canvas {
    position: absolute;
    inset: 0;
    display: block;
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
    cursor: grab;
  }
  .model-stage canvas:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: -3px;
  }
  .model-buttons {
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 3em));
    gap: 0.375em;
    direction: ltr; /* left is left in every script */
  }
  .model-buttons button {
    justify-content: center;
    padding-inline: 0;
  }
  @media print {
    .model {
      display: none;
    }
  }
`;
