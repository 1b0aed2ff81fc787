import {readNotes} from './notes.js';
import type {Note} from './notes.js';

/** A note that is being written. */
export interface Draft {
  readonly time: number;
  readonly text: string;
}

/** What is kept of a film: one key each, so that a full or broken one harms no other. */
const PREFIX = 'uggla-notes:';

/**
 * What is kept of a film on this device. `localStorage`, since it writes at once: a tab that closes on the next key stroke
 * loses nothing.
 */
export function recallNotes(media: string): {notes: Note[]; draft: Draft | undefined} {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + media) ?? '{}') as {
      notes?: unknown;
      draft?: Partial<Draft>;
    } | null;
    const {time, text} = kept?.draft ?? {};
    const draft =
      typeof text === 'string' && text !== '' && typeof time === 'number' && time >= 0 && time < Infinity
        ? {time, text}
        : undefined;
    return {notes: readNotes(kept?.notes), draft};
  } catch {
    return {notes: [], draft: undefined};
  }
}

/** Keeps them; whether that could be done. */
export function keepNotes(media: string, notes: readonly Note[], draft: Draft | undefined): boolean {
  try {
    if (notes.length === 0 && !draft) localStorage.removeItem(PREFIX + media);
    else localStorage.setItem(PREFIX + media, JSON.stringify({notes, ...(draft ? {draft} : {})}));
    return true;
  } catch {
    return false; // no storage (a sandboxed frame), or no room in it
  }
}

/** Tells when another tab keeps others of that film. */
export function onOtherTab(media: () => string, listener: () => void, signal: AbortSignal): void {
  addEventListener('storage', ({key}) => (key === null || key === PREFIX + media()) && listener(), {signal});
}
