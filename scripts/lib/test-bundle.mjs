// Bundles the element tests before browsers load them: a page asks for a few files in place of hundreds of modules.
// Modules that several tests share, and those that arrive by import(), stay files of their own, so each page still has
// one copy of each, and still fetches what it needs when it needs it.
import {readFile, rm} from 'node:fs/promises';
import {basename, dirname, relative} from 'node:path';
import {build} from 'esbuild';
import {beginScript} from './alive-plugin.mjs';
import {globSync} from './files.mjs';
import {hostileTexts} from './hostile-texts.mjs';
import {isForEvery, isLong, isWanted} from './long-tests.mjs';
import {root} from './run.mjs';

/** The other families are named by address, since no family may import another; in the bundle they are imports. */
const BY_ADDRESS = /import\(new URL\(([`'][^`']+[`']), import\.meta\.url\)\.href\)/g;

/** `import.meta.url` stays the address of the source, beside which the fixtures lie. */
const ownAddress = {
  name: 'own address',
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
 * The check of accessibility is a megabyte of script that one test file in four needs. It loads it when it is first asked,
 * but for a `require` that is meant for other bundlers, and that would put it into every page.
 */
const accessibility = {
  name: 'accessibility',
  setup({onLoad}) {
    onLoad({filter: /[\\/]chai-a11y-axe[\\/]src[\\/]axe-import\.js$/}, async ({path}) => ({
      contents: (await readFile(path, 'utf8'))
        .replaceAll('typeof require', '"none"')
        .replaceAll(/ = require\(.*\)/g, ''),
    }));
  },
};

/**
 * To open a page costs a browser more than the tests of a file, so files of a package share one: so many, neighbours first.
 * A file has a page of its own when its hooks would be those of the others too, or when it says why it must be alone.
 */
const FILES_A_PAGE = 8;
const ALONE = /^(?:before|after)(?:Each)?\(|^\/\/ A page of its own: /m;

/** What a test names that has to do with the page it runs in. Of those that name nothing of it, all of a package share one. */
const OF_THE_PAGE =
  /\b(?:document|window|globalThis|location|history|navigator|customElements|localStorage|sessionStorage|indexedDB|caches|fetch|Worker|emulate|fixture\w*|html|\w+Kit|\w+(?:Element|Controller))\b|\.kit\.js'|\/support\.js'/;

const TOGETHER = 'together:';

const together = {
  name: 'together',
  setup({onResolve, onLoad}) {
    onResolve({filter: /^together:/}, ({path}) => ({path, namespace: 'together'}));
    onLoad({filter: /.*/, namespace: 'together'}, ({path}) => ({
      contents: [
        ...path
          .slice(TOGETHER.length)
          .split(',')
          .map((file) => `import './${file}';`),
        beginScript,
      ].join('\n'),
      resolveDir: root,
    }));
  },
};

/** What each page holds: test files, from the repository's root; and whether all engines run it with every change. */
async function pagesOf(files) {
  const texts = new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(`${root}/${file}`, 'utf8')])),
  );
  const kinds = Map.groupBy(files, (file) => {
    if (ALONE.test(texts.get(file)) || isLong(file)) return file;
    const engines = isForEvery(texts.get(file)) ? 'all' : 'chromium';
    return `${packageOf(file)} ${engines} ${OF_THE_PAGE.test(texts.get(file)) ? 'page' : 'none'}`;
  });
  return [...kinds]
    .flatMap(([kind, own]) => (kind.endsWith('none') ? [own] : shares(own, FILES_A_PAGE)))
    .map((own) => ({own, forAll: own.every((file) => isForEvery(texts.get(file)))}));
}

const packageOf = (file) => file.split('/src/')[0];

/** In equal parts, none longer than the most. */
function shares(files, most) {
  const parts = Math.ceil(files.length / most);
  return Array.from({length: parts}, (_, at) =>
    files.slice(Math.round((at * files.length) / parts), Math.round(((at + 1) * files.length) / parts)),
  );
}

/**
 * The scripts of pages that tests open in frames, from the repository's root without their ending: they are bundled beside the
 * tests. Each such page would ask for some two hundred modules, for which a busy machine may need twenty seconds.
 */
export const FRAMED = [
  'packages/chat/src/define',
  'packages/elements/src/frame/frame',
  'packages/elements/src/frame/h5p-page',
  'packages/elements/src/frame/walk',
];

/** What each bundle made holds, as {@link pagesOf} has it. */
const made = new Map();

/**
 * Bundles the test files that the globs name (`!` takes some away) into the folder, emptied first.
 *
 * @returns {Promise<string[]>} the bundles, one a page; {@link sourceOf} tells which is which
 */
export async function bundleTests(globs, folder) {
  const files = globSync(
    globs.filter((glob) => !glob.startsWith('!')),
    {cwd: root, exclude: globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1))},
  ).filter((file) => isWanted(file, globs));
  const pages = (await pagesOf(files.sort())).map((page) => ({
    in: TOGETHER + page.own,
    out: page.own[0].replace(/\.ts$/, ''),
    page,
  }));
  await rm(folder, {recursive: true, force: true});
  const {metafile} = await build({
    absWorkingDir: root,
    entryPoints: [
      ...pages.map(({in: entry, out}) => ({in: entry, out})),
      ...FRAMED.map((out) => ({in: `${out}.ts`, out})),
    ],
    outdir: folder,
    bundle: true,
    splitting: true,
    ignoreAnnotations: true, // package.json names dist's modules with side effects, not src's
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['uggla-source', 'browser', 'module'],
    mainFields: ['browser', 'module', 'main'],
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.UGGLA_HOSTILE_TEXTS': JSON.stringify(JSON.stringify(hostileTexts(process.env.UGGLA_HOSTILE))),
    },
    tsconfig: `${root}/tsconfig.base.json`,
    chunkNames: 'chunks/[name]-[hash]',
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    plugins: [ownAddress, accessibility, together],
    logLevel: 'warning',
  });
  const written = Object.keys(metafile.outputs).map((file) => `${root}/${file}`);
  for (const {out, page} of pages) made.set(`${folder}/${out}.js`, page);
  return pages.map(({out}) => `${folder}/${out}.js`).filter((file) => written.includes(file));
}

/** Whether every engine runs a bundle with every change. */
export const isForAll = (bundle) => made.get(bundle).forAll;

/** The test files of a bundle, from the repository's root, as `--files` takes them. */
export function sourceOf(bundle) {
  const {own} = made.get(bundle);
  const start = `${packageOf(own[0])}/src/`;
  const folders = Map.groupBy(
    own.map((file) => file.slice(start.length, -'.test.ts'.length)),
    dirname,
  );
  const names = [...folders].map(
    ([folder, files]) => (folder === '.' ? '' : `${folder}/`) + braces(files.map((file) => basename(file))),
  );
  return `${start}${braces(names)}.test.ts`;
}

const braces = (names) => (names.length > 1 ? `{${names.join(',')}}` : names[0]);
