// Runs element tests in real browsers:
//
//   node scripts/wtr.mjs [--browsers chromium,firefox,webkit] [--files 'packages/player/src/**/*.test.ts']
//
// Without files: all that is not long; of those that say “Chromium first” the other engines run none. What failed is run
// once more with nothing beside it, unless `--turns 1` says that somebody else will.
//
// Several runs may go on at once: each has its own bundles, ports, displays and profiles, and ends what it started.
import {rmSync} from 'node:fs';
import {inspect, parseArgs} from 'node:util';
import {ENGINES, canExist, missing} from './lib/engines.mjs';
import {ELEMENTS} from './lib/long-tests.mjs';
import {ownNode} from './lib/node24.mjs';
import {root} from './lib/run.mjs';
import {addTally} from './lib/tally.mjs';

await ownNode();
process.chdir(root);

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    browsers: {type: 'string', default: ENGINES.join(',')},
    files: {type: 'string', multiple: true},
    turns: {type: 'string', default: '2'},
  },
});
const asked = values.browsers
  .split(',')
  .map((name) => name.trim())
  .filter(Boolean);
const unknown = asked.filter((name) => !ENGINES.includes(name));
if (unknown.length > 0) fail(`no such browser: ${unknown.join(', ')} (there are ${ENGINES.join(', ')})`);

for (const name of asked.filter((name) => !canExist(name)))
  console.log(`${name}: NOT RUN (it does not exist on ${process.platform})`);
const engines = asked.filter(canExist);
for (const name of engines) {
  const lacking = missing(name);
  if (lacking.length > 0)
    fail(`${name}: ${lacking.join(', ')} not found. \`node scripts/setup.mjs\` installs it, or says how to.`);
}

const given = [...(values.files ?? []), ...positionals];
const globs = given.length > 0 ? given : ELEMENTS;

const {ensureFixtures} = await import('./fixtures.mjs');
await ensureFixtures();
await (await import('../packages/player/scripts/engine.mjs')).ensureEngine();

const {bundleTests, isForAll, sourceOf} = await import('./lib/test-bundle.mjs');
const {endAll, runApart, runBeside} = await import('./lib/element-process.mjs');

const folder = `${root}/.uggla/tests-${process.pid}`;
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => void endAll().finally(() => process.exit(130)));

const files = await bundleTests(globs, folder);
if (files.length === 0) fail(`no test file fits ${globs.join(' ')}`);

const own = (engine) => (given.length > 0 || engine === 'chromium' ? files : files.filter(isForAll));
let outcomes = await runBeside(
  engines.map((engine) => ({engine, files: own(engine)})),
  tell,
);
// That verdict counts, and the list says who needed it.
if (values.turns !== '1') await onceMore(({ok}) => !ok);
// A page that locks up has told nothing of its tests (docs/decisions/0006): it may have one turn more.
await onceMore(({locked}) => locked);

let failures = 0;
for (const engine of engines) {
  const ended = outcomes.filter((outcome) => outcome.engine === engine).map(sumUp);
  const [passed, failed] = ['passed', 'failed'].map((key) => ended.reduce((sum, one) => sum + one[key], 0));
  console.log(`${engine}: ${passed} passed, ${failed} failed`);
  for (const sums of ended) addTally(sums);
  failures += failed;
}
process.exit(failures === 0 ? 0 : 1);

/** Runs the files again that ended so, an engine after the other. */
async function onceMore(ended) {
  for (const engine of engines) {
    const files = outcomes.filter((one) => one.engine === engine && ended(one)).map(({file}) => file);
    if (files.length === 0) continue;
    console.log(
      `\n${engine}: ${files.length} of ${own(engine).length} files failed; once more:\n${files.map(sourceOf).join('\n')}`,
    );
    const kept = outcomes.filter((one) => one.engine !== engine || !ended(one));
    outcomes = [...kept, ...(await runApart(engine, files, tell)).map((one) => ({...one, again: true}))];
  }
}

/** What a file adds to the sums; one that broke before any of its tests could fail is a failure too. */
function sumUp({engine, file, ok, tests, again}) {
  const bad = tests.filter((test) => !test.passed || test.skipped).map(({path}) => path);
  const failed = Math.max(bad.length, ok ? 0 : 1);
  return {runner: engine, file: sourceOf(file), passed: tests.length - bad.length, failed, tests: bad, again};
}

/** One line a file and engine; more where something failed. */
function tell({engine, file, ok, tests, errors, logs, missing}) {
  const good = tests.filter(({passed, skipped}) => passed && !skipped).length;
  const ms = tests.reduce((sum, test) => sum + test.ms, 0);
  console.log(`${ok ? '✔' : '✖'} ${engine} ${sourceOf(file)}: ${good}/${tests.length} in ${(ms / 1000).toFixed(1)} s`);
  if (ok && process.env.UGGLA_LOGS !== '1') return;
  for (const {path, error, skipped} of tests.filter((test) => !test.passed || test.skipped))
    console.log(
      indent(`✖ ${path}\n${skipped ? 'skipped: not allowed' : (error?.message ?? '')}\n${error?.stack ?? ''}`),
    );
  for (const {message, stack} of errors) console.log(indent(`${message}\n${stack ?? ''}`));
  for (const line of logs)
    console.log(indent(line.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ')));
  if (errors.length > 0 && missing.length > 0) console.log(indent(`not found: ${missing.join(', ')}`));
}

function indent(text) {
  return text
    .trim()
    .split('\n')
    .slice(0, 40)
    .map((line) => `    ${line}`)
    .join('\n');
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
