import {fileURLToPath} from 'node:url';
import {chromeLauncher} from '@web/test-runner-chrome';
import {puppeteerLauncher} from '@web/test-runner-puppeteer';
import {defaultReporter} from '@web/test-runner';
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
    middleware: [fixtureMiddleware({root: rootDir})],
    plugins: [
      commonjsPlugin({rootDir}),
      esbuildPlugin({ts: true, target: 'esnext', tsconfig: fileURLToPath(new URL('./tsconfig.base.json', import.meta.url))}),
      emulatePlugin(),
    ],
    reporters: [defaultReporter({reportTestResults: true, reportTestProgress: process.stdout.isTTY === true})],
    testRunnerHtml: (framework) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Uggla’s tests</title></head><body><script type="module" src="${framework}"></script></body></html>`,
  };
}

export default configure({engines: ['chromium'], files: ['packages/*/src/**/*.test.ts']});
