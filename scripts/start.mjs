// npm start: builds what has changed, publishes the sample campus and serves it, with the examples beside it.
//
//   PORT=5000 npm start -- --engine http://127.0.0.1:8080/v1
//
// What is not known here goes to `uggla serve` as it is.
import {spawn} from 'node:child_process';
import {copyFileSync, mkdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import {build} from './build.mjs';
import {globSync} from './lib/files.mjs';
import {ownNode} from './lib/node24.mjs';
import {needInstalled, root} from './lib/run.mjs';

await ownNode();
needInstalled();
// What one start has compiled, the next need not: a third of the server's own time until its first page.
process.env.NODE_COMPILE_CACHE ??= join(root, '.uggla/compiled');

await build().catch((error) => {
  console.error(`\nThe build failed: ${error.message}`);
  process.exit(1);
});

// One example stands at the root, where pages outside the repository look for it.
mkdirSync(join(root, '.uggla/root'), {recursive: true});
for (const file of globSync('examples/lab.*', {cwd: root}))
  copyFileSync(join(root, file), join(root, '.uggla/root', basename(file)));

// Given an authored folder it serves what is published while it makes the rest: the films are there within minutes.
const server = spawn(
  process.execPath,
  [
    ...[
      join(root, 'packages/cli/dist/bin.js'),
      'serve',
      'examples/campus',
      '--out',
      '.uggla/published',
      '--data',
      '.uggla/data',
    ],
    ...['--mount', '/examples/=examples', '--mount', '/=.uggla/root'],
    ...process.argv.slice(2),
  ],
  {cwd: root, stdio: 'inherit'},
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
