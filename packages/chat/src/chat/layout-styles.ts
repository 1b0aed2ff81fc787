import {css} from 'lit';

/** Where the chat stands: in the page, above it, beside it. */
export const layoutStyles = css`
  :host {
    --_chat-radius: calc(var(--_radius) * 2);
    --_tint: var(--_surface-2);
    --_edge: var(--_text-2);
    block-size: 38em;
    max-inline-size: 100%;
  }
  @supports (color: color-mix(in srgb, #000 10%, #fff)) {
    :host {
      --_tint: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
      --_edge: color-mix(in srgb, var(--_text-2) 75%, var(--_surface));
    }
  }
  :host([layout='floating']),
  :host([layout='panel']) {
    position: fixed;
    z-index: 1000;
    inset-block-end: calc(1.25em + env(safe-area-inset-bottom));
    inset-inline-end: calc(1.25em + env(safe-area-inset-right));
    block-size: auto;
  }
  .frame {
    display: flex;
    flex-direction: column;
    position: relative;
    block-size: 100%;
    min-block-size: 0;
    overflow: hidden;
    background: var(--_surface);
    color: var(--_text);
    border: 1px solid var(--_line);
    border-radius: var(--_chat-radius);
    container-type: inline-size;
  }
  .frame[hidden],
  [hidden] {
    display: none !important;
  }
  .frame:focus {
    outline: none;
  }
  .launcher {
    display: grid;
    place-items: center;
    inline-size: 3.5rem;
    block-size: 3.5rem;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_accent-text);
    font-size: 1.5rem;
    box-shadow: 0 0.25rem 1rem rgb(0 0 0 / 25%);
    cursor: pointer;
    transition: transform 0.15s;
  }
  .launcher:hover {
    transform: scale(1.06);
  }
  :host([layout='floating']) .frame,
  :host([layout='panel']) .frame {
    position: fixed;
    box-shadow: 0 0.75rem 2.5rem rgb(0 0 0 / 28%);
    animation: come 0.18s ease-out;
  }
  :host([layout='floating']) .frame {
    /* the last of these lies under an on-screen keyboard, where there is one */
    inset-block-end: calc(1.25em + env(safe-area-inset-bottom) + max(0px, 100dvh - var(--_free-top, 0px) - var(--_free-height, 100dvh)));
    inset-inline-end: calc(1.25em + env(safe-area-inset-right));
    inline-size: min(26em, 100vw - 2.5em);
    block-size: min(40em, var(--_free-height, 100dvh) - 2.5em);
  }
  :host([layout='panel']) .frame {
    inset-block: var(--_free-top, 0) auto;
    inset-inline-end: 0;
    inline-size: min(28em, 100vw);
    block-size: var(--_free-height, 100dvh);
    border-block: 0;
    border-inline-end: 0;
    border-radius: 0;
    padding-block: env(safe-area-inset-top) env(safe-area-inset-bottom);
  }
  @keyframes come {
    from {
      opacity: 0;
      transform: translateY(0.75em);
    }
  }
  @media (max-width: 600px) {
    :host([layout='floating']) .frame,
    :host([layout='panel']) .frame {
      inset: var(--_free-top, 0) 0 auto;
      inline-size: 100vw;
      block-size: var(--_free-height, 100dvh);
      border: 0;
      border-radius: 0;
      padding-block: env(safe-area-inset-top) env(safe-area-inset-bottom);
      padding-inline: env(safe-area-inset-left) env(safe-area-inset-right);
    }
  }
  @media (forced-colors: active) {
    .launcher {
      border-color: ButtonText;
    }
  }
  @media print {
    .launcher {
      display: none;
    }
  }
`;
