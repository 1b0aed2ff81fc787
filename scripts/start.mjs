// npm start: builds what has changed, publishes the sample campus and serves it, with the examples beside it.
//
//   PORT=5000 npm start -- --engine http://127.0.0.1:8080/v1
//
// What is not known here goes to `uggla serve` as it is.
import {copyFileSync, existsSync, mkdirSync} from 'node:fs';
import module from 'node:module';
import {basename, join} from 'node:path';
import {build} from './build.mjs';
import {command, commandStep} from './lib/command-bundle.mjs';
import {globSync} from './lib/files.mjs';
import {ownNode} from './lib/node24.mjs';
import {needInstalled, root} from './lib/run.mjs';

await ownNode();
needInstalled();
process.chdir(root);
// What one start has compiled, the next need not: a third of the server's own time until its first page.
module.enableCompileCache(join(root, '.uggla/compiled'));

await build({further: [commandStep]}).catch((error) => {
  console.error(`\nThe build failed: ${error.message}`);
  process.exit(1);
});

// One example stands at the root, where pages outside the repository look for it.
mkdirSync('.uggla/root', {recursive: true});
for (const file of globSync('examples/lab.*', {cwd: root})) copyFileSync(file, join('.uggla/root', basename(file)));

// Pages are served, authored folders are not: right answers stand in them, and products that are not for everybody.
const examples = globSync('examples/*/', {cwd: root})
  .map((path) => basename(path))
  .filter((name) => !existsSync(join('examples', name, 'campus.yml')));

// Given an authored folder it serves what is published while it makes the rest: the films are there within minutes.
process.argv.splice(
  2,
  0,
  ...['serve', 'examples/campus', '--out', '.uggla/published', '--data', '.uggla/data'],
  ...['--mount', '/=.uggla/root', '--mount', '/examples/=.uggla/root'],
  ...examples.flatMap((name) => ['--mount', `/examples/${name}/=examples/${name}`]),
);
await import(command);
