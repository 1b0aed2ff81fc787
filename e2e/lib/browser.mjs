// A Chromium of the test's own: clean profile, no traffic of its own, media without a click.
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import puppeteer from 'puppeteer-core';
import {chromiumArgs, findChromium, findChromiumForPages} from '../../scripts/lib/engines.mjs';
import {root} from './campus.mjs';

/**
 * Without its windows, where the system has it so, it starts and opens pages in half the processor's time; but it gives cookies to
 * frames of other sites, and freezes no page (docs/decisions/0006).
 *
 * @param {{windows?: boolean}} [options] - `windows: false` where a test does without all that.
 * @returns {Promise<import('puppeteer-core').Browser>} whose profile goes when it is closed.
 */
export async function openBrowser({windows = true} = {}) {
  const profile = await mkdtemp(join(tmpdir(), 'uggla-e2e-'));
  const browser = await puppeteer.launch({
    executablePath: windows ? findChromium() : findChromiumForPages(),
    headless: true,
    userDataDir: profile,
    args: [...chromiumArgs(), '--lang=es'],
  });
  browser.once('disconnected', () => void rm(profile, {recursive: true, force: true, maxRetries: 5}));
  return browser;
}

/**
 * A page that notes what must not happen: requests to another origin, errors nobody caught, and breaches of the policy.
 *
 * @returns {Promise<{page: import('puppeteer-core').Page, foreign: string[], errors: string[], breaches: string[]}>}
 */
export async function openPage(browser, {width = 1280, height = 800, language = 'es'} = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({width, height});
  await page.setExtraHTTPHeaders({'accept-language': language});
  const [foreign, errors, breaches] = [[], [], []];
  let origin;
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['http:', 'https:'].includes(url.protocol)) return;
    origin ??= url.origin;
    if (url.origin !== origin) foreign.push(url.href);
  });
  page.on('pageerror', (error) => errors.push(String(error?.message ?? error)));
  page.on('console', (message) => {
    if (/Content.Security.Policy|TrustedHTML|TrustedScript/i.test(message.text())) breaches.push(message.text());
  });
  await page.evaluateOnNewDocument(() => {
    globalThis.breaches = [];
    document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI, sourceFile, lineNumber}) =>
      globalThis.breaches.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
    );
  });
  return {page, foreign, errors, breaches};
}

/**
 * Waits until a person sees it, and hands it on. By `visible` it is looked for at each frame: else only when the
 * document itself changes, and what happens inside a shadow root goes unnoticed.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {string} selector
 * @param {{timeout?: number}} [options] - milliseconds; 30 s if not said.
 */
export function seen(page, selector, options) {
  return page.waitForSelector(selector, {...options, visible: true});
}

/**
 * Asks the page until it is so. (`waitForFunction`, begun just after a page has come, or on a busy machine, now and then never ends.)
 *
 * @param {import('puppeteer-core').Page} page
 * @param {Function} isSo - runs in the page.
 * @param {unknown[]} args - what it is given.
 */
export async function until(page, isSo, ...args) {
  for (
    const began = Date.now();
    !(await page.evaluate(isSo, ...args));
    await new Promise((done) => setTimeout(done, 50))
  ) {
    if (Date.now() - began > 30_000) throw new Error(`it never came: ${isSo} ${args}`);
  }
}

/** What the accessibility audit finds on the page as it stands. */
export async function flawsOf(page) {
  await page.evaluate(await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  const {violations} = await page.evaluate('axe.run()');
  return violations.map(({id, nodes}) => `${id}: ${nodes[0].html}`);
}
