import {createHash} from 'node:crypto';
import {createReadStream, createWriteStream} from 'node:fs';
import {mkdir, rename, rm, stat, statfs} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {UgglaError} from '@uggla/protocol';
import {readHeader, type ModelHeader} from './gguf.js';

/** So much of a file is looked at before it is fetched: names, licence and sizes stand before the words, mostly. */
const headBytes = 1_048_576;

/** A model at an address, before it is fetched. */
export interface Offer {
  address: string;
  /** Name of the file. */
  name: string;
  bytes: number;
  header: ModelHeader;
  /** The checksum that its host tells (`X-Linked-ETag`, or an ETag that is one); `undefined`: it tells none. */
  sha256: string | undefined;
  /** It can be fetched in parts: what broke off is taken up again. */
  ranges: boolean;
}

/**
 * Looks at a model without fetching it.
 *
 * @throws {@link UgglaError} `model-unavailable`, `model-invalid`
 */
export async function look(address: string): Promise<Offer> {
  const url = checked(address);
  const answer = await ask(url, {Range: `bytes=0-${headBytes - 1}`});
  const whole = answer.status === 200;
  const bytes = Number(
    whole ? answer.headers.get('Content-Length') : /\/(\d+)$/.exec(answer.headers.get('Content-Range') ?? '')?.[1],
  );
  if (!(bytes > 0)) {
    await answer.body?.cancel();
    throw new UgglaError('model-unavailable', `${url.host} does not tell how large the file is`, {
      cure: 'Fetch it by other means, check it, and name the file: --model file.gguf.',
    });
  }
  const header = readHeader(await first(answer, headBytes));
  const tag = (answer.headers.get('X-Linked-ETag') ?? answer.headers.get('ETag') ?? '')
    .replaceAll('"', '')
    .toLowerCase();
  const name = basename(decodeURIComponent(url.pathname));
  if (!/^[\w.+ -]+\.gguf$/i.test(name) || name.startsWith('.'))
    throw new UgglaError('model-invalid', `${name || 'the address'} names no .gguf file`);
  return {address: url.href, name, bytes, header, sha256: /^[0-9a-f]{64}$/.test(tag) ? tag : undefined, ranges: !whole};
}

/** How a model is fetched. */
export interface PullOptions {
  /** Folder for it; made when it is not there. */
  out: string;
  /** The checksum that it must have. */
  sha256: string | undefined;
  progress?: (bytes: number) => void;
}

/**
 * Fetches a model; resolves with its path and checksum. What broke off before is taken up. The file has its name only
 * when it is whole and its checksum is right.
 *
 * @throws {@link UgglaError} `model-unavailable`, `model-mismatch`, `disk-full`
 */
export async function pull(
  offer: Offer,
  {out, sha256, progress}: PullOptions,
): Promise<{path: string; sha256: string; fetched: number}> {
  await mkdir(out, {recursive: true});
  const path = join(out, offer.name);
  const wanted = sha256 ?? offer.sha256;
  const there = await sizeOf(path);
  if (there === offer.bytes) return {path, sha256: await sumOf(path, wanted, offer), fetched: 0};
  const part = `${path}.part`;
  const have = offer.ranges ? Math.min(await sizeOf(part), offer.bytes) : 0;
  const {bavail, bsize} = await statfs(out);
  if (bavail * bsize < offer.bytes - have)
    throw new UgglaError('disk-full', `${out} has no room for ${offer.bytes - have} bytes`, {
      cure: 'Make room, or name another folder: --out.',
    });
  if (have < offer.bytes) {
    const answer = await ask(new URL(offer.address), have > 0 ? {Range: `bytes=${have}-`} : {});
    const from = answer.status === 206 ? have : 0;
    let bytes = from;
    const counted = async function* (body: AsyncIterable<Uint8Array>) {
      for await (const piece of body) {
        bytes += piece.length;
        progress?.(bytes);
        yield piece;
      }
    };
    try {
      await pipeline(
        Readable.fromWeb(answer.body as never),
        counted,
        createWriteStream(part, {flags: from > 0 ? 'a' : 'w'}),
      );
    } catch (cause) {
      throw new UgglaError('model-unavailable', `the connection broke after ${bytes} of ${offer.bytes} bytes`, {
        cause,
        cure: 'Run the same again: it goes on from there.',
      });
    }
    if (bytes !== offer.bytes) {
      if (bytes > offer.bytes) await rm(part, {force: true});
      throw new UgglaError('model-unavailable', `${bytes} of ${offer.bytes} bytes came`, {cure: 'Run the same again.'});
    }
  }
  const sum = await sumOf(part, wanted, offer);
  await rename(part, path);
  return {path, sha256: sum, fetched: offer.bytes - have};
}

async function sumOf(path: string, wanted: string | undefined, {name}: Offer): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Uint8Array);
  const sum = hash.digest('hex');
  if (wanted !== undefined && sum !== wanted.toLowerCase()) {
    if (path.endsWith('.part')) await rm(path, {force: true});
    throw new UgglaError('model-mismatch', `${name} has the checksum ${sum}, ${wanted} was wanted`, {
      cure: 'It is not the file that was meant, or it was changed on its way: do not use it.',
    });
  }
  return sum;
}

function checked(address: string): URL {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw new UgglaError('usage-wrong', `${address} is no address`, {cure: 'Give the https address of a .gguf file.'});
  const url = new URL(address);
  const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url.protocol === 'http:' && !local)
    throw new UgglaError('model-unavailable', `${url.host} is not asked without encryption`, {
      cure: 'Use its https address.',
    });
  return url;
}

async function ask(url: URL, headers: Record<string, string>): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, {
      headers: {'Accept-Encoding': 'identity', ...headers},
      signal: AbortSignal.timeout(24 * 3_600_000),
    });
  } catch (cause) {
    throw new UgglaError('model-unavailable', `${url.host} does not answer`, {
      cause,
      cure: 'See to the connection and the address.',
    });
  }
  if (url.protocol === 'https:' && !answer.url.startsWith('https:'))
    throw new UgglaError('model-unavailable', `${url.host} sends on to an address without encryption`);
  if (!answer.ok) {
    await answer.body?.cancel();
    const gated = answer.status === 401 || answer.status === 403;
    throw new UgglaError('model-unavailable', `${url.host} answered ${answer.status}`, {
      cure: gated
        ? 'Its host wants you to agree to something first: do that there, fetch the file, and name it with --model.'
        : 'See to the address.',
    });
  }
  return answer;
}

/** The first bytes of an answer; the rest is not fetched. */
async function first(answer: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    parts.push(part);
    length += part.length;
    if (length >= most) break;
  }
  return Buffer.concat(parts).subarray(0, most);
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
