import type {TermsLike} from '@uggla/core/localize.js';
import type {en as acknowledgement} from '../../acknowledgement/locales/en.js';
import type {en as book} from '../../book/locales/en.js';
import type {en as certificate} from '../../certificate/locales/en.js';
import type {en as embed} from '../../embed/locales/en.js';
import type {en as feed} from '../../feed/locales/en.js';
import type {en as guide} from '../../guide/locales/en.js';
import type {finderEn as finder} from '../../guide/locales/finder-en.js';
import type {toolsEn as guideTools} from '../../guide/locales/tools-en.js';
import type {en as notes} from '../../notes/locales/en.js';
import type {en as quiz} from '../../quiz/locales/en.js';
import type {en as search} from '../../search/locales/en.js';
import type {en as tools} from '../../tools/locales/en.js';
import type {en as course} from '../en.js';

/** All words of the family in one language: what the course says, and what each of its parts says. */
export interface MoreTerms {
  course: TermsLike<typeof course>;
  acknowledgement: TermsLike<typeof acknowledgement>;
  book: TermsLike<typeof book>;
  certificate: TermsLike<typeof certificate>;
  embed: TermsLike<typeof embed>;
  feed: TermsLike<typeof feed>;
  finder: TermsLike<typeof finder>;
  guide: TermsLike<typeof guide>;
  guideTools: TermsLike<typeof guideTools>;
  notes: TermsLike<typeof notes>;
  quiz: TermsLike<typeof quiz>;
  search: TermsLike<typeof search>;
  tools: TermsLike<typeof tools>;
}
