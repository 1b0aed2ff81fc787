/** What the start of a film (its init segment) says of itself. */
export interface InitSegment {
  /** RFC 6381: `avc1.64001f`, `mp4a.40.2`. */
  codecs: string[];
  width?: number;
  height?: number;
}

/** Boxes that hold boxes, with the bytes before the first. */
const holders: Readonly<Record<string, number>> = {
  moov: 0,
  trak: 0,
  mdia: 0,
  minf: 0,
  stbl: 0,
  stsd: 8,
  avc1: 78,
  mp4a: 28,
};

/** Reads codecs and size out of an init segment (ISO 14496-12, -14, -15). */
export function readInit(bytes: Buffer): InitSegment {
  const found: InitSegment = {codecs: []};
  walk(bytes, 0, bytes.length, (type, start, end) => {
    if (type === 'avc1') {
      found.width = bytes.readUInt16BE(start + 24);
      found.height = bytes.readUInt16BE(start + 26);
    }
    if (type === 'avcC') found.codecs.push(`avc1.${bytes.toString('hex', start + 1, start + 4)}`);
    if (type === 'esds') found.codecs.push(aacName(bytes.subarray(start, end)));
  });
  return found;
}

function walk(bytes: Buffer, from: number, to: number, see: (type: string, start: number, end: number) => void): void {
  for (let at = from; at + 8 <= to;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > to) return;
    const type = bytes.toString('latin1', at + 4, at + 8);
    see(type, at + 8, at + size);
    const before = holders[type];
    if (before !== undefined) walk(bytes, at + 8 + before, at + size, see);
    at += size;
  }
}

/** `mp4a.40.<object type>`: the first five bits of the decoder's own description (tag 5). */
function aacName(esds: Buffer): string {
  let at = 4;
  while (at < esds.length) {
    const tag = esds[at++]!;
    let length = 0;
    while (at < esds.length) {
      const byte = esds[at++]!;
      length = (length << 7) | (byte & 0x7f);
      if (!(byte & 0x80)) break;
    }
    if (tag === 3) at += 3;
    else if (tag === 4) at += 13;
    else if (tag === 5) {
      const type = esds[at]! >> 3;
      return `mp4a.40.${type === 31 ? 32 + (((esds[at]! & 7) << 3) | (esds[at + 1]! >> 5)) : type}`;
    } else at += length;
  }
  return 'mp4a.40.2';
}
