import {css} from 'lit';

/** Where a finger points: what is pressed has room for it. Fetched only there; weighs more than what other parts fetch later. */
export const touchStyles = css`
  .frame :is(.round, .icon-button, .actions button, .branches button, .composer button[part='dictate']) {
    flex: none;
    inline-size: 2.75rem;
    block-size: 2.75rem;
  }
  .frame .actions {
    flex-wrap: wrap;
  }
  .frame :is(.way, .source, .suggestions button, .to-end button, .choices select, .code-bar button, .attached button, .handoff label, summary) {
    min-inline-size: 2.75rem;
    min-block-size: 2.75rem;
  }
  .frame .choices select {
    font-size: max(1em, 16px); /* phones zoom into lists, too */
  }
  .frame .composer {
    border-radius: 1.75em;
  }
  .frame textarea {
    padding-block: 0.625rem;
  }
`;
