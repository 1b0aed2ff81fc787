// Runs the tests that need Node alone: node scripts/unit.mjs [globs…]
import {spawn} from 'node:child_process';
import {globSync} from './lib/files.mjs';
import {isWanted} from './lib/long-tests.mjs';
import {ownNode} from './lib/node24.mjs';
import {root} from './lib/run.mjs';

await ownNode();

const given = process.argv.slice(2);
const globs =
  given.length > 0
    ? given
    : [
        'packages/{protocol,search,server,cli}/dist/**/*.test.js',
        'packages/testing/dist/server/*.test.js',
        'packages/elements/tests/*.test.mjs',
        'packages/react/tests/*.test.mjs',
        'scripts/**/*.test.mjs',
        'examples/**/*.test.mjs',
      ];
// Longer runs have commands of their own: test:long, test:systems.
const files = globSync(globs, {cwd: root, exclude: ['**/node_modules/**']}).filter((file) => isWanted(file, globs));
if (files.length === 0) {
  console.error(`no test file fits ${globs.join(' ')}`);
  process.exit(1);
}
// The whole path goes through one published folder; a browser that a test left open must not keep the run from ending.
const wholePath = files.every((file) => file.startsWith('e2e'));
// What is run for long on purpose (a thousand runs, the suites of others) has hours.
const minutes = files.some((file) => /\.(long|systems)\.test\./.test(file)) ? 300 : wholePath ? 10 : 5;
const limits = [
  wholePath ? '--test-concurrency=1' : '--test-concurrency=3',
  `--test-timeout=${minutes * 60_000}`,
  ...(wholePath ? ['--test-force-exit'] : []),
];
// Whoever has a database in the environment means another one than for tests.
const child = spawn(
  process.execPath,
  [
    '--test',
    ...limits,
    '--test-reporter=./scripts/lib/node-reporter.mjs',
    '--test-reporter-destination=stdout',
    ...files.sort(),
  ],
  {cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: {...process.env, NODE_NO_WARNINGS: '1', DATABASE_URL: ''}},
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
