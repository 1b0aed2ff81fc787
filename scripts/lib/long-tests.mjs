// Which tests are left to `npm run test:long`: they take too long for every change.
import {readFileSync} from 'node:fs';
import {globSync} from './files.mjs';
import {root} from './run.mjs';

/** The element tests. Packages that run in Node are tested there. */
export const ELEMENTS = [
  'packages/{core,player,course,catalog,chat,elements,react,testing}/src/**/*.test.ts',
  '!packages/testing/src/server/**',
];

/**
 * A line at the start of an element test: with every change it runs in Chromium, and in the other engines with
 * `npm run test:long`. For what costs them much and is the same script in all.
 */
const CHROMIUM_FIRST = /^\/\/ Chromium first: ./m;

/** By their names: for browsers, and for Node. */
export const LONG = {
  browser: ['packages/{core,player,course,catalog,chat,elements,react}/src/**/*.long.test.ts'],
  node: [
    'packages/{protocol,search,server,cli}/dist/**/*.long.test.js',
    'packages/*/tests/**/*.long.test.mjs',
    '{e2e,scripts,examples}/**/*.long.test.mjs',
  ],
};

/** Whether a file, or its bundle, is one of those. */
export const isLong = (file) => file.includes('.long.test.');

/** Those that are there, from the repository's root. */
export const longTests = (kind) => globSync(LONG[kind], {cwd: root, exclude: ['**/node_modules/**']}).sort();

/** Whether a test with this text runs in every engine with every change. */
export const isForEvery = (text) => !CHROMIUM_FIRST.test(text);

/** The element tests that the other engines leave to the long run, from the repository's root. */
export const chromiumFirst = () =>
  globSync(ELEMENTS.slice(0, 1), {cwd: root})
    .filter((file) => !isLong(file) && !isForEvery(readFileSync(`${root}/${file}`, 'utf8')))
    .sort();

/** Whether a run of these globs is to take that file: a long one, or one for the systems of others, only when it is asked for as such. */
export const isWanted = (file, globs) => {
  const [kind] = /\.(?:long|systems)\.(?=test\.)/.exec(file) ?? [];
  return kind === undefined || globs.some((glob) => glob.includes(kind));
};
