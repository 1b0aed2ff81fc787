import type {TermsLike} from '@uggla/core/localize.js';
import type {en} from './en.js';

/** The words of books in Spanish. */
export const es: TermsLike<typeof en> = {
  previousPage: 'Página anterior',
  nextPage: 'Página siguiente',
  textSmaller: 'Texto más pequeño',
  textLarger: 'Texto más grande',
  bookContents: 'Índice del libro',
  page: (page) => `Página ${page}`,
  pageOf: (page, total) => `Página ${page} de ${total}`,
  loadingBook: 'Cargando el libro…',
  searchBook: 'Buscar en el libro',
  foundInBook: (count) => (count === '1' ? '1 lugar encontrado' : `${count} lugares encontrados`),
  highlight: 'Subrayar lo seleccionado',
  highlighted: 'Subrayado',
  unmark: 'Quitar el subrayado',
};
