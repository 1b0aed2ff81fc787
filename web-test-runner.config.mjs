import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {chromeLauncher} from '@web/test-runner-chrome';
import {puppeteerLauncher} from '@web/test-runner-puppeteer';
import {webdriverLauncher} from '@web/test-runner-webdriver';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromiumArgs, findChromium, findFirefox, findMiniBrowser} from './scripts/lib/engines.mjs';
import {commonjsPlugin} from './scripts/lib/commonjs-plugin.mjs';
import {emulatePlugin} from './scripts/lib/emulate-plugin.mjs';
import './scripts/lib/typescript-hook.mjs';

const {fixtureMiddleware} = await import('./packages/testing/src/server/middleware.ts');

const rootDir = fileURLToPath(new URL('.', import.meta.url));

// One page at a time in each engine: a page in the background plays no video.
const launchers = {
  chromium: () =>
    chromeLauncher({launchOptions: {executablePath: findChromium(), args: chromiumArgs()}, concurrency: 1}),
  firefox: () =>
    puppeteerLauncher({
      launchOptions: {
        browser: 'firefox',
        executablePath: findFirefox(),
        headless: true,
        extraPrefsFirefox: {'media.autoplay.default': 0, 'media.volume_scale': '0.0'},
      },
      concurrency: 1,
    }),
  webkit: (port) =>
    webdriverLauncher({
      automationProtocol: 'webdriver',
      hostname: '127.0.0.1',
      port,
      path: '/',
      logLevel: 'silent',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': {binary: findMiniBrowser(), args: ['--automation']},
      },
    }),
};

// A page of our sources (frame.html) names its script as the build will: .js where the source is .ts.
function pageScripts(context, next) {
  const [path, query] = context.url.split('?');
  const source = path.replace(/\.js$/, '.ts');
  const isOurs = /^\/packages\/[a-z]+\/src\//.test(path) && source !== path && !existsSync(`${rootDir}${path.slice(1)}`) && existsSync(`${rootDir}${source.slice(1)}`);
  return isOurs ? context.redirect(query ? `${source}?${query}` : source) : next();
}

/**
 * The element tests' configuration. Sources are compiled as they are asked for: `@uggla/*` means `packages/…/src`.
 *
 * @param {{engines: string[], files: string[], port?: number, webkitPort?: number}} options
 */
export function configure({engines, files, port, webkitPort}) {
  return {
    rootDir,
    port,
    hostname: 'localhost',
    files,
    browsers: engines.map((engine) => launchers[engine](webkitPort)),
    concurrency: 1,
    concurrentBrowsers: 2,
    browserStartTimeout: 90_000,
    testsStartTimeout: 90_000,
    testsFinishTimeout: 300_000,
    testFramework: {config: {ui: 'bdd', timeout: 20_000}},
    nodeResolve: {exportConditions: ['uggla-source', 'browser', 'import', 'module', 'default']},
    middleware: [fixtureMiddleware({root: rootDir}), pageScripts],
    plugins: [
      commonjsPlugin({rootDir}),
      esbuildPlugin({ts: true, target: 'esnext', tsconfig: fileURLToPath(new URL('./tsconfig.base.json', import.meta.url))}),
      emulatePlugin(),
    ],
    reporters: [], // scripts/wtr.mjs tells of each file as it ends
    testRunnerHtml: (framework) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Uggla’s tests</title></head><body><script type="module" src="${framework}"></script></body></html>`,
  };
}

export default configure({engines: ['chromium'], files: ['packages/*/src/**/*.test.ts']});
