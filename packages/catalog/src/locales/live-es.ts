import type {LiveTerms} from './live-en.js';

/** The words of what is asked for live, in Spanish. */
export const liveEs: LiveTerms = {
  available: 'En existencias',
  soldOut: 'Agotado',
  left: (count, shown) => (count === 1 ? '1 en existencias' : `${shown} en existencias`),
  from: (date) => `Disponible desde el ${date}`,
};
