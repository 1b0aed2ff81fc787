import type {TermsLike} from '@uggla/core/localize.js';
import type {ExtraTerms} from './en.js';

/** The words of cues and notes in French. */
export const terms: TermsLike<ExtraTerms> = {
  filmStopped: (name) => `La vidéo s’est arrêtée : ${name}`,
  question: 'Question',
  note: 'Note',
  hotspot: 'En savoir plus',
  offer: 'Offre',
  goOn: 'Continuer',
  dismiss: (name) => `Fermer : ${name}`,
  notes: 'Notes',
  writeNote: 'Écrire une note',
  noteAt: (time) => `Note à ${time}`,
  addNote: (time) => `Ajouter à ${time}`,
  noNotes: 'Aucune note pour l’instant.',
  goTo: (time) => `Aller à ${time}`,
  edit: 'Modifier',
  save: 'Enregistrer',
  cancel: 'Annuler',
  remove: 'Supprimer',
  removed: 'Note supprimée.',
  undo: 'Rétablir',
  added: (time) => `Note ajoutée à ${time}`,
  saved: 'Note enregistrée.',
  exportNotes: 'Exporter',
  asText: 'Texte (Markdown)',
  asVtt: 'WebVTT',
  notKept: 'Ce navigateur ne garde pas les notes : exportez-les avant de partir.',
  heading: (title) => `Notes : ${title}`,
};
