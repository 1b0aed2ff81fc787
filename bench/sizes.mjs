// What a page loads before anybody presses anything: scripts and CSS, minified, brotli 11.
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {whole} from '../scripts/lib/bundle-graph.mjs';
import {DEEP_CHAT, PLAYERS} from './contenders.mjs';
import {OURS, brotli, bundle, table, verdict} from './lib.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

function ours(entry) {
  const graph = JSON.parse(readFileSync(at('packages/elements/dist/bundle-graph.json'), 'utf8'));
  return [...whole(graph, entry)].map((file) => brotli(readFileSync(at(`${OURS}/${file}`)))).reduce((sum, bytes) => sum + bytes, 0);
}

const peer = async (name, code) => (await bundle(name, code)).reduce((sum, {contents}) => sum + brotli(contents), 0);

export async function sizes() {
  if (!existsSync(at('packages/elements/dist/bundle-graph.json'))) throw new Error('no bundle: npm run build');
  const kB = (bytes) => bytes / 1000;
  const players = [{name: 'uggla-player.js', value: kB(ours('uggla-player.js')), note: 'transcript and chapters included; hls.js comes later'}];
  for (const [name, {code}] of Object.entries(PLAYERS)) players.push({name, value: kB(await peer(name.replace(/\W+/g, '-'), code))});
  table('Player: initial JavaScript and CSS', players, {unit: 'kB', digits: 1});
  verdict(players);
  const chats = [
    {name: 'uggla-chat.js', value: kB(ours('uggla-chat.js'))},
    {name: 'deep-chat', value: kB(await peer('deep-chat', DEEP_CHAT))},
  ];
  table('Chat: initial JavaScript and CSS', chats, {unit: 'kB', digits: 1});
  verdict(chats);
}
