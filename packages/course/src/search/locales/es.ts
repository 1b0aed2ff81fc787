import type {TermsLike} from '@uggla/core';
import type {en} from './en.js';

/** The words of the search in Spanish. */
export const es: TermsLike<typeof en> = {
  search: 'Buscar en este curso',
  searching: 'Buscando…',
  found: (count) => (count === '1' ? '1 lugar encontrado' : `${count} lugares encontrados`),
  nothing: 'No se ha encontrado nada. Prueba con otras palabras.',
  failed: 'No se ha podido cargar la búsqueda.',
  tryAgain: 'Intentar de nuevo',
  results: 'Lo encontrado',
};
