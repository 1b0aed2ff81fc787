import {css} from 'lit';

/** What only the campus has: its bar, its cover, its packs, the open item. */
export const campusStyles = css`
  :host {
    min-block-size: 100%;
  }
  /* The campus's own colour, unless the page has set one. In the dark it is made lighter, to be told from the ground. */
  .branded {
    --uggla-accent: light-dark(var(--_brand), color-mix(in oklab, var(--_brand) 45%, #fff));
    --uggla-accent-text: light-dark(var(--_brand-text), #101418);
    --_accent: var(--uggla-accent);
    --_accent-text: var(--uggla-accent-text);
    --_tint: color-mix(in oklab, var(--_accent) 14%, var(--_surface));
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em 1.5em;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.75em;
    margin-inline-end: auto;
    border-radius: 0.25em;
    color: var(--_text);
    font-size: 1.0625em;
    font-weight: 650;
    text-decoration: none;
  }
  .logo {
    max-block-size: 2.75em;
    max-inline-size: 13em;
    inline-size: auto;
    margin-inline-start: -0.25em;
    padding: 0.25em;
    border-radius: 0.375em;
    background: light-dark(transparent, #fff); /* logos are drawn for paper */
  }
  .language {
    min-block-size: 2.75em;
    padding-inline: 1em 0.75em;
    border: 1px solid var(--_line);
    border-radius: 2em;
    background: var(--_surface);
    color: var(--_text);
  }

  .hero {
    display: grid;
    overflow: hidden;
    border-radius: calc(var(--_radius) * 2.5);
    background: var(--_tint);
  }
  .hero .picture {
    align-self: stretch;
    aspect-ratio: 21 / 9;
    min-block-size: 100%;
  }
  .hero-words {
    display: grid;
    align-content: center;
    gap: 0.75em;
    padding: clamp(1.5em, 4cqi, 4em);
  }
  h1 {
    font-size: clamp(1.75em, 3.6cqi, 3.25em);
    font-weight: 720;
    letter-spacing: -0.02em;
    line-height: 1.1;
    text-wrap: balance;
  }
  .hero p {
    max-inline-size: 34em;
    color: var(--_text-2);
    font-size: clamp(1em, 1.4cqi, 1.25em);
  }
  @container uggla (inline-size >= 50em) {
    .hero {
      grid-template-columns: 1fr 1fr;
    }
    .hero .picture {
      aspect-ratio: auto;
      min-block-size: 19em;
    }
  }
  @container uggla (inline-size < 34em) {
    .bar .search-form {
      order: 1;
      flex-basis: 100%;
      max-inline-size: none;
    }
    .hero .picture {
      grid-row: 1;
      inline-size: 100%;
    }
    .page {
      gap: 1.75em;
    }
  }
  @container uggla (inline-size >= 100em) {
    .page {
      max-inline-size: 96em;
      font-size: 1.125em;
    }
  }

  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.125em;
  }
  .row-head {
    display: grid;
    gap: 0.125em;
  }
  h2 {
    font-size: 1.375em;
    font-weight: 680;
    letter-spacing: -0.01em;
    line-height: 1.25;
    text-wrap: balance;
  }

  .item {
    display: grid;
    gap: 1.25em;
    min-inline-size: 0;
  }
  .waiting .card,
  .waiting .hero {
    min-block-size: 16em;
    background: var(--_surface-2);
    border-color: transparent;
    animation: uggla-breathe 1.6s ease-in-out infinite;
  }
  @keyframes uggla-breathe {
    50% {
      opacity: 0.55;
    }
  }
  @media (forced-colors: active) {
    .logo {
      background: #fff;
      forced-color-adjust: none;
    }
    .item:focus-visible {
      outline: 2px solid Highlight;
    }
  }
  @media print {
    .bar,
    .back {
      display: none;
    }
  }
`;
