import {copyFile, mkdir, readdir, readFile, rename, rm, rmdir, stat} from 'node:fs/promises';
import {dirname, isAbsolute, join, relative} from 'node:path';
import {constants} from 'node:fs';
import {UgglaError, validate} from '@uggla/protocol';
import {isMissing, readIfThere, slashes, toJson, writeSynced, writeWhole} from '../files.js';
import {mapSome} from '../map-some.js';
import {knowFull} from '../media/ffmpeg.js';
import {openRoom} from '../one-run.js';

/** The record of what is ours in a published folder. */
const record = '.uggla.json';

/** Folders of the published folder that hold nothing but ours. */
const folders = ['assets', 'courses', 'feeds', 'guides', 'media', 'products', 'radio', 'schemas', 'search'];

/** Files that name others come last, so that nobody is ever sent to a file that is not there yet. */
const rankOf = (path: string): number => {
  if (path === 'index.html') return 9;
  if (path === 'campus.json') return 8;
  if (!path.includes('/')) return 6;
  if (path.endsWith('.html')) return 7;
  if (path === 'assets/brand.css') return 1; // it names fonts
  return /\/(media|course|guide)\.json$/.test(path) ? (path.startsWith('media/') ? 2 : 4) : 0;
};

/** How many files are looked at and written at once: few enough for any limit of open files. */
const AT_ONCE = 4;

/** A file that is made when it is not there yet. */
export interface Made {
  /** Of its content. */
  hash: string;
  /** Bytes, where they are known before it is written. */
  size?: number;
  /** Writes it, whole. */
  write: (target: string) => Promise<void>;
}

/**
 * The next state of a published folder. Nothing changes in it before {@link commit}: that first writes all that is new
 * beside its place, then moves everything in, then removes what is not part of it any more.
 */
export class Stage {
  readonly out: string;
  readonly work: string;
  readonly #texts = new Map<string, string | Uint8Array>();
  readonly #copies = new Map<string, string>();
  readonly #kept = new Set<string>();
  readonly #made = new Map<string, Made>();
  #before: string[] = [];
  #hashes: Record<string, string> = {};

  private constructor(out: string) {
    this.out = out;
    this.work = join(out, '.work', String(process.pid));
  }

  /**
   * Opens a published folder, which is made when it is not there.
   *
   * @throws {@link UgglaError} `out-not-ours` when the folder holds other things, `build-running`.
   */
  static async open(out: string): Promise<Stage> {
    const stage = new Stage(out);
    try {
      await mkdir(out, {recursive: true});
      const names = (await readdir(out)).filter((name) => !name.startsWith('.'));
      const known = await readIfThere(join(out, record));
      if (known === undefined && names.length > 0) {
        throw new UgglaError('out-not-ours', `${out} holds files that \`uggla build\` did not make`, {
          cure: 'Name an empty or new folder with --out: files that are not part of the campus would be removed from it.',
        });
      }
      if (known !== undefined) ({files: stage.#before, hashes: stage.#hashes} = readRecord(known));
      await openRoom(join(out, '.work'), ['build', out]);
      if (known === undefined) await stage.#writeRecord([]);
    } catch (caught) {
      throw knowFull(caught);
    }
    return stage;
  }

  /** A stage that publishes nothing: for checks. */
  static dry(out: string): Stage {
    return new Stage(out);
  }

  /** Begins anew: what was staged is forgotten, what was published stays. */
  reset(): void {
    for (const staged of [this.#texts, this.#copies, this.#kept, this.#made]) staged.clear();
  }

  /** Publishes JSON that fits its schema. */
  json(path: string, kind: string, schema: object, value: unknown): void {
    this.#texts.set(path, toJson(validate(kind, schema, JSON.parse(JSON.stringify(value)), path)));
  }

  /** Publishes a text. */
  text(path: string, content: string | Uint8Array): void {
    this.#texts.set(path, content);
  }

  /** Publishes a copy of a file under a name that holds the hash of its content. */
  copy(path: string, source: string): void {
    this.#copies.set(path, source);
  }

  /** Publishes a file under a name without the hash of its content; that is told instead, and kept in the record. */
  make(path: string, made: Made): void {
    this.#made.set(path, made);
  }

  /** Keeps what already lies in its place: folders of media, moved there whole. */
  keep(path: string): void {
    this.#kept.add(path);
  }

  /** Where something can be made that will later be moved to `path`. */
  async makeRoom(name: string): Promise<string> {
    const room = join(this.work, name);
    await rm(room, {recursive: true, force: true});
    await mkdir(room, {recursive: true});
    return room;
  }

  /** Moves a finished folder into its place; one that is there already stays. */
  async place(room: string, path: string): Promise<void> {
    const target = join(this.out, path);
    await mkdir(dirname(target), {recursive: true});
    try {
      await rename(room, target);
    } catch (caught) {
      if (!(await stat(target).catch(() => undefined))) throw caught;
      await rm(room, {recursive: true, force: true});
    }
  }

  /**
   * Makes the staged state the published one.
   *
   * @returns How many files were written.
   * @throws {@link UgglaError} `disk-full`; then the published folder is as it was.
   */
  async commit(): Promise<number> {
    const paths = [...this.#texts.keys(), ...this.#copies.keys(), ...this.#made.keys()].sort(
      (a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1),
    );
    const begun: string[] = [];
    try {
      const kept = (await Promise.all([...this.#kept].map((path) => listBelow(this.out, path)))).flat();
      // the disk takes in one go what several wait for
      const written = await mapSome(paths, AT_ONCE, async (path, number) => {
        if (await this.#isThere(path)) return undefined;
        const beside = join(this.work, `new-${number}`);
        begun.push(beside);
        const content = this.#texts.get(path);
        const made = this.#made.get(path);
        if (content !== undefined) await writeSynced(beside, content);
        else if (made) await made.write(beside);
        else await this.#copyBeside(this.#copies.get(path)!, beside);
        return {beside, path};
      });
      const ready = written.filter((one) => one !== undefined);
      const files = [...paths, ...kept].sort();
      if (ready.length > 0 || files.join('\n') !== this.#before.join('\n')) {
        const changed = new Set(ready.map(({path}) => path));
        const hashes = Object.fromEntries(
          [...this.#made].map(([path, {hash}]): [string, string] => [path, hash]).sort(([a], [b]) => (a < b ? -1 : 1)),
        );
        // what is being replaced has no hash until all is in its place: a build that ends here does it again
        await this.#writeRecord(
          [...new Set([...files, ...this.#before])].sort(),
          Object.fromEntries(Object.entries(hashes).filter(([path]) => !changed.has(path))),
        );
        await this.#makeWay(changed, new Set(files));
        for (const folder of new Set(ready.map(({path}) => dirname(join(this.out, path)))))
          await mkdir(folder, {recursive: true});
        for (const {beside, path} of ready) {
          await rename(beside, join(this.out, path));
        }
        await this.#removeStrays(new Set(files));
        await this.#writeRecord(files, hashes);
        this.#before = files;
        this.#hashes = hashes;
      }
      return ready.length;
    } catch (caught) {
      throw knowFull(caught);
    } finally {
      for (const beside of begun) await rm(beside, {force: true}).catch(() => undefined);
    }
  }

  /** Removes the workroom. */
  async close(): Promise<void> {
    await rm(this.work, {recursive: true, force: true}).catch(() => undefined);
    await rmdir(join(this.out, '.work')).catch(() => undefined);
  }

  async #copyBeside(source: string, beside: string): Promise<void> {
    try {
      await copyFile(source, beside, constants.COPYFILE_FICLONE);
    } catch (caught) {
      await rm(beside, {force: true});
      if (!isMissing(caught)) throw caught;
      throw new UgglaError('file-unreadable', `${source} went away while the campus was built`, {
        cause: caught,
        cure: 'Build again.',
      });
    }
  }

  async #isThere(path: string): Promise<boolean> {
    const target = join(this.out, path);
    const content = this.#texts.get(path);
    const made = this.#made.get(path);
    try {
      if (made) {
        const {size} = await stat(target);
        return this.#hashes[path] === made.hash && size === (made.size ?? size);
      }
      if (content === undefined) return (await stat(target)).size === (await stat(this.#copies.get(path)!)).size;
      return Buffer.compare(await readFile(target), Buffer.from(content as string)) === 0;
    } catch (caught) {
      if (isMissing(caught)) return false;
      throw caught;
    }
  }

  async #removeStrays(files: ReadonlySet<string>): Promise<void> {
    const ours = (await Promise.all(folders.map((path) => listBelow(this.out, path)))).flat();
    for (const path of new Set([...this.#before, ...ours])) {
      if (!files.has(path)) await rm(join(this.out, path), {force: true});
    }
    for (const path of folders) await removeEmpty(join(this.out, path));
  }

  /** Where a file was and a folder comes, or the other way round, the old goes first. */
  async #makeWay(coming: ReadonlySet<string>, files: ReadonlySet<string>): Promise<void> {
    const foldersToCome = new Set([...coming].flatMap((path) => foldersOf(path)));
    const isInTheWay = (path: string) =>
      !files.has(path) && (foldersToCome.has(path) || foldersOf(path).some((folder) => coming.has(folder)));
    for (const path of this.#before.filter(isInTheWay)) await rm(join(this.out, path), {force: true});
    this.#before = this.#before.filter((path) => !isInTheWay(path));
    for (const path of coming)
      if ((await stat(join(this.out, path)).catch(() => undefined))?.isDirectory())
        await removeEmpty(join(this.out, path));
  }

  async #writeRecord(files: string[], hashes: Record<string, string> = {}): Promise<void> {
    const made = Object.keys(hashes).length > 0 ? {hashes} : {};
    await writeWhole(
      join(this.out, record),
      toJson({about: 'Made by uggla build: the files here that it may replace and remove.', files, ...made}),
    );
  }
}

/** What a record names; nothing outside of its folder, whoever wrote it, and nothing when it is broken: all is then written anew. */
function readRecord(text: string): {files: string[]; hashes: Record<string, string>} {
  try {
    const {files, hashes} = JSON.parse(text) as {files?: unknown; hashes?: unknown};
    return {
      files: Array.isArray(files)
        ? files.filter((path): path is string => typeof path === 'string' && isBelow(path))
        : [],
      hashes: typeof hashes === 'object' && hashes !== null ? (hashes as Record<string, string>) : {},
    };
  } catch {
    return {files: [], hashes: {}};
  }
}

/** The folders that a path lies in: `a/b/c` → `a`, `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

function isBelow(path: string): boolean {
  return path !== '' && !isAbsolute(path) && !path.split(/[/\\]/).includes('..');
}

async function listBelow(root: string, path: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, path), {withFileTypes: true, recursive: true});
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => slashes(relative(root, join(entry.parentPath, entry.name))));
  } catch (caught) {
    if (isMissing(caught)) return (await stat(join(root, path)).catch(() => undefined))?.isFile() ? [path] : [];
    throw caught;
  }
}

async function removeEmpty(path: string): Promise<void> {
  const entries = await readdir(path, {withFileTypes: true}).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await removeEmpty(join(path, entry.name));
  if (entries.length === 0 || entries.every((entry) => entry.isDirectory())) await rmdir(path).catch(() => undefined);
}
