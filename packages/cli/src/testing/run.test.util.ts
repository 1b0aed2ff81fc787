import {spawn, type ChildProcess} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after} from 'node:test';
import {fileURLToPath} from 'node:url';
import {UgglaError} from '@uggla/protocol';
import {build as buildCampus} from '../build.js';
import {knowSystem} from '../files.js';
import {exitCodeOf, exitCodes, toProblem} from '../output/print.js';
import type {Problem} from '../problems.js';

/** The command as it is installed. */
export const installed = fileURLToPath(new URL('../bin.js', import.meta.url));
/** The same in few files, where `npm test` has made them (scripts/lib/command-bundle.mjs): it starts in half the time. */
export const bin = process.env.UGGLA_COMMAND ? join(process.env.UGGLA_COMMAND, 'bin.mjs') : installed;

/** What a process came to. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A report of `uggla build --json` or `uggla check --json`. */
export interface Report {
  ok: boolean;
  out: string;
  written: number;
  problems: Problem[];
  counts: Record<string, number>;
  media: {id: string; mode: string; made: string[]; why: string}[];
}

const folders: string[] = [];
const servers: ChildProcess[] = [];
process.once('exit', () => servers.forEach((child) => child.kill('SIGKILL'))); // also when a test ran out of time
after(() => {
  for (const child of servers) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, {recursive: true, force: true});
});

/** A folder for one test, gone afterwards. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'uggla-cli-'));
  folders.push(folder);
  return folder;
}

/** Elements of a few bytes: what the command copies, it does not read. */
const bundle = makeFolder();
writeFileSync(join(bundle, 'uggla.js'), 'export {};\n');
writeFileSync(join(bundle, 'uggla.css'), 'uggla-campus { display: block }\n');

const surroundings = {UGGLA_BUNDLE: bundle, UGGLA_NICE: '0', NO_COLOR: '1'};

/** Starts the command. */
export function start(
  args: readonly string[],
  env: Record<string, string> = {},
  cwd?: string,
  script = bin,
): ChildProcess {
  return spawn(process.execPath, [script, ...args], {
    cwd,
    env: {...process.env, ...surroundings, ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Serves a folder on a free port until the tests end; waits until the command tells where. */
export async function serve(
  folder: string,
  args: readonly string[] = [],
): Promise<{url: string; adminLink?: string; child: ChildProcess}> {
  const child = start(['serve', folder, '--json', '--port', '0', ...args]);
  servers.push(child);
  let told = '';
  for await (const bytes of child.stdout!) {
    told += String(bytes);
    if (told.trimEnd().endsWith('}')) break;
  }
  return {...(JSON.parse(told) as {url: string; adminLink?: string}), child};
}

/** Waits for the end of a process. */
export async function ended(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({code, signal, stdout, stderr}));
  });
}

/** Runs the command to its end. */
export function uggla(args: readonly string[], env?: Record<string, string>, cwd?: string): Promise<Ended> {
  return ended(start(args, env, cwd));
}

/**
 * Builds as `uggla build --json` does, in this process: for what is published, not for how the command starts and ends
 * (that is {@link uggla}).
 */
export async function build(
  folder: string,
  env: Record<string, string> = {},
  options: {out?: string; encode?: boolean} = {},
): Promise<{code: number; report: Report}> {
  const before = {...process.env};
  Object.assign(process.env, surroundings, env);
  try {
    const report = await buildCampus(folder, options);
    const code = exitCodeOf(report.problems);
    return {code, report: JSON.parse(JSON.stringify({ok: code === 0, ...report})) as Report};
  } catch (caught) {
    const error = knowSystem(caught) ?? UgglaError.from(caught, 'uggla-failed');
    return {
      code: error.code === 'usage-wrong' ? exitCodes.usage : exitCodes.bad,
      report: {ok: false, problems: [toProblem(error)]} as unknown as Report,
    };
  } finally {
    process.env = before;
  }
}

/** Writes files below a folder. */
export function write(folder: string, files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), content);
  }
}

/** Reads JSON. */
// oxlint-disable-next-line typescript/no-explicit-any -- published files of many shapes, looked into by tests
export function readJson(...path: string[]): any {
  return JSON.parse(readFileSync(join(...path), 'utf8'));
}

/** Path and hash of every file below a folder. */
export function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

/** Waits until `test` holds; fails after 60 s. */
export async function until(test: () => boolean, what: string): Promise<void> {
  const start = Date.now();
  while (!test()) {
    if (Date.now() - start > 60_000) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
