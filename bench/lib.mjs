// What the comparisons share: contenders bundled alike, one browser, medians.
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {constants, brotliCompressSync} from 'node:zlib';
import {build} from 'esbuild';
import {launch} from 'puppeteer-core';
import {chromiumArgs, findChromium} from '../scripts/lib/engines.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Where the bundled contenders go, below the repository. */
const OUT = '.uggla/bench';
const out = fileURLToPath(new URL(`../${OUT}/`, import.meta.url));

/** The script-tag entries of ours are measured as they are published. */
export const OURS = 'packages/elements/dist/bundle';

/**
 * Bundles a page's imports as its author would: minified ES modules, code splitting on, so that what a peer loads later
 * is not counted at once. Resolves with the files that load at once, `[{path, bytes, text}]`, scripts and CSS.
 */
export async function bundle(name, code) {
  rmSync(out + name, {recursive: true, force: true});
  mkdirSync(out + name, {recursive: true});
  const {metafile, outputFiles} = await build({
    stdin: {contents: code, resolveDir: here, sourcefile: `${name}.js`},
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    entryNames: name,
    outdir: out + name,
    metafile: true,
    write: false,
    define: {'process.env.NODE_ENV': '"production"', global: 'globalThis'},
    loader: {'.svg': 'dataurl', '.woff': 'dataurl', '.png': 'dataurl'},
    legalComments: 'none',
    logLevel: 'error',
  });
  for (const {path, contents} of outputFiles) writeFileSync(path, contents);
  const byPath = new Map(outputFiles.map((file) => [file.path, file]));
  const full = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
  const entry = Object.entries(metafile.outputs).find(([, {entryPoint}]) => entryPoint?.endsWith(`${name}.js`))[0];
  const initial = new Set();
  const visit = (path) => {
    if (initial.has(path)) return;
    initial.add(path);
    const {imports, cssBundle} = metafile.outputs[path];
    if (cssBundle) initial.add(cssBundle);
    for (const {path: next, kind} of imports) if (kind === 'import-statement') visit(next);
  };
  visit(entry);
  return [...initial].map((path) => ({
    path: `${OUT}/${name}/${path.split('/').at(-1)}`,
    contents: byPath.get(full(path)).contents,
  }));
}

/** Bytes after brotli 11. */
export function brotli(contents) {
  return brotliCompressSync(contents, {params: {[constants.BROTLI_PARAM_QUALITY]: 11}}).length;
}

export const openBrowser = () =>
  launch({executablePath: findChromium(), args: chromiumArgs(), headless: true, protocolTimeout: 120_000});

export const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

/** A table whose last column says how many times the first row's value each is. */
export function table(title, rows, {unit, digits = 0}) {
  console.log(`\n${title}`);
  const [{value: base}] = rows;
  for (const {name, value, note = ''} of rows) {
    const ratio = value === base ? '' : `${(value / base).toFixed(2)}×`;
    console.log(`  ${name.padEnd(34)} ${value.toFixed(digits).padStart(9)} ${unit} ${ratio.padStart(8)}  ${note}`);
  }
}

/** `ratio` of ours to the best of the others, in words. */
export function verdict(rows) {
  const [ours, ...others] = rows;
  const best = others.reduce((one, other) => (other.value < one.value ? other : one));
  console.log(`  → ours is ${(ours.value / best.value).toFixed(2)} times ${best.name}`);
}
