// What a page loads before anybody presses anything: scripts and CSS, minified, brotli 11.
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {initial, whole} from '../scripts/lib/bundle-graph.mjs';
import {DEEP_CHAT, PLAYERS} from './contenders.mjs';
import {BARE, PEERS as HLS_PEERS} from './player-contenders.mjs';
import {OURS, brotli, bundle, table, verdict} from './lib.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const graph = () => JSON.parse(readFileSync(at('packages/elements/dist/bundle-graph.json'), 'utf8'));
const sum = (files) =>
  [...files].map((file) => brotli(readFileSync(at(`${OURS}/${file}`)))).reduce((total, bytes) => total + bytes, 0);
const ours = (entry) => sum(whole(graph(), entry));

/** The player and what a stream needs: the module that drives the engine, and that build of it. */
function stream(build) {
  const chunks = graph();
  const chunkOf = (module) =>
    Object.keys(chunks).find((file) => Object.keys(chunks[file].modules).some((one) => one.endsWith(module)));
  return sum(
    new Set([
      ...whole(chunks, 'uggla-player.js'),
      ...['player/dist/engine/hls-engine.js', build].flatMap((module) => [...initial(chunks, chunkOf(module))]),
    ]),
  );
}

/** What is asked for later is needed too: of the engines the one that is loaded, of the rest nothing that HLS can do without. */
const peerStream = async (name, code) => {
  const files = await bundle(name, code);
  const later = /import\('hls\.js'\)/.test(code)
    ? await bundle(`${name}-engine`, `import Hls from 'hls.js'; globalThis.Hls = Hls;`)
    : [];
  return [...files, ...later].reduce((total, {contents}) => total + brotli(contents), 0);
};

const peer = async (name, code) => (await bundle(name, code)).reduce((sum, {contents}) => sum + brotli(contents), 0);

export async function sizes() {
  if (!existsSync(at('packages/elements/dist/bundle-graph.json'))) throw new Error('no bundle: npm run build');
  const kB = (bytes) => bytes / 1000;
  const players = [
    {
      name: 'uggla-player.js',
      value: kB(ours('uggla-player.js')),
      note: 'transcript and chapters included; hls.js comes later',
    },
  ];
  for (const [name, {code}] of Object.entries(PLAYERS))
    players.push({name, value: kB(await peer(name.replace(/\W+/g, '-'), code))});
  table('Player: initial JavaScript and CSS', players, {unit: 'kB', digits: 1});
  verdict(players);
  const streams = [
    {
      name: 'uggla-player.js',
      value: kB(stream('dist/vendor/hls-tracks.js')),
      note: 'with hls.js for languages of sound and subtitles',
    },
    {name: '  one sound, no subtitles', value: kB(stream('dist/vendor/hls-light.js'))},
  ];
  for (const [name, {code}] of Object.entries({...BARE, ...HLS_PEERS}))
    streams.push({name, value: kB(await peerStream(`stream-${name.replace(/\W+/g, '-')}`, code))});
  table('Player: all that HLS with two languages of sound and subtitles takes', streams, {unit: 'kB', digits: 1});
  const chats = [
    {name: 'uggla-chat.js', value: kB(ours('uggla-chat.js'))},
    {name: 'deep-chat', value: kB(await peer('deep-chat', DEEP_CHAT))},
  ];
  table('Chat: initial JavaScript and CSS', chats, {unit: 'kB', digits: 1});
  verdict(chats);
  const shell = kB(sum(initial(graph(), 'uggla-player.js')));
  const best = (rows) =>
    rows
      .filter(({name}) => name in HLS_PEERS || name in PLAYERS)
      .sort((one, other) => one.value - other.value)
      .map(({name, value}) => ({other: name, value}))[0];
  return [
    {name: 'first paint', value: shell, limit: 12, unit: 'kB'},
    {name: 'player', value: players[0].value, limit: 30, unit: 'kB', best: best(players)},
    {name: 'HLS with languages, subtitles', value: streams[0].value, limit: 145, unit: 'kB', best: best(streams)},
  ];
}
