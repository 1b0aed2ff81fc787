import {css} from 'lit';

/** What only the portfolio has: campaigns, and the place of the open product. */
export const portfolioStyles = css`
  h2 {
    font-size: clamp(1.375em, 2.6cqi, 2em);
    font-weight: 700;
    letter-spacing: -0.015em;
    line-height: 1.15;
    text-wrap: balance;
  }
  .single {
    padding: 0;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 1em 2em;
  }
  .campaign {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em 2em;
    padding: 1.25em clamp(1em, 3cqi, 2em);
    border-radius: calc(var(--_radius) * 2);
    background: var(--_tint);
  }
  .campaign > div {
    flex: 1 1 20em;
  }
  .campaign h3 {
    font-size: 1.125em;
  }
  s {
    color: var(--_text-2);
    font-size: 0.875em;
    font-weight: 400;
    unicode-bidi: plaintext;
  }
  .item {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2.5em;
  }
  .waiting .card {
    min-block-size: 16em;
    border-color: transparent;
    background: var(--_surface-2);
    animation: uggla-breathe 1.6s ease-in-out infinite;
  }
  @keyframes uggla-breathe {
    50% {
      opacity: 0.55;
    }
  }

  @container uggla (inline-size >= 100em) {
    .page {
      max-inline-size: 96em;
      font-size: 1.125em;
    }
  }
  @media (forced-colors: active) {
    .campaign {
      border: 1px solid CanvasText;
    }
  }
  @media print {
    .back,
    .search-form,
    .filters {
      display: none;
    }
  }
`;
