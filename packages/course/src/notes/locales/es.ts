import type {TermsLike} from '@uggla/core';
import type {en} from './en.js';

/** The words of notes and bookmarks in Spanish. */
export const es: TermsLike<typeof en> = {
  notes: 'Mis notas',
  write: 'Escribe una nota',
  addNote: 'Añadir nota',
  bookmark: 'Poner marcador',
  here: (place) => `Para: ${place}`,
  none: 'Aún no tienes notas en este curso.',
  page: (page) => `Página ${page}`,
  isBookmark: 'Marcador',
  isHighlight: 'Subrayado',
  edit: 'Editar',
  remove: 'Borrar',
  save: 'Guardar',
  cancel: 'Cancelar',
  undo: 'Deshacer',
  added: 'Añadido',
  saved: 'Guardado',
  removed: 'Borrado',
  export: 'Descargar todo (JSON)',
  notKept: 'Este navegador no guarda tus notas: se pierden al salir de la página. Descárgalas.',
};
