// Runs element tests in real browsers:
//
//   node scripts/wtr.mjs [--browsers chromium,firefox,webkit] [--files 'packages/player/src/**/*.test.ts']
//
// Several runs may go on at once: each has its own ports, displays and profiles, and ends what it started.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {relative} from 'node:path';
import {inspect, parseArgs} from 'node:util';
import {fileURLToPath} from 'node:url';
import {ENGINES, canExist, missing} from './lib/engines.mjs';
import {ownNode} from './lib/node24.mjs';
import {addTally} from './lib/tally.mjs';

/** As the launchers call them. */
const NAMES = {Chrome: 'chromium', Firefox: 'firefox', MiniBrowser: 'webkit'};

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
runner?.sessions.on('session-status-updated', (session) => {
  if (session.status === 'FINISHED') tell(session);
});
// It has said why when there is no runner, and ends the process itself.
runner?.on('stopped', () => {
  const again = webkitAlone();
  const failed = report(again);
  if (again.length === 0) return void finish(failed === 0 ? 0 : 1);
  void secondRun(again).then((code) => finish(failed === 0 && code === 0 ? 0 : 1));
});

/**
 * WebKitGTK freezes media now and then while another engine has the processors (docs/decisions/0006). Files that failed
 * there, and there only, are run once more with nothing beside them, and what they say then counts.
 */
function webkitAlone() {
  if (process.env.UGGLA_WEBKIT_ALONE || engines.length === 1) return [];
  const failed = [...runner.sessions.all()].filter((session) => !session.passed || collect(session.testResults).some(({passed, skipped}) => !passed && !skipped));
  const elsewhere = new Set(failed.filter(({browser}) => !isWebkit(browser)).map(({testFile}) => testFile));
  return failed.filter(({browser, testFile}) => isWebkit(browser) && !elsewhere.has(testFile)).map(({testFile}) => testFile);
}

function isWebkit(browser) {
  return /MiniBrowser|webkit/i.test(browser.name);
}

async function secondRun(files) {
  await webkit?.stop();
  console.log(`\nMiniBrowser: ${files.length} files failed beside another engine; once more, alone:\n${files.map((file) => relative(process.cwd(), file)).join('\n')}`);
  const args = ['scripts/wtr.mjs', '--browsers', 'webkit', ...files.flatMap((file) => ['--files', relative(process.cwd(), file)])];
  const child = spawn(process.execPath, args, {stdio: 'inherit', env: {...process.env, UGGLA_WEBKIT_ALONE: '1'}});
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

/** One line an engine, from what each session says of itself; without those that are run again. */
function report(again) {
  const sums = new Map();
  for (const session of runner.sessions.all()) {
    if (isWebkit(session.browser) && again.includes(session.testFile)) continue;
    const sum = sums.get(session.browser.name) ?? {passed: 0, failed: 0, skipped: 0};
    sums.set(session.browser.name, sum);
    const results = collect(session.testResults);
    for (const {passed, skipped} of results) sum[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
    // A file that broke before any of its tests ran is a failure too.
    if (!session.passed && results.every(({passed}) => passed)) sum.failed++;
  }
  let failures = 0;
  for (const [name, {passed, failed, skipped}] of sums) {
    console.log(`${NAMES[name] ?? name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} SKIPPED (not allowed)` : ''}`);
    addTally(NAMES[name] ?? name, passed, failed + skipped);
    failures += failed + skipped;
  }
  return failures;
}

/** One line a file and engine; more where something failed. */
function tell({browser, testFile, testResults, errors = [], logs = [], request404s = [], passed}) {
  const results = collect(testResults);
  const good = results.filter((result) => result.passed && !result.skipped).length;
  const ms = results.reduce((sum, {duration = 0}) => sum + duration, 0);
  console.log(`${passed ? '✔' : '✖'} ${NAMES[browser.name] ?? browser.name} ${relative(process.cwd(), testFile)}: ${good}/${results.length} in ${(ms / 1000).toFixed(1)} s`);
  if (passed && process.env.UGGLA_LOGS !== '1') return;
  for (const {path, error} of results.filter((result) => !result.passed)) console.log(indent(`✖ ${path}\n${error?.message ?? ''}\n${error?.stack ?? ''}`));
  for (const {message, stack} of errors) console.log(indent(`${message}\n${stack ?? ''}`));
  for (const line of logs) console.log(indent(line.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ')));
  if (errors.length > 0 && request404s.length > 0) console.log(indent(`not found: ${request404s.join(', ')}`));
}

function indent(text) {
  return text.trim().split('\n').slice(0, 40).map((line) => `    ${line}`).join('\n');
}

function collect(suite, path = '') {
  if (!suite) return [];
  const inside = suite.name ? `${path}${suite.name} › ` : path;
  return [...suite.tests.map((test) => ({...test, path: inside + test.name})), ...suite.suites.flatMap((part) => collect(part, inside))];
}

async function finish(code) {
  await webkit?.stop();
  process.exit(code);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
