import {css} from 'lit';

/** How micro-lessons stand one above the other. */
export const feedStyles = css`
  .feed {
    min-inline-size: 0;
  }
  .slides {
    block-size: clamp(30rem, 85vh, 56rem);
    margin: 0;
    padding: 0;
    overflow-y: auto;
    list-style: none;
    scroll-snap-type: y mandatory;
    overscroll-behavior-y: contain;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .slide {
    box-sizing: border-box;
    block-size: 100%;
    padding: 1rem;
    overflow-y: auto;
    scroll-snap-align: start;
    scroll-snap-stop: always;
  }
  .due,
  .recall {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.625rem;
  }
  .due {
    justify-content: space-between;
    margin-block: 0 0.75rem;
  }
  .recall {
    margin-block-end: 1rem;
    padding: 0.75rem;
    border: 1px solid var(--_accent);
    border-radius: var(--_radius);
  }
  .cover {
    display: grid;
    place-content: center;
    gap: 1rem;
    block-size: 100%;
    text-align: center;
    color: var(--_text-2);
  }
  .cover img {
    max-inline-size: 100%;
    max-block-size: 60vh;
    border-radius: var(--_radius);
  }
`;
