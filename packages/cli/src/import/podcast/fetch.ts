import {lookup} from 'node:dns/promises';
import {mkdir, open, readFile, rename, rm, stat, statfs, writeFile} from 'node:fs/promises';
import {isIP} from 'node:net';
import {dirname} from 'node:path';
import {UgglaError} from '@uggla/protocol';

/** So often an answer may send on. */
const MOST_REDIRECTS = 5;

/** A host that says nothing for so long is given up. */
const IDLE_MS = 30_000;

/** Fetches what strangers name: only by the web, of a limited size, and nothing of this machine's own network. */
export class Fetcher {
  readonly #home: string | undefined;

  /** @param home - Address of the feed: what lies on its own host may be fetched from there, wherever that is. */
  constructor(home?: string) {
    this.#home = home === undefined ? undefined : new URL(home).host;
  }

  /** The bytes at an address. @throws {@link UgglaError} `download-failed`, `download-too-big`. */
  async bytes(address: string, most: number): Promise<{bytes: Uint8Array; type: string; address: string}> {
    const {answer, url, stop} = await this.#ask(address, {});
    const parts: Uint8Array[] = [];
    let length = 0;
    try {
      for await (const part of alive(answer, stop)) {
        length += part.length;
        if (length > most) throw tooBig(url, most);
        parts.push(part);
      }
    } catch (cause) {
      throw broken(url, cause);
    } finally {
      stop.abort();
    }
    return {bytes: Buffer.concat(parts), type: typeOf(answer), address: url.href};
  }

  /**
   * Fetches a file to its place; what broke off before is taken up where the host can and the file is still the same. It has
   * its name only when it is whole.
   *
   * @returns How many bytes were fetched.
   * @throws {@link UgglaError} `download-failed`, `download-too-big`, `disk-full`.
   */
  async file(address: string, path: string, most: number): Promise<number> {
    const part = `${path}.part`;
    const note = `${part}.etag`; // by what the host knows that it is the same file
    await mkdir(dirname(path), {recursive: true});
    const etag = await readFile(note, 'utf8').catch(() => '');
    const have = etag === '' ? 0 : ((await stat(part).catch(() => undefined))?.size ?? 0);
    const {answer, url, stop} = await this.#ask(address, have > 0 ? {Range: `bytes=${have}-`, 'If-Range': etag} : {});
    try {
      const from = answer.status === 206 ? have : 0;
      const left = Number(answer.headers.get('Content-Length') ?? NaN);
      if (from + (left || 0) > most) throw tooBig(url, most);
      const {bavail, bsize} = await statfs(dirname(path));
      if (bavail * bsize < (left || 0))
        throw new UgglaError('disk-full', `${dirname(path)} has no room for ${left} bytes`, {cure: 'Make room.'});
      const said = answer.headers.get('ETag') ?? '';
      if (said !== '' && !said.startsWith('W/')) await writeFile(note, said);
      else await rm(note, {force: true});
      let bytes = from;
      const out = await open(part, from > 0 ? 'a' : 'w');
      try {
        // a piece at a time: what has come is on the disk when the connection breaks
        for await (const piece of alive(answer, stop)) {
          bytes += piece.length;
          if (bytes > most) throw tooBig(url, most);
          await out.writeFile(piece);
        }
      } finally {
        await out.close();
      }
      if (Number.isFinite(left) && bytes !== from + left)
        throw new UgglaError('download-failed', `${url.href}: ${bytes} of ${from + left} bytes came`);
      await rename(part, path);
      await rm(note, {force: true});
      return bytes - from;
    } catch (caught) {
      throw broken(url, caught);
    } finally {
      stop.abort();
    }
  }

  async #ask(
    address: string,
    headers: Record<string, string>,
  ): Promise<{answer: Response; url: URL; stop: AbortController}> {
    let url = await this.#checked(address);
    for (let hop = 0; ; hop++) {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), IDLE_MS);
      let answer: Response;
      try {
        answer = await fetch(url, {
          headers: {'Accept-Encoding': 'identity', 'User-Agent': 'uggla', ...headers},
          redirect: 'manual',
          signal: stop.signal,
        });
      } catch (cause) {
        throw new UgglaError('download-failed', `${url.host} does not answer`, {
          cause,
          cure: 'See to the connection and the address, and run the same again: what is there is not fetched twice.',
        });
      } finally {
        clearTimeout(timer);
      }
      const to = answer.status >= 300 && answer.status < 400 ? answer.headers.get('Location') : null;
      if (to === null) {
        if (answer.ok) return {answer, url, stop};
        stop.abort();
        throw new UgglaError('download-failed', `${url.href} answered ${answer.status}`, {status: answer.status});
      }
      stop.abort();
      if (hop >= MOST_REDIRECTS || !URL.canParse(to, url))
        throw new UgglaError('download-failed', `${address} sends on without an end`);
      url = await this.#checked(new URL(to, url).href);
    }
  }

  /** An address of the web. A feed of strangers could name what only this machine can reach: that is not fetched. */
  async #checked(address: string): Promise<URL> {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.username !== '')
      throw new UgglaError('download-failed', `${address.slice(0, 200)} is no address of the web`);
    if (url.host === this.#home) return url;
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const found = isIP(name) ? [{address: name}] : await lookup(name, {all: true}).catch(() => []);
    if (found.length === 0)
      throw new UgglaError('download-failed', `there is no host ${url.hostname}`, {
        cure: 'See to the connection and the address.',
      });
    if (found.some((one) => isInside(one.address)))
      throw new UgglaError(
        'download-failed',
        `${url.host} is of this machine’s own network, which a feed must not name`,
        {
          cure: 'Fetch the file yourself, and put it into the folder of the podcast.',
        },
      );
    return url;
  }
}

/** Loopback, private and link-local addresses (RFC 6890), and those of IPv4 inside IPv6. */
function isInside(address: string): boolean {
  const four = /(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (four)
    return /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
      four,
    );
  return /^(?:::1?$|f[cd]|fe[89ab]|::ffff:)/i.test(address);
}

/** The pieces of an answer; who says nothing for too long is left. */
async function* alive(answer: Response, stop: AbortController): AsyncGenerator<Uint8Array> {
  let timer = setTimeout(() => stop.abort(), IDLE_MS);
  try {
    for await (const piece of (answer.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      clearTimeout(timer);
      yield piece;
      timer = setTimeout(() => stop.abort(), IDLE_MS);
    }
  } finally {
    clearTimeout(timer);
  }
}

function typeOf(answer: Response): string {
  return (answer.headers.get('Content-Type') ?? '').split(';')[0]!.trim().toLowerCase();
}

function tooBig({href}: URL, most: number): UgglaError {
  return new UgglaError('download-too-big', `${href} has more than ${Math.round(most / 1e6)} MB`, {
    cure: 'Allow more with --most, or fetch the file yourself and put it into the folder of the podcast.',
  });
}

function broken({href}: URL, cause: unknown): unknown {
  if (cause instanceof UgglaError || (cause as NodeJS.ErrnoException | undefined)?.code === 'ENOSPC') return cause;
  return new UgglaError('download-failed', `${href}: the connection broke`, {
    cause,
    cure: 'Run the same again: it goes on from there where the host can.',
  });
}
