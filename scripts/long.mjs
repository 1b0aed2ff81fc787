// npm run test:long: what takes too long for every change (all faults in all engines, crash runs, fuzzing): files named
// *.long.test.ts (browsers, and Node's in dist) and *.long.test.mjs, and what the other engines leave to Chromium.
import {chromiumFirst, LONG, longTests} from './lib/long-tests.mjs';
import {ownNode} from './lib/node24.mjs';
import {run} from './lib/run.mjs';

await ownNode();
process.env.UGGLA_LOGS = '1'; // seeds and counts are to be seen
await run(process.execPath, ['scripts/setup.mjs', '--long']);
await run(process.execPath, ['scripts/build.mjs']);

const runs = [];
if (longTests('browser').length > 0) runs.push(['scripts/wtr.mjs', ...LONG.browser]);
if (chromiumFirst().length > 0) runs.push(['scripts/wtr.mjs', '--browsers', 'firefox,webkit', ...chromiumFirst()]);
if (longTests('node').length > 0) runs.push(['scripts/unit.mjs', ...LONG.node]);
if (runs.length === 0) console.log('No test is named *.long.test.* yet.');
for (const args of runs) {
  await run(process.execPath, args).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
