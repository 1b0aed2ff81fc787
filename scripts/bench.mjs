// npm run bench [sizes] [players] [retrieval] [first-frame] [streaming] [catalog] [import] [building] [desk] [analytics] [stopping]
// [--rounds 5]
// [--without-peers]: Uggla beside its peers, on this machine. Peers are installed into bench/ when they are not there; they
// are no part of the workspace.
import {existsSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {build} from './build.mjs';
import {ensureFixtures} from './fixtures.mjs';
import {ownNode} from './lib/node24.mjs';
import {needInstalled, root, run} from './lib/run.mjs';

await ownNode();
needInstalled();

const {values, positionals: wanted} = parseArgs({
  allowPositionals: true,
  options: {rounds: {type: 'string', default: '5'}, 'without-peers': {type: 'boolean'}},
});
const asked = (name) => wanted.length === 0 || wanted.includes(name);

const needsPeers = !values['without-peers'] || asked('sizes');
if (needsPeers && !existsSync(`${root}/bench/node_modules/shaka-player`)) {
  console.log('installing the peers into bench/ …');
  await run('npm', ['ci', '--no-audit', '--no-fund', '--workspaces=false'], {cwd: `${root}/bench`});
}
await build();
await ensureFixtures();
const bars = [];
if (asked('sizes')) bars.push(...(await (await import('../bench/sizes.mjs')).sizes()));
if (asked('players'))
  bars.push(
    ...(await (
      await import('../bench/players.mjs')
    ).players({rounds: Number(values.rounds), peers: !values['without-peers']})),
  );
if (asked('retrieval')) await (await import('../bench/retrieval.mjs')).retrieval();
if (asked('first-frame')) await (await import('../bench/first-frame.mjs')).firstFrame();
if (asked('streaming')) await (await import('../bench/streaming.mjs')).streaming({peers: !values['without-peers']});
if (asked('catalog')) await (await import('../bench/catalog.mjs')).catalog({rounds: Number(values.rounds)});
if (asked('import')) (await import('../bench/import.mjs')).importing();
if (asked('building')) (await import('../bench/building.mjs')).building();
if (asked('desk')) await (await import('../bench/desk.mjs')).desk();
if (asked('analytics')) await (await import('../bench/analytics.mjs')).analytics();
if (asked('stopping')) await (await import('../bench/stopping.mjs')).stopping();
if (bars.length > 0) (await import('../bench/players.mjs')).verdicts(bars);
