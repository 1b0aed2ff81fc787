import type {TermsLike} from '@uggla/core/localize.js';
import type {ExtraTerms} from './en.js';

/** The words of cues and notes in German. */
export const terms: TermsLike<ExtraTerms> = {
  filmStopped: (name) => `Der Film hält an: ${name}`,
  question: 'Frage',
  note: 'Notiz',
  hotspot: 'Mehr dazu',
  offer: 'Angebot',
  goOn: 'Weiter',
  dismiss: (name) => `Schließen: ${name}`,
  notes: 'Notizen',
  writeNote: 'Notiz schreiben',
  noteAt: (time) => `Notiz bei ${time}`,
  addNote: (time) => `Bei ${time} hinzufügen`,
  noNotes: 'Noch keine Notizen.',
  goTo: (time) => `Gehe zu ${time}`,
  edit: 'Bearbeiten',
  save: 'Speichern',
  cancel: 'Abbrechen',
  remove: 'Löschen',
  removed: 'Notiz gelöscht.',
  undo: 'Rückgängig',
  added: (time) => `Notiz bei ${time} hinzugefügt`,
  saved: 'Notiz gespeichert.',
  exportNotes: 'Exportieren',
  asText: 'Text (Markdown)',
  asVtt: 'WebVTT',
  notKept: 'Dieser Browser behält keine Notizen: Exportieren Sie sie, bevor Sie gehen.',
  heading: (title) => `Notizen: ${title}`,
};
