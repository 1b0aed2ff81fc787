// npm start: builds what has changed, publishes the sample campus and serves it, with the examples beside it.
//
//   PORT=5000 npm start -- --engine http://127.0.0.1:8080/v1
//
// What is not known here goes to `uggla serve` as it is.
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import {basename, join} from 'node:path';
import {build} from './build.mjs';
import {which} from './lib/engines.mjs';
import {ownNode} from './lib/node24.mjs';
import {needInstalled, root, run} from './lib/run.mjs';
import {runSteps} from './lib/steps.mjs';

await ownNode();
needInstalled();

const uggla = join(root, 'packages/cli/dist/bin.js');
const published = '.uggla/published';

try {
  await build();
  await runSteps(
    [
      {
        name: 'campus',
        inputs: ['examples/campus/**/*', 'packages/{cli,server,protocol,search}/dist/**/*.js', 'packages/elements/dist/bundle/**'],
        also: `ffmpeg ${process.env.UGGLA_FFMPEG ?? which('ffmpeg')}`, // once it is installed, the films are made
        outputs: [`${published}/campus.json`],
        run: () =>
          run(process.execPath, [uggla, 'build', 'examples/campus', '--out', published]).catch((error) => {
            // A film that could not be made is told of above, and is no reason to show nothing.
            if (!existsSync(join(root, published, 'campus.json'))) throw error;
          }),
      },
    ],
    {root},
  );
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}

// One example stands at the root, where pages outside the repository look for it.
fs.mkdirSync(join(root, '.uggla/root'), {recursive: true});
for (const file of fs.globSync('examples/lab.*', {cwd: root})) fs.copyFileSync(join(root, file), join(root, '.uggla/root', basename(file)));

const server = spawn(
  process.execPath,
  [uggla, 'serve', published, '--mount', '/examples/=examples', '--mount', '/=.uggla/root', ...process.argv.slice(2)],
  {cwd: root, stdio: 'inherit'},
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
