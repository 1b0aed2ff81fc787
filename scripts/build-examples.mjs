// Builds the examples that have a build of their own (React, Vue) into examples/<name>/dist/:
//
//   node scripts/build-examples.mjs
//
// They take the packages as npm would: from packages/*/dist, so `npm run build` comes first.
import {existsSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {ownNode} from './lib/node24.mjs';
import {root} from './lib/run.mjs';

/** The examples, each with its entry. */
export const examples = {
  react: 'examples/react/src/main.jsx',
  vue: 'examples/vue/src/main.js',
};

/** Builds them all. */
export async function buildExamples() {
  await Promise.all(Object.keys(examples).map(buildExample));
}

async function buildExample(name) {
  const outdir = join(root, 'examples', name, 'dist');
  await rm(outdir, {recursive: true, force: true});
  await build({
    absWorkingDir: root,
    entryPoints: [examples[name]],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    logLevel: 'warning',
    define: {
      'process.env.NODE_ENV': '"production"',
      // Vue would make a Trusted Types policy of its own, for HTML strings: the example has none, and `uggla serve` allows
      // no policy but ours.
      ...(name === 'vue' ? {'window.trustedTypes': 'undefined'} : {}),
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ownNode();
  if (!existsSync(join(root, 'packages/elements/dist/define.js'))) {
    console.error('Run npm run build first.');
    process.exit(1);
  }
  await buildExamples();
}
