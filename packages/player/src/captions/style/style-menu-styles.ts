import {css} from 'lit';

/** The menu of the look of captions. */
export const styleMenuStyles = css`
  .caption-style .row {
    position: sticky;
    inset-block-start: -0.35em;
    display: flex;
    justify-content: space-between;
    padding-block: 0.5em;
    background: inherit;
    z-index: 1;
  }
  .caption-style .sample {
    display: flex;
    flex-direction: column;
    padding: 0.8em;
    border-radius: 0.4em;
    /* Light and dark, since captions must be read on both. */
    background: linear-gradient(100deg, #20262d 45%, #d8dde3 55%);
    font-size: 1.15em;
    text-align: center;
    overflow: hidden;
  }
  .caption-style label {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    align-items: center;
    gap: 0.6em;
    padding-block: 0.2em;
  }
  .caption-style select {
    min-inline-size: 0;
    min-block-size: 2.4em;
    padding-inline: 0.5em;
    border: 1px solid rgb(255 255 255 / 0.5);
    border-radius: 0.4em;
    background: #14171a;
    color: #fff;
  }
  .audio .caption-style .row {
    background: var(--_surface);
  }
  /* Of sound they stand on the player's own surface. */
  .audio .caption-style .sample {
    border: 1px solid var(--_line);
    background: none;
  }
  .audio .caption-style select {
    border-color: var(--_text-2);
    background: var(--_surface);
    color: var(--_text);
  }
  @media (pointer: coarse) {
    .caption-style select {
      min-block-size: 2.75em;
    }
  }
  @media (forced-colors: active) {
    .caption-style .sample {
      border: 1px solid CanvasText;
      background: Canvas;
    }
    .caption-style select {
      border-color: ButtonBorder;
      background: Field;
      color: FieldText;
    }
  }
`;
