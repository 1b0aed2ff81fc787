/** Words of cues and notes: they come with those, not with the player. */
export const en = {
  filmStopped: (name: string) => `The film has stopped: ${name}`,
  question: 'Question',
  note: 'Note',
  hotspot: 'More about this',
  offer: 'Offer',
  goOn: 'Continue',
  dismiss: (name: string) => `Close: ${name}`,
  notes: 'Notes',
  writeNote: 'Write a note',
  noteAt: (time: string) => `Note at ${time}`,
  addNote: (time: string) => `Add at ${time}`,
  noNotes: 'No notes yet.',
  goTo: (time: string) => `Go to ${time}`,
  edit: 'Edit',
  save: 'Save',
  cancel: 'Cancel',
  remove: 'Delete',
  removed: 'Note deleted.',
  undo: 'Undo',
  added: (time: string) => `Note added at ${time}`,
  saved: 'Note saved.',
  exportNotes: 'Export',
  asText: 'Text (Markdown)',
  asVtt: 'WebVTT',
  notKept: 'This browser keeps no notes: export them before you leave.',
  heading: (title: string) => `Notes: ${title}`,
};

/** Words of cues and notes. */
export type ExtraTerms = typeof en;
