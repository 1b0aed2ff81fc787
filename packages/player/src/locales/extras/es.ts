import type {TermsLike} from '@uggla/core/localize.js';
import type {ExtraTerms} from './en.js';

/** The words of cues and notes in Spanish. */
export const es: TermsLike<ExtraTerms> = {
  filmStopped: (name) => `El vídeo se ha detenido: ${name}`,
  question: 'Pregunta',
  note: 'Nota',
  hotspot: 'Más sobre esto',
  offer: 'Oferta',
  goOn: 'Continuar',
  dismiss: (name) => `Cerrar: ${name}`,
  notes: 'Notas',
  writeNote: 'Escribe una nota',
  noteAt: (time) => `Nota en ${time}`,
  addNote: (time) => `Añadir en ${time}`,
  noNotes: 'Todavía no hay notas.',
  goTo: (time) => `Ir a ${time}`,
  edit: 'Editar',
  save: 'Guardar',
  cancel: 'Cancelar',
  remove: 'Eliminar',
  removed: 'Nota eliminada.',
  undo: 'Deshacer',
  added: (time) => `Nota añadida en ${time}`,
  saved: 'Nota guardada.',
  exportNotes: 'Exportar',
  asText: 'Texto (Markdown)',
  asVtt: 'WebVTT',
  notKept: 'Este navegador no guarda notas: expórtalas antes de salir.',
  heading: (title) => `Notas: ${title}`,
};
