import {realpathSync} from 'node:fs';
import {lstat, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {openSearch, type Passage, type SearchIndex} from '@uggla/search';
import {accessFile, readAccess, type MayRead} from './access.js';
import {readKept, writeKept, type Known} from './kept-passages.js';
import {Reader} from './reader.js';
import type {Person} from '../people/person.js';

/** What is read. */
const readable = /\.(md|markdown|txt|html?|pdf|docx)$/i;
/** Bytes of one file; what is larger is no text that people read. */
const mostBytes = 52_428_800;
/** Passages of all files: an index of more takes a server's memory. */
const mostPassages = 20_000;
/** Milliseconds that reading one file may take. */
const mostMs = 30_000;
/** Milliseconds after which the folder is looked through again, when somebody asks. */
const freshMs = 30_000;

/** A folder of one's own documents: read in the background, read again when a file changes, asked by whoever may. */
export class Documents {
  readonly #root: string;
  readonly #kept: string | undefined;
  readonly #log: (line: string) => void;
  readonly #reader = new Reader(mostMs);
  #known = new Map<string, Known>();
  #indexes: SearchIndex[] = [];
  #mayRead: MayRead;
  #looking: Promise<void> | undefined;
  #looked = -Infinity;

  /**
   * @param kept - File for what was read, so that the next start reads only what has changed; none: it is kept in memory alone.
   * @throws {@link UgglaError} `server-misconfigured` without such a folder, `documents-access-invalid`
   */
  constructor(root: string, kept: string | undefined, log: (line: string) => void, draining: AbortSignal) {
    try {
      this.#root = realpathSync(root);
    } catch (cause) {
      throw new UgglaError('server-misconfigured', `there is no folder ${root} of documents`, {
        cause,
        cure: 'Name one that is there: --documents <folder>.',
      });
    }
    this.#kept = kept;
    this.#log = log;
    this.#mayRead = readAccess(this.#root);
    draining.addEventListener('abort', () => void this.#reader.close(), {once: true});
    void this.look();
  }

  /** The indexes, one a language, once the folder has been read for the first time; later ones are made meanwhile. */
  async indexes(): Promise<readonly SearchIndex[]> {
    const first = this.#looked === -Infinity;
    if (first || performance.now() - this.#looked > freshMs) {
      const looking = this.look();
      if (first) await looking;
    }
    return this.#indexes;
  }

  /** Whether somebody may read a document: by the rules of the folder. */
  mayRead(path: string, person: Person | undefined): boolean {
    return this.#mayRead(path, person);
  }

  /** Where a document lies; nothing for one that was not read, whatever its path says. */
  fileOf(path: string): string | undefined {
    return this.#known.has(path) ? join(this.#root, path) : undefined;
  }

  /** Reads what is new or changed, forgets what is gone. */
  look(): Promise<void> {
    this.#looking ??= this.#look()
      .catch((error: unknown) =>
        this.#log(`documents: ${error instanceof UgglaError ? `${error.code}: ${error.message}` : String(error)}`),
      )
      .finally(() => {
        this.#looked = performance.now();
        this.#looking = undefined;
        void this.#reader.close();
      });
    return this.#looking;
  }

  async #look(): Promise<void> {
    try {
      this.#mayRead = readAccess(this.#root);
    } catch (error) {
      this.#mayRead = () => false; // rules that nobody understands open nothing
      throw error;
    }
    const files = await list(this.#root);
    const first = this.#looked === -Infinity;
    const was = first && this.#kept !== undefined ? await readKept(this.#kept, this.#root) : this.#known;
    const known = new Map<string, Known>();
    let changed = files.size !== was.size;
    for (const [path, stamp] of files) {
      const before = was.get(path);
      if (before?.stamp !== stamp) changed = true;
      known.set(path, before?.stamp === stamp ? before : await this.#read(path, stamp));
    }
    if (!changed && !first) return;
    this.#indexes = await this.#index(known);
    this.#known = known;
    if (changed && this.#kept !== undefined)
      await writeKept(this.#kept, this.#root, known).catch((error: unknown) =>
        this.#log(`documents: what was read is not kept (${(error as Error).message})`),
      );
  }

  async #read(path: string, stamp: string): Promise<Known> {
    try {
      const {title, language, pieces} = await this.#reader.read(join(this.#root, path));
      if (pieces.length === 0)
        this.#log(`documents: ${path} has no text${/\.pdf$/i.test(path) ? ': is it scanned?' : ''}`);
      const passages = pieces.map(({text, page}, at): Passage => ({
        id: `${path}#${at}`,
        kind: 'document',
        title: title ?? nameOf(path),
        text,
        item: path,
        itemKind: 'document',
        ...(page === undefined ? {} : {page}),
        url: `v1/document?path=${encodeURIComponent(path)}`,
      }));
      return {stamp, language: /\.([a-z]{2})\.[^.]+$/i.exec(path)?.[1]?.toLowerCase() ?? language, passages};
    } catch (error) {
      const {code, message, cure} = UgglaError.from(error, 'document-unreadable');
      this.#log(`documents: ${path}: ${code}: ${message}${cure ? ` ${cure}` : ''}`);
      return {stamp, language: undefined, passages: [], failed: true};
    }
  }

  async #index(known: ReadonlyMap<string, Known>): Promise<SearchIndex[]> {
    const byLanguage = new Map<string, Passage[]>();
    const usual = mostFrequent([...known.values()].map(({language}) => language)) ?? 'en'; // a short text does not tell its language
    let all = 0;
    for (const [path, {language, passages}] of known) {
      if (all + passages.length > mostPassages) {
        this.#log(`documents: from ${path} on nothing is searched: there are more than ${mostPassages} passages`);
        break;
      }
      all += passages.length;
      const spoken = language ?? usual;
      byLanguage.set(spoken, [...(byLanguage.get(spoken) ?? []), ...passages]);
    }
    const indexes: SearchIndex[] = [];
    for (const [language, passages] of byLanguage) {
      if (passages.length > 0) indexes.push(await openSearch(await this.#reader.index(passages, language)));
    }
    return indexes;
  }
}

/** The readable files of a folder, by path, with what tells whether they changed. Hidden ones and links are left out. */
async function list(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const folders = [''];
  while (folders.length > 0) {
    const folder = folders.shift()!;
    for (const entry of (await readdir(join(root, folder), {withFileTypes: true})).sort((one, other) =>
      one.name < other.name ? -1 : 1,
    )) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.') || entry.name.startsWith('~$') || entry.isSymbolicLink()) continue;
      if (entry.isDirectory()) folders.push(path);
      if (!entry.isFile() || !readable.test(entry.name) || path === accessFile) continue;
      const {mtimeMs, size} = await lstat(join(root, path));
      if (size <= mostBytes) files.set(path, `${mtimeMs} ${size}`);
    }
  }
  return files;
}

function mostFrequent(languages: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const one of languages) if (one !== undefined) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** `people/holiday_rules-2026.pdf` → `holiday rules 2026`. */
function nameOf(path: string): string {
  return (
    path
      .split('/')
      .at(-1)!
      .replace(/\.[^.]+$/, '')
      .replace(/[_-]+/g, ' ')
      .trim() || path
  );
}
