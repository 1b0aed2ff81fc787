import type {Answer} from './ask.js';

const text = new TextDecoder();

/** What is wrong with a playlist that came whole; `undefined`: nothing. Where it was cut is seen only in some. */
export function flawOfList(answer: Answer): string | undefined {
  const list = text.decode(answer.bytes).trim();
  if (!list.startsWith('#EXTM3U')) return list === '' ? 'is empty' : 'is no playlist';
  if (/#EXT-X-STREAM-INF:[^\n]*$/.test(list)) return 'is cut';
  if (isUnended(list)) return 'is cut';
  return undefined;
}

/** A list of a film that will not grow, and does not end (RFC 8216, 4.3.3.5): it was cut, or written wrongly. */
export function isUnended(list: string): boolean {
  return /^#EXT-X-PLAYLIST-TYPE:\s*VOD/m.test(list) && !/^#EXT-X-ENDLIST/m.test(list);
}

/** What is wrong with a segment that came whole, as far as its outermost structure tells. */
export function flawOfSegment({bytes, headers}: Answer): string | undefined {
  if (bytes.length === 0) return 'is empty';
  if (/^text\/html/i.test(headers.get('content-type') ?? '')) return 'is a page';
  if (bytes[0] === 0x47 && bytes[188] === 0x47) return bytes.length % 188 === 0 ? undefined : 'is cut'; // MPEG-TS
  return isBoxed(bytes) ? flawOfBoxes(bytes) : undefined;
}

/** Names of boxes that a segment of MP4 may begin with (ISO 14496-12, 8.1.1). */
const FIRST = ['styp', 'moof', 'sidx', 'emsg', 'prft', 'ftyp', 'moov', 'free', 'mdat', 'uuid', 'skip'];

function isBoxed(bytes: Uint8Array): boolean {
  return FIRST.includes(text.decode(bytes.subarray(4, 8)));
}

function flawOfBoxes(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.length) {
    if (at + 16 > bytes.length) return at + 8 === bytes.length && view.getUint32(at) === 8 ? undefined : 'is cut';
    const size = view.getUint32(at);
    if (size === 0) return undefined; // to the end of the file
    const length = size === 1 ? Number(view.getBigUint64(at + 8)) : size;
    if (length < 8) return 'is damaged';
    at += length;
  }
  return at > bytes.length ? 'is cut' : undefined;
}
