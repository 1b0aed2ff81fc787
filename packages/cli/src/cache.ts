import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {hashFile, readIfThere, writeWhole} from './files.js';

interface Known {
  size: number;
  mtimeMs: number;
  sha256: string;
}

/**
 * `.uggla/cache.json` in the authored folder: hashes of files by size and time, and what was once found out about
 * content, by its hash. It may be removed at any time; the next build only takes longer.
 */
export class Cache {
  readonly #path: string;
  #files: Record<string, Known> = {};
  #facts: Record<string, unknown> = {};
  readonly #used = new Set<string>();
  #changed = false;

  private constructor(path: string) {
    this.#path = path;
  }

  static async read(root: string): Promise<Cache> {
    const cache = new Cache(join(root, '.uggla', 'cache.json'));
    const text = await readIfThere(cache.#path).catch(() => undefined);
    if (text === undefined) return cache;
    try {
      const {version, files, facts} = JSON.parse(text) as {version?: unknown; files?: unknown; facts?: unknown};
      if (version === 1 && isObject(files) && isObject(facts))
        [cache.#files, cache.#facts] = [files as Record<string, Known>, facts];
    } catch {
      // a broken cache is an empty one
    }
    return cache;
  }

  /** SHA-256 of a file; read only when its size or time changed. */
  async hash(path: string): Promise<string> {
    const {size, mtimeMs} = await stat(path);
    const known = this.#files[path];
    this.#used.add(path);
    if (known?.size === size && known.mtimeMs === mtimeMs) return known.sha256;
    const sha256 = await hashFile(path);
    this.#files[path] = {size, mtimeMs, sha256};
    this.#changed = true;
    return sha256;
  }

  /** Bytes of a file. */
  async size(path: string): Promise<number> {
    return this.#files[path]?.size ?? (await stat(path)).size;
  }

  /** What `find` once found under `key`. Only what cannot change may be kept: the key holds the hash of the content. */
  async fact<T>(key: string, find: () => Promise<T>): Promise<T> {
    this.#used.add(key);
    if (Object.hasOwn(this.#facts, key)) return this.#facts[key] as T;
    const found = await find();
    this.#facts[key] = found;
    this.#changed = true;
    return found;
  }

  /** What is kept under `key`. */
  recall(key: string): unknown {
    this.#used.add(key);
    return this.#facts[key];
  }

  /** Keeps a fact in place of an older one. */
  keep(key: string, fact: unknown): void {
    this.#used.add(key);
    if (JSON.stringify(this.#facts[key]) === JSON.stringify(fact)) return;
    this.#facts[key] = fact;
    this.#changed = true;
  }

  /** Whether something is known under `key`. */
  knows(key: string): boolean {
    return Object.hasOwn(this.#facts, key);
  }

  /** Forgets what was not asked for since it was read. */
  prune(): void {
    const kept = <T>(all: Record<string, T>) =>
      Object.fromEntries(Object.entries(all).filter(([key]) => this.#used.has(key)));
    const [files, facts] = [kept(this.#files), kept(this.#facts)];
    this.#changed ||=
      Object.keys(files).length < Object.keys(this.#files).length ||
      Object.keys(facts).length < Object.keys(this.#facts).length;
    [this.#files, this.#facts] = [files, facts];
  }

  /** Writes what is known. */
  async write(): Promise<void> {
    if (!this.#changed) return;
    await writeWhole(this.#path, JSON.stringify({version: 1, files: this.#files, facts: this.#facts}));
    this.#changed = false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
