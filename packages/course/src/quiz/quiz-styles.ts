import {css} from 'lit';

/** How quizzes look, on their own and over a film. */
export const quizStyles = css`
  .quiz {
    display: grid;
    gap: 1.25rem;
    max-inline-size: 48rem;
  }
  .rules {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
    color: var(--_text-2);
  }
  .question {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
    min-inline-size: 0;
    margin: 0;
    padding: 1.125rem 1.25rem 1.25rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow-wrap: anywhere;
  }
  .question legend {
    float: inline-start;
    inline-size: 100%;
    padding: 0;
  }
  .question:focus:not(:focus-visible) {
    outline: none;
  }
  .question legend .count {
    display: block;
    margin-block-end: 0.25rem;
    color: var(--_text-2);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .question legend .text {
    display: block;
    font-size: 1.0625rem;
    font-weight: 700;
    line-height: 1.35;
  }
  /* Words of another direction than the page's keep their signs in place, and stand where those around them do. */
  .question :is(legend .text, .choice span, .row label, .order span, .verdict span) {
    unicode-bidi: plaintext;
    text-align: match-parent;
  }
  .hint {
    color: var(--_text-2);
    font-size: 0.875rem;
  }
  .picture {
    max-inline-size: 100%;
    block-size: auto;
    border-radius: var(--_radius);
  }
  .choices {
    display: grid;
    gap: 0.5rem;
  }
  .choice {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    min-block-size: 2.75rem;
    padding: 0.5rem 0.875rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .choice:hover {
    background: var(--_surface-2);
  }
  .choice:has(:checked) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
    background: var(--_surface-2);
  }
  .choice:has(:focus-visible) {
    outline: 0.1875em solid var(--_accent);
    outline-offset: 0.125em;
  }
  .choice input {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0;
    accent-color: var(--_accent);
  }
  .choice input:focus-visible {
    outline: none;
  }
  fieldset:disabled .choice {
    cursor: default;
  }
  .written,
  .pairs select {
    min-block-size: 2.75rem;
    max-inline-size: 100%;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--_text-2);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .written {
    inline-size: min(100%, 28rem);
  }
  .written.number {
    inline-size: 9rem;
  }
  .measure:has(.number) {
    display: flex;
    gap: 0.5rem;
    align-items: center;
  }
  .written[aria-invalid='true'] {
    border-color: var(--_danger);
  }
  .pairs {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }
  .pairs .row {
    display: grid;
    gap: 0.25rem 1rem;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr));
    align-items: center;
  }
  .order {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: place;
  }
  .order li {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    padding: 0.25rem 0.25rem 0.25rem 0.875rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    counter-increment: place;
  }
  .order li::before {
    content: counter(place);
    min-inline-size: 1.25em;
    color: var(--_text-2);
    font-variant-numeric: tabular-nums;
  }
  .order li span {
    flex: 1;
  }
  .order button {
    display: grid;
    place-items: center;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    border: 0;
    border-radius: var(--_radius);
    background: transparent;
    cursor: pointer;
  }
  .order button:hover {
    background: var(--_surface-2);
  }
  .order button[aria-disabled='true'] {
    opacity: 0.45;
    cursor: default;
  }
  .order button .icon {
    transform: rotate(90deg);
  }
  .hotspot {
    position: relative;
    inline-size: fit-content;
    max-inline-size: 100%;
    direction: ltr;
  }
  .hotspot .picture {
    display: block;
  }
  .spot {
    position: absolute;
    display: block;
    border: 2px dashed #fff;
    outline: 2px dashed #000;
    outline-offset: -2px;
    border-radius: 0.25rem;
    cursor: pointer;
  }
  .spot input {
    position: absolute;
    opacity: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    cursor: pointer;
  }
  .spot:has(:checked) {
    border: 0.25rem solid var(--_accent);
    outline: 2px solid #fff;
  }
  .spot:has(:focus-visible) {
    outline: 0.1875em solid var(--_accent);
    outline-offset: 0.1875em;
  }
  .verdict {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: center;
    padding: 0.625rem 0.875rem;
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .verdict.right :is(.icon, strong) {
    color: var(--_success);
  }
  .verdict.wrong :is(.icon, strong),
  .verdict.missing {
    color: var(--_danger);
  }
  .outcome {
    display: grid;
    gap: 0.375rem;
    padding: 1.25rem;
    border-radius: var(--_radius);
    border-inline-start: 0.25rem solid var(--_success);
    background: var(--_surface-2);
  }
  .outcome.failed {
    border-color: var(--_danger);
  }

  .panel {
    max-inline-size: none;
    align-content: center;
    padding: 1rem;
    background: var(--_surface);
  }
  .panel .question {
    inline-size: min(100%, 44rem);
    margin-inline: auto;
  }
  .panel .actions {
    inline-size: min(100%, 44rem);
    margin-inline: auto;
  }
  @container (min-width: 43.75rem) {
    .stage.video .panel {
      position: absolute;
      inset: 0;
      z-index: 2;
      overflow: auto;
    }
  }
`;
