import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {build, type BuildReport} from '../build.js';
import {makeFolder, readJson, write} from './run.test.util.js';

/** A campus as it was published. */
export interface Published {
  /** The authored folder. */
  folder: string;
  /** The published one. */
  out: string;
  problems: BuildReport['problems'];
  report: BuildReport;
  text(path: string): string;
  // oxlint-disable-next-line typescript/no-explicit-any -- published files of many shapes, looked into by tests
  json(path: string): any;
}

const bundle = makeFolder();
write(bundle, {
  'uggla.js': 'export {};\n',
  'chunks/turned-AbCd1234.js': 'export {};\n',
  'preload.json': '{"models": ["chunks/turned-AbCd1234.js"]}',
  'uggla.css': 'uggla-campus { display: block }\n',
});

/** A silence: 8 kHz, 8 bits, one channel (RIFF, “WAVEFORMAT”). */
export function beep(seconds = 0.1): Uint8Array {
  const samples = Math.round(8000 * seconds);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}

/** The head of a PNG: all that is read of it. */
export function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(40);
  bytes.write('\x89PNG\r\n\x1a\n', 0, 'latin1');
  bytes.write('IHDR', 12);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/**
 * Publishes an authored folder of these files, in this process and without ffmpeg: quick, for what is written rather
 * than encoded.
 */
export async function publish(
  files: Record<string, string | Uint8Array>,
  folder = makeFolder(),
  ffmpeg = 'none',
): Promise<Published> {
  write(folder, files);
  process.env['UGGLA_FFMPEG'] = ffmpeg;
  process.env['UGGLA_BUNDLE'] = bundle;
  const report = await build(folder);
  const out = join(folder, 'published');
  return {
    folder,
    out,
    report,
    problems: report.problems,
    text: (path) => readFileSync(join(out, path), 'utf8'),
    json: (path) => readJson(out, path),
  };
}
