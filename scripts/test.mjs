// npm test: everything that must hold before a change is merged. Goes on after a failure, so that one run tells all, and
// ends with one line that sums up every runner.
import {existsSync, mkdirSync, rmSync} from 'node:fs';
import {globSync} from './lib/files.mjs';
import {longTests} from './lib/long-tests.mjs';
import {ownNode} from './lib/node24.mjs';
import {bin, needInstalled, root, run} from './lib/run.mjs';
import {addTally, readTally} from './lib/tally.mjs';

await ownNode();
needInstalled();

const tally = `${root}/.uggla/tally-${process.pid}.jsonl`;
mkdirSync(`${root}/.uggla`, {recursive: true});
process.env.UGGLA_TALLY = tally;
process.on('exit', () => rmSync(tally, {force: true}));

const node = (script, ...args) => run(process.execPath, [`scripts/${script}.mjs`, ...args]);
const started = performance.now();
const times = [];

// Nothing else can be tried without these two.
if ((await step('machine', () => node('setup'))) && (await step('build', () => node('build')))) {
  await step('media fixtures', () => node('fixtures'));
  await step('lint', () => run(bin('eslint'), ['.', '--max-warnings', '0']));
  await step('unit tests', () => node('unit'), {counts: true});
  await step('element tests', () => node('wtr'), {counts: true});
  if (globSync('e2e/**/*.test.mjs', {cwd: root}).length > 0) await step('end to end', () => node('unit', 'e2e/**/*.test.mjs'), {counts: true});
  await step('manifest', () => node('check-manifest'));
  await step('sizes', () => node('check-size'));
  await step('packages', () => node('check-packages'));
  await step('docs', () => run(bin('typedoc')));
}

const sums = readTally(tally);
const passed = sums.reduce((sum, one) => sum + one.passed, 0);
const failed = sums.reduce((sum, one) => sum + one.failed, 0);
console.log(`\n${times.map(([name, seconds, ok]) => `${ok ? '✔' : '✖'} ${name.padEnd(16)} ${seconds.toFixed(1).padStart(7)} s`).join('\n')}`);
console.log(`  in ${Math.round((performance.now() - started) / 1000)} s\n`);
const left = [...longTests('browser'), ...longTests('node')];
if (left.length > 0) console.log(`Not run here, but by npm run test:long:\n${left.map((file) => `  ${file}`).join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs one step; it counts as a test itself, or as one failure more when its own runner could not count. */
async function step(name, body, {counts = false} = {}) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const before = failures();
  let ok = true;
  try {
    await body();
  } catch (error) {
    ok = false;
    console.error(`✖ ${name}: ${error.message}`);
  }
  times.push([name, (performance.now() - start) / 1000, ok]);
  if (!counts) addTally(name, ok ? 1 : 0, ok ? 0 : 1);
  else if (!ok && failures() === before) addTally(name, 0, 1);
  return ok;
}

function failures() {
  return existsSync(tally) ? readTally(tally).reduce((sum, one) => sum + one.failed, 0) : 0;
}
