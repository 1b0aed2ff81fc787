// Builds what has changed: node scripts/build.mjs [--force] [--until <step>] [--command]
import {existsSync} from 'node:fs';
import {pathToFileURL} from 'node:url';
import {parseArgs} from 'node:util';
import {commandStep} from './lib/command-bundle.mjs';
import {ownNode} from './lib/node24.mjs';
import {bin, needInstalled, root, run} from './lib/run.mjs';
import {runSteps} from './lib/steps.mjs';

/** What reads types through the compiler's API has another, by its name (docs/decisions/0029). */
const TSC = 'node_modules/typescript-7/bin/tsc';

const FAMILIES = ['core', 'player', 'course', 'catalog', 'chat'];
const SOURCES = 'packages/*/src/**/*';
const TESTS = ['**/*.test.ts', '**/fixtures/**'];
const PACKAGES = ['protocol', 'search', ...FAMILIES, 'elements', 'react', 'server', 'cli', 'testing'];
// Members built by hand from scripts of their own are inputs of every later step through what they write.
const CONFIG = ['package-lock.json', 'tsconfig*.json', 'packages/*/tsconfig.json', 'packages/*/package.json'];

const steps = [
  {
    name: 'schemas',
    inputs: ['packages/protocol/src/zod/**/*.ts', 'packages/protocol/src/zod.ts', 'packages/protocol/scripts/**'],
    outputs: ['packages/protocol/schemas/campus.schema.json', 'packages/protocol/src/generated/campus-schema.ts'],
    run: () => run(process.execPath, ['packages/protocol/scripts/generate.mjs']),
  },
  {
    name: 'engine',
    inputs: ['packages/player/scripts/engine.mjs', 'package-lock.json'],
    outputs: ['src', 'dist'].flatMap((folder) =>
      ['hls-light', 'hls-tracks'].map((name) => `packages/player/${folder}/vendor/${name}.js`),
    ),
    run: () => run(process.execPath, ['packages/player/scripts/engine.mjs']),
  },
  {
    name: 'manifest',
    inputs: [
      ...FAMILIES.map((name) => `packages/${name}/src/**/*.ts`),
      'custom-elements-manifest.config.mjs',
      'scripts/lib/*-plugin.mjs',
    ],
    except: TESTS,
    outputs: ['packages/elements/custom-elements.json'],
    run: () => run(bin('cem'), ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet']),
  },
  {
    name: 'wrappers',
    inputs: ['packages/elements/custom-elements.json', 'scripts/wrappers.mjs', 'scripts/lib/*.mjs'],
    outputs: ['packages/react/src/generated/index.ts', 'packages/elements/dist/types/web-types.json'],
    run: () => run(process.execPath, ['scripts/wrappers.mjs']),
  },
  {
    name: 'types and modules',
    inputs: [SOURCES, ...CONFIG],
    outputs: PACKAGES.map((name) => `packages/${name}/dist/index.js`),
    run: () => run(process.execPath, [TSC, '-b']),
  },
  {
    name: 'bundle',
    inputs: [
      ...['protocol', 'search', ...FAMILIES, 'elements'].map((name) => `packages/${name}/src/**/*`),
      'rollup.config.mjs',
      'scripts/lib/bundle-*.mjs',
      ...CONFIG,
    ],
    except: TESTS,
    outputs: [
      ...[
        'uggla.js',
        'uggla-player.js',
        'uggla-course.js',
        'uggla-catalog.js',
        'uggla-chat.js',
        'uggla.css',
        'sri.json',
        'preload.json',
        'frame.html',
      ].map((file) => `bundle/${file}`),
      'offline/sw.js',
    ].map((file) => `packages/elements/dist/${file}`),
    run: () => run(bin('rollup'), ['--config', 'rollup.config.mjs', '--silent']),
  },
  {
    name: 'examples',
    inputs: [
      'examples/{react,vue}/src/**/*',
      'scripts/build-examples.mjs',
      'packages/{protocol,search,core,player,course,catalog,chat,elements,react}/dist/**/*.js',
    ],
    except: ['**/*.test.js', 'packages/elements/dist/bundle/**'],
    outputs: ['examples/react/dist/main.js', 'examples/vue/dist/main.js'],
    run: () => run(process.execPath, ['scripts/build-examples.mjs']),
  },
  {
    name: 'desk and command',
    // The server and the command carry the bundle, the schemas and their pages as files.
    inputs: [
      'packages/elements/dist/bundle/**',
      'packages/protocol/schemas/**',
      'packages/{server,cli}/{src,assets,browser,scripts}/**',
    ],
    outputs: ['packages/server/dist/browser/products.js'],
    async run() {
      for (const name of ['server', 'cli']) {
        const script = `packages/${name}/scripts/assets.mjs`;
        if (existsSync(`${root}/${script}`)) await run(process.execPath, [script]);
      }
    },
  },
];

/** Builds all that is not up to date, or the steps up to the named one; then further ones. */
export const build = ({force = false, until, further = []} = {}) =>
  runSteps([...(until ? steps.slice(0, steps.findIndex(({name}) => name === until) + 1) : steps), ...further], {
    root,
    force,
  });

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ownNode();
  needInstalled();
  const {values} = parseArgs({
    options: {force: {type: 'boolean'}, until: {type: 'string'}, command: {type: 'boolean'}},
  });
  await build({...values, further: values.command ? [commandStep] : []}).catch((error) => {
    console.error(`\nThe build failed: ${error.message}`);
    process.exit(1);
  });
}
