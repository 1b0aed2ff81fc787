// Web Test Runner in one engine, in a process of its own: two of them in one process end each other. A process is told
// `{engine, files}`, answers with an `{outcome}` for each file and ends with 0 when all have been told.
import {fork} from 'node:child_process';
import {availableParallelism, setPriority} from 'node:os';
import {fileURLToPath} from 'node:url';
import {root} from './run.mjs';

/** WebKitGTK decodes and draws on the processor, and comes first where two browsers want it (docs/decisions/0006). */
const AFTER_WEBKIT = 10;
/** Where it may, which is as root, Chromium takes a higher one than it was given: -8. */
const BEFORE_CHROMIUM = -15;

const LANES = 2;

/** A browser's start costs some seconds: the last engine's files are run in so many parts, unless they are few. */
const PARTS = 6;
const MIN_FILES = 12;

const children = new Set();

/**
 * Runs the bundles in one engine; resolves with what each has shown. When the process ends before all have been told, the
 * page it was at counts as failed, and another goes on with the rest.
 *
 * @param {string} engine
 * @param {string[]} files
 * @param {(outcome: import('./element-run.mjs').Outcome) => void} tell called as each file ends
 */
export async function runApart(engine, files, tell) {
  const outcomes = [];
  const take = (outcome) => {
    outcomes.push(outcome);
    tell(outcome);
  };
  for (
    let left = files;
    left.length > 0;
    left = left.filter((file) => outcomes.every((outcome) => outcome.file !== file))
  ) {
    const end = await runOnce(engine, left, take);
    const open = left.find((file) => outcomes.every((outcome) => outcome.file !== file));
    if (open)
      take({
        engine,
        file: open,
        ok: false,
        tests: [],
        errors: [{message: `the browser's process ended with ${end}`}],
        logs: [],
        missing: [],
      });
  }
  return outcomes;
}

function rank(pid, priority) {
  try {
    setPriority(pid, priority);
  } catch (error) {
    if (error.info?.code !== 'EACCES' && error.info?.code !== 'EPERM') throw error; // then Chromium may not either
  }
}

/** Resolves with the code or signal that the process ended with. */
function runOnce(engine, files, tell) {
  const child = fork(fileURLToPath(import.meta.url), [], {cwd: root});
  rank(child.pid, engine === 'webkit' ? BEFORE_CHROMIUM : AFTER_WEBKIT); // its browser inherits it
  children.add(child);
  child.send({engine, files});
  child.on('message', ({outcome}) => tell(outcome));
  return new Promise((done) => {
    child.on('exit', (code, signal) => {
      children.delete(child);
      done(signal ?? code);
    });
  });
}

/**
 * Runs the bundles in these engines, two browsers at a time: WebKit first, since it is the slowest, the others beside it,
 * and the last in parts, so that no lane waits for another at the end; once WebKit is done, which alone bears no company,
 * three at a time. Resolves with what each file has shown.
 *
 * @param {{engine: string, files: string[]}[]} engines
 * @param {(outcome: import('./element-run.mjs').Outcome) => void} tell called as each file ends
 */
export async function runBeside(engines, tell) {
  const parts = engines
    .toSorted((one, other) => Number(other.engine === 'webkit') - Number(one.engine === 'webkit'))
    .flatMap(({engine, files}, at) =>
      at < engines.length - 1 ? [{engine, files}] : split(files).map((part) => ({engine, files: part})),
    );
  const outcomes = [];
  const lane = async () => {
    for (let part = parts.shift(); part; part = parts.shift()) {
      outcomes.push(...(await runApart(part.engine, part.files, tell)));
      if (part.engine === 'webkit') return void (await Promise.all([lane(), lane()]));
    }
  };
  await Promise.all(Array.from({length: Math.min(LANES, availableParallelism())}, lane));
  return outcomes;
}

function split(files) {
  const length = Math.max(MIN_FILES, Math.ceil(files.length / PARTS));
  return Array.from({length: Math.ceil(files.length / length)}, (_, at) => files.slice(at * length, (at + 1) * length));
}

/** Ends what still runs: browsers, drivers, servers. */
export function endAll() {
  return Promise.all(
    [...children].map(
      (child) =>
        new Promise((done) => {
          child.on('exit', done);
          child.kill('SIGTERM');
        }),
    ),
  );
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
