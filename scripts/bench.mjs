// npm run bench [sizes] [retrieval] [first-frame] [streaming]: Uggla beside its peers, on this machine. Peers are installed into
// bench/ when they are not there; they are no part of the workspace.
import {existsSync} from 'node:fs';
import {build} from './build.mjs';
import {ensureFixtures} from './fixtures.mjs';
import {ownNode} from './lib/node24.mjs';
import {needInstalled, root, run} from './lib/run.mjs';

await ownNode();
needInstalled();

const wanted = process.argv.slice(2);
const asked = (name) => wanted.length === 0 || wanted.includes(name);

if (!existsSync(`${root}/bench/node_modules/vidstack`)) {
  console.log('installing the peers into bench/ …');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--workspaces=false'], {cwd: `${root}/bench`});
}
await build();
await ensureFixtures();
if (asked('sizes')) await (await import('../bench/sizes.mjs')).sizes();
if (asked('retrieval')) await (await import('../bench/retrieval.mjs')).retrieval();
if (asked('first-frame')) await (await import('../bench/first-frame.mjs')).firstFrame();
if (asked('streaming')) await (await import('../bench/streaming.mjs')).streaming();
