// What a page pays before anybody has pressed anything: what each script-tag entry brings by itself, brotli 11,
// 1 kB = 1000 bytes. Fails over budget, and when something heavy has slipped into an initial chunk.
import {existsSync, readFileSync, statSync} from 'node:fs';
import {constants, brotliCompressSync} from 'node:zlib';
import {chunkOf, initial, whole} from './lib/bundle-graph.mjs';
import {ownNode} from './lib/node24.mjs';
import {root} from './lib/run.mjs';

await ownNode();

const folder = `${root}/packages/elements/dist/bundle`;
const graphFile = `${root}/packages/elements/dist/bundle-graph.json`;
if (!existsSync(graphFile)) {
  console.error('There is no bundle: npm run build.');
  process.exit(1);
}
const graph = JSON.parse(readFileSync(graphFile, 'utf8'));

/** kB; what a family needs beyond the player's files, which a page with both has already. */
const BUDGETS = {player: 30, course: 20, catalog: 20, chat: 25};
const CSS_BYTES = 300;

/** kB that must arrive before a player is painted; the rest comes at the same time and makes it an element. */
const FIRST_PAINT = 12;

/** kB to play HLS with languages of sound and subtitles: the player, what drives the engine, and the engine. */
const STREAM = {
  budget: 137,
  modules: ['packages/player/dist/engine/hls-engine', 'packages/player/dist/vendor/hls-tracks'],
};

/** kB that the first message adds, and the modules it asks for by import(). */
const FIRST_MESSAGE = {
  budget: 8,
  modules: ['packages/chat/dist/providers/post-events', 'packages/chat/dist/answer/answer-view'],
};

/** Fetched when a source, an answer or a book first needs it; never before. */
const LAZY = [
  /\/hls\.js\//,
  /\/vendor\/hls-/,
  /\/streaming-markdown\//,
  /\/foliate-js\//,
  /\/pdfjs-dist\//,
  /\/node_modules\/three\//,
  /\/(?:highlight\.js|shiki|prismjs|lowlight|refractor)\//,
  /\/snowball-stemmers\//,
  /\/zod\//,
  /src\/(?:[^/]+\/)*markdown/,
];

const brotli = (file) =>
  brotliCompressSync(readFileSync(`${folder}/${file}`), {
    params: {[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22},
  }).length;

const sizes = new Map();
const sizeOf = (file) => sizes.get(file) ?? sizes.set(file, brotli(file)).get(file);
const sum = (files) => [...files].reduce((total, file) => total + sizeOf(file), 0);
const kB = (bytes) => (bytes / 1000).toFixed(2).padStart(7);
const failures = [];
const player = whole(graph, 'uggla-player.js');

console.log('entry                  files     kB  budget');
for (const [family, budget] of Object.entries(BUDGETS)) {
  const entry = `uggla-${family}.js`;
  const all = whole(graph, entry);
  const own = family === 'player' ? all : new Set([...all].filter((file) => !player.has(file)));
  const total = sum(own);
  console.log(
    `${entry.padEnd(22)} ${String(own.size).padStart(5)} ${kB(total)} ${String(budget).padStart(7)}${total > budget * 1000 ? '  OVER' : ''}`,
  );
  if (total > budget * 1000) failures.push(`${entry}: ${kB(total).trim()} kB, budget ${budget} kB`);
  for (const file of all) {
    for (const module of Object.keys(graph[file].modules)) {
      if (LAZY.some((pattern) => pattern.test(`/${module}`)))
        failures.push(`${entry} brings ${module} at once (in ${file}); it must come by import()`);
    }
  }
}
const paint = sum(initial(graph, 'uggla-player.js'));
console.log(
  `${'  its first paint'.padEnd(22)} ${String(initial(graph, 'uggla-player.js').size).padStart(5)} ${kB(paint)} ${String(FIRST_PAINT).padStart(7)}`,
);
if (paint > FIRST_PAINT * 1000)
  failures.push(`uggla-player.js: ${kB(paint).trim()} kB before the first paint, budget ${FIRST_PAINT} kB`);
const stream = sum(
  new Set([...player, ...STREAM.modules.flatMap((name) => [...initial(graph, chunkOf(graph, name))])]),
);
console.log(`${'  HLS with languages'.padEnd(22)}       ${kB(stream)} ${String(STREAM.budget).padStart(7)}`);
if (stream > STREAM.budget * 1000)
  failures.push(
    `a stream with languages of sound and subtitles takes ${kB(stream).trim()} kB, budget ${STREAM.budget} kB`,
  );
const chat = whole(graph, 'uggla-chat.js');
const message = new Set(
  FIRST_MESSAGE.modules.flatMap((name) => [...initial(graph, chunkOf(graph, name))]).filter((file) => !chat.has(file)),
);
console.log(
  `${'  its first message'.padEnd(22)} ${String(message.size).padStart(5)} ${kB(sum(message))} ${String(FIRST_MESSAGE.budget).padStart(7)}`,
);
if (sum(message) > FIRST_MESSAGE.budget * 1000)
  failures.push(`the chat's first message brings ${kB(sum(message)).trim()} kB, budget ${FIRST_MESSAGE.budget} kB`);

const everything = whole(graph, 'uggla.js');
console.log(`${'uggla.js'.padEnd(22)} ${String(everything.size).padStart(5)} ${kB(sum(everything))}`);
const css = statSync(`${folder}/uggla.css`).size;
console.log(`${'uggla.css'.padEnd(22)} ${String(1).padStart(5)} ${String(css).padStart(5)} B  ${CSS_BYTES} B`);
if (css >= CSS_BYTES) failures.push(`uggla.css: ${css} bytes, must stay under ${CSS_BYTES}`);

const raw = (file) => statSync(`${folder}/${file}`).size; // brotli of the largest takes seconds, and has no budget
const lazy = Object.keys(graph)
  .filter((file) => !everything.has(file))
  .sort((one, other) => raw(other) - raw(one));
console.log(
  `\nlater, when needed (${lazy.length} chunks; the largest, uncompressed):\n${lazy
    .slice(0, 6)
    .map((file) => `  ${kB(raw(file))}  ${file}`)
    .join('\n')}`,
);

if (process.argv.includes('--modules')) {
  for (const family of Object.keys(BUDGETS)) {
    console.log(`\nuggla-${family}.js, bytes before compression:`);
    const all = whole(graph, `uggla-${family}.js`);
    const modules = [...all].flatMap((file) =>
      family !== 'player' && player.has(file) ? [] : Object.entries(graph[file].modules),
    );
    for (const [module, bytes] of modules.sort((one, other) => other[1] - one[1]).slice(0, 25))
      console.log(`  ${String(bytes).padStart(7)}  ${module}`);
  }
}

if (failures.length > 0) {
  console.error(`\n${failures.join('\n')}`);
  process.exit(1);
}
