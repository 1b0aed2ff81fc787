import {readFile} from 'node:fs/promises';
import {normalize, resolve, sep} from 'node:path';

const TYPES: Record<string, string> = {
  aac: 'audio/aac',
  css: 'text/css',
  epub: 'application/epub+zip',
  gif: 'image/gif',
  glb: 'model/gltf-binary',
  html: 'text/html; charset=utf-8',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  m3u8: 'application/vnd.apple.mpegurl',
  m4a: 'audio/mp4',
  m4s: 'video/iso.segment',
  mjs: 'text/javascript',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  ts: 'video/mp2t',
  txt: 'text/plain; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  webm: 'video/webm',
  webp: 'image/webp',
  xml: 'application/xml',
};

/** Content type by ending. */
export function typeOf(path: string): string {
  return TYPES[/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

/** A file below the root; `undefined` when there is none. Generated media are looked up in their cache. */
export async function readFixture(root: string, path: string): Promise<Buffer | undefined> {
  const place = normalize(path).replace(/^fixtures[\\/]media[\\/]/, `.uggla${sep}fixtures${sep}media${sep}`);
  const file = resolve(root, place);
  if (!file.startsWith(resolve(root) + sep)) return undefined;
  return readFile(file).catch(() => undefined);
}

/** First and last byte (inclusive) of a `Range` header; `null` when it cannot be met, `undefined` when there is none. */
export function parseRange(header: string | undefined, size: number): {start: number; end: number} | null | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? null : {start, end};
}
