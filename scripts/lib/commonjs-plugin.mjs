// Browsers know ES modules only. A dependency that is still CommonJS is bundled into one by esbuild when it is asked for.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {build} from 'esbuild';

const ESM = /^\s*(?:import|export)\b|\bimport\.meta\b/m;

/** A Web Test Runner plugin; `rootDir` is the folder that its server serves. */
export function commonjsPlugin({rootDir}) {
  const cache = new Map();

  async function convert(path) {
    const file = join(rootDir, decodeURIComponent(path));
    const source = await readFile(file, 'utf8').catch(() => undefined);
    if (source === undefined || ESM.test(source) || !/\b(?:module\.exports|exports\b|require\()/.test(source)) return undefined;
    const {outputFiles} = await build({
      entryPoints: [file],
      bundle: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
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
