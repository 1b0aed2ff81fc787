import {css} from 'lit';

/** What a campus knows of the person who is there. */
export const ownStyles = css`
  .offline p,
  .up-to-date {
    display: flex;
    align-items: center;
    gap: 0.75em;
  }
  .offline[hidden] {
    display: none;
  }
  .offline p {
    padding: 0.75em 1.125em;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.75);
    background: var(--_surface-2);
  }
  .up-to-date {
    color: var(--_text-2);
  }
  :is(.offline, .up-to-date) .icon {
    flex: none;
    color: var(--_accent);
  }
  .path-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.75em 1.5em;
  }
  .path-head .progress {
    flex: 1 1 16em;
    max-inline-size: 36em;
    margin: 0;
    padding: 0;
    font-size: 0.9375em;
  }
  .path .done .card {
    background: var(--_surface-2);
  }
  .earned {
    flex-direction: row;
    align-items: center;
    padding-inline-start: 1.125em;
  }
  .earned .icon {
    inline-size: 2em;
    block-size: 2em;
    flex: none;
    color: var(--_accent);
  }

  /* what a search found: nobody has searched before this is there */
  .results {
    display: grid;
    gap: 0.75em;
    max-inline-size: 58em;
  }
  .hit {
    flex-direction: row;
  }
  .hit .picture {
    inline-size: clamp(6em, 22cqi, 13em);
    min-block-size: 6.5em;
    align-self: stretch;
    aspect-ratio: auto;
  }
  .hit .body {
    min-inline-size: 0;
  }
  mark {
    border-radius: 0.2em;
    background: color-mix(in oklab, var(--_accent) 22%, transparent);
    color: var(--_text);
    font-weight: 600;
  }
  @media (forced-colors: active) {
    mark {
      background: Mark;
      color: MarkText;
    }
  }
`;
