import {createHash, randomBytes} from 'node:crypto';
import {accessSync, constants, existsSync} from 'node:fs';
import {mkdir, open, readFile, rename, rm, stat, type FileHandle} from 'node:fs/promises';
import {dirname, sep} from 'node:path';
import {UgglaError} from '@uggla/protocol';

const CHUNK = 1 << 18;

/** The file in pieces, each valid until the next: room is made once, not for every piece. The next is read while one is worked on. */
export async function readPieces(path: string, onPiece: (piece: Uint8Array) => unknown): Promise<void> {
  const file = await open(path, 'r');
  try {
    let [free, full] = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)];
    let {bytesRead} = await file.read(full, 0, CHUNK);
    while (bytesRead > 0) {
      const [next] = await Promise.all([file.read(free, 0, CHUNK), onPiece(full.subarray(0, bytesRead))]);
      bytesRead = next.bytesRead;
      [free, full] = [full, free];
    }
  } finally {
    await file.close();
  }
}

/** SHA-256 of a file, lower-case hex, read piece by piece. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await readPieces(path, (piece) => hash.update(piece));
  return hash.digest('hex');
}

/** SHA-256 of bytes or text, lower-case hex. */
export function hashOf(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

/** SHA-256 of exactly these bytes, as anybody else would reckon it. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What a file shall hold: all of it at once, or something that writes it piece by piece. */
export type Writing = string | Uint8Array | ((file: FileHandle) => Promise<void>);

/** Writes a whole file or nothing: beside its place first, then moved into it. */
export async function writeWhole(path: string, content: Writing): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeSynced(beside, content);
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, {force: true});
    throw cause;
  }
}

/** Writes a file and waits until it is on the disk, so that a rename never puts an empty file in place. */
export async function writeSynced(path: string, content: Writing): Promise<void> {
  const file = await open(path, 'w');
  try {
    await (typeof content === 'function' ? content(file) : file.writeFile(content));
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** The first bytes of a file: as many as there are, `bytes` at most. */
export async function readHead(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The text of a file; `undefined` when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (caught) {
    if (isMissing(caught)) return undefined;
    throw caught;
  }
}

/** Whether there is anything at a path. */
export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/** Whether what was caught says that a file is not there. */
export function isMissing(caught: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((caught as NodeJS.ErrnoException | undefined)?.code ?? '');
}

/** Whether what was caught says that the disk, or what one may use of it, is full. */
export function isFull(caught: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((caught as NodeJS.ErrnoException | undefined)?.code ?? '');
}

/** What the system refused, for people: the path, why, and what to do; `undefined` when it was something else. */
export function knowSystem(caught: unknown): UgglaError | undefined {
  const {code, path, syscall} = (caught ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOENT' && syscall === 'mkdir' && path !== undefined)
    return (
      knowSystem(whyNotMade(path)) ??
      new UgglaError('file-refused', `${path} cannot be made there`, {cause: caught, cure: 'Name another place.'})
    );
  const told = code === undefined ? undefined : refusals[code];
  if (told === undefined || path === undefined) return undefined;
  const [why, cure] = told;
  return new UgglaError('file-refused', `${path} ${why}`, {cause: caught, cure});
}

/** Of a folder that cannot be made Node says only that it is not there; the nearest one that is there says why. */
function whyNotMade(path: string): unknown {
  let at = dirname(path);
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  try {
    accessSync(at, constants.W_OK);
    return undefined;
  } catch (caught) {
    return caught;
  }
}

const refusals: Readonly<Record<string, readonly [why: string, cure: string]>> = {
  EACCES: ['may not be read or written by you', 'Change its permissions, or run the command as who owns it.'],
  EPERM: ['may not be read or written by you', 'Change its permissions, or run the command as who owns it.'],
  EROFS: [
    'lies on a disk that cannot be written to',
    'Copy the folder to another disk; or publish elsewhere with --out.',
  ],
  EEXIST: ['is a file, where a folder was expected', 'Name a folder.'],
  ENOTDIR: ['is a file, where a folder was expected', 'Name a folder.'],
  EISDIR: ['is a folder, where a file was expected', 'Move the folder away.'],
  ELOOP: ['is a link that leads back to itself', 'Take the link away.'],
  ENAMETOOLONG: ['has a name that is too long for this disk', 'Give it a shorter one.'],
  EMFILE: ['could not be opened: too many files are open', 'Allow more (ulimit -n), and try again.'],
};

/** A path of this system with `/` between its parts, as addresses have them. */
export function slashes(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}

/** JSON as we publish it: readable, ending in a line break. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
