// Runs element tests in real browsers:
//
//   node scripts/wtr.mjs [--browsers chromium,firefox,webkit] [--files 'packages/player/src/**/*.test.ts']
//
// Several runs may go on at once: each has its own ports, displays and profiles, and ends what it started.
import {parseArgs} from 'node:util';
import {fileURLToPath} from 'node:url';
import {ENGINES, canExist, missing} from './lib/engines.mjs';
import {ownNode} from './lib/node24.mjs';
import {addTally} from './lib/tally.mjs';

await ownNode();
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    browsers: {type: 'string', default: ENGINES.join(',')},
    files: {type: 'string', multiple: true},
  },
});
const asked = values.browsers.split(',').map((name) => name.trim()).filter(Boolean);
const unknown = asked.filter((name) => !ENGINES.includes(name));
if (unknown.length > 0) fail(`no such browser: ${unknown.join(', ')} (there are ${ENGINES.join(', ')})`);

for (const name of asked.filter((name) => !canExist(name))) console.log(`${name}: NOT RUN (it does not exist on ${process.platform})`);
const engines = asked.filter(canExist);
for (const name of engines) {
  const lacking = missing(name);
  if (lacking.length > 0) fail(`${name}: ${lacking.join(', ')} not found. \`node scripts/setup.mjs\` installs it, or says how to.`);
}

const given = [...(values.files ?? []), ...positionals];
// Packages that run in Node are tested there.
const files = given.length > 0 ? given : ['packages/{core,player,course,catalog,chat,elements,react,testing}/src/**/*.test.ts', '!packages/testing/src/server/**'];

const {ensureFixtures} = await import('./fixtures.mjs');
await ensureFixtures();

const {startTestRunner} = await import('@web/test-runner');
const {freePort, startWebKitDriver} = await import('./lib/webkit-driver.mjs');
const {configure} = await import('../web-test-runner.config.mjs');

const webkit = engines.includes('webkit') ? await startWebKitDriver() : undefined;
process.on('uncaughtException', (error) => {
  console.error(error);
  void finish(1);
});

const runner = await startTestRunner({
  config: configure({engines, files, port: await freePort(), webkitPort: webkit?.port}),
  readCliArgs: false,
  readFileConfig: false,
  autoExitProcess: false,
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    void Promise.race([runner?.stop(), new Promise((done) => setTimeout(done, 5000))]).finally(() => void finish(130));
  });
}
// It has said why when there is no runner, and ends the process itself.
runner?.on('stopped', (passed) => {
  const failed = report();
  void finish(passed && failed === 0 ? 0 : 1);
});

/** One line an engine, from what each session says of itself. */
function report() {
  const sums = new Map();
  for (const session of runner.sessions.all()) {
    const sum = sums.get(session.browser.name) ?? {passed: 0, failed: 0, skipped: 0};
    sums.set(session.browser.name, sum);
    const results = collect(session.testResults);
    for (const {passed, skipped} of results) sum[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
    // A file that broke before any of its tests ran is a failure too.
    if (!session.passed && results.every(({passed}) => passed)) sum.failed++;
  }
  let failures = 0;
  for (const [name, {passed, failed, skipped}] of sums) {
    console.log(`${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} SKIPPED (not allowed)` : ''}`);
    addTally(name, passed, failed + skipped);
    failures += failed + skipped;
  }
  return failures;
}

function collect(suite) {
  return suite ? [...suite.tests, ...suite.suites.flatMap(collect)] : [];
}

async function finish(code) {
  await webkit?.stop();
  process.exit(code);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
