import {css} from 'lit';

/** How a document to accept looks. */
export const acknowledgementStyles = css`
  .acknowledgement {
    display: grid;
    gap: 1rem;
  }
  .acknowledgement > .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
  }
  .acknowledgement summary {
    cursor: pointer;
  }
  .acknowledgement code {
    overflow-wrap: anywhere;
  }
  .document {
    padding: clamp(1rem, 4cqi, 2.5rem);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  form.accept,
  .signed {
    display: grid;
    gap: 0.875rem;
    padding: 1.25rem;
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  form.accept {
    border-inline-start: 0.25rem solid var(--_accent);
  }
  .signed {
    border-inline-start: 0.25rem solid var(--_success);
  }
  form.accept .sentence {
    font-weight: 600;
  }
  form.accept label {
    display: grid;
    gap: 0.25rem;
  }
  form.accept input {
    inline-size: min(100%, 28rem);
    min-block-size: 2.75rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--_text-2);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  form.accept input[aria-invalid='true'] {
    border-color: var(--_danger);
  }
  form.accept .primary[aria-disabled='true'] {
    background: var(--_surface);
  }
`;
