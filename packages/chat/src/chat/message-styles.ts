import {css} from 'lit';

/** Questions, answers, and what belongs to an answer beside its text. */
export const messageStyles = css`
  .messages {
    display: flex;
    flex-direction: column;
    gap: 1.25em;
    inline-size: 100%;
    max-inline-size: 46em;
    margin-inline: auto;
  }
  .message {
    min-inline-size: 0;
  }
  .user {
    display: flex;
    flex-direction: row-reverse;
    align-items: flex-end;
    gap: 0.25em;
  }
  .bubble {
    max-inline-size: 85%;
    padding: 0.5em 0.875em;
    border-radius: 1.125em;
    border-end-end-radius: 0.25em;
    background: var(--_tint);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    gap: 0.125em;
    margin-block-start: 0.25em;
  }
  .actions button {
    display: grid;
    place-items: center;
    inline-size: 2rem;
    block-size: 2rem;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text-2);
    font-size: 1.0625rem;
    cursor: pointer;
  }
  .actions button:hover {
    background: var(--_surface-2);
    color: var(--_text);
  }
  .actions button[aria-pressed='true'] {
    color: var(--_accent);
    background: var(--_tint);
  }
  .actions button.copied {
    color: var(--_success);
  }
  .actions svg.down {
    transform: scaleY(-1);
  }
  .user .actions {
    margin: 0;
    opacity: 0;
    transition: opacity 0.15s;
  }
  .user:hover .actions,
  .user:focus-within .actions {
    opacity: 1;
  }
  @media (hover: none) {
    .user .actions {
      opacity: 1;
    }
  }
  .progress {
    display: flex;
    align-items: center;
    gap: 0.625em;
    margin: 0.25em 0 0;
    color: var(--_text-2);
    font-size: 0.9375em;
  }
  .dots {
    display: inline-flex;
    gap: 0.25em;
  }
  .dots i {
    inline-size: 0.4375em;
    block-size: 0.4375em;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.2s infinite ease-in-out;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }
  .text ~ .progress i {
    animation: none; /* the text moves, and each frame of it would style them anew */
    opacity: 0.5;
  }
  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }
    30% {
      opacity: 1;
    }
  }
  .note {
    margin-block-end: 0.5em;
  }
  .sources {
    margin-block-start: 0.75em;
  }
  .sources-title {
    margin: 0 0 0.375em;
    color: var(--_text-2);
    font-size: 0.8125em;
    font-weight: 600;
  }
  .sources ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 18em), 1fr));
    gap: 0.375em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .source {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    inline-size: 100%;
    block-size: 100%;
    padding: 0.4375em 0.625em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-size: 0.875em;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  .source:hover {
    border-color: var(--_accent);
    background: var(--_tint);
  }
  .source .passage {
    flex-basis: 100%;
    color: var(--_text-2);
    font-size: 0.875em;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  .source .title {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .number,
  .citation {
    display: inline-grid;
    place-items: center;
    flex: none;
    min-inline-size: 1.5em;
    block-size: 1.5em;
    padding: 0 0.375em;
    border: 1px solid transparent;
    border-radius: 0.375em;
    background: var(--_tint);
    color: var(--_accent);
    font-size: 0.8125em;
    font-weight: 650;
    line-height: 1;
    font-variant-numeric: tabular-nums;
  }
  .citation {
    position: relative;
    margin-inline: 0.125em;
    vertical-align: 0.0625em;
    text-decoration: none;
    cursor: pointer;
  }
  .citation::after {
    position: absolute;
    inset: min(0px, (100% - 24px) / 2); /* a finger needs more than the number takes */
    content: '';
  }
  .citation:hover {
    background: var(--_accent);
    color: var(--_accent-text);
  }
  .time {
    display: inline-flex;
    align-items: center;
    gap: 0.1875em;
    color: var(--_text-2);
    font-variant-numeric: tabular-nums;
  }
  .reasoning {
    margin-block-end: 0.5em;
    color: var(--_text-2);
    font-size: 0.9375em;
  }
  .text + .tool {
    margin-block-start: 0.625em;
  }
  .reasoning summary {
    cursor: pointer;
    inline-size: max-content;
    max-inline-size: 100%;
  }
  .reasoning div {
    margin-block-start: 0.375em;
    padding-inline-start: 0.75em;
    border-inline-start: 0.1875em solid var(--_line);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .ending,
  .error {
    margin-block-start: 0.75em;
    font-size: 0.9375em;
  }
  .ending p,
  .error p {
    margin: 0;
  }
  .ending p:first-child {
    color: var(--_text-2);
  }
  .error {
    display: flex;
    gap: 0.625em;
    padding: 0.75em;
    border: 1px solid var(--_danger);
    border-inline-start-width: 0.25em;
    border-radius: var(--_radius);
  }
  .error > svg {
    flex: none;
    margin-block-start: 0.125em;
    color: var(--_danger);
    font-size: 1.25em;
  }
  .error > div {
    min-inline-size: 0;
  }
  p.ways {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block-start: 0.625em;
  }
  @media (forced-colors: active) {
    .number,
    .citation {
      border-color: ButtonText;
    }
    .actions button[aria-pressed='true'] {
      border: 1px solid Highlight;
    }
  }
`;
