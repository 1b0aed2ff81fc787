import {css} from 'lit';
import {findingStyles} from '../finding/finding-styles.js';

/** How the search looks. */
export const searchStyles = css`
  ${findingStyles}
  .search-row {
    display: flex;
    gap: 0.625rem;
    align-items: center;
  }
  search.tool .hits {
    max-block-size: min(28rem, 70vh);
    overflow: auto;
  }
`;
