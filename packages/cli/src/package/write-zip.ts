import type {FileHandle} from 'node:fs/promises';
import {crc32} from 'node:zlib';
import {UgglaError} from '@uggla/protocol';
import {deflateSync} from 'fflate';
import {readPieces, writeWhole} from '../files.js';
import {isPacked, type Content} from './content.js';

/** A zip keeps no zone: the earliest moment that it can hold, 1 January 1980 (APPNOTE 4.4.6), everywhere the same. */
const MOMENT = 0x0021_0000;
/** The version of zip that unpacks it (4.4.3): 2.0, which knows deflate. */
const VERSION = 20;
const MOST_BYTES = 0xffff_ffff;
const MOST_FILES = 0xffff;

interface Written {
  name: Buffer;
  /** Its name needs UTF-8 (4.4.4, bit 11). */
  wide: boolean;
  method: number;
  crc: number;
  size: number;
  packed: number;
  at: number;
}

/**
 * Writes a zip whole or not at all: the same bytes for the same files, on every machine (so fflate packs: what zlib makes
 * differs between processors). What is packed already is stored, piece by piece.
 *
 * @returns Its length in bytes.
 * @throws {@link UgglaError} `usage-wrong` when it would be longer than a zip may be that every system reads.
 */
export async function writeZip(path: string, files: ReadonlyMap<string, Content>): Promise<number> {
  const onDisk = [...files.values()].reduce((sum, one) => sum + (one instanceof Uint8Array ? 0 : one.bytes), 0);
  if (onDisk > MOST_BYTES) throw tooLong();
  let length = 0;
  const write = async (zip: FileHandle) => {
    const table: Written[] = [];
    const add = async (...pieces: Uint8Array[]) => {
      for (const piece of pieces) {
        await zip.write(piece, 0, piece.length, length);
        length += piece.length;
      }
      if (length > MOST_BYTES || table.length > MOST_FILES) throw tooLong();
    };
    for (const [text, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const name = Buffer.from(text);
      const one: Written = {name, wide: name.length !== text.length, method: 0, crc: 0, size: 0, packed: 0, at: length};
      table.push(one);
      if (content instanceof Uint8Array) {
        const packed = isPacked(text) ? content : deflateSync(content, {level: 6});
        Object.assign(one, {
          method: packed === content ? 0 : 8,
          crc: crc32(content),
          size: content.length,
          packed: packed.length,
        });
        await add(Buffer.concat([localHeader(one), packed]));
        continue;
      }
      await add(localHeader(one));
      await readPieces(content.file, async (piece) => {
        one.crc = crc32(piece, one.crc);
        one.size = one.packed = one.size + piece.length;
        await add(piece);
      });
      // what stands before the file is known when it has been read
      const header = localHeader(one);
      await zip.write(header, 0, header.length, one.at);
    }
    const at = length;
    await add(Buffer.concat(table.map(centralHeader)));
    await add(endOfTable(table.length, at, length - at));
  };
  await writeWhole(path, write);
  return length;
}

/** What both headers of a file say alike, after their versions (4.4.4 to 4.4.11). */
function common({name, wide, method, crc, size, packed}: Written): Buffer {
  const fields = Buffer.alloc(24);
  fields.writeUInt16LE(wide ? 0x800 : 0, 0);
  fields.writeUInt16LE(method, 2);
  fields.writeUInt32LE(MOMENT, 4);
  fields.writeUInt32LE(crc, 8);
  fields.writeUInt32LE(packed, 12);
  fields.writeUInt32LE(size, 16);
  fields.writeUInt16LE(name.length, 20);
  return fields;
}

/** 4.3.7. */
function localHeader(one: Written): Buffer {
  const start = Buffer.alloc(6);
  start.writeUInt32LE(0x04034b50, 0);
  start.writeUInt16LE(VERSION, 4);
  return Buffer.concat([start, common(one), one.name]);
}

/** 4.3.12: nothing of a comment, of attributes, of other disks. */
function centralHeader(one: Written): Buffer {
  const start = Buffer.alloc(8);
  start.writeUInt32LE(0x02014b50, 0);
  start.writeUInt16LE(VERSION, 4);
  start.writeUInt16LE(VERSION, 6);
  const end = Buffer.alloc(14);
  end.writeUInt32LE(one.at, 10);
  return Buffer.concat([start, common(one), end, one.name]);
}

/** 4.3.16. */
function endOfTable(count: number, at: number, bytes: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(at, 16);
  return end;
}

function tooLong(): UgglaError {
  return new UgglaError(
    'usage-wrong',
    'the package would be longer than 4 GB, or of more than 65,535 files: no LMS takes it',
    {
      cure: 'Leave the films where they are: --media remote --media-base https://cdn.example/campus/. Or split the course.',
    },
  );
}
