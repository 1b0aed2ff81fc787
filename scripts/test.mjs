// npm test: everything that must hold before a change is merged. Goes on after a failure, so that one run tells all, and
// ends with one line that sums up every runner.
import {mkdirSync, rmSync} from 'node:fs';
import {folder as commandFolder} from './lib/command-bundle.mjs';
import {chromiumFirst, longTests} from './lib/long-tests.mjs';
import {ownNode} from './lib/node24.mjs';
import {bin, needInstalled, root, run} from './lib/run.mjs';
import {readTally} from './lib/tally.mjs';

await ownNode();
needInstalled();

const tallies = `${root}/.uggla/tally-${process.pid}`;
mkdirSync(tallies, {recursive: true});
process.on('exit', () => rmSync(tallies, {recursive: true, force: true}));

const node =
  (script, ...args) =>
  (options) =>
    run(process.execPath, [`scripts/${script}.mjs`, ...args], options);
// What one process has compiled, the next hundred need not.
process.env.NODE_COMPILE_CACHE ??= `${root}/.uggla/compiled`;
// Large pages of memory, where the system has them: a twentieth less of the processor for Node and for ffmpeg.
process.env.GLIBC_TUNABLES ??= 'glibc.malloc.hugetlb=1';

const ELEMENTS = 'element tests';
const WALK = 'end to end';
const UNIT = 'unit tests';
/** They are the last to end: no lower than Firefox, and above what only reads the sources. */
const SERVED = 10;
const started = performance.now();
const times = [];
/** The sums of what failed at its first turn. */
const tried = [];

// Nothing else can be tried without these.
if (
  (await step('machine', node('setup'))) &&
  (await step('sources', node('build', '--until', 'wrappers'))) &&
  (await step('media fixtures', node('fixtures')))
) {
  // Browsers play and tests wait: what needs the processor alone goes on behind them (docs/decisions/0006).
  await Promise.all([step(ELEMENTS, node('wtr', '--turns', '1'), {counts: true}), behind()]);
  // What failed beside other work is tried once more with nothing beside it, and that verdict counts.
  for (const name of [ELEMENTS, UNIT, WALK]) {
    const first = times.find((one) => one.name === name);
    const broken = first?.sums.filter(({failed, file}) => failed > 0 && file) ?? []; // without a file its runner itself broke
    const kept = first?.sums.filter((one) => !broken.includes(one));
    for (const [runner, those] of Map.groupBy(broken, (one) => one.runner)) {
      const files = those.map(({file}) => file);
      console.log(`\n${runner}, once more:\n${files.join('\n')}`);
      const again =
        runner === 'node' ? node('unit', ...files) : node('wtr', '--turns', '1', '--browsers', runner, ...files);
      await step(`${name}, again`, again, {counts: true});
      const second = times.at(-1);
      kept.push(...second.sums);
      second.sums = [];
    }
    if (broken.length === 0) continue;
    tried.push(...broken);
    first.sums = kept;
    first.ok = kept.every(({failed}) => failed === 0);
  }
}

async function behind() {
  if (!(await step('build', node('build', '--command'), {behind: true, nice: 0}))) return; // all that follows waits for it
  process.env.UGGLA_COMMAND = `${root}/${commandFolder}`; // the tests start it two hundred times
  // The whole path waits most of its time, for films and for lines that are down.
  const served = () =>
    Promise.all([
      step(UNIT, node('unit'), {counts: true, behind: true, nice: SERVED}),
      step(WALK, node('unit', 'e2e/**/*.test.mjs'), {counts: true, behind: true, nice: SERVED}),
    ]);
  const read = async () => {
    await step('format', (options) => run(bin('oxfmt'), ['--check'], options), {behind: true});
    await step('lint', (options) => run(bin('oxlint'), [], options), {behind: true});
    await step('manifest', node('check-manifest'), {behind: true});
    await step('sizes', node('check-size'), {behind: true});
    await step('packages', node('check-packages'), {behind: true});
    await step('docs', (options) => run(bin('typedoc'), [], options), {behind: true});
  };
  await Promise.all([served(), read()]);
}

const sums = times.flatMap(({sums}) => sums);
const passed = sums.reduce((sum, one) => sum + one.passed, 0);
const failed = sums.reduce((sum, one) => sum + one.failed, 0);
console.log(
  `\n${times.map(({name, seconds, ok}) => `${ok ? '✔' : '✖'} ${name.padEnd(18)} ${seconds.toFixed(1).padStart(7)} s`).join('\n')}`,
);
console.log(`  in ${Math.round((performance.now() - started) / 1000)} s\n`);
tellList('Not run here, but by npm run test:long', [...longTests('browser'), ...longTests('node')]);
tellList('Run here in Chromium alone, in all engines by npm run test:long', chromiumFirst());
// What matters most stands last: who reads the end of a long log alone shall know.
const place = ({runner, file}) => (file ? `${runner}: ${file}` : runner);
tellList('At a second turn', [...tried, ...sums.filter(({again}) => again)].map(place));
tellList(
  'Failed',
  sums
    .filter(({failed}) => failed > 0)
    .flatMap((one) => (one.tests?.length > 0 ? one.tests.map((test) => `${place(one)} › ${test}`) : place(one))),
);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function tellList(what, lines) {
  if (lines.length > 0) console.log(`${what}:\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
}

/** Runs one step; it counts as a test itself, or as one failure more when its own runner could not count. */
async function step(name, body, {counts = false, behind = false, nice} = {}) {
  if (!behind) console.log(`\n── ${name}`);
  const start = performance.now();
  const tally = `${tallies}/${name}.jsonl`;
  let ok = true;
  try {
    await body({behind, nice, env: {UGGLA_TALLY: tally}});
    if (behind) console.log(`── ${name}: done, above`);
  } catch (error) {
    ok = false;
    console.error(`✖ ${name}: ${error.message}`);
  }
  const sums = readTally(tally);
  if (!counts) sums.push({runner: name, passed: ok ? 1 : 0, failed: ok ? 0 : 1});
  else if (!ok && sums.every(({failed}) => failed === 0)) sums.push({runner: name, passed: 0, failed: 1});
  times.push({name, seconds: (performance.now() - start) / 1000, ok, sums});
  return ok;
}
