import type {TermsLike} from '@uggla/core/localize.js';
import type {extraTerms} from '../../extras/locales/extra-terms.js';
import type {ChatTerms} from '../terms.js';

/** All words of the family in one language: what the chat says, and what its extras say. */
export interface MoreTerms {
  chat: TermsLike<ChatTerms>;
  extras: TermsLike<typeof extraTerms.en>;
}
