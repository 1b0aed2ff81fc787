// SHA-256 of files, kept from one run to the next: a file is read again when its size or one of its times has changed.
import {createHash} from 'node:crypto';
import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** What was changed so shortly before it was read may change once more within the same tick of the clock. */
const SETTLED_MS = 2000;

export class Digests {
  #root;
  #path;
  #known;
  #kept = {};
  #changed = false;

  /** @param {{root: string, path: string}} where `path`: the file that keeps them; it may be removed at any time. */
  constructor({root, path}) {
    this.#root = root;
    this.#path = path;
    this.#known = read(path);
  }

  /** Of a file below the root; nothing when it is no file. */
  of(file) {
    const stats = statSync(join(this.#root, file));
    if (!stats.isFile()) return undefined;
    const stamp = `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`;
    const known = this.#known[file];
    if (known?.[0] === stamp) this.#kept[file] = known;
    else {
      const sha256 = createHash('sha256')
        .update(readFileSync(join(this.#root, file)))
        .digest('hex');
      const isSettled = Date.now() - stats.ctimeMs > SETTLED_MS;
      this.#changed = true;
      this.#known[file] = this.#kept[file] = [isSettled ? stamp : '', sha256];
    }
    return this.#kept[file][1];
  }

  /** Keeps those that were asked for. */
  write() {
    if (!this.#changed && Object.keys(this.#kept).length === Object.keys(this.#known).length) return;
    writeFileSync(this.#path, JSON.stringify(this.#kept));
  }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {}; // none, or half of one: all is read again
  }
}
