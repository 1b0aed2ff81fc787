import {setPriority} from 'node:os';
import {dirname, join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {x} from 'tinyexec';
import {isFull} from '../files.js';

/** The system's ffmpeg and ffprobe. */
export interface Tools {
  ffmpeg: string;
  ffprobe: string;
  /** `5.1.9-0+deb12u1`: part of every cache key, since another ffmpeg makes other bytes. */
  version: string;
}

/** Asked what it is, a command answers sooner, or is another one. */
export const ANSWER_MS = 20_000;

/**
 * Looks for ffmpeg (`UGGLA_FFMPEG`, else on the path) and for ffprobe beside it; `undefined` when there is none, or when
 * `UGGLA_FFMPEG` is `none`.
 */
export async function findTools(): Promise<Tools | undefined> {
  const ffmpeg = process.env['UGGLA_FFMPEG'] || 'ffmpeg';
  if (ffmpeg === 'none') return undefined;
  const ffprobe =
    ffmpeg === 'ffmpeg' ? 'ffprobe' : join(dirname(ffmpeg), ffmpeg.endsWith('.exe') ? 'ffprobe.exe' : 'ffprobe');
  try {
    const ask = (command: string) => x(command, ['-version'], {timeout: ANSWER_MS});
    const [one, other] = await Promise.all([ask(ffmpeg), ask(ffprobe)]);
    const version = /^ffmpeg version (\S+)/.exec(one.stdout)?.[1];
    if (one.exitCode !== 0 || other.exitCode !== 0 || !version) return undefined;
    return {ffmpeg, ffprobe, version};
  } catch {
    return undefined;
  }
}

const running = new Set<{kill(signal?: NodeJS.Signals): boolean}>();
let stopped = false;

/** Ends every ffmpeg that is at work, because the command itself was asked to end. */
export function stopAll(): void {
  stopped = true;
  for (const one of running) one.kill('SIGKILL');
}

/**
 * Frames are as large as what glibc asks the system for anew each time, and gives back at once. Kept, and in large pages, they
 * take a third off what a poster and a storyboard cost (measured with glibc 2.36). Other systems do not read it.
 */
function memory(): {GLIBC_TUNABLES: string} {
  const own = process.env['GLIBC_TUNABLES'];
  const kept = 256 << 20;
  return {
    GLIBC_TUNABLES: [
      'glibc.malloc.hugetlb=1',
      `glibc.malloc.mmap_threshold=${kept}`,
      `glibc.malloc.trim_threshold=${kept}`,
      ...(own ? [own] : []),
    ].join(':'),
  };
}

/** What {@link runFfmpeg} takes beside its arguments. */
export interface RunOptions {
  /** Told how many seconds of the film are done. */
  onTime?: ((seconds: number) => void) | undefined;
}

/**
 * Runs ffmpeg at low priority.
 *
 * @throws {@link UgglaError} `disk-full`, `media-unreadable`.
 */
export async function runFfmpeg({ffmpeg}: Tools, args: readonly string[], {onTime}: RunOptions = {}): Promise<void> {
  if (stopped) throw new UgglaError('build-stopped', 'the build was stopped');
  const child = x(ffmpeg, ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', '-progress', 'pipe:1', ...args], {
    nodeOptions: {env: {...process.env, ...memory()}},
  });
  const {process: real} = child;
  if (real) {
    running.add(real);
    try {
      if (real.pid !== undefined) setPriority(real.pid, Number(process.env['UGGLA_NICE'] ?? 10));
    } catch {
      // not allowed here: then it runs as any other
    }
    real.once('close', () => running.delete(real));
    real.stdout?.on('data', (chunk: Buffer) => {
      const match = /out_time_us=(\d+)/.exec(chunk.toString());
      if (match) onTime?.(Number(match[1]) / 1e6);
    });
  }
  const {exitCode, stderr} = await child;
  if (exitCode === 0) return;
  if (stopped) throw new UgglaError('build-stopped', 'the build was stopped');
  if (/No space left on device|Disk quota exceeded|File too large/i.test(stderr)) throw diskFull(stderr);
  const signal = real?.signalCode;
  if (signal === 'SIGXFSZ') throw diskFull(stderr);
  if (signal) {
    throw new UgglaError('ffmpeg-killed', `ffmpeg was ended by ${signal}`, {
      cure: 'Too little memory is the usual cause: end other programs, or set UGGLA_JOBS=1; then build again, it goes on where it was.',
    });
  }
  const said = stderr.trim().split('\n').slice(-2).join(' · ').slice(0, 400);
  throw new UgglaError('media-unreadable', `ffmpeg could not work on it: ${said || `it ended with ${exitCode}`}`, {
    cure: 'Play the file from start to end; export it anew (MP4, H.264, AAC) if it stops.',
  });
}

/** Nothing in a picture but what the source and the settings make of it: the same at every run. */
export const exactPicture = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-map_metadata', '-1'];

/** What is made of one file: said to ffmpeg as one of its inputs, and what comes out of it. */
export interface Recipe {
  file: string;
  /** What is said of the input: where to begin, which frames to read. */
  reading?: readonly string[];
  /** Arguments of the outputs; `input` is the number of the input, for `-map`. */
  outputs: (input: number) => readonly string[];
  /** Looks at what came out, and makes what else belongs to it. */
  finish?: () => Promise<void>;
}

/**
 * Makes several things in one run. To start ffmpeg takes a quarter of a second of a core (Debian's loads two hundred
 * libraries): as long as to cut a film of a minute into segments.
 *
 * @throws what {@link runFfmpeg} throws.
 */
export async function runRecipes(tools: Tools, recipes: readonly Recipe[], options?: RunOptions): Promise<void> {
  const inputs = new Map<string, {number: number; args: readonly string[]}>();
  const outputs = recipes.flatMap((recipe) => {
    const args = [...(recipe.reading ?? []), '-i', `file:${recipe.file}`];
    const key = JSON.stringify(args);
    const input = inputs.get(key) ?? {number: inputs.size, args};
    inputs.set(key, input);
    return recipe.outputs(input.number);
  });
  await runFfmpeg(tools, [...[...inputs.values()].flatMap(({args}) => args), ...outputs], options);
  for (const {finish} of recipes) await finish?.();
}

/** The error for a full disk, whoever met it. */
export function diskFull(cause: unknown): UgglaError {
  return new UgglaError('disk-full', 'the disk is full: nothing more can be written', {
    cause,
    cure: 'Make room, or name another place with --out; what was finished is kept and the next build goes on from there.',
  });
}

/** The same error, or `disk-full` when that is what it means. */
export function knowFull(caught: unknown): unknown {
  return isFull(caught) ? diskFull(caught) : caught;
}
