// Builds hls.js from the sources in its npm package, into src/vendor and dist/vendor: hls-light.js for streams with one
// sound and no subtitles, hls-tracks.js for those with languages of sound or subtitles. Of its own builds the light one
// knows neither, and the full one brings half as much again (docs/decisions/0015). What it would write to the console,
// were it asked to, is left out.
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const self = fileURLToPath(import.meta.url);
const targets = ['src', 'dist'].map((name) => fileURLToPath(new URL(`../${name}/vendor/`, import.meta.url)));

const PARTS = [
  'ALT_AUDIO',
  'SUBTITLES',
  'EME_DRM',
  'CMCD',
  'CONTENT_STEERING',
  'VARIABLE_SUBSTITUTION',
  'M2TS_ADVANCED_CODECS',
  'MEDIA_CAPABILITIES',
  'INTERSTITIALS',
  'IFRAMES',
];
const BUILDS = {'hls-light': [], 'hls-tracks': ['ALT_AUDIO', 'SUBTITLES']};

/**
 * What stands in place of a file. Never used by the player: it brings a loader of its own, no quality is lowered for pictures
 * that were dropped, and every browser has cues. Captions in the picture itself and subtitles in TTML are for the full build,
 * which a playlist that names them brings.
 */
const INSTEAD = {
  'utils/xhr-loader': 'export default undefined;',
  'utils/fetch-loader': 'export const fetchSupported = () => false; export default undefined;',
  'controller/fps-controller': 'export default undefined;',
  'utils/vttcue': 'export default globalThis.VTTCue;',
  'utils/cea-608-parser': 'export default class { addData() {} reset() {} }',
  'utils/imsc1-ttml-parser':
    "export const IMSC1_CODEC = 'stpp.ttml.im1t'; export const parseIMSC1 = (payload, times, done, failed) => failed(new Error('TTML'));",
};

/** Makes them unless they are there. */
export async function ensureEngine() {
  const hls = findPackage('hls.js');
  const {version} = JSON.parse(readFileSync(join(hls, 'package.json'), 'utf8'));
  const recipe = createHash('sha256').update(version).update(readFileSync(self)).digest('hex').slice(0, 12);
  const head = `// hls.js ${version} (Apache-2.0), built by Uggla ${recipe}; see LICENSES.txt.\n`;
  const isThere = (file) => existsSync(file) && readFileSync(file, 'utf8').startsWith(head);
  if (targets.every((folder) => Object.keys(BUILDS).every((name) => isThere(`${folder}${name}.js`)))) return;
  for (const [name, parts] of Object.entries(BUILDS)) write(`${name}.js`, `${head}${await make(hls, version, parts)}`);
  write('LICENSES.txt', licenses());
}

function write(name, text) {
  for (const folder of targets) {
    mkdirSync(folder, {recursive: true});
    writeFileSync(`${folder}${name}.${process.pid}`, text);
    renameSync(`${folder}${name}.${process.pid}`, `${folder}${name}`); // several runs may do so at once
  }
}

async function make(hls, version, parts) {
  const {build} = await import('esbuild');
  const left = new Set(Object.keys(INSTEAD));
  const {outputFiles} = await build({
    entryPoints: [join(hls, 'src/exports-default.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    // As its own build has it: a field without a value is a type, not something that hides the one it inherits.
    tsconfigRaw: {compilerOptions: {useDefineForClassFields: false}},
    legalComments: 'none',
    logLevel: 'error',
    define: {
      __VERSION__: JSON.stringify(version),
      __IN_WORKER__: 'false',
      __HLS_WORKER_BUNDLE__: 'undefined',
      ...Object.fromEntries(PARTS.map((part) => [`__USE_${part}__`, String(parts.includes(part))])),
    },
    plugins: [
      {
        name: 'instead',
        setup({onLoad}) {
          onLoad({filter: /\.ts$/}, ({path}) => {
            const name = Object.keys(INSTEAD).find((one) => path === join(hls, `src/${one}.ts`));
            left.delete(name);
            return name && {contents: INSTEAD[name]};
          });
        },
      },
    ],
  });
  if (left.size > 0)
    throw new Error(
      `hls.js ${version} has no ${[...left].join(', ')} any more: look again at what the player uses of it`,
    );
  return await silenced(outputFiles[0].text);
}

/** Without the statements that only write to the log. */
async function silenced(code) {
  const {parse} = await import('acorn');
  const edits = [];
  const visit = (node) => {
    if (node.type === 'ExpressionStatement' && isLog(node.expression)) return void edits.push(node);
    for (const child of children(node)) visit(child);
  };
  visit(parse(code, {ecmaVersion: 2022, sourceType: 'module'}));
  let out = '';
  let at = 0;
  for (const {start, end} of edits) {
    out += `${code.slice(at, start)};`;
    at = end;
  }
  return out + code.slice(at);
}

/** `this.warn(…)`, `hls.logger.log(…)`, where nothing between the brackets changes anything. */
function isLog(expression) {
  const {callee, arguments: told} = expression.type === 'ChainExpression' ? expression.expression : expression;
  if (
    callee?.type !== 'MemberExpression' ||
    !['log', 'warn', 'debug', 'info', 'error', 'trace'].includes(callee.property.name)
  )
    return false;
  const {object} = callee;
  const isLogger = object.type === 'ThisExpression' || object.name === 'logger' || object.property?.name === 'logger';
  return isLogger && !told.some(changes);
}

function changes(node) {
  if (/^(?:Assignment|Update|Await|Yield)Expression$/.test(node.type)) return true;
  return [...children(node)].some(changes);
}

function* children(node) {
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child.type === 'string') yield child;
  }
}

function licenses() {
  return ['hls.js', 'eventemitter3', 'url-toolkit', '@svta/cml-id3', '@svta/cml-utils']
    .map((name) => {
      const folder = findPackage(name);
      const {version, license} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((one) => join(folder, one)).find(existsSync);
      return `${name} ${version} (${license})\n\n${file ? readFileSync(file, 'utf8').trim() : ''}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function findPackage(name) {
  for (let folder = dirname(self); ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(found)) return found;
    if (folder === dirname(folder)) throw new Error(`${name} is not installed: npm ci`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await ensureEngine();
