import type {TermsLike} from '@uggla/core/localize.js';
import type {compareEn as compare} from '../compare-en.js';
import type {en as catalog} from '../en.js';
import type {kioskEn as kiosk} from '../kiosk-en.js';
import type {layoutEn as layout} from '../layout-en.js';
import type {linkEn as link} from '../link-en.js';
import type {liveEn as live} from '../live-en.js';
import type {ownEn as own} from '../own-en.js';
import type {productEn as product} from '../product-en.js';
import type {radioEn as radio} from '../radio-en.js';

/** All words of the family in one language: what campus and portfolio say, and what each of their parts says. */
export interface MoreTerms {
  catalog: TermsLike<typeof catalog>;
  compare: TermsLike<typeof compare>;
  kiosk: TermsLike<typeof kiosk>;
  layout: TermsLike<typeof layout>;
  link: TermsLike<typeof link>;
  live: TermsLike<typeof live>;
  own: TermsLike<typeof own>;
  product: TermsLike<typeof product>;
  radio: TermsLike<typeof radio>;
}
