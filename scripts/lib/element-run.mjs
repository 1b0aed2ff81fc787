// One run of Web Test Runner in one engine.
import {startTestRunner} from '@web/test-runner';
import {freePort, startWebKitDriver} from './webkit-driver.mjs';
import {configure} from './wtr-config.mjs';

const running = new Set();

/**
 * Runs the bundles in one engine, each in a page of its own; resolves when all have ended with what each has shown.
 *
 * @param {string} engine
 * @param {string[]} files
 * @param {(outcome: Outcome) => void} tell called as each file ends
 * @typedef {{engine: string, file: string, ok: boolean, tests: {path: string, passed: boolean, skipped: boolean, ms: number, error?: {message: string, stack?: string}}[], errors: {message: string, stack?: string}[], logs: unknown[][], missing: string[]}} Outcome
 * @returns {Promise<Outcome[]>}
 */
export async function runEngine(engine, files, tell) {
  const driver = engine === 'webkit' ? await startWebKitDriver() : undefined;
  const runner = await startTestRunner({
    config: configure({engine, files, port: await freePort(), webkitPort: driver?.port}),
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (!runner) throw new Error(`${engine}: Web Test Runner did not start`);
  const end = async () => {
    await Promise.race([runner.stop(), new Promise((done) => setTimeout(done, 5000))]);
    await driver?.stop();
  };
  running.add(end);
  runner.sessions.on('session-status-updated', (session) => {
    if (session.status === 'FINISHED') tell(outcome(engine, session));
  });
  await new Promise((done) => runner.on('stopped', done));
  running.delete(end);
  await driver?.stop();
  return [...runner.sessions.all()].map((session) => outcome(engine, session));
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
    ...suite.tests.map(({name, passed, skipped, duration = 0, error}) => ({path: inside + name, passed, skipped, ms: duration, error})),
    ...suite.suites.flatMap((part) => collect(part, inside)),
  ];
}
