import type {TermsLike} from '@uggla/core/localize.js';
import type {ExtraTerms} from './en.js';

/** The words of cues and notes in Catalan. */
export const terms: TermsLike<ExtraTerms> = {
  filmStopped: (name) => `El vídeo s’ha aturat: ${name}`,
  question: 'Pregunta',
  note: 'Nota',
  hotspot: 'Més sobre això',
  offer: 'Oferta',
  goOn: 'Continua',
  dismiss: (name) => `Tanca: ${name}`,
  notes: 'Notes',
  writeNote: 'Escriu una nota',
  noteAt: (time) => `Nota a ${time}`,
  addNote: (time) => `Afegeix a ${time}`,
  noNotes: 'Encara no hi ha notes.',
  goTo: (time) => `Ves a ${time}`,
  edit: 'Edita',
  save: 'Desa',
  cancel: 'Cancel·la',
  remove: 'Suprimeix',
  removed: 'S’ha suprimit la nota.',
  undo: 'Desfés',
  added: (time) => `S’ha afegit una nota a ${time}`,
  saved: 'S’ha desat la nota.',
  exportNotes: 'Exporta',
  asText: 'Text (Markdown)',
  asVtt: 'WebVTT',
  notKept: 'Aquest navegador no desa notes: exporta-les abans de sortir.',
  heading: (title) => `Notes: ${title}`,
};
