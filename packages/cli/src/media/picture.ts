import {x} from 'tinyexec';
import type {Tools} from './ffmpeg.js';

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** The size of a PNG, JPEG, GIF or WebP by its first bytes, or of an SVG by its attributes; `undefined` when it is none. */
export function sizeOfPicture(bytes: Buffer): Size | undefined {
  if (bytes.length < 30) return undefined;
  const kind = bytes.toString('latin1', 0, 4);
  if (kind === '\x89PNG') return {width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20)};
  if (kind === 'GIF8') return {width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8)};
  if (kind === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return webpSize(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegSize(bytes);
  return svgSize(bytes.toString('utf8', 0, 2000));
}

/** A picture of 16 pixels' width as a `data:` address, to show until the real one is there; empty when it fails. */
export async function makePlaceholder(path: string, {ffmpeg}: Tools): Promise<string> {
  const child = x(ffmpeg, ['-v', 'error', '-nostdin', '-i', `file:${path}`, '-frames:v', '1', '-vf', 'sidedata=mode=delete,scale=16:-2:flags=area,format=yuvj420p', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-map_metadata', '-1', '-q:v', '12', '-c:v', 'mjpeg', '-f', 'image2pipe', 'pipe:1']);
  const chunks: Buffer[] = [];
  child.process?.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const {exitCode} = await child;
  const bytes = Buffer.concat(chunks);
  return exitCode === 0 && bytes.length > 0 ? `data:image/jpeg;base64,${bytes.toString('base64')}` : '';
}

function jpegSize(bytes: Buffer): Size | undefined {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return {width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5)};
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

function webpSize(bytes: Buffer): Size | undefined {
  const form = bytes.toString('latin1', 12, 16);
  if (form === 'VP8X') return {width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1};
  if (form === 'VP8 ') return {width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff};
  if (form !== 'VP8L') return undefined;
  const bits = bytes.readUInt32LE(21);
  return {width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1};
}

function svgSize(text: string): Size | undefined {
  const tag = /<svg\b[^>]*>/i.exec(text)?.[0];
  if (!tag) return undefined;
  const number = (name: string) => Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*(\\d+(?:\\.\\d+)?)(?:px)?\\s*["']`, 'i').exec(tag)?.[1] ?? 0);
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(tag);
  const width = Math.round(number('width') || Number(box?.[1] ?? 0));
  const height = Math.round(number('height') || Number(box?.[2] ?? 0));
  return width > 0 && height > 0 ? {width, height} : undefined;
}
