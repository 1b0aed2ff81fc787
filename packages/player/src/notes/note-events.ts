import {EventBase} from '@uggla/core/event-base.js';
import type {Note} from './notes.js';

/** The viewer wrote, changed, deleted or brought back a note. */
export class NoteChangeEvent extends EventBase {
  readonly change: 'add' | 'edit' | 'remove';
  readonly note: Note;
  /** All notes of the film after that. */
  readonly notes: readonly Note[];

  constructor(change: 'add' | 'edit' | 'remove', note: Note, notes: readonly Note[]) {
    super('uggla-note-change');
    this.change = change;
    this.note = note;
    this.notes = notes;
  }
}
