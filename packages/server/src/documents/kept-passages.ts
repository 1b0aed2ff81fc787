import {readFile, rename, writeFile} from 'node:fs/promises';
import type {Passage} from '@uggla/search';

/** What was read of one file. */
export interface Known {
  /** Tells whether the file has changed since. */
  stamp: string;
  language: string | undefined;
  passages: Passage[];
  /** It could not be read: another start may do better. */
  failed?: boolean;
}

/** Counted up when files are read otherwise than before: what was kept until then is read anew. */
const FORMAT = 1;

/** What was read of a folder before the server started; nothing, when that is not known, or was written by another version. */
export async function readKept(file: string, root: string): Promise<Map<string, Known>> {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    const {format, root: of, files} = kept as {format?: unknown; root?: unknown; files?: [string, Known][]};
    if (format !== FORMAT || of !== root || !Array.isArray(files)) return new Map();
    return new Map(
      files.filter(
        ([path, known]) =>
          typeof path === 'string' && typeof known?.stamp === 'string' && Array.isArray(known.passages),
      ),
    );
  } catch {
    return new Map(); // none yet, or half of one: the folder is read anew
  }
}

/** Keeps what was read, for the server alone to read; whole, or as it was before. */
export async function writeKept(file: string, root: string, known: ReadonlyMap<string, Known>): Promise<void> {
  const files = [...known].filter(([, {failed}]) => !failed);
  const fresh = `${file}.new`;
  await writeFile(fresh, JSON.stringify({format: FORMAT, root, files}), {mode: 0o600});
  await rename(fresh, file);
}
