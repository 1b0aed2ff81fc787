import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {setPriority} from 'node:os';
import {fileURLToPath} from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** A command of node_modules/.bin. */
export const bin = (name) => `${root}/node_modules/.bin/${name}`;

/** What runs behind something else yields the processor to it, unless others wait for it. */
const BEHIND = 15;

/**
 * Runs a command in the repository, its output ours; rejects when it fails. `behind`: it runs beside something that
 * matters more, at that niceness; its output is shown in one piece when it has ended.
 */
export function run(command, args = [], {env = {}, cwd = root, behind = false, nice = BEHIND} = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', ...(behind ? ['pipe', 'pipe'] : ['inherit', 'inherit'])],
      env: {...process.env, ...env},
    });
    const held = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => held.push(part));
    if (behind && child.pid) setPriority(child.pid, nice);
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const settle = (error) => {
      for (const signal of signals) process.off(signal, forward);
      process.stdout.write(Buffer.concat(held));
      if (error) reject(error);
      else resolve();
    };
    child.on('error', settle);
    child.on('close', (code, signal) =>
      settle(
        code === 0
          ? undefined
          : new Error(`${command.replace(`${root}/`, '')} ${args.join(' ')}: ${signal ?? `exit code ${code}`}`),
      ),
    );
  });
}

/** Stops with a plain word when `npm ci` has not run. */
export function needInstalled() {
  if (existsSync(`${root}/node_modules/typescript`)) return;
  console.error('Run npm ci first.');
  process.exit(1);
}
