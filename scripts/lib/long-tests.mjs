// Which tests are left to `npm run test:long`: they take too long for every change.
import {globSync} from './files.mjs';
import {root} from './run.mjs';

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

/** Whether a run of these globs is to take that file: a long one, or one for the systems of others, only when it is asked for as such. */
export const isWanted = (file, globs) => {
  const [kind] = /\.(?:long|systems)\.(?=test\.)/.exec(file) ?? [];
  return kind === undefined || globs.some((glob) => glob.includes(kind));
};
