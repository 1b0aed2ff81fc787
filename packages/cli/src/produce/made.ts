import {copyFile, rename, rm} from 'node:fs/promises';
import {UgglaError} from '@uggla/protocol';
import {x} from 'tinyexec';
import {isMissing, isThere, readHead} from '../files.js';
import type {Tools} from '../media/ffmpeg.js';

/** What stands in each file that was produced: that it was, and of what. */
export function markOf(hash: string): string {
  return `uggla produce ${hash}`;
}

/** What a file was made of: a hash; `''` when it was not made by us; `undefined` when it is not there. */
export async function madeOf(path: string, {ffprobe}: Tools): Promise<string | undefined> {
  if (!(await isThere(path))) return undefined;
  const text = /\.vtt$/i.test(path)
    ? (await readHead(path, 400)).toString()
    : (
        await x(ffprobe, [
          '-v',
          'error',
          '-show_entries',
          'format_tags=comment',
          '-of',
          'default=nw=1:nk=1',
          `file:${path}`,
        ])
      ).stdout;
  return /\buggla produce ([0-9a-f]{64})\b/.exec(text)?.[1] ?? '';
}

/**
 * Whether all files were made of `hash`.
 *
 * @throws {@link UgglaError} `film-not-ours` for the first that somebody else made: it is not written over.
 */
export async function isMade(
  files: readonly {path: string; name: string}[],
  hash: string,
  tools: Tools,
): Promise<boolean> {
  const found = await Promise.all(files.map(({path}) => madeOf(path, tools)));
  const foreign = files[found.indexOf('')];
  if (foreign)
    throw new UgglaError('film-not-ours', 'this file was not made by `uggla produce`, and is not written over', {
      file: foreign.name,
      cure: 'Move it away, or give the script another name. Where you have changed captions by hand, take the script’s words instead.',
    });
  return found.every((one) => one === hash);
}

/** Moves a finished file into its place, from another disk too. */
export async function moveInto(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (caught) {
    if ((caught as NodeJS.ErrnoException).code !== 'EXDEV') throw caught;
    await copyFile(from, `${to}.part`);
    await rename(`${to}.part`, to);
    await rm(from).catch((cause: unknown) => {
      if (!isMissing(cause)) throw cause;
    });
  }
}
