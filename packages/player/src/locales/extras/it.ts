import type {TermsLike} from '@uggla/core/localize.js';
import type {ExtraTerms} from './en.js';

/** The words of cues and notes in Italian. */
export const terms: TermsLike<ExtraTerms> = {
  filmStopped: (name) => `Il video si è fermato: ${name}`,
  question: 'Domanda',
  note: 'Nota',
  hotspot: 'Maggiori informazioni',
  offer: 'Offerta',
  goOn: 'Continua',
  dismiss: (name) => `Chiudi: ${name}`,
  notes: 'Note',
  writeNote: 'Scrivi una nota',
  noteAt: (time) => `Nota a ${time}`,
  addNote: (time) => `Aggiungi a ${time}`,
  noNotes: 'Ancora nessuna nota.',
  goTo: (time) => `Vai a ${time}`,
  edit: 'Modifica',
  save: 'Salva',
  cancel: 'Annulla',
  remove: 'Elimina',
  removed: 'Nota eliminata.',
  undo: 'Ripristina',
  added: (time) => `Nota aggiunta a ${time}`,
  saved: 'Nota salvata.',
  exportNotes: 'Esporta',
  asText: 'Testo (Markdown)',
  asVtt: 'WebVTT',
  notKept: 'Questo browser non conserva le note: esportale prima di uscire.',
  heading: (title) => `Note: ${title}`,
};
