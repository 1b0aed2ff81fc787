import {createReadStream, existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, extname, join} from 'node:path';
import {chromeLauncher} from '@web/test-runner-chrome';
import {puppeteerLauncher} from '@web/test-runner-puppeteer';
import {webdriverLauncher} from '@web/test-runner-webdriver';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromiumArgs, findChromiumForPages, findFirefox, findMiniBrowser} from './engines.mjs';
import {emulatePlugin} from './emulate-plugin.mjs';
import {alivePlugin, aliveScript} from './alive-plugin.mjs';
import {isLong} from './long-tests.mjs';
import {FRAMED} from './test-bundle.mjs';
import './typescript-hook.mjs';
import {root} from './run.mjs';

/** A page that is over shall be gone, with what it plays and the transactions it has open. */
const WEBKIT_ARGS = ['--automation', '--enable-page-cache=false'];

/** MiniBrowser's bar of tools, in pixels. */
const WEBKIT_BAR = 38;

/** What a page of long tests may take in all. */
const LONG_MS = 30 * 60_000;

// Nobody here reads what a page asks for, and to tell of each request costs a seventh of the processor's time.
const UNWATCHED = {networkEnabled: false, issuesEnabled: false};

/** A browser may take so long to start, beside others that start. */
const START_MS = 90_000;

const {fixtureMiddleware} = await import('../../packages/testing/src/server/middleware.ts');

// One page at a time in each engine: a page in the background plays no video.
const launchers = {
  chromium: () =>
    inFreshTabs(
      chromeLauncher({
        launchOptions: {...UNWATCHED, timeout: START_MS, executablePath: findChromiumForPages(), args: chromiumArgs()},
        concurrency: 1,
      }),
    ),
  firefox: () =>
    inFreshTabs(
      puppeteerLauncher({
        launchOptions: {
          ...UNWATCHED,
          timeout: START_MS,
          browser: 'firefox',
          executablePath: findFirefox(),
          headless: true,
          extraPrefsFirefox: {
            'media.autoplay.default': 0,
            'media.volume_scale': '0.0',
            // The panel of downloads takes the focus, from all pages that follow.
            'browser.download.alwaysOpenPanel': false,
            // What pages that live for seconds do not pay back (docs/decisions/0006): every second picture, the optimising
            // compiler, and to write down what a session had open.
            'layout.frame_rate': 30,
            'javascript.options.ion': false,
            'browser.sessionstore.interval': 100_000_000,
            // One process for page after page: to start one costs more than most tests.
            'dom.ipc.processPrelaunch.enabled': false,
            'dom.ipc.processCount': 1,
            'dom.ipc.processCount.webIsolated': 1,
            'dom.ipc.keepProcessesAlive.web': 1,
            'dom.ipc.keepProcessesAlive.webIsolated.max': 4,
            'dom.ipc.keepProcessesAlive.webIsolated.perOriginMax': 1,
          },
        },
        concurrency: 1,
      }),
    ),
  webkit: (port) =>
    inSmallWindow(
      webdriverLauncher({
        automationProtocol: 'webdriver',
        hostname: '127.0.0.1',
        port,
        path: '/',
        logLevel: 'silent',
        capabilities: {
          browserName: 'MiniBrowser',
          'wdio:enforceWebDriverClassic': true,
          'webkitgtk:browserOptions': {binary: findMiniBrowser(), args: WEBKIT_ARGS},
        },
      }),
    ),
};

// A tab has a history, of 50 steps at most: a page that goes back would come to those before it. Closing it ends what runs
// there, for less than the empty page that Web Test Runner would show in it.
function inFreshTabs(launcher) {
  launcher.stopSession = async (id) => {
    const {puppeteerPage} = launcher.activePages.get(id);
    if (puppeteerPage.isClosed()) throw new Error(`session ${id} is already stopped`);
    launcher.activePages.delete(id);
    await puppeteerPage.close();
    return {};
  };
  return launcher;
}

// A page of 800 by 600, as in the other two. WebKitGTK fills a new picture of what has changed for every frame: in its own
// window of 1024 by 768 that costs a sixth more of the processor's time.
function inSmallWindow(launcher) {
  const create = launcher.createDriverManager.bind(launcher);
  launcher.createDriverManager = async () => {
    await create();
    await launcher.driver.setWindowSize(800, 600 + WEBKIT_BAR);
  };
  return launcher;
}

/** Where the bundles lie, as the server has it. */
const BUNDLES = /^\/\.uggla\/tests-\d+(?=\/)/;

// The bundles go out as they are: what the plugins do to modules, the bundler has done. Their names are this run's own.
async function bundles(context, next) {
  const path = decodeURIComponent(context.path);
  if (!BUNDLES.test(path) || !path.endsWith('.js') || path.includes('..')) return next();
  context.set('cache-control', 'public, max-age=86400, immutable');
  context.type = 'text/javascript';
  context.body = createReadStream(root + path);
}

// A page of our sources (frame.html) names its script as the build will: .js where the source is .ts. What is bundled beside the
// tests comes from their folder.
const pageScripts = (folder) => (context, next) => {
  const [path, query] = context.url.split('?');
  const framed = FRAMED.find((one) => path === `/${one}.ts` || path === `/${one}.js`);
  if (framed) return context.redirect(`${folder}/${framed}.js`);
  const source = path.replace(/\.js$/, '.ts');
  const isOurs =
    /^\/packages\/[a-z]+\/src\//.test(path) &&
    source !== path &&
    !existsSync(`${root}${path}`) &&
    existsSync(`${root}${source}`);
  return isOurs ? context.redirect(query ? `${source}?${query}` : source) : next();
};

// The player of H5P lies beside `h5p.html` where a campus with such content is published.
const h5pPlayer = dirname(createRequire(import.meta.url).resolve('h5p-standalone'));
function ofH5p(context, next) {
  const [, file] = /^\/packages\/elements\/src\/frame\/h5p\/([\w./-]+)$/.exec(context.path) ?? [];
  if (file === undefined || file.includes('..')) return next();
  context.type = extname(file);
  context.body = createReadStream(join(h5pPlayer, file));
}

/**
 * The element tests' configuration. The files are bundles (scripts/lib/test-bundle.mjs), and so are the scripts of pages that
 * tests open in a frame; what else of our sources is asked for is compiled then: there `@uggla/*` means `packages/…/src`.
 *
 * @param {{engine: string, files: string[], port?: number, webkitPort?: number, alive?: (test?: string) => void}} options `alive` hears of
 *   pages that run
 */
export function configure({engine, files, port, webkitPort, alive}) {
  return {
    rootDir: root,
    port,
    hostname: 'localhost',
    files,
    browsers: [launchers[engine](webkitPort)],
    concurrency: 1,
    concurrentBrowsers: 1,
    browserStartTimeout: START_MS,
    testsStartTimeout: 90_000,
    testsFinishTimeout: files.every(isLong) ? LONG_MS : 300_000,
    testFramework: {config: {ui: 'bdd', timeout: 20_000}},
    nodeResolve: {exportConditions: ['uggla-source', 'browser', 'import', 'module', 'default']},
    middleware: [bundles, ofH5p, fixtureMiddleware({root}), pageScripts(BUNDLES.exec(files[0].slice(root.length))[0])],
    plugins: [
      esbuildPlugin({ts: true, target: 'esnext', tsconfig: `${root}/tsconfig.base.json`}),
      emulatePlugin(),
      ...(alive ? [alivePlugin(alive)] : []),
    ],
    reporters: [], // scripts/wtr.mjs tells of each file as it ends
    testRunnerHtml: (framework) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Uggla’s tests</title></head><body><script type="module" src="${framework}"></script>${alive ? aliveScript : ''}</body></html>`,
  };
}
