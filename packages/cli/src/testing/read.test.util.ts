import {join} from 'node:path';
import type {AuthoredCampus, AuthoredItem} from '../authored/model.js';
import {readCampus} from '../authored/read-campus.js';
import {Cache} from '../cache.js';
import {Lock} from '../lock.js';
import {Problems, type Problem} from '../problems.js';
import {makeFolder, write} from './run.test.util.js';

/** What was read of an authored folder. */
export interface Read {
  folder: string;
  campus: AuthoredCampus;
  list: Problem[];
}

const plain = {'campus.yml': 'title: Acme\nlanguages: [es, en]\nid: https://acme.example/c\n'};

/** A folder with these files and, unless they have one, a campus.yml in Spanish and English. */
export function authored(files: Record<string, string | Uint8Array>): string {
  const folder = makeFolder();
  write(folder, {...plain, ...files});
  return folder;
}

/** Reads a folder as a build does, and publishes nothing; the file of ids is written. */
export async function readFolder(folder: string): Promise<Read> {
  const problems = new Problems();
  const lock = await Lock.read(folder, problems);
  const campus = await readCampus(folder, {
    problems,
    lock,
    cache: await Cache.read(folder),
    ignored: [join(folder, 'published')],
  });
  await lock.write();
  return {folder, campus, list: problems.list};
}

/** Writes files into a folder and reads it. */
export function read(files: Record<string, string | Uint8Array>): Promise<Read> {
  return readFolder(authored(files));
}

/** The items of a course or block by their ids, blocks as `id[…]`. */
export function outline(items: readonly AuthoredItem[] = []): string[] {
  return items.map((item) => (item.type === 'block' ? `${item.id}[${outline(item.items).join(' ')}]` : item.id));
}

/** Problems as `code file:line field`. */
export function brief(list: readonly Problem[]): string[] {
  return list.map(({code, file, line, field}) =>
    [code, line === undefined ? file : `${file}:${line}`, field].filter((part) => part !== undefined).join(' '),
  );
}
