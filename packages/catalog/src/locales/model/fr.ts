import type {TermsLike} from '@uggla/core/localize.js';
import type {ModelTerms} from './en.js';

/** The words of a product's model in French. */
export const terms: TermsLike<ModelTerms> = {
  open: 'Voir en 3D',
  loading: 'Le modèle 3D arrive…',
  model: (title) => `Modèle 3D : ${title}`,
  keys: 'Faites-le glisser ou utilisez les flèches pour le tourner ; + et − le rapprochent ou l’éloignent.',
  turnLeft: 'Tourner à gauche',
  turnRight: 'Tourner à droite',
  turnUp: 'Tourner vers le haut',
  turnDown: 'Tourner vers le bas',
  closer: 'Rapprocher',
  away: 'Éloigner',
  reset: 'Comme au début',
  close: 'Fermer le modèle 3D',
  place: (around, above, size) => `Tourné de ${around}, vu de ${above} de hauteur, taille ${size}`,
  failed: 'Le modèle 3D n’a pas pu être affiché.',
  missing: 'Ce navigateur n’affiche pas de modèles 3D : WebGL est désactivé ou absent.',
  retry: 'Réessayer',
};
