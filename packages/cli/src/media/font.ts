import {brotliDecompressSync} from 'node:zlib';
import {UgglaError} from '@uggla/protocol';

/** What a font file says of itself. */
export interface FontFacts {
  /** As `format()` in CSS. */
  format: 'woff2' | 'truetype' | 'opentype';
  /** `400`; of one that can be of any weight between two `100 900`. */
  weight: string;
  style: 'normal' | 'italic';
}

/** More no page should wait for. */
const MOST_BYTES = 5_000_000;

/** What a WOFF2 may unpack to: nothing that grows without end. */
const MOST_UNPACKED = 64_000_000;

/** The two tables that are looked into, by name. */
type Tables = Partial<Record<'OS/2' | 'fvar', Buffer>>;

/**
 * Refuses a font that has too many bytes.
 *
 * @throws {@link UgglaError} `font-invalid`.
 */
export function needLight(bytes: number): void {
  if (bytes > MOST_BYTES)
    throw new UgglaError('font-invalid', `it has ${(bytes / 1e6).toFixed(1)} MB: a font has 5 at most`, {
      cure: 'Keep the letters that your languages need (pyftsubset of fonttools does so), as WOFF2.',
    });
}

/**
 * Looks into a font: TrueType, OpenType or WOFF2.
 *
 * @throws {@link UgglaError} `font-invalid`.
 */
export function readFont(bytes: Buffer): FontFacts {
  needLight(bytes.length);
  const start = bytes.toString('latin1', 0, 4);
  try {
    if (start === 'wOF2') return {format: 'woff2', ...factsOf(tablesOfWoff2(bytes))};
    if (start === 'OTTO') return {format: 'opentype', ...factsOf(tablesOf(bytes))};
    if (start === '\0\x01\0\0' || start === 'true') return {format: 'truetype', ...factsOf(tablesOf(bytes))};
  } catch (cause) {
    throw new UgglaError('font-invalid', 'the font is cut off or damaged', {
      cause,
      cure: 'Copy the file once more from where you have it.',
    });
  }
  if (start === 'ttcf' || start === 'wOFF')
    throw new UgglaError(
      'font-invalid',
      start === 'ttcf' ? 'it is a collection of several fonts' : 'it is WOFF 1, which nothing needs any more',
      {cure: 'Take the font as WOFF2, TTF or OTF.'},
    );
  throw new UgglaError('font-invalid', 'it is no font, whatever its name says', {
    cure: 'Name a file in WOFF2, TTF or OTF.',
  });
}

/** Weight and slant (OpenType 1.9: “OS/2”, “fvar”). What is odd counts as regular. */
function factsOf({'OS/2': os2, fvar}: Tables): Omit<FontFacts, 'format'> {
  const style = os2 && (os2.readUInt16BE(62) & 1) === 1 ? 'italic' : 'normal';
  if (fvar) {
    const [first, count, size] = [fvar.readUInt16BE(4), fvar.readUInt16BE(8), fvar.readUInt16BE(10)];
    for (let axis = 0; axis < count; axis++) {
      const at = first + axis * size;
      if (fvar.toString('latin1', at, at + 4) !== 'wght') continue;
      const [least, most] = [fvar.readInt32BE(at + 4), fvar.readInt32BE(at + 12)].map((one) => Math.round(one / 65536));
      if (isWeight(least!) && isWeight(most!) && least! < most!) return {weight: `${least} ${most}`, style};
    }
  }
  const weight = os2?.readUInt16BE(4) ?? 400;
  return {weight: String(isWeight(weight) ? weight : 400), style};
}

/** Whether CSS takes a number as the weight of a font. */
export function isWeight(value: number): boolean {
  return value >= 1 && value <= 1000;
}

function tablesOf(bytes: Buffer): Tables {
  const tables: Tables = {};
  for (let at = 12, left = bytes.readUInt16BE(4); left > 0; left--, at += 16) {
    const [name, from, length] = [
      bytes.toString('latin1', at, at + 4),
      bytes.readUInt32BE(at + 8),
      bytes.readUInt32BE(at + 12),
    ];
    take(tables, name, bytes, from, length);
  }
  return tables;
}

function take(tables: Tables, name: string, bytes: Buffer, from: number, length: number): void {
  if (from + length > bytes.length) throw new RangeError(`${name} ends behind the file`);
  if (name === 'OS/2' || name === 'fvar') tables[name] = bytes.subarray(from, from + length);
}

/** Places of known names in WOFF2's list of them (5.2): those of the two, and of the two that may be kept in another form. */
const places: Readonly<Record<number, string>> = {6: 'OS/2', 10: 'glyf', 11: 'loca', 47: 'fvar'};

/** WOFF2 (W3C, 4.1 and 5.1): a list of tables, then all of them in one stream of brotli. */
function tablesOfWoff2(bytes: Buffer): Tables {
  if (bytes.toString('latin1', 4, 8) === 'ttcf') throw new RangeError('a collection');
  if (bytes.readUInt32BE(8) !== bytes.length) throw new RangeError('not as long as it says');
  const list: {name: string; length: number}[] = [];
  let at = 48;
  const number = () => {
    let value = 0;
    for (let digits = 0; digits < 5; digits++) {
      const one = bytes.readUInt8(at++);
      value = value * 128 + (one & 0x7f);
      if (one < 0x80) return value;
    }
    throw new RangeError('a number without an end');
  };
  for (let left = bytes.readUInt16BE(12); left > 0; left--) {
    const flags = bytes.readUInt8(at++);
    const known = flags & 0x3f;
    const name = known === 0x3f ? bytes.toString('latin1', at, (at += 4)) : (places[known] ?? '');
    const form = flags >> 6;
    const length = number();
    const isTransformed = name === 'glyf' || name === 'loca' ? form !== 3 : form !== 0;
    list.push({name, length: isTransformed ? number() : length});
  }
  const packed = bytes.subarray(at, at + bytes.readUInt32BE(20));
  const unpacked = brotliDecompressSync(packed, {maxOutputLength: MOST_UNPACKED});
  const tables: Tables = {};
  let from = 0;
  for (const {name, length} of list) {
    take(tables, name, unpacked, from, length);
    from += length;
  }
  return tables;
}
