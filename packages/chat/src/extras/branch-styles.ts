import {css} from 'lit';

/** The switch between branches. */
export const branchStyles = css`
  .branches {
    display: inline-flex;
    flex: none;
    align-items: center;
    color: var(--_text-2);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .branches button {
    display: grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font-size: 1rem;
    cursor: pointer;
  }
  .branches button:hover {
    background: var(--_surface-2);
    color: var(--_text);
  }
  .branches button[aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }
  .branches svg:dir(rtl) {
    transform: scaleX(-1);
  }
`;
