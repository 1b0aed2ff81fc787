import {stringify} from 'yaml';
import {readIfThere} from '../files.js';
import type {Problems} from '../problems.js';
import {plainMarkdown} from './plain-text.js';

/** First line of what an import wrote: the next one may write over it. */
export const mark =
  '# Made by uggla import, and written over by the next one. Take this line away to keep what you change.';

/** What became of a text: it stands there as it is, or somebody keeps it by hand. */
export type Fate = 'written' | 'same' | 'kept';

/**
 * A page of an authored folder, as an import writes it.
 *
 * @param more - Further lines of comment.
 */
export function markedText(fields: object, body: string, more: readonly string[] = []): string {
  return `---\n${[mark, ...more].join('\n')}\n${stringify(fields, {lineWidth: 0})}---\n${body === '' ? '' : `\n${plainMarkdown(body)}\n`}`;
}

/** Has a text written, unless it is there or somebody keeps another one by hand, which is noted. */
export async function writeMarked(
  path: string,
  text: string,
  write: (path: string, text: string) => Promise<void>,
  kept: {problems: Problems; code: string; what: string; file: string},
): Promise<Fate> {
  const before = await readIfThere(path);
  if (before === text) return 'same';
  if (before !== undefined && !before.includes(mark)) {
    kept.problems.note(kept.code, `${kept.what} is kept by hand, and stays as it is`, {
      file: kept.file,
      cure: 'Put the line of uggla import back into it, or take the file away, to have it imported.',
    });
    return 'kept';
  }
  await write(path, text);
  return 'written';
}
