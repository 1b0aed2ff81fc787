// npm run test:long: what takes too long for every change (all faults in all engines, crash runs, fuzzing). Files named
// *.long.test.ts (browsers, and Node's in dist) and *.long.test.mjs.
import {globSync} from './lib/files.mjs';
import {ownNode} from './lib/node24.mjs';
import {root, run} from './lib/run.mjs';

await ownNode();
await run(process.execPath, ['scripts/setup.mjs']);
await run(process.execPath, ['scripts/build.mjs']);

const browser = 'packages/{core,player,course,catalog,chat,elements,react}/src/**/*.long.test.ts';
const node = ['packages/{protocol,search,server,cli}/dist/**/*.long.test.js', '{packages/*/tests,e2e,scripts}/**/*.long.test.mjs'];
const runs = [];
if (globSync(browser, {cwd: root}).length > 0) runs.push(['scripts/wtr.mjs', '--files', browser]);
if (globSync(node, {cwd: root}).length > 0) runs.push(['scripts/unit.mjs', ...node]);
if (runs.length === 0) console.log('No test is named *.long.test.* yet.');
for (const args of runs) {
  await run(process.execPath, args).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
