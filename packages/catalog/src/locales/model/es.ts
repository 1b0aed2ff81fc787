import type {TermsLike} from '@uggla/core/localize.js';
import type {ModelTerms} from './en.js';

/** The words of a product's model in Spanish. */
export const es: TermsLike<ModelTerms> = {
  open: 'Verlo en 3D',
  loading: 'El modelo 3D está en camino…',
  model: (title) => `Modelo 3D de ${title}`,
  keys: 'Arrástralo o usa las flechas para girarlo; + y − lo acercan o lo alejan.',
  turnLeft: 'Girar a la izquierda',
  turnRight: 'Girar a la derecha',
  turnUp: 'Girar hacia arriba',
  turnDown: 'Girar hacia abajo',
  closer: 'Acercar',
  away: 'Alejar',
  reset: 'Como al principio',
  close: 'Cerrar el modelo 3D',
  place: (around, above, size) => `Girado ${around}, visto desde ${above} de altura, tamaño ${size}`,
  failed: 'No se ha podido mostrar el modelo 3D.',
  missing: 'Este navegador no muestra modelos 3D: WebGL está desactivado o no existe.',
  retry: 'Reintentar',
};
