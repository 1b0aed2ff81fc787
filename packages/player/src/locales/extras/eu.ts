import type {TermsLike} from '@uggla/core/localize.js';
import type {ExtraTerms} from './en.js';

/** The words of cues and notes in Basque. */
export const terms: TermsLike<ExtraTerms> = {
  filmStopped: (name) => `Bideoa gelditu da: ${name}`,
  question: 'Galdera',
  note: 'Oharra',
  hotspot: 'Honi buruz gehiago',
  offer: 'Eskaintza',
  goOn: 'Jarraitu',
  dismiss: (name) => `Itxi: ${name}`,
  notes: 'Oharrak',
  writeNote: 'Idatzi ohar bat',
  noteAt: (time) => `Oharra: ${time}`,
  addNote: (time) => `Gehitu: ${time}`,
  noNotes: 'Oraindik ez dago oharrik.',
  goTo: (time) => `Joan hona: ${time}`,
  edit: 'Editatu',
  save: 'Gorde',
  cancel: 'Utzi',
  remove: 'Ezabatu',
  removed: 'Oharra ezabatu da.',
  undo: 'Desegin',
  added: (time) => `Oharra gehitu da: ${time}`,
  saved: 'Oharra gorde da.',
  exportNotes: 'Esportatu',
  asText: 'Testua (Markdown)',
  asVtt: 'WebVTT',
  notKept: 'Nabigatzaile honek ez du oharrik gordetzen: esportatu itzazu irten aurretik.',
  heading: (title) => `Oharrak: ${title}`,
};
