import {strToU8, zipSync, type ZipOptions} from 'fflate';

/** A zip of these texts. */
export function zip(files: Record<string, string | Uint8Array>, options: ZipOptions = {}): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
    options,
  );
}

/** Changes the lines of a zip's table of contents. */
export function withTable(bytes: Uint8Array, change: (line: Buffer) => void): Uint8Array {
  const made = Buffer.from(bytes);
  for (let at = made.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = made.indexOf('PK\x01\x02', at + 4, 'latin1'))
    change(made.subarray(at));
  return made;
}

/** The same zip in the form for more than 65,535 files or 4 GB (APPNOTE 4.3.14, 4.5.3), which some programs always write. */
export function asZip64(bytes: Uint8Array): Uint8Array {
  const made = Buffer.from(bytes);
  const end = made.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const [count, at] = [made.readUInt16LE(end + 10), made.readUInt32LE(end + 16)];
  const lines: Buffer[] = [];
  for (let from = at, left = count; left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((field) => made.readUInt16LE(from + field)) as [
      number,
      number,
      number,
    ];
    const line = Buffer.from(made.subarray(from, from + 46 + name));
    const long = Buffer.alloc(28);
    long.writeUInt16LE(1, 0);
    long.writeUInt16LE(24, 2);
    for (const [place, field] of [
      [4, 24],
      [12, 20],
      [20, 42],
    ] as const) {
      // unpacked, packed, where it begins
      long.writeBigUInt64LE(BigInt(line.readUInt32LE(field)), place);
      line.writeUInt32LE(0xffffffff, field);
    }
    line.writeUInt16LE(28, 30);
    line.writeUInt16LE(0, 32);
    lines.push(line, long);
    from += 46 + name + extra + comment;
  }
  const table = Buffer.concat(lines);
  const long = Buffer.alloc(56 + 20);
  long.write('PK\x06\x06', 0, 'latin1');
  long.writeBigUInt64LE(44n, 4);
  for (const place of [24, 32]) long.writeBigUInt64LE(BigInt(count), place);
  long.writeBigUInt64LE(BigInt(table.length), 40);
  long.writeBigUInt64LE(BigInt(at), 48);
  long.write('PK\x06\x07', 56, 'latin1');
  long.writeBigUInt64LE(BigInt(at + table.length), 64);
  long.writeUInt32LE(1, 72);
  const last = Buffer.alloc(22, 0xff);
  last.write('PK\x05\x06', 0, 'latin1');
  last.writeUInt32LE(0, 4);
  last.writeUInt16LE(0, 20);
  return Buffer.concat([made.subarray(0, at), table, long, last]);
}

/** A manifest of SCORM 1.2 or 2004 around these organizations and resources. */
export function scorm(
  version: '1.2' | '2004 4th Edition',
  organizations: string,
  resources: string,
  more = '',
): string {
  return `<?xml version="1.0"?>
<manifest identifier="m" xmlns:adlcp="urn:adlcp" xmlns:imsss="urn:imsss"${more}>
  <metadata><schema>ADL SCORM</schema><schemaversion>${version}</schemaversion></metadata>
  <organizations default="o">${organizations}</organizations>
  <resources>${resources}</resources>
</manifest>`;
}

/** A package of SCORM 1.2 with one page. */
export const simple = {
  'imsmanifest.xml': scorm(
    '1.2',
    '<organization identifier="o"><title>Seguridad &amp; salud</title><item identifier="i" identifierref="r"><title>Parte</title><adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>a=1</adlcp:datafromlms></item></organization>',
    '<resource identifier="r" adlcp:scormtype="sco" href="inicio.html"/>',
  ),
  'inicio.html': '<p>Hola',
  'img/foto.svg': '<svg/>',
};
