import type {TermsLike} from '@uggla/core/localize.js';
import type {ModelTerms} from './en.js';

/** The words of a product's model in Galician. */
export const terms: TermsLike<ModelTerms> = {
  open: 'Velo en 3D',
  loading: 'O modelo 3D está de camiño…',
  model: (title) => `Modelo 3D de ${title}`,
  keys: 'Arrástrao ou usa as frechas para xiralo; + e − achégano ou afástano.',
  turnLeft: 'Xirar á esquerda',
  turnRight: 'Xirar á dereita',
  turnUp: 'Xirar cara arriba',
  turnDown: 'Xirar cara abaixo',
  closer: 'Achegar',
  away: 'Afastar',
  reset: 'Como ao principio',
  close: 'Pechar o modelo 3D',
  place: (around, above, size) => `Xirado ${around}, visto desde ${above} de altura, tamaño ${size}`,
  failed: 'Non se puido amosar o modelo 3D.',
  missing: 'Este navegador non amosa modelos 3D: WebGL está desactivado ou non existe.',
  retry: 'Tentar de novo',
};
