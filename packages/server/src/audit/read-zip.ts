import {crc32, inflateRawSync} from 'node:zlib';

/** Signatures of the records of a zip (APPNOTE 6.3.10, 4.3). */
const local = 0x04034b50;
const central = 0x02014b50;
const end = 0x06054b50;
const descriptor = 0x08074b50;
/** Bytes of each without its names. */
const localBytes = 30;
const centralBytes = 46;
const endBytes = 22;
/** Flags of a file: it is encrypted, its lengths stand behind it, its name is UTF-8. */
const encrypted = 1;
const lengthsBehind = 8;
const utf8Names = 0x800;
/** How a file is packed: not at all, or by deflate. */
const packings = [0, 8];
/** What may be told of a file beside that, since it changes neither its name nor its content: its times and its owner. */
const harmless = [0x000a, 0x5455, 0x5855, 0x7855, 0x7875];

/** Where a file lies in a zip, as its directory says. */
interface Entry {
  name: string;
  packing: number;
  flags: number;
  crc: number;
  packed: number;
  size: number;
  at: number;
}

/**
 * The files of a zip that every program reads alike: nothing stands before, between or behind its files, each is named and measured in
 * its directory as it is in its place, and each has the length and the checksum that are told. In any other, one program can be shown
 * what another one never sees.
 *
 * @param most - Bytes that one file may have.
 * @throws Error, saying what is not so.
 */
export function readZip(bytes: Uint8Array, most: number): Map<string, Uint8Array> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const {entries, from} = directoryOf(zip);
  const files = new Map<string, Uint8Array>();
  let place = 0;
  for (const entry of entries) {
    const {name} = entry;
    if (files.has(name)) throw new Error(`${name} is in it twice`);
    if (entry.at !== place) throw new Error(`something is hidden before ${name}`);
    if (entry.size > most) throw new Error(`${name} is longer than any file of ours`);
    const begin = beginOf(zip, entry);
    const packed = zip.subarray(begin, begin + entry.packed);
    files.set(name, unpack(packed, entry));
    place = begin + entry.packed + descriptorBytes(zip, begin + entry.packed, entry);
  }
  if (place !== from) throw new Error('something is hidden behind its files');
  return files;
}

function directoryOf(zip: Buffer): {entries: Entry[]; from: number} {
  const last = zip.length - endBytes;
  if (last < 0 || zip.readUInt32LE(last) !== end) throw new Error('it is no zip file, or a broken one');
  const [count, length, from] = [zip.readUInt16LE(last + 10), zip.readUInt32LE(last + 12), zip.readUInt32LE(last + 16)];
  if (zip.readUInt32LE(last + 4) !== 0 || zip.readUInt16LE(last + 8) !== count || zip.readUInt16LE(last + 20) !== 0)
    throw new Error('it is no zip file of one piece');
  if (from + length !== last) throw new Error('something is hidden behind its directory');
  const entries: Entry[] = [];
  let at = from;
  while (at < last) {
    if (at + centralBytes > last || zip.readUInt32LE(at) !== central) throw new Error('its directory is broken');
    const [name, more] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30)];
    const next = at + centralBytes + name + more + zip.readUInt16LE(at + 32);
    if (next > last) throw new Error('its directory is broken');
    const flags = zip.readUInt16LE(at + 8);
    entries.push({
      name: nameIn(zip.subarray(at + centralBytes, next), name, more, flags),
      flags,
      packing: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      at: zip.readUInt32LE(at + 42),
    });
    at = next;
  }
  if (at !== last || entries.length !== count) throw new Error('its directory is broken');
  return {entries: entries.toSorted((one, other) => one.at - other.at), from};
}

/** A name, with nothing behind it that would give the file another one. */
function nameIn(bytes: Buffer, length: number, more: number, flags: number): string {
  const name = bytes.toString('utf8', 0, length);
  const isPlain = /^[\x20-\x7e]*$/.test(name) || (flags & utf8Names) !== 0;
  for (let at = length; at < length + more; at += 4 + bytes.readUInt16LE(at + 2))
    if (at + 4 > bytes.length || !harmless.includes(bytes.readUInt16LE(at)))
      throw new Error(`${name} has more told of it than files of ours`);
  if (!isPlain) throw new Error(`${name} is named as programs read in several ways`);
  return name;
}

/** Where the content of a file begins, of which is said in its place what the directory says. */
function beginOf(zip: Buffer, {name, at, flags, packing, crc, packed, size}: Entry): number {
  const names = at + localBytes;
  if (names > zip.length || zip.readUInt32LE(at) !== local) throw new Error(`${name} is not where it should be`);
  const [length, more] = [zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)];
  const begin = names + length + more;
  const [crcHere, packedHere, sizeHere] = [14, 18, 22].map((offset) => zip.readUInt32LE(at + offset));
  const told = (flags & lengthsBehind) === 0 ? undefined : 0;
  if (
    nameIn(zip.subarray(names), length, more, flags) !== name ||
    zip.readUInt16LE(at + 6) !== flags ||
    zip.readUInt16LE(at + 8) !== packing ||
    crcHere !== (told ?? crc) ||
    packedHere !== (told ?? packed) ||
    sizeHere !== (told ?? size)
  )
    throw new Error(`${name} is named or measured in two ways`);
  return begin;
}

function unpack(packed: Buffer, {name, packing, flags, crc, size}: Entry): Uint8Array {
  if (!packings.includes(packing) || (flags & encrypted) !== 0)
    throw new Error(`${name} is packed as no file of ours is`);
  let content: Uint8Array = packed;
  if (packing !== 0) {
    try {
      const {buffer, engine} = inflateRawSync(packed, {info: true, maxOutputLength: size + 1}) as unknown as {
        buffer: Buffer;
        engine: {bytesWritten: number};
      };
      content = engine.bytesWritten === packed.length ? buffer : buffer.subarray(size + 1);
    } catch {
      throw new Error(`${name} is broken`);
    }
  }
  if (content.length !== size || crc32(content) !== crc)
    throw new Error(`${name} is not what its place in the zip tells`);
  return content;
}

/** What a file has behind it when its length was not known before: its checksum and lengths, mostly with a signature. */
function descriptorBytes(zip: Buffer, at: number, {flags, crc, packed, size}: Entry): number {
  if ((flags & lengthsBehind) === 0) return 0;
  const from = at + 16 <= zip.length && zip.readUInt32LE(at) === descriptor ? at + 4 : at;
  if (from + 12 > zip.length || ![crc, packed, size].every((one, field) => zip.readUInt32LE(from + 4 * field) === one))
    return 0;
  return from + 12 - at;
}
