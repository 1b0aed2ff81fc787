import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {z} from 'zod';
import {readIfThere, toJson, writeWhole} from './files.js';
import {isId} from './authored/names.js';
import type {Problems} from './problems.js';

const name = 'uggla.lock.json';

// committed, and so perhaps from a stranger: an id becomes part of a path
const entry = z.object({id: z.string().refine(isId), sha256: z.string(), added: z.string()});
const lockFile = z.object({
  version: z.literal(1),
  id: z
    .string()
    .regex(/^[a-z][a-z0-9+.-]*:\S+$/i)
    .optional(),
  languages: z
    .array(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/))
    .min(1)
    .optional(),
  items: z.record(z.string(), entry),
  feeds: z.record(z.string(), z.guid()).optional(),
});

type Entry = z.infer<typeof entry>;

/** What asks for an id. */
export interface Claim {
  /** What ids must differ in: `campus`, or `courses/<id>`. */
  scope: string;
  /** Path in the authored folder, without endings. */
  path: string;
  /** Hash of the source. */
  sha256: string;
  /** Id set by the author. */
  fixed?: string | undefined;
  /** Id that follows from the name. */
  natural: string;
  /** File to name in messages. */
  file: string;
}

/**
 * `uggla.lock.json`: which source has which id. It is committed, so that an id, under which people's records are kept,
 * survives a rename of the file.
 */
export class Lock {
  readonly #path: string;
  readonly #before: z.infer<typeof lockFile>;
  readonly #items = new Map<string, Entry>();
  readonly #taken = new Map<string, string>();
  readonly #claims: Claim[] = [];
  readonly #today = new Date().toISOString().slice(0, 10);
  #id: string | undefined;
  #languages: string[] | undefined;
  readonly #feeds: Record<string, string>;
  readonly #claimed = new Set<Entry>();
  /** Whether the file is there and cannot be read: then nobody knows the ids. */
  broken = false;

  private constructor(path: string, before: z.infer<typeof lockFile>) {
    this.#path = path;
    this.#before = before;
    this.#id = before.id;
    this.#languages = before.languages;
    this.#feeds = {...before.feeds};
  }

  /** Reads the lock file of an authored folder. A broken one is an error: made anew, ids could change. */
  static async read(root: string, problems: Problems): Promise<Lock> {
    const path = join(root, name);
    try {
      const text = await readIfThere(path);
      if (text === undefined) return new Lock(path, {version: 1, items: {}});
      return new Lock(path, lockFile.parse(JSON.parse(text)));
    } catch {
      problems.error('lock-invalid', 'the file of ids cannot be read', {
        file: name,
        cure: 'Take the last good one from version control (a conflict may stand in it); remove it only if ids may change.',
      });
      const lock = new Lock(path, {version: 1, items: {}});
      lock.broken = true;
      return lock;
    }
  }

  /** The campus's id: the author's, else the last one, else one made once. */
  campusId(fixed: string | undefined): string {
    this.#id = fixed ?? this.#id ?? `urn:uuid:${randomUUID()}`;
    return this.#id;
  }

  /** The languages: the author's, else the last ones, else those that were found. */
  async languages(fixed: readonly string[] | undefined, find: () => Promise<readonly string[]>): Promise<string[]> {
    this.#languages = [...(fixed ?? this.#languages ?? (await find()))];
    return this.#languages;
  }

  /** The name of a feed (`podcast:guid`): the one that it was given once, wherever the campus lies by now; else `first`. */
  feedGuid(path: string, first: string): string {
    return (this.#feeds[path] ??= first);
  }

  /** Says which items there are, before {@link idOf} is asked: only then can a rename be told from a copy. */
  present(path: string): void {
    this.#present.add(path);
  }

  readonly #present = new Set<string>();

  /** The id that what lies there had the last time; `undefined` when it was not there. */
  lastId(scope: string, path: string): string | undefined {
    return this.#before.items[`${scope}:${path}`]?.id;
  }

  /** The id of an item; `undefined` when another has it already, which is told. */
  idOf(claim: Claim, problems: Problems): {id: string; added: string} | undefined {
    const key = `${claim.scope}:${claim.path}`;
    const known = this.#before.items[key] ?? this.#renamed(claim);
    const id = claim.fixed ?? known?.id ?? claim.natural;
    const added = known?.added ?? this.#today;
    if (known) this.#claimed.add(known);
    // in capitals or not: on many disks they would be one folder
    const place = `${claim.scope}:${id.toLowerCase()}`;
    const other = this.#taken.get(place);
    if (other !== undefined) {
      problems.error('id-doubled', `the id “${id}” is taken by ${other}`, {
        file: claim.file,
        field: 'id',
        cure: `Rename one of the two, or give it an id of its own: \`id: ${id}-2\` in its front matter.`,
      });
      return undefined;
    }
    this.#taken.set(place, claim.file);
    this.#items.set(key, {id, sha256: claim.sha256, added});
    this.#claims.push(claim);
    return {id, added};
  }

  /** Writes the file if it changed; one that could not be read is left for its author to mend. */
  async write(): Promise<void> {
    if (this.broken) return;
    const items = Object.fromEntries([...this.#resting(), ...this.#items].sort(([a], [b]) => (a < b ? -1 : 1)));
    const text = toJson({
      version: 1,
      ...(this.#id === undefined ? {} : {id: this.#id}),
      ...(this.#languages === undefined ? {} : {languages: this.#languages}),
      items,
      ...(Object.keys(this.#feeds).length === 0
        ? {}
        : {feeds: Object.fromEntries(Object.entries(this.#feeds).sort(([a], [b]) => (a < b ? -1 : 1)))}),
    });
    if ((await readIfThere(this.#path)) !== text) await writeWhole(this.#path, text);
  }

  /** Entries of what is there and not published now, a draft or what has a mistake: it keeps its id, and so what is in it. */
  #resting(): [string, Entry][] {
    const left = Object.entries(this.#before.items).filter(
      ([key, one]) => !this.#items.has(key) && !this.#claimed.has(one),
    );
    const resting = left.filter(([key]) => this.#present.has(key.slice(key.indexOf(':') + 1)));
    const scopes = new Set(resting.filter(([key]) => key.startsWith('campus:')).map(([, {id}]) => `courses/${id}`));
    return [...resting, ...left.filter(([key]) => scopes.has(key.slice(0, key.indexOf(':'))))];
  }

  /** The entry of a source that lay elsewhere in the same scope and is not there any more. */
  #renamed({scope, sha256}: Claim): Entry | undefined {
    const found = Object.entries(this.#before.items).find(
      ([key, one]) =>
        one.sha256 === sha256 &&
        key.startsWith(`${scope}:`) &&
        !this.#present.has(key.slice(scope.length + 1)) &&
        !this.#claimed.has(one),
    );
    return found?.[1];
  }
}
