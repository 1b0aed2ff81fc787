import {css} from 'lit';

/** Header, log, greeting, composer and what stands below it. */
export const chatStyles = css`
  header {
    display: flex;
    align-items: center;
    gap: 0.625em;
    min-block-size: 3.75rem;
    padding: 0.5em 0.875em;
    border-block-end: 1px solid var(--_line);
  }
  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    font-size: 1em;
    font-weight: 650;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .badge {
    display: grid;
    place-items: center;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_accent-text);
    font-size: 1.375rem;
  }
  .badge.small {
    inline-size: 2rem;
    block-size: 2rem;
    font-size: 1.0625rem;
  }
  .icon-button {
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_text-2);
    font-size: 1.25rem;
    cursor: pointer;
  }
  .icon-button:hover {
    background: var(--_surface-2);
    color: var(--_text);
  }
  .conversations {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    padding: 1em;
  }
  .conversations ul {
    margin: 0 0 1em;
    padding: 0;
    list-style: none;
  }
  .conversations li {
    display: flex;
    gap: 0.5em;
    align-items: center;
    margin-block-end: 0.5em;
  }
  .conversations [part='conversation'] {
    flex: 1;
    min-inline-size: 0;
    text-align: start;
  }
  .conversations [aria-current] {
    border-color: var(--_accent);
  }
  .conversations .time {
    display: block;
    color: var(--_text-2);
    font-size: 0.8125em;
  }
  .log[hidden] {
    display: none;
  }
  .log {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1em;
    display: flex;
    flex-direction: column;
  }
  .log:focus-visible {
    outline-offset: -0.1875em;
  }
  .greeting {
    margin: auto;
    padding-block: 1em;
    max-inline-size: 32em;
    text-align: center;
  }
  .greeting .badge {
    margin: 0 auto 0.75rem;
  }
  .hello {
    margin: 0;
    font-size: 1.375em;
    font-weight: 650;
    line-height: 1.25;
    text-wrap: balance;
  }
  ::slotted([slot='greeting']) {
    margin-block: 0;
    font-size: 1.125em;
    line-height: 1.35;
    text-wrap: balance;
  }
  .hint {
    margin: 0.25em 0 0;
    color: var(--_text-2);
  }
  .suggestions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5em;
    margin: 1.25em 0 0;
    padding: 0;
    list-style: none;
  }
  .suggestions button {
    padding: 0.5em 0.875em;
    border: 1px solid var(--_line);
    border-radius: 1.25em;
    background: var(--_surface);
    text-align: start;
    cursor: pointer;
  }
  .suggestions button:hover {
    border-color: var(--_accent);
    background: var(--_tint);
  }
  @container (max-width: 28em) {
    .suggestions {
      flex-direction: column;
      align-items: stretch;
    }
    .suggestions button {
      inline-size: 100%;
      border-radius: 1em;
    }
  }
  .to-end {
    position: relative;
    block-size: 0;
  }
  .to-end button {
    position: absolute;
    inset-block-end: 0.5em;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: max-content;
    padding: 0.375em 0.875em;
    border: 1px solid var(--_line);
    border-radius: 1.25em;
    background: var(--_surface);
    box-shadow: 0 0.125em 0.5em rgb(0 0 0 / 18%);
    font-size: 0.875em;
    cursor: pointer;
  }
  footer {
    padding: 0.5em 0.875em 0.75em;
  }
  footer > * {
    max-inline-size: 46em;
    margin-inline: auto;
  }
  .composer {
    display: flex;
    align-items: flex-end;
    gap: 0.375em;
    padding: 0.375em;
    border: 1px solid var(--_edge);
    border-radius: 1.5em;
    background: var(--_surface);
  }
  .composer:focus-within {
    border-color: var(--_accent);
    outline: 0.125em solid var(--_accent);
    outline-offset: -0.125em;
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    max-block-size: 9.5em;
    margin: 0;
    padding: 0.375rem 0.625rem;
    border: 0;
    background: none;
    resize: none;
    field-sizing: content;
    font-size: max(1em, 16px); /* below, phones zoom into the field */
    line-height: 1.5;
  }
  textarea:focus {
    outline: none; /* the box around it shows the focus */
  }
  textarea::placeholder {
    color: var(--_text-2);
    opacity: 1;
  }
  .round {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_accent-text);
    font-size: 1.25rem;
    cursor: pointer;
  }
  .round[aria-disabled='true'] {
    background: var(--_surface-2);
    color: var(--_text-2);
    cursor: default;
  }
  .notice,
  .note {
    margin: 0;
    color: var(--_text-2);
    font-size: 0.8125em;
  }
  footer > .notice {
    margin: 0.5em auto 0;
    text-align: center;
    text-wrap: balance;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em 1em;
    padding: 0.5em 0.875em;
    border-block-end: 1px solid var(--_line);
    color: var(--_text-2);
    font-size: 0.875em;
  }
  .choices label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-inline-size: 0;
  }
  .choices select {
    min-inline-size: 0;
    max-inline-size: 14em;
    min-block-size: 2em;
    font: inherit;
    color: var(--_text);
    background: var(--_surface);
    border: 1px solid var(--_edge);
    border-radius: var(--_radius);
    text-overflow: ellipsis;
  }
  .context {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    margin: 0.5em auto 0;
    color: var(--_text-2);
    font-size: 0.8125em;
  }
  .context meter {
    inline-size: 4em;
    flex: none;
  }
  footer > .editing {
    margin: 0 auto 0.5em;
  }
  .consent {
    padding: 0.875em;
    border: 1px solid var(--_line);
    border-radius: var(--_chat-radius);
    background: var(--_surface-2);
    font-size: 0.9375em;
  }
  ::slotted([slot='consent']) {
    margin-block: 0;
  }
  .consent .way {
    margin-block-start: 0.75em;
  }
  .way {
    padding: 0.3125em 0.75em;
    border: 1px solid var(--_text-2);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font-size: 0.9375em;
    cursor: pointer;
  }
  .way:hover:not(:disabled) {
    border-color: var(--_accent);
    background: var(--_tint);
  }
  .way:disabled {
    color: var(--_text-2);
    border-style: dashed;
    cursor: default;
  }
  .way.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_accent-text);
  }
  @media (forced-colors: active) {
    .round,
    .badge {
      border: 1px solid ButtonText;
    }
  }
`;
