// Browsers know ES modules only. A dependency that is still CommonJS (React, the stemmers) is turned into one by esbuild
// when it is asked for; what it requires of other packages stays an import, so that there is one React in the page.
import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {build} from 'esbuild';

const ESM = /^\s*(?:import|export)\b|\bimport\.meta\b/m;
const CJS = /\b(?:module\.exports|exports\.|require\()/;

/** A Web Test Runner plugin; `rootDir` is the folder that its server serves. */
export function commonjsPlugin({rootDir}) {
  const cache = new Map();

  async function convert(path) {
    const file = join(rootDir, decodeURIComponent(path));
    const source = await readFile(file, 'utf8').catch(() => undefined);
    if (source === undefined || ESM.test(source) || !CJS.test(source)) return undefined;
    const names = await namesOf(file);
    const {outputFiles} = await build({
      stdin: {
        contents: `import whole from ${JSON.stringify(file)};\nexport default whole;\n${names.map((name, i) => `const n${i} = whole.${name}; export {n${i} as ${name}};`).join('\n')}`,
        resolveDir: rootDir,
      },
      bundle: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      define: {'process.env.NODE_ENV': '"production"'},
      plugins: [otherPackages],
      write: false,
      logLevel: 'silent',
    });
    return outputFiles[0].text;
  }

  return {
    name: 'commonjs',
    serve({path}) {
      if (!path.includes('/node_modules/') || !/\.c?js$/.test(path)) return undefined;
      if (!cache.has(path)) cache.set(path, convert(path));
      return cache.get(path).then((body) => body && {body, type: 'js'});
    },
  };
}

/** What a CommonJS module exports: only running it tells. */
async function namesOf(file) {
  const code = `console.log(JSON.stringify(Object.keys(require(${JSON.stringify(file)}))))`;
  const {stdout} = await promisify(execFile)(process.execPath, ['-e', code], {env: {...process.env, NODE_ENV: 'production'}});
  return JSON.parse(stdout.trim().split('\n').at(-1)).filter((name) => name !== 'default' && /^[A-Za-z_$][\w$]*$/.test(name));
}

/** `require('react')` becomes the default export of the module that the page imports as `react`. */
const otherPackages = {
  name: 'other-packages',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^[^./]/}, ({kind, path}) =>
      kind === 'require-call' ? {path, namespace: 'other'} : kind === 'import-statement' ? {path, external: true} : undefined,
    );
    onLoad({filter: /.*/, namespace: 'other'}, ({path}) => ({
      contents: `import whole from ${JSON.stringify(path)}; module.exports = whole;`,
      loader: 'js',
    }));
  },
};
