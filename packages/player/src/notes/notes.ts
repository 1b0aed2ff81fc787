/** A note at a second of a film. */
export interface Note {
  readonly id: string;
  /** Second that it is about. */
  readonly time: number;
  readonly text: string;
}

/** Longer than this (characters) no note is: any script of the site may have written what is read back. */
const MOST_TEXT = 20_000;
const MOST_NOTES = 2000;

/** So long (seconds) a note stands as a caption, when the next does not come before. */
const SHOWN_SECONDS = 5;

/** What of `value` are notes, in the order of the film. */
export function readNotes(value: unknown): Note[] {
  if (!Array.isArray(value)) return [];
  const seen = new Set<string>();
  const notes = value.slice(0, MOST_NOTES).flatMap((one: unknown): Note[] => {
    const {id, time, text} = (typeof one === 'object' && one !== null ? one : {}) as Partial<
      Record<keyof Note, unknown>
    >;
    if (typeof id !== 'string' || id === '' || seen.has(id)) return [];
    if (typeof time !== 'number' || !(time >= 0 && time < Infinity) || typeof text !== 'string' || text.trim() === '')
      return [];
    seen.add(id);
    return [{id, time, text: text.slice(0, MOST_TEXT)}];
  });
  return inOrder(notes);
}

/** `notes` with that one, in place of what had its id. */
export function putNote(notes: readonly Note[], note: Note): Note[] {
  return inOrder([...notes.filter(({id}) => id !== note.id), note]);
}

/** `notes` without the one of that id. */
export function dropNote(notes: readonly Note[], id: string): Note[] {
  return notes.filter((one) => one.id !== id);
}

function inOrder(notes: readonly Note[]): Note[] {
  return [...notes].sort((one, other) => one.time - other.time);
}

/** As Markdown: a heading, and a list with the times. */
export function toMarkdown(notes: readonly Note[], heading: string, format: (seconds: number) => string): string {
  const items = notes.map(({time, text}) => `- **${format(time)}** ${text.trim().replace(/\s*\n/g, '\n  ')}`);
  return `# ${heading.replace(/\s+/g, ' ')}\n\n${items.join('\n')}\n`;
}

/** As WebVTT: each note is a cue until the next comes, five seconds at most. */
export function toVtt(notes: readonly Note[]): string {
  const cues = notes.map(({time, text}, at) => {
    const next = notes.find((one, place) => place > at && one.time > time)?.time ?? Infinity;
    // A blank line would end the cue; `&` and `<` mean something, and `>` closes an arrow (WebVTT 4.2).
    const payload = text
      .trim()
      .replace(/\s*\n\s*/g, '\n')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;');
    return `${stamp(time)} --> ${stamp(Math.min(next, time + SHOWN_SECONDS))}\n${payload}`;
  });
  return `${['WEBVTT', ...cues].join('\n\n')}\n`;
}

function stamp(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  return `${pad(Math.floor(ms / 3_600_000))}:${pad(Math.floor(ms / 60_000) % 60)}:${pad(Math.floor(ms / 1000) % 60)}.${pad(ms % 1000, 3)}`;
}
