// Bundles the element tests before browsers load them: a page asks for a few files in place of hundreds of modules.
// Modules that several tests share, and those that arrive by import(), stay files of their own, so each page still has
// one copy of each, and still fetches what it needs when it needs it.
import {readFile, rm} from 'node:fs/promises';
import {relative} from 'node:path';
import {build} from 'esbuild';
import {globSync} from './files.mjs';
import {isWanted} from './long-tests.mjs';
import {root} from './run.mjs';

/** The other families are named by address, since no family may import another; in the bundle they are imports. */
const BY_ADDRESS = /import\(new URL\(([`'][^`']+[`']), import\.meta\.url\)\.href\)/g;

/** `import.meta.url` stays the address of the source, beside which the fixtures lie. */
const sources = {
  name: 'sources',
  setup({onLoad}) {
    onLoad({filter: /\/packages\/[a-z]+\/src\/.*\.ts$/}, async ({path}) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      const address = `new URL(${JSON.stringify(`/${relative(root, path)}`)}, location.href).href`;
      return {contents: text.replace(BY_ADDRESS, 'import($1)').replaceAll('import.meta.url', address), loader: 'ts'};
    });
  },
};

/**
 * Bundles the test files that the globs name (`!` takes some away) into the folder, emptied first.
 *
 * @returns {Promise<string[]>} the bundles, a file a test file; {@link sourceOf} tells which is which
 */
export async function bundleTests(globs, folder) {
  const files = globSync(globs.filter((glob) => !glob.startsWith('!')), {cwd: root, exclude: globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1))})
    .filter((file) => isWanted(file, globs));
  await rm(folder, {recursive: true, force: true});
  const {metafile} = await build({
    absWorkingDir: root,
    entryPoints: files.sort(),
    outdir: folder,
    outbase: root,
    bundle: true,
    splitting: true,
    ignoreAnnotations: true, // package.json names dist's modules with side effects, not src's
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['uggla-source', 'browser', 'module'],
    mainFields: ['browser', 'module', 'main'],
    define: {'process.env.NODE_ENV': '"production"'},
    tsconfig: `${root}/tsconfig.base.json`,
    chunkNames: 'chunks/[name]-[hash]',
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    plugins: [sources],
    logLevel: 'warning',
  });
  return Object.entries(metafile.outputs).filter(([, {entryPoint}]) => entryPoint && files.includes(entryPoint)).map(([file]) => `${root}/${file}`);
}

/** The test file of a bundle, from the repository's root. */
export const sourceOf = (bundle, folder) => relative(folder, bundle).replace(/\.js$/, '.ts');
