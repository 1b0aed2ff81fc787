// The build for script tags: packages/elements/dist/bundle/. Made of what tsc wrote, so that it is the very code of the
// npm packages; one graph, so that whatever two entries need is loaded once.
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import {globSync} from './scripts/lib/files.mjs';
import {
  asFiles,
  compiledWhole,
  graph,
  integrity,
  moveInto,
  sharedHelpers,
  smallTemplates,
  smallest,
  wholeEntries,
} from './scripts/lib/bundle-plugins.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const elements = `${root}packages/elements/`;
const folder = `${elements}dist/bundle`;
const making = `${folder}.${process.pid}`; // moved into place whole: whoever is served from it meanwhile misses nothing
const names = ['uggla', 'uggla-player', 'uggla-course', 'uggla-catalog', 'uggla-chat', 'uggla-tv'];
const frames = ['frame', 'h5p-page', 'walk'].filter((name) => existsSync(`${elements}dist/frame/${name}.js`));
// Pages for who puts our elements into other sites: one makes what is pasted, the other is what a frame shows.
const pages = ['builder', 'embed'];

// What no element of ours may show: it is written for the frame of strangers' content.
const frameFiles = existsSync(`${elements}src/frame`)
  ? readdirSync(`${elements}src/frame`)
      .filter((name) => /\.(?:html|css)$/.test(name))
      .map((name) => ({from: `${elements}src/frame/${name}`, to: name}))
  : [];

const pageFiles = pages.flatMap((name) =>
  ['html', 'css'].map((kind) => ({from: `${elements}src/builder/${name}.${kind}`, to: `${name}.${kind}`})),
);

/** The elements' options as a form offers them; types that have a name are looked up in the sources. */
async function tableOf(manifest) {
  const {elementTable} = await import(`${elements}dist/builder/element-table.js`);
  const sources = globSync('packages/{core,player,course,catalog,chat}/src/**/*.ts', {cwd: root}).map((file) =>
    readFileSync(`${root}${file}`, 'utf8'),
  );
  const aliases = sources.flatMap((source) =>
    [...source.matchAll(/^export type (\w+) = ((?:'[^']*'(?: \| )?)+);/gm)].map(([, name, values]) => [name, values]),
  );
  return JSON.stringify(elementTable(JSON.parse(manifest), Object.fromEntries(aliases)));
}
const table = await tableOf(readFileSync(`${elements}custom-elements.json`, 'utf8'));

// Small modules that every family needs and the player brings: one file compresses better than ten. And what both the player
// and its engine for streams need, which may come in either order.
const TOGETHER =
  /uggla-helper:|\/(?:(?:core|elements)\/dist\/families|core\/dist\/(?:define|direction|element|event-base|events|icons|languages|localize|safe-url|states|status-element|status-events|styles|theme|time)|protocol\/dist\/(?:error|right-to-left|text)|reactive-element|css-tag|lit-html\/lit-html|lit-element|decorators\/(?:property|state)|lit-html\/(?:directive|directive-helpers|directives\/live)|player\/dist\/(?:engine\/(?:native-engine|media-engine)|memory\/memory))\.js$/;

// And what a course and a catalog both begin with.
const OF_BOTH =
  /\/(?:core\/dist\/(?:file-controller|load|frame)|lit-html\/(?:directives\/(?:keyed|ref)|async-directive))\.js$/;

// What checks the file that a page begins with, and the larger of the schemas that a catalog may need: one file, named early.
const CHECKING = /\/protocol\/dist\/(?:validate|generated\/portfolio-schema)\.js$/;

// What asks for the beginning of a stream, before there is anything that plays it.
const BEGINNING = /\/player\/dist\/engine\/(?:ask|early|flaws|manifest|recovery|warm)\.js$/;

// By itself, and so not shortened as our own code is: three.js makes objects out of functions that have no `this`, and an arrow
// function can make none.
const THREE = /\/node_modules\/three\//;

/** An entry whose exports pages use; those of the others are nobody's. */
const exporting = (name) => ({
  name: 'exporting',
  buildStart() {
    this.emitFile({
      type: 'chunk',
      id: `${elements}dist/entries/${name}.js`,
      fileName: `${name}.js`,
      preserveSignature: 'strict',
    });
  },
});

const bundle = {
  input: {
    ...Object.fromEntries(names.map((name) => [name, `${elements}dist/entries/${name}.js`])),
    ...Object.fromEntries(frames.map((name) => [name, `${elements}dist/frame/${name}.js`])),
    ...Object.fromEntries(pages.map((name) => [name, `${elements}dist/builder/${name}.js`])),
  },
  preserveEntrySignatures: false,
  plugins: [
    wholeEntries({
      entries: ['uggla', 'uggla-player', 'uggla-catalog'].map((name) => `${elements}dist/entries/${name}.js`),
    }),
    nodeResolve({browser: true, exportConditions: ['browser', 'import', 'module', 'default']}),
    commonjs(),
    exporting('uggla-wllama'),
    sharedHelpers(),
    smallTemplates(),
    smallest(),
    compiledWhole([
      ...['warm', 'hls-engine', 'hls-light', 'hls-tracks', 'hls'], // and what plays a stream
      ...['answer-view', 'post-events'], // the chat's first message
    ]),
    asFiles([
      {from: `${elements}src/uggla.css`, to: 'uggla.css'},
      {from: `${elements}custom-elements.json`, to: 'elements.json', map: () => table},
      ...frameFiles,
      ...pageFiles,
    ]),
    graph({file: `${elements}dist/bundle-graph.json`, root, preloads: `${making}/preload.json`}),
    integrity({folder: making}),
    moveInto({from: making, to: folder}),
  ],
  output: {
    dir: making,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    onlyExplicitManualChunks: true,
    manualChunks: (id) =>
      TOGETHER.test(id)
        ? 'base'
        : OF_BOTH.test(id)
          ? 'files'
          : CHECKING.test(id)
            ? 'check'
            : BEGINNING.test(id)
              ? 'warm'
              : THREE.test(id)
                ? 'three'
                : undefined,
  },
  onwarn(warning, warn) {
    // A library that compares `this` with the window at its top level; nothing of ours does.
    if (warning.code === 'THIS_IS_UNDEFINED' && warning.id?.includes('node_modules')) return;
    if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every((id) => id.includes('node_modules'))) return;
    if (warning.code === 'UNRESOLVED_IMPORT') throw new Error(warning.message);
    warn(warning);
  },
};

// The service worker of sites that `uggla build` makes: one file, since a worker that fetches others may miss one of them.
const worker = {
  input: `${elements}dist/offline/worker.js`,
  plugins: [
    {
      name: 'production',
      transform: (code) =>
        code.includes('process.env.NODE_ENV') ? code.replaceAll('process.env.NODE_ENV', '"production"') : undefined,
    },
    nodeResolve({browser: true}),
    smallest(),
  ],
  output: {file: `${elements}dist/offline/sw.js`, format: 'iife'},
  onwarn: bundle.onwarn,
};

export default [bundle, worker];
