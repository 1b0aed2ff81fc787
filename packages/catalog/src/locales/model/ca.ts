import type {TermsLike} from '@uggla/core/localize.js';
import type {ModelTerms} from './en.js';

/** The words of a product's model in Catalan. */
export const terms: TermsLike<ModelTerms> = {
  open: 'Veure-ho en 3D',
  loading: 'El model 3D és de camí…',
  model: (title) => `Model 3D de ${title}`,
  keys: 'Arrossega’l o fes servir les fletxes per girar-lo; + i − l’acosten o l’allunyen.',
  turnLeft: 'Gira a l’esquerra',
  turnRight: 'Gira a la dreta',
  turnUp: 'Gira cap amunt',
  turnDown: 'Gira cap avall',
  closer: 'Acosta',
  away: 'Allunya',
  reset: 'Com al principi',
  close: 'Tanca el model 3D',
  place: (around, above, size) => `Girat ${around}, vist des de ${above} d’alçada, mida ${size}`,
  failed: 'No s’ha pogut mostrar el model 3D.',
  missing: 'Aquest navegador no mostra models 3D: WebGL està desactivat o no hi és.',
  retry: 'Torna-ho a provar',
};
