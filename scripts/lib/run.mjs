import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** A command of node_modules/.bin. */
export const bin = (name) => `${root}/node_modules/.bin/${name}`;

/** Runs a command in the repository, its output ours; rejects when it fails. */
export function run(command, args = [], {env = {}, cwd = root} = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {cwd, stdio: ['ignore', 'inherit', 'inherit'], env: {...process.env, ...env}});
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const settle = (error) => {
      for (const signal of signals) process.off(signal, forward);
      if (error) reject(error);
      else resolve();
    };
    child.on('error', settle);
    child.on('exit', (code, signal) => settle(code === 0 ? undefined : new Error(`${command.replace(`${root}/`, '')} ${args.join(' ')}: ${signal ?? `exit code ${code}`}`)));
  });
}

/** Stops with a plain word when `npm ci` has not run. */
export function needInstalled() {
  if (existsSync(`${root}/node_modules/typescript`)) return;
  console.error('Run npm ci first.');
  process.exit(1);
}
