import {css} from 'lit';

/** How a course looks: the lesson and its outline, side by side where there is room. */
export const courseStyles = css`
  :host {
    container-type: inline-size;
    background: var(--_surface);
    --_gap: clamp(1rem, 2.5cqi, 2rem);
  }
  .course,
  .body,
  .lesson {
    grid-template-columns: minmax(0, 1fr);
  }
  .course {
    display: grid;
    gap: var(--_gap);
    padding: var(--_gap);
    max-inline-size: 84rem;
    margin-inline: auto;
    overflow-wrap: anywhere;
  }
  h2,
  h3,
  h4 {
    margin: 0;
    line-height: 1.25;
    text-wrap: balance;
  }
  h2 {
    font-size: clamp(1.25rem, 3cqi, 1.75rem);
    letter-spacing: -0.01em;
  }
  h3 {
    font-size: clamp(1.2rem, 2.6cqi, 1.6rem);
    letter-spacing: -0.01em;
  }
  p {
    margin: 0;
  }
  .quiet {
    color: var(--_text-2);
    font-size: 0.875em;
  }
  .icon {
    flex: none;
    vertical-align: -0.3em;
  }

  .body {
    display: grid;
    gap: var(--_gap);
    align-items: start;
  }
  .top {
    display: grid;
    gap: 0.75rem 2rem;
    grid-template-columns: minmax(0, 1fr);
    align-items: end;
  }
  .overall {
    display: grid;
    gap: 0.375rem;
  }
  .bar {
    display: block;
    block-size: 0.5rem;
    inline-size: 100%;
    border: 0;
    border-radius: 1rem;
    background: var(--_line);
    overflow: hidden;
    appearance: none;
  }
  .bar::-webkit-progress-bar {
    background: transparent;
  }
  .bar::-webkit-progress-value {
    background: var(--_accent);
    border-radius: 1rem;
    transition: inline-size 0.3s;
  }
  .bar::-moz-progress-bar {
    background: var(--_accent);
    border-radius: 1rem;
  }
  .bar.complete::-webkit-progress-value {
    background: var(--_success);
  }
  .bar.complete::-moz-progress-bar {
    background: var(--_success);
  }

  .banner,
  .note {
    display: flex;
    gap: 0.625rem;
    align-items: baseline;
    padding: 0.75rem 1rem;
    border-radius: var(--_radius);
    background: var(--_surface-2);
    border-inline-start: 0.25rem solid var(--_accent);
  }
  .banner .icon,
  .note .icon {
    align-self: center;
  }
  .banner.success {
    border-color: var(--_success);
  }

  .lesson {
    display: grid;
    gap: 1.25rem;
    align-content: start;
    min-inline-size: 0;
  }
  .lesson-head {
    display: grid;
    gap: 0.375rem;
  }
  .lesson-head .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
  }
  .lesson-head h3:focus {
    outline-offset: 0.375rem;
  }
  .lesson-head h3:focus:not(:focus-visible) {
    outline: none;
  }
  .badge {
    display: inline-flex;
    gap: 0.25em;
    align-items: center;
    padding: 0.0625rem 0.625rem 0.0625rem 0.4375rem;
    border: 1px solid currentColor;
    border-radius: 1rem;
    font-weight: 600;
  }
  .badge.done {
    color: var(--_success);
  }
  .badge.due {
    color: var(--_danger);
  }
  .measure {
    display: grid;
    gap: 0.375rem;
  }

  .stage {
    position: relative;
    border-radius: var(--_radius);
    overflow: hidden;
    background: var(--_surface-2);
  }
  .stage.waiting {
    display: grid;
    place-items: center;
    aspect-ratio: 16 / 9;
  }
  .stage.video uggla-player {
    display: block;
    inline-size: 100%;
  }
  .stage.video:has(.panel) {
    overflow: visible;
  }

  .prose {
    max-inline-size: 68ch;
    font-size: 1.0625em;
    line-height: 1.65;
    overflow-wrap: break-word;
  }
  .prose :is(p, ul, ol, dl, blockquote, pre, table, figure) {
    margin-block: 0 0.9em;
  }
  .prose > .end {
    block-size: 1px;
  }
  .prose > :first-child {
    margin-block-start: 0;
  }
  .prose > :last-child {
    margin-block-end: 0;
  }
  .prose :is(h2, h3, h4, h5, h6) {
    margin-block: 1.5em 0.5em;
    font-size: 1.125em;
  }
  .prose a {
    color: var(--_accent);
  }
  .prose img {
    max-inline-size: 100%;
    block-size: auto;
    border-radius: var(--_radius);
  }
  .prose blockquote {
    margin-inline: 0;
    padding-inline-start: 1em;
    border-inline-start: 0.25rem solid var(--_line);
    color: var(--_text-2);
  }
  .prose pre {
    overflow-x: auto;
    padding: 0.75em 1em;
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .prose table {
    display: block;
    overflow-x: auto;
    border-collapse: collapse;
  }
  .prose :is(th, td) {
    padding: 0.375em 0.75em;
    border: 1px solid var(--_line);
    text-align: start;
  }
  .notes {
    display: grid;
    gap: 0.75rem;
    padding-block-start: 1.25rem;
    border-block-start: 1px solid var(--_line);
  }

  .pager {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    justify-content: space-between;
    padding-block-start: 1.25rem;
    border-block-start: 1px solid var(--_line);
  }
  .pager > :only-child[part='next'] {
    margin-inline-start: auto;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
  }
  .primary,
  .secondary {
    display: inline-flex;
    gap: 0.375em;
    align-items: center;
    min-block-size: 2.75rem;
    max-inline-size: 100%;
    padding: 0.375rem 1.125rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-weight: 600;
    text-align: start;
    cursor: pointer;
  }
  .secondary:hover {
    background: var(--_surface-2);
  }
  .primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .primary:hover {
    filter: brightness(1.1);
  }
  .primary[aria-disabled='true'] {
    background: var(--_surface-2);
    border-color: var(--_line);
    color: var(--_text-2);
    cursor: default;
    filter: none;
  }
  :host(:dir(rtl)) :is(.pager, .turned) .icon,
  .rtl :is(.pager, .turned) .icon {
    transform: scaleX(-1);
  }

  .closed,
  .trouble {
    display: grid;
    gap: 0.75rem;
    justify-items: start;
    padding: clamp(1.25rem, 5cqi, 3rem);
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .closed > .icon,
  .trouble > .icon {
    font-size: 1.5rem;
  }
  .trouble > .icon {
    color: var(--_danger);
  }
  .to-contents {
    justify-self: start;
  }
  .skeleton {
    display: grid;
    gap: var(--_gap);
    padding: var(--_gap);
  }

  @container (min-width: 43.75rem) {
    .top {
      grid-template-columns: minmax(0, 1fr) minmax(12rem, 20rem);
    }
    .body {
      grid-template-columns: minmax(0, 1fr) clamp(15rem, 30cqi, 22rem);
    }
    .to-contents {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    .bar::-webkit-progress-value {
      background: Highlight !important;
    }
    .bar::-moz-progress-bar {
      background: Highlight !important;
    }
  }
  @media print {
    nav,
    .pager,
    .above,
    .to-contents,
    .tools > button {
      display: none;
    }
    .body {
      grid-template-columns: minmax(0, 1fr); /* the list of lessons stands beside nothing */
    }
    .prose {
      max-inline-size: none;
    }
    .prose :is(h2, h3, h4) {
      break-after: avoid;
    }
    .prose :is(img, tr) {
      break-inside: avoid;
    }
  }
`;
