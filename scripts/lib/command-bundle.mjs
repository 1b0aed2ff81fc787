// The command with all that it and the server import, in some 60 files in place of 1,300: to find and load so many takes
// Node longer than to run them. For `npm start` and for tests that start the command or the server dozens of times; what is
// published stays as it is.
import {readFile, rm} from 'node:fs/promises';
import {pathToFileURL} from 'node:url';
import {root} from './run.mjs';

/** From the repository's root: `bin.mjs` is the command, `serve.mjs` the process of the server's tests. */
export const folder = '.uggla/command';

/**
 * `import.meta.url` stays the address of the module, beside which its files lie. Where it stands in a text, a script that is
 * published, it is none of the module's.
 */
export const ownAddress = {
  name: 'own address',
  setup({esbuild, onLoad}) {
    onLoad({filter: /\.m?js$/}, async ({path}) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const define = {'import.meta.url': JSON.stringify(pathToFileURL(path).href)};
      return {contents: (await esbuild.transform(text, {define})).code, loader: 'js'};
    });
  },
};

/** A step of the build (scripts/lib/steps.mjs). */
export const commandStep = {
  name: 'command',
  inputs: ['packages/{protocol,search,server,cli}/dist/**/*.js', 'package-lock.json', 'scripts/lib/command-bundle.mjs'],
  except: ['**/*.test.js'],
  also: root, // the addresses are this folder's
  outputs: [`${folder}/bin.mjs`, `${folder}/serve.mjs`],
  async run() {
    const {build} = await import('esbuild'); // a start that finds all as it was needs none
    await rm(`${root}/${folder}`, {recursive: true, force: true});
    await build({
      absWorkingDir: root,
      entryPoints: {bin: 'packages/cli/dist/bin.js', serve: 'packages/server/dist/support/serve.test.util.js'},
      outdir: folder,
      outExtension: {'.js': '.mjs'},
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      external: ['node-llama-cpp', 'sharp'],
      // CommonJS among them asks for Node's own modules by it.
      banner: {
        js: `import {createRequire as createBundleRequire} from 'node:module'; const require = createBundleRequire(import.meta.url);`,
      },
      plugins: [ownAddress],
      logLevel: 'warning',
    });
  },
};

/** The address to import. */
export const command = pathToFileURL(`${root}/${folder}/bin.mjs`).href;
