import type {TermsLike} from '@uggla/core/localize.js';
import type {ModelTerms} from './en.js';

/** The words of a product's model in Basque. */
export const terms: TermsLike<ModelTerms> = {
  open: 'Ikusi 3Dn',
  loading: '3D eredua bidean da…',
  model: (title) => `3D eredua: ${title}`,
  keys: 'Arrastatu edo erabili geziak biratzeko; + eta − teklek hurbildu edo urrundu egiten dute.',
  turnLeft: 'Biratu ezkerrera',
  turnRight: 'Biratu eskuinera',
  turnUp: 'Biratu gora',
  turnDown: 'Biratu behera',
  closer: 'Hurbildu',
  away: 'Urrundu',
  reset: 'Hasieran bezala',
  close: 'Itxi 3D eredua',
  place: (around, above, size) => `Biratuta: ${around}; goitik: ${above}; tamaina: ${size}`,
  failed: 'Ezin izan da 3D eredua erakutsi.',
  missing: 'Nabigatzaile honek ez du 3D eredurik erakusten: WebGL desgaituta dago edo ez dago.',
  retry: 'Saiatu berriro',
};
