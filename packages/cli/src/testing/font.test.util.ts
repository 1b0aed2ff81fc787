import {brotliCompressSync} from 'node:zlib';

/** What a test font is like. */
export interface FontOptions {
  weight?: number;
  italic?: boolean;
  /** The weights between which it can be any. */
  between?: readonly [number, number];
}

/** The two tables by which a font tells how bold it is; a letter it has none. */
function tablesOf({weight = 400, italic = false, between}: FontOptions): [name: string, content: Buffer][] {
  const os2 = Buffer.alloc(78);
  os2.writeUInt16BE(weight, 4);
  os2.writeUInt16BE(italic ? 1 : 64, 62);
  const tables: [string, Buffer][] = [
    ['OS/2', os2],
    ['glyf', Buffer.from('letters')],
  ];
  if (!between) return tables;
  const fvar = Buffer.alloc(16 + 20);
  for (const [at, value] of [
    [4, 16],
    [8, 1],
    [10, 20],
  ] as const)
    fvar.writeUInt16BE(value, at);
  fvar.write('wght', 16, 'latin1');
  for (const [at, value] of [between[0], weight, between[1]].entries()) fvar.writeInt32BE(value * 65536, 20 + at * 4);
  return [...tables, ['fvar', fvar]];
}

/** A font in TrueType's form: all that is read of it. */
export function ttf(options: FontOptions = {}, start = '\0\x01\0\0'): Buffer {
  const tables = tablesOf(options);
  const head = Buffer.alloc(12 + tables.length * 16);
  head.write(start, 0, 'latin1');
  head.writeUInt16BE(tables.length, 4);
  let from = head.length;
  for (const [at, [name, content]] of tables.entries()) {
    head.write(name, 12 + at * 16, 'latin1');
    head.writeUInt32BE(from, 12 + at * 16 + 8);
    head.writeUInt32BE(content.length, 12 + at * 16 + 12);
    from += content.length;
  }
  return Buffer.concat([head, ...tables.map(([, content]) => content)]);
}

/** The same as WOFF2: its letters kept in another form, one table under a name of its own. */
export function woff2(options: FontOptions = {}): Buffer {
  const known: Readonly<Record<string, number>> = {'OS/2': 6, glyf: 10, fvar: 47};
  const tables: [string, Buffer][] = [['Acme', Buffer.alloc(200)], ...tablesOf(options)];
  const list = tables.flatMap(([name, {length}]) => {
    const size = length < 128 ? [length] : [0x80 | (length >> 7), length & 0x7f];
    return name in known
      ? [known[name]!, ...size, ...(name === 'glyf' ? size : [])]
      : [63, ...Buffer.from(name), ...size];
  });
  const packed = brotliCompressSync(Buffer.concat(tables.map(([, content]) => content)));
  const head = Buffer.alloc(48);
  head.write('wOF2\0\x01\0\0', 0, 'latin1');
  head.writeUInt32BE(48 + list.length + packed.length, 8);
  head.writeUInt16BE(tables.length, 12);
  head.writeUInt32BE(packed.length, 20);
  return Buffer.concat([head, Buffer.from(list), packed]);
}
