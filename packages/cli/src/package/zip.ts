import {open, type FileHandle} from 'node:fs/promises';
import {crc32} from 'node:zlib';
import {UgglaError} from '@uggla/protocol';
import {Inflate} from 'fflate';
import {isMissing} from '../files.js';
import {decodeName} from './zip-names.js';

/** A file in a zip. */
export interface ZipEntry {
  /** Its path in the zip, with `/`; checked: it leads nowhere else. */
  path: string;
  /** Bytes unpacked. */
  size: number;
  /** Bytes in the zip. */
  packed: number;
  /** Where its local header begins. */
  at: number;
  /** 0: as it is; 8: deflated. */
  method: number;
  crc: number;
}

/** What no package of lessons is beyond. */
export const limits = {
  /** Files in one package. */
  files: 20_000,
  /** Bytes of all its files, unpacked. */
  bytes: 4_000_000_000,
  /** So many bytes may be packed as tightly as they like. */
  freeBytes: 20_000_000,
  /** Beyond them: unpacked bytes for each byte of the zip. Text comes to some 10, flat pictures to 50. */
  ratio: 100,
  /** Bytes of a path and of a name in it, as the disks of most systems have them. */
  pathBytes: 700,
  nameBytes: 200,
};

const CHUNK = 1 << 18;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

/** Trouble with a zip that is none, or no whole one. */
function unreadable(message: string, cause?: unknown): UgglaError {
  return new UgglaError('package-unreadable', message, {
    cause,
    cure: 'Export the package once more from the program that made it, without a password, and put it in its place.',
  });
}

/** Trouble with a zip that would do harm. */
function refused(
  message: string,
  cure = 'Ask who made the package for one without it, or pack its files anew.',
): UgglaError {
  return new UgglaError('package-refused', message, {cure});
}

/**
 * The files of a zip by its table of contents (APPNOTE 4.3.12), which is judged before anything is unpacked.
 *
 * @throws {@link UgglaError} `package-unreadable`, `package-refused`.
 */
export async function listZip(path: string): Promise<ZipEntry[]> {
  return withFile(path, async (file, length) => {
    const table = await readTable(file, length);
    const entries: ZipEntry[] = [];
    for (let at = 0; at < table.count; at++) {
      const entry = table.next();
      if (entry) entries.push(entry);
      if (entries.length > limits.files) throw refused(`it holds more than ${limits.files} files`);
    }
    judge(entries, length);
    return entries;
  });
}

/**
 * Unpacks one file, piece by piece; its length and its checksum must be those that the table of contents told.
 *
 * @throws {@link UgglaError} `package-unreadable`.
 */
export async function unpack(
  path: string,
  entry: ZipEntry,
  onPiece: (piece: Uint8Array) => void | Promise<void>,
): Promise<void> {
  await withFile(path, async (file, length) => {
    const broken = (why: string, cause?: unknown) => unreadable(`“${entry.path}” in it is broken: ${why}`, cause);
    const head = await readAt(file, entry.at, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) throw broken('it does not begin where the zip says');
    let from = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    const end = from + entry.packed;
    if (end > length) throw broken('the zip is cut off');
    let size = 0;
    let crc = 0;
    let pieces: Uint8Array[] = [];
    const take = (piece: Uint8Array) => {
      size += piece.length;
      if (size > entry.size) throw broken('it is longer than the zip says');
      crc = crc32(piece, crc);
      if (piece.length > 0) pieces.push(piece);
    };
    const inflate = entry.method === 8 ? new Inflate(take) : undefined;
    do {
      const piece = await readAt(file, from, Math.min(CHUNK, end - from));
      from += piece.length;
      if (piece.length === 0 && from < end) throw broken('the zip is cut off');
      try {
        if (inflate) inflate.push(piece, from >= end);
        else take(piece);
      } catch (caught) {
        throw caught instanceof UgglaError ? caught : broken('it cannot be unpacked', caught);
      }
      const whole = pieces;
      pieces = [];
      for (const one of whole) await onPiece(one);
    } while (from < end);
    if (size !== entry.size) throw broken('it is shorter than the zip says');
    if (crc !== entry.crc) throw broken('its checksum is another');
  });
}

/** The bytes of one file that is small: a manifest. */
export async function readEntry(path: string, entry: ZipEntry): Promise<Uint8Array> {
  if (entry.size > limits.freeBytes)
    throw refused(`“${entry.path}” in it has ${entry.size} bytes: too many to be read at once`);
  const pieces: Uint8Array[] = [];
  await unpack(path, entry, (piece) => void pieces.push(piece));
  return Buffer.concat(pieces);
}

async function withFile<T>(path: string, work: (file: FileHandle, length: number) => Promise<T>): Promise<T> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    return await work(file, (await file.stat()).size);
  } catch (caught) {
    if (caught instanceof UgglaError) throw caught;
    if (isMissing(caught))
      throw new UgglaError('file-unreadable', `${path} went away while the campus was built`, {
        cause: caught,
        cure: 'Build again.',
      });
    if (caught instanceof RangeError) throw unreadable('its table of contents is broken', caught);
    throw caught;
  } finally {
    await file?.close();
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const {bytesRead} = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** The table of contents: found from the end of the file (APPNOTE 4.3.16), or by its 64-bit form (4.3.14). */
async function readTable(file: FileHandle, length: number): Promise<{count: number; next: () => ZipEntry | undefined}> {
  const tail = await readAt(file, Math.max(0, length - 65_557), Math.min(length, 65_557));
  const start = length - tail.length;
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
  if (end < 0) throw unreadable('it is no zip, or the end of it is missing');
  let [count, bytes, at] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (tail.readUInt16LE(end + 4) !== 0 && tail.readUInt16LE(end + 4) !== FULL_16)
    throw unreadable('it is one part of several');
  if (
    (count === FULL_16 || bytes === FULL_32 || at === FULL_32) &&
    end >= 20 &&
    tail.readUInt32LE(end - 20) === LOCATOR_64
  ) {
    const long = await readAt(file, Number(tail.readBigUInt64LE(end - 12)), 56);
    if (long.length < 56 || long.readUInt32LE(0) !== END_64) throw unreadable('its table of contents is broken');
    [count, bytes, at] = [
      Number(long.readBigUInt64LE(32)),
      Number(long.readBigUInt64LE(40)),
      Number(long.readBigUInt64LE(48)),
    ];
  }
  if (count > limits.files * 2) throw refused(`it holds more than ${limits.files} files`);
  if (at + bytes > start + end || bytes > 100_000_000) throw unreadable('its table of contents is broken');
  const table = await readAt(file, at, bytes);
  let from = 0;
  return {
    count,
    next: () => {
      if (table.readUInt32LE(from) !== CENTRAL) throw unreadable('its table of contents is broken');
      const [nameLength, extraLength] = [table.readUInt16LE(from + 28), table.readUInt16LE(from + 30)];
      const record = table.subarray(from, from + 46 + nameLength + extraLength);
      if (record.length < 46 + nameLength + extraLength) throw unreadable('its table of contents is cut off');
      from += record.length + table.readUInt16LE(from + 32);
      return readRecord(record, nameLength);
    },
  };
}

/** One line of the table; `undefined` for a folder, and for what systems put into zips beside the files. */
function readRecord(record: Buffer, nameLength: number): ZipEntry | undefined {
  const extra = record.subarray(46 + nameLength);
  const flags = record.readUInt16LE(8);
  const path = placeOf(decodeName(record.subarray(46, 46 + nameLength), (flags & 0x800) !== 0, extra));
  if (path === undefined) return undefined;
  const system = record.readUInt8(5);
  const mode = record.readUInt32LE(38) >>> 16;
  // a link, as Unix and macOS write it: followed, it would show files of this machine
  if ((system === 3 || system === 19) && (mode & 0xf000) === 0xa000)
    throw refused(`“${path}” in it is a link to another file`);
  if ((flags & 0x2041) !== 0) throw unreadable('it is locked with a password');
  const method = record.readUInt16LE(10);
  if (method !== 0 && method !== 8)
    throw unreadable(`“${path}” in it is packed in a way (${method}) that packages must not use`);
  let [packed, size, at] = [record.readUInt32LE(20), record.readUInt32LE(24), record.readUInt32LE(42)];
  for (let from = 0; from + 4 <= extra.length; from += 4 + extra.readUInt16LE(from + 2)) {
    if (extra.readUInt16LE(from) !== 1) continue;
    let field = from + 4;
    const long = (value: number) => {
      if (value !== FULL_32) return value;
      field += 8;
      return Number(extra.readBigUInt64LE(field - 8));
    };
    size = long(size);
    packed = long(packed);
    at = long(at);
  }
  if (method === 0 && size !== packed) throw unreadable(`“${path}” in it is broken: it is longer than the zip says`);
  return {path, size, packed, at, method, crc: record.readUInt32LE(16)};
}

/** Where a file belongs; `undefined` for folders and for what is no part of a package. */
function placeOf(name: string): string | undefined {
  const path = name.replaceAll('\\', '/');
  if (/[\u0000-\u001f\u007f\ufffd]/.test(path))
    throw refused(`it holds a file whose name cannot be read: ${JSON.stringify(name)}`);
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) throw refused(`“${name}” in it names a place on a disk`);
  const parts = path.split('/');
  const last = parts.at(-1);
  if (parts.includes('..')) throw refused(`“${name}” in it leads out of the package`);
  const inside = parts.filter((part) => part !== '' && part !== '.');
  if (last === '' || inside.length === 0) return undefined;
  // .htaccess and web.config would set up the web server, the rest is of no use to anybody
  if (
    inside[0] === '__MACOSX' ||
    inside.some((part) => part.startsWith('.')) ||
    /^(thumbs\.db|desktop\.ini|web\.config)$/i.test(last!)
  )
    return undefined;
  if (
    inside.some((part) => Buffer.byteLength(part) > limits.nameBytes) ||
    Buffer.byteLength(inside.join('/')) > limits.pathBytes
  ) {
    throw refused(`“${path.slice(0, 80)}…” in it is too long a name`);
  }
  return inside.join('/');
}

/** Refuses what would fill the disk, and names that are one on some disk. */
function judge(entries: readonly ZipEntry[], length: number): void {
  const bytes = entries.reduce((sum, {size}) => sum + size, 0);
  if (bytes > limits.bytes)
    throw refused(
      `unpacked it has ${Math.round(bytes / 1e6)} MB: more than ${limits.bytes / 1e6}`,
      'Split it, or make its films smaller.',
    );
  if (entries.reduce((sum, {packed}) => sum + packed, 0) > length)
    throw refused('its files lie over each other, so that it unpacks to much more than it is');
  if (bytes > limits.freeBytes && bytes / length > limits.ratio)
    throw refused(`unpacked it is ${Math.round(bytes / length)} times as big`);
  const names = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const {path} of entries) {
    const same = names.get(sameName(path));
    if (same !== undefined)
      throw refused(
        `“${path}” is in it twice${same === path ? '' : `, the other time as “${same}”`}`,
        'Pack it anew with one of the two.',
      );
    names.set(sameName(path), path);
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1))
      folders.set(sameName(path.slice(0, slash)), path);
  }
  for (const [name, path] of names) {
    if (folders.has(name))
      throw refused(`“${path}” is a file in it, and a folder`, 'Pack it anew with one of the two.');
  }
}

/** What names have in common that are one on disks which know no capitals. */
export function sameName(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
