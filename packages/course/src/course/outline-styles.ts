import {css} from 'lit';

/** How the outline of a course looks. */
export const outlineStyles = css`
  nav {
    min-inline-size: 0;
    align-self: start;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: hidden;
  }
  .nav-title {
    padding: 0.875rem 1rem 0.625rem;
    font-size: 1rem;
    font-weight: 700;
  }
  .items {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .block-title {
    padding: 1rem 1rem 0.375rem;
    font-size: 0.8125rem;
    font-weight: 700;
    color: var(--_text-2);
  }
  .block + .block,
  li + .block {
    border-block-start: 1px solid var(--_line);
  }
  /* Of a course of a thousand lessons only those in sight are laid out and painted. */
  .items > li:not(.block) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 3.5rem;
  }
  .items .items {
    padding-block-end: 0.375rem;
  }
  .lesson-link {
    display: flex;
    gap: 0.75rem;
    align-items: flex-start;
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.625rem 1rem;
    border: 0;
    border-inline-start: 0.25rem solid transparent;
    background: transparent;
    text-align: start;
    cursor: pointer;
  }
  /* A title of another direction stands where the others do. */
  :host(:dir(rtl)) .lesson-link {
    text-align: right;
  }
  .lesson-link:hover {
    background: var(--_surface-2);
  }
  .lesson-link:focus-visible {
    outline-offset: -0.1875rem;
  }
  .lesson-link[aria-current] {
    border-inline-start-color: var(--_accent);
    background: var(--_surface-2);
  }
  .lesson-link[aria-current] .name {
    font-weight: 700;
  }
  .lesson-link .mark {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border: 1px solid var(--_line);
    border-radius: 50%;
    color: var(--_text-2);
    font-size: 0.8125rem;
  }
  .lesson-link .mark .icon {
    vertical-align: 0;
  }
  .lesson-link.started .mark {
    border-color: var(--_accent);
    color: var(--_accent);
  }
  .lesson-link.done .mark {
    border-color: var(--_success);
    background: var(--_success);
    color: var(--_surface);
  }
  .lesson-link.due .mark {
    border-color: var(--_danger);
    color: var(--_danger);
  }
  .lesson-link.locked {
    cursor: default;
  }
  .lesson-link.locked .name {
    color: var(--_text-2);
  }
  .lesson-link .words {
    display: grid;
    gap: 0.125rem;
    min-inline-size: 0;
    padding-block-start: 0.125rem;
  }
  .lesson-link .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75em;
  }
  .lesson-link .reason {
    flex-basis: 100%;
  }
  .lesson-link.done .standing {
    color: var(--_success);
  }
  @media (forced-colors: active) {
    /* Forced colours show transparent edges too: only that of the current lesson shall be seen. */
    .lesson-link {
      border-inline-start-color: ButtonFace;
    }
    .lesson-link[aria-current] {
      border-inline-start-color: Highlight;
    }
    .lesson-link.done .mark {
      border-width: 3px;
    }
  }
`;
