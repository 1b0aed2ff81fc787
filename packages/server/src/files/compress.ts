import {promisify} from 'node:util';
import {brotliCompress, constants, gzip} from 'node:zlib';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** Smaller files do not get smaller by it. */
const least = 1024;
/** Bigger ones go as they are: they would hold up everybody else. */
const most = 4_194_304;
/** What is kept in memory, in bytes. */
const room = 33_554_432;

/** Compresses texts once and keeps the results, the latest used ones first. */
export class Compressor {
  readonly #kept = new Map<string, Promise<Buffer>>();
  #size = 0;

  /** The coding to use for `accept`, when it is worth it for so many bytes. */
  choose(accept: string | undefined, size: number): 'br' | 'gzip' | undefined {
    if (!accept || size < least || size > most) return undefined;
    const wanted = accept.split(',').map((one) => one.trim().toLowerCase());
    const takes = (name: string) => wanted.some((one) => one.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(one));
    return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined;
  }

  /** The bytes that `read` gives, compressed; `key` names this version of them. */
  async compress(key: string, coding: 'br' | 'gzip', read: () => Promise<Uint8Array>): Promise<Buffer> {
    const name = `${coding} ${key}`;
    const kept = this.#kept.get(name);
    if (kept) {
      this.#kept.delete(name);
      this.#kept.set(name, kept);
      return kept;
    }
    const made = read().then((bytes) =>
      coding === 'br'
        ? brotli(bytes, {
            params: {[constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length},
          })
        : deflate(bytes),
    );
    this.#kept.set(name, made);
    try {
      this.#size += (await made).length;
    } catch (error) {
      this.#kept.delete(name);
      throw error;
    }
    for (const [oldest, bytes] of this.#kept) {
      if (this.#size <= room) break;
      this.#kept.delete(oldest);
      this.#size -= (await bytes).length;
    }
    return made;
  }
}
