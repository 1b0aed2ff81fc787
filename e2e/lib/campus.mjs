// The sample campus, published and served by the real command, on a port and in folders of the test's own.
import {spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The command; in few files where `npm test` has made them (scripts/lib/command-bundle.mjs). */
export const command = process.env.UGGLA_COMMAND
  ? join(process.env.UGGLA_COMMAND, 'bin.mjs')
  : join(root, 'packages/cli/dist/bin.js');

/** Where the published sample campus lies; the same folder that `npm start` uses, so that its films are made once. */
export const published = join(root, '.uggla/published');

/** Publishes the sample campus. */
export async function publishCampus() {
  const {code, output} = await run(['build', 'examples/campus', '--out', published, '--no-encode', '--json']);
  if (code !== 0) throw new Error(`uggla build ended with ${code}:\n${output}`);
}

/**
 * Serves it as `npm start` does, on a free port, with a store of the test's own.
 *
 * @param {{dataDir?: string, args?: string[]}} [options]
 * @returns {Promise<{url: string, dataDir: string, stop: (signal?: NodeJS.Signals) => Promise<void>}>}
 */
export async function serveCampus({dataDir, args = []} = {}) {
  const data = dataDir ?? (await mkdtemp(join(tmpdir(), 'uggla-data-')));
  const start = [join(root, 'scripts/start.mjs'), '--no-encode', '--port', '0', '--data', data];
  const child = spawn(process.execPath, [...start, ...args], {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
  process.once('exit', () => child.kill()); // also when a test ran out of time
  let output = '';
  const url = await new Promise((resolve, reject) => {
    const read = (bytes) => {
      output += bytes;
      const found = /https?:\/\/(localhost|127\.0\.0\.1):\d+/.exec(output);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`uggla serve ended with ${code}:\n${output}`)));
  });
  const stop = async (signal = 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
    if (dataDir === undefined) await rm(data, {recursive: true, force: true});
  };
  return {url, dataDir: data, stop};
}

/**
 * Serves an authored folder by the command, on a free port.
 *
 * @param {string} folder
 * @param {{args?: string[], env?: Record<string, string>}} [options]
 * @returns {Promise<{url: string, adminLink: string, stop: () => void}>}
 */
export async function serveFolder(folder, {args = [], env = {}} = {}) {
  const child = spawn(process.execPath, [command, 'serve', folder, '--json', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {...process.env, UGGLA_NICE: '0', ...env},
  });
  process.once('exit', () => child.kill('SIGKILL')); // also when a test ran out of time
  let told = '';
  for await (const bytes of child.stdout) {
    told += bytes;
    if (told.trimEnd().endsWith('}')) break;
  }
  return {...JSON.parse(told), stop: () => void child.kill('SIGKILL')};
}

function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
    let output = '';
    child.stdout.on('data', (bytes) => (output += bytes));
    child.stderr.on('data', (bytes) => (output += bytes));
    child.once('error', reject);
    child.once('exit', (code) => resolve({code, output}));
  });
}
