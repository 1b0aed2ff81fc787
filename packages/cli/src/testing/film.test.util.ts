import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {copyFileSync, existsSync, mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {makeFolder} from './run.test.util.js';

/** What a test film is like. */
export interface FilmOptions {
  seconds?: number;
  size?: string;
  /** `h264`, `mpeg4`. */
  codec?: 'libx264' | 'mpeg4';
  sound?: boolean;
  /** Frames between key frames. */
  keys?: number;
}

const made = makeFolder();

/** Makes a film: a moving test picture with a tone. The same settings are made once. */
export function film(
  path: string,
  {seconds = 4, size = '160x90', codec = 'libx264', sound = true, keys = 25}: FilmOptions = {},
): void {
  const ending = path.slice(path.lastIndexOf('.'));
  const master = join(made, `${seconds}-${size}-${codec}-${sound}-${keys}${ending}`);
  if (!existsSync(master)) {
    const input = [
      '-f',
      'lavfi',
      '-i',
      `testsrc2=size=${size}:rate=25:duration=${seconds}`,
      ...(sound ? ['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=44100:duration=${seconds}`] : []),
    ];
    const video =
      codec === 'libx264'
        ? ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
        : ['-c:v', 'mpeg4', '-q:v', '5'];
    ffmpeg([...input, ...video, '-g', String(keys), ...(sound ? ['-c:a', 'aac', '-b:a', '48k'] : []), master]);
  }
  put(master, path);
}

/** Makes a sound: a tone. */
export function sound(path: string, seconds = 3, frequency = 440): void {
  const master = join(made, `${seconds}-${frequency}${path.slice(path.lastIndexOf('.'))}`);
  if (!existsSync(master))
    ffmpeg([
      '-f',
      'lavfi',
      '-i',
      `sine=frequency=${frequency}:sample_rate=44100:duration=${seconds}`,
      '-b:a',
      '48k',
      master,
    ]);
  put(master, path);
}

/** Makes a small picture. */
export function picture(path: string): void {
  const master = join(made, `picture${path.slice(path.lastIndexOf('.'))}`);
  if (!existsSync(master))
    ffmpeg(['-f', 'lavfi', '-i', 'testsrc2=size=64x36', '-frames:v', '1', '-update', '1', master]);
  put(master, path);
}

/**
 * Makes a film with ffmpeg's own words: what goes in, as `lavfi` sources, and how it is written. The same words are made
 * once.
 */
export function oddFilm(path: string, inputs: readonly string[], args: readonly string[]): void {
  const name = createHash('sha256')
    .update([...inputs, ...args].join('\0'))
    .digest('hex')
    .slice(0, 12);
  const master = join(made, `${name}${path.slice(path.lastIndexOf('.'))}`);
  if (!existsSync(master)) ffmpeg([...inputs.flatMap((source) => ['-f', 'lavfi', '-i', source]), ...args, master]);
  put(master, path);
}

/** The same film, as a camera held on its side or head down writes it. */
export function turned(path: string, degrees: number): void {
  const upright = join(made, 'upright.mp4');
  film(upright, {seconds: 1});
  const master = join(made, `turned-${degrees}.mp4`);
  if (!existsSync(master)) ffmpeg(['-i', upright, '-c', 'copy', '-metadata:s:v', `rotate=${degrees}`, master]);
  put(master, path);
}

/** A line of ffprobe: `ask('stream=codec_name', file)`. */
export function ask(entries: string, file: string): string[] {
  const out = execFileSync('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'csv=p=0', file], {
    encoding: 'utf8',
  });
  return out.trim().split('\n');
}

function ffmpeg(args: string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-nostdin', ...args]);
}

function put(from: string, to: string): void {
  mkdirSync(dirname(to), {recursive: true});
  copyFileSync(from, to);
}
