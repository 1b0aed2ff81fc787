// Web Test Runner in one engine.
import {startTestRunner} from '@web/test-runner';
import {freePort, startWebKitDriver} from './webkit-driver.mjs';
import {configure} from './wtr-config.mjs';

const running = new Set();

/** A page that has run no script for so long has locked up; one that works says so every few seconds. */
const LOCKED_MS = 60_000;

/** A WebKitGTK that has shown many pages stands still more and more often, and starts in a second: so many a browser. */
const WEBKIT_PAGES = 4;

/** Web Test Runner's words for a page that has not ended. */
const OPEN = ['INITIALIZING', 'TEST_STARTED', 'TEST_FINISHED'];

/**
 * Runs the bundles in one engine, each in a page of its own; resolves when all have ended with what each has shown.
 *
 * WebKitGTK's page process can lock up inside GStreamer (docs/decisions/0006): then nothing answers any more, and the
 * browser is started anew for the files that are left. The file that was open counts as failed, and as `locked`.
 *
 * @param {string} engine
 * @param {string[]} files
 * @param {(outcome: Outcome) => void} tell called as each file ends
 * @typedef {{engine: string, file: string, ok: boolean, locked?: true, tests: {path: string, passed: boolean, skipped: boolean, ms: number, error?: {message: string, stack?: string}}[], errors: {message: string, stack?: string}[], logs: unknown[][], missing: string[]}} Outcome
 * @returns {Promise<Outcome[]>}
 */
export async function runEngine(engine, files, tell) {
  const outcomes = [];
  let left = files;
  while (left.length > 0) {
    const turn = engine === 'webkit' ? left.slice(0, WEBKIT_PAGES) : left;
    const ended = await runOnce(engine, turn, (outcome) => {
      outcomes.push(outcome);
      tell(outcome);
    });
    left = left.filter((file) => !ended.has(file));
  }
  return outcomes;
}

/** Ports of drivers that end, or will at once: a command of Web Test Runner's may be under way. */
const gone = new Set();

process.on('unhandledRejection', (error) => {
  if (!gone.has(error?.url?.port)) throw error; // nobody there waits for the answer
});

/** Resolves with the files that ended: all, unless the browser locked up. */
async function runOnce(engine, files, tell) {
  const driver = engine === 'webkit' ? await startWebKitDriver() : undefined;
  const ended = new Set();
  let over = false;
  const take = (session, fault = {}) => {
    const one = {...outcome(engine, session), ...fault};
    if (ended.has(one.file) || over) return;
    ended.add(one.file);
    if (driver && ended.size === files.length) gone.add(String(driver.port));
    tell(one);
  };
  let locked = () => {};
  const watch = driver && setTimeout(() => locked(), LOCKED_MS);
  let begun;
  const alive =
    driver &&
    ((test = begun) => {
      begun = test;
      if (!over) watch.refresh();
    });
  const runner = await startTestRunner({
    config: configure({engine, files, port: await freePort(), webkitPort: driver?.port, alive}),
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (!runner) throw new Error(`${engine}: Web Test Runner did not start`);
  const end = async () => {
    await driver?.stop(); // first: a browser that is locked up answers no wish to stop
    await Promise.race([runner.stop(), new Promise((done) => setTimeout(done, 5000))]);
  };
  running.add(end);
  await new Promise((done) => {
    locked = () => {
      const sessions = [...runner.sessions.all()];
      // None is open while a browser fails to start: then it is the next one's turn that is lost.
      const open =
        sessions.find(({status}) => OPEN.includes(status)) ?? sessions.find(({testFile}) => !ended.has(testFile));
      const message = `the page ran no script for ${LOCKED_MS / 1000} s${begun ? ` since “${begun}” had begun` : ''}`;
      if (open) take(open, {ok: false, locked: true, errors: [{message}]});
      over = true;
      gone.add(String(driver.port));
      void end().then(done);
    };
    runner.sessions.on('session-status-updated', (session) => {
      alive?.();
      if (session.status !== 'FINISHED') return;
      begun = undefined;
      take(session);
    });
    runner.on('stopped', done);
  });
  clearTimeout(watch);
  running.delete(end);
  await driver?.stop();
  return ended;
}

/** Ends what still runs: browsers, drivers, servers. */
export async function stopAll() {
  await Promise.all([...running].map((end) => end()));
}

function outcome(engine, {testFile, testResults, errors = [], logs = [], request404s = [], passed}) {
  const tests = collect(testResults);
  const ok = passed && tests.every((test) => test.passed && !test.skipped);
  return {engine, file: testFile, ok, tests, errors, logs, missing: request404s};
}

function collect(suite, path = '') {
  if (!suite) return [];
  const inside = suite.name ? `${path}${suite.name} › ` : path;
  return [
    ...suite.tests.map(({name, passed, skipped, duration = 0, error}) => ({
      path: inside + name,
      passed,
      skipped,
      ms: duration,
      error,
    })),
    ...suite.suites.flatMap((part) => collect(part, inside)),
  ];
}
