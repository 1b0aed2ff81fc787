// Web Test Runner in one engine, in a process of its own: two of them in one process end each other. A process is told
// `{engine, files}`, answers with an `{outcome}` for each file and ends with 0 when all have been told.
import {fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {root} from './run.mjs';

const children = new Set();

/**
 * Runs the bundles in one engine; resolves with what each has shown, rejects when the process ended before.
 *
 * @param {string} engine
 * @param {string[]} files
 * @param {(outcome: import('./element-run.mjs').Outcome) => void} tell called as each file ends
 */
export function runApart(engine, files, tell) {
  const outcomes = [];
  const child = fork(fileURLToPath(import.meta.url), [], {cwd: root});
  children.add(child);
  child.send({engine, files});
  child.on('message', ({outcome}) => {
    outcomes.push(outcome);
    tell(outcome);
  });
  return new Promise((done, fail) => {
    child.on('exit', (code, signal) => {
      children.delete(child);
      if (code === 0 && outcomes.length === files.length) done(outcomes);
      else fail(new Error(`${engine}: the run ended with ${signal ?? code} when ${outcomes.length} of ${files.length} files had been counted`));
    });
  });
}

/** Ends what still runs: browsers, drivers, servers. */
export function endAll() {
  return Promise.all([...children].map((child) => new Promise((done) => {
    child.on('exit', done);
    child.kill('SIGTERM');
  })));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const {runEngine, stopAll} = await import('./element-run.mjs');
  const end = () => void stopAll().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, end);
  process.on('message', async ({engine, files}) => {
    await runEngine(engine, files, (outcome) => process.send({outcome}));
    process.off('disconnect', end);
    process.exit(0);
  });
}
