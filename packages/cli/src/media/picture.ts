import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {x} from 'tinyexec';
import {exactPicture, runRecipes, type Tools} from './ffmpeg.js';

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

/**
 * The size of a PNG, JPEG, GIF, WebP or AVIF by its first bytes, as it is shown: that of a photograph which a camera marked
 * as turned is turned too. Of an SVG that of its attributes; `undefined` when it is none of these.
 */
export function sizeOfPicture(bytes: Buffer): Size | undefined {
  if (bytes.length < 30) return undefined;
  const kind = bytes.toString('latin1', 0, 4);
  if (kind === '\x89PNG') return {width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20)};
  if (kind === 'GIF8') return {width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8)};
  if (kind === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return webpSize(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegSize(bytes);
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return avifSize(bytes);
  return svgSize(bytes.toString('utf8', 0, 2000));
}

/** A picture of 16 pixels' width as a `data:` address, to show until the real one is there; empty when it fails. */
export async function makePlaceholder(path: string, {ffmpeg}: Tools): Promise<string> {
  const {reading, outputs} = placeholderOf(path, await turnOf(path), 'pipe:1');
  const child = x(ffmpeg, ['-v', 'error', '-nostdin', ...reading, '-i', `file:${path}`, ...outputs(0)]);
  const chunks: Buffer[] = [];
  child.process?.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const {exitCode} = await child;
  const bytes = Buffer.concat(chunks);
  return exitCode === 0 && bytes.length > 0 ? inline(bytes) : '';
}

/**
 * The same of several upright pictures in one run, which is the whole of its cost.
 *
 * @param room - An empty folder to make them in.
 */
export async function makePlaceholders(paths: readonly string[], tools: Tools, room: string): Promise<string[]> {
  const made = paths.map((path, at) => ({path, target: join(room, `${at}.jpg`)}));
  await runRecipes(
    tools,
    made.map(({path, target}) => placeholderOf(path, '', target)),
  );
  return Promise.all(made.map(async ({target}) => inline(await readFile(target))));
}

function placeholderOf(file: string, turn: string, target: string) {
  return {
    file,
    reading: ['-noautorotate'],
    outputs: (input: number) => [
      '-map',
      `${input}:v:0`,
      '-frames:v',
      '1',
      '-vf',
      `${turn}sidedata=mode=delete,scale=16:-2:flags=area,format=yuvj420p`,
      ...exactPicture,
      '-q:v',
      '12',
      '-c:v',
      'mjpeg',
      '-f',
      'image2pipe',
      target,
    ],
  };
}

function inline(jpeg: Buffer): string {
  return `data:image/jpeg;base64,${jpeg.toString('base64')}`;
}

/** The filter of ffmpeg, with its comma, that brings a picture upright; empty for one that is. */
export async function turnOf(path: string): Promise<string> {
  return turns[await readFile(path).then(orientationOf)] ?? '';
}

/** What brings a picture upright, by its EXIF orientation (CIPA DC-008, 4.6.5.1.6). */
const turns: Readonly<Record<number, string>> = {
  2: 'hflip,',
  3: 'hflip,vflip,',
  4: 'vflip,',
  5: 'transpose=0,',
  6: 'transpose=1,',
  7: 'transpose=3,',
  8: 'transpose=2,',
};

/** How a camera held a JPEG: 1 upright, 5 to 8 on its side; 1 for all that says nothing. */
function orientationOf(bytes: Buffer): number {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return 1;
  for (
    let at = 2;
    at + 20 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda;
    at += 2 + bytes.readUInt16BE(at + 2)
  ) {
    if (bytes[at + 1] !== 0xe1 || bytes.toString('latin1', at + 4, at + 10) !== 'Exif\0\0') continue;
    const tiff = bytes.subarray(at + 10, at + 2 + bytes.readUInt16BE(at + 2));
    const little = tiff.toString('latin1', 0, 2) === 'II';
    const short = (where: number) =>
      where + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(where) : tiff.readUInt16BE(where);
    const first = tiff.length < 8 ? 0 : little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
    for (let entry = 0; entry < short(first); entry++) {
      if (short(first + 2 + entry * 12) === 0x0112) return short(first + 10 + entry * 12);
    }
  }
  return 1;
}

/** The largest of the sizes that an AVIF tells (`ispe`, ISO 23008-12): beside the picture there may be a small one. */
function avifSize(bytes: Buffer): Size | undefined {
  let found: Size | undefined;
  for (let at = bytes.indexOf('ispe'); at > 0 && at + 16 <= bytes.length; at = bytes.indexOf('ispe', at + 4)) {
    const [width, height] = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)];
    if (width > (found?.width ?? 0)) found = {width, height};
  }
  return found;
}

function jpegSize(bytes: Buffer): Size | undefined {
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) {
      const [width, height] = [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
      return orientationOf(bytes) >= 5 ? {width: height, height: width} : {width, height};
    }
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
  const number = (name: string) =>
    Number(new RegExp(`\\s${name}\\s*=\\s*["']\\s*(\\d+(?:\\.\\d+)?)(?:px)?\\s*["']`, 'i').exec(tag)?.[1] ?? 0);
  const box = /\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(tag);
  const width = Math.round(number('width') || Number(box?.[1] ?? 0));
  const height = Math.round(number('height') || Number(box?.[2] ?? 0));
  return width > 0 && height > 0 ? {width, height} : undefined;
}
