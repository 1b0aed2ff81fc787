import type {TermsLike} from '@uggla/core/localize.js';
import type {ExtraTerms} from './en.js';

/** The words of cues and notes in Galician. */
export const terms: TermsLike<ExtraTerms> = {
  filmStopped: (name) => `O vídeo detívose: ${name}`,
  question: 'Pregunta',
  note: 'Nota',
  hotspot: 'Máis sobre isto',
  offer: 'Oferta',
  goOn: 'Continuar',
  dismiss: (name) => `Pechar: ${name}`,
  notes: 'Notas',
  writeNote: 'Escribe unha nota',
  noteAt: (time) => `Nota en ${time}`,
  addNote: (time) => `Engadir en ${time}`,
  noNotes: 'Aínda non hai notas.',
  goTo: (time) => `Ir a ${time}`,
  edit: 'Editar',
  save: 'Gardar',
  cancel: 'Cancelar',
  remove: 'Eliminar',
  removed: 'Nota eliminada.',
  undo: 'Desfacer',
  added: (time) => `Nota engadida en ${time}`,
  saved: 'Nota gardada.',
  exportNotes: 'Exportar',
  asText: 'Texto (Markdown)',
  asVtt: 'WebVTT',
  notKept: 'Este navegador non garda notas: expórtaas antes de saír.',
  heading: (title) => `Notas: ${title}`,
};
