// The script-tag bundle, as files and in a page of the strictest kind.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {fixtureSite, startFixtureServer} from '@uggla/testing/fixture-server.js';
import {parse} from 'acorn';
import {launch} from 'puppeteer-core';
import {until} from '../../../e2e/lib/browser.mjs';
import {chromiumArgs, findChromiumForPages} from '../../../scripts/lib/engines.mjs';

const folder = fileURLToPath(new URL('../dist/bundle/', import.meta.url));
const graph = JSON.parse(readFileSync(new URL('../dist/bundle-graph.json', import.meta.url), 'utf8'));
const files = readdirSync(folder, {recursive: true, withFileTypes: true})
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
const scripts = files.filter((file) => file.endsWith('.js'));
const read = (file) => readFileSync(folder + file, 'utf8');

const STRICT =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; frame-src 'self'; worker-src 'none'; require-trusted-types-for 'script'; trusted-types lit-html uggla";
const TAGS = {
  player: ['uggla-player', 'uggla-transcript', 'uggla-chapters'],
  course: ['uggla-course', 'uggla-guide'],
  catalog: ['uggla-campus', 'uggla-portfolio'],
  chat: ['uggla-chat'],
};

/** What is fetched only inside frame.html, which has a policy of its own. */
function frameOnly() {
  const reach = (entry, seen = new Set()) => {
    if (!graph[entry] || seen.has(entry)) return seen;
    seen.add(entry);
    for (const file of [...graph[entry].imports, ...graph[entry].dynamicImports]) reach(file, seen);
    return seen;
  };
  const elements = reach('uggla.js');
  return new Set([...reach('frame.js')].filter((file) => !elements.has(file)));
}

describe('the bundle’s files', () => {
  it('has an entry for all and for each family, the style sheet, the frame and the hashes', () => {
    for (const file of [
      'uggla.js',
      ...Object.keys(TAGS).map((family) => `uggla-${family}.js`),
      'uggla.css',
      'frame.html',
      'frame.js',
      'sri.json',
      'preload.json',
    ]) {
      assert.ok(existsSync(folder + file), file);
    }
    assert.ok(statSync(`${folder}uggla.css`).size < 300);
  });

  it('is ES2022, every file', () => {
    for (const file of scripts) parse(read(file), {ecmaVersion: 2022, sourceType: 'module'});
  });

  it('has no eval, no Function from a string and no document.write in what runs in the page', () => {
    const inFrame = frameOnly();
    for (const file of scripts.filter((name) => !inFrame.has(name))) {
      const found = [];
      walk(parse(read(file), {ecmaVersion: 2022, sourceType: 'module'}), (node) => {
        const callee = node.type === 'NewExpression' || node.type === 'CallExpression' ? node.callee : undefined;
        if (callee?.type === 'Identifier' && ['eval', 'Function'].includes(callee.name)) found.push(callee.name);
        if (
          callee?.type === 'MemberExpression' &&
          callee.object.name === 'document' &&
          /^write/.test(callee.property.name)
        )
          found.push('document.write');
      });
      assert.deepEqual(found, [], file);
    }
  });

  it('names no other origin to load from', () => {
    for (const file of ['frame.html', 'uggla.css']) assert.doesNotMatch(read(file), /(?:src|href)="(?:https?:)?\/\//);
    for (const file of scripts) assert.doesNotMatch(read(file), /import\(\s*["'`]https?:|from\s*["']https?:/, file);
  });

  it('has the hash of every script and style sheet', () => {
    const hashes = JSON.parse(read('sri.json'));
    assert.deepEqual(Object.keys(hashes).sort(), files.filter((file) => /\.(?:m?js|css|html)$/.test(file)).sort());
    for (const [file, hash] of Object.entries(hashes))
      assert.equal(
        hash,
        `sha384-${createHash('sha384')
          .update(readFileSync(folder + file))
          .digest('base64')}`,
        file,
      );
  });

  it('holds Lit once', () => {
    const holders = Object.entries(graph).filter(([, {modules}]) =>
      Object.keys(modules).some((id) => id.endsWith('lit-html/lit-html.js')),
    );
    assert.equal(holders.length, 1);
  });
});

describe('the bundle in a strict page', () => {
  let server, browser;
  before(async () => {
    server = await startFixtureServer();
    browser = await launch({
      executablePath: findChromiumForPages(),
      args: chromiumArgs(),
      headless: true,
      protocolTimeout: 45_000,
    });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  /** A page with that body under the strict policy; tells what was refused, what failed and where requests went. */
  async function open(body, {entry, early = '', rules = [], files = {}} = {}) {
    const at = 'packages/elements/dist/bundle/';
    const site = await fixtureSite({
      server: server.url,
      files: {
        ...files,
        'page.html': `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Strict</title><link rel="stylesheet" href="${at}uggla.css">${entry ? `<script type="module" src="${at}${entry}"></script>` : ''}${early}</head><body>${body}</body></html>`,
      },
      rules: [{match: 'page.html', headers: {'content-security-policy': STRICT}}, ...rules],
    });
    const page = await browser.newPage();
    await page.setViewport({width: 1280, height: 800});
    const failures = [];
    page.on('pageerror', (error) => failures.push(String(error)));
    page.on('request', (request) => {
      if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(server.url))
        failures.push(`asked ${request.url()}`);
    });
    await page.evaluateOnNewDocument(() => {
      globalThis.refused = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        globalThis.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
    await page.goto(site.url('page.html'), {waitUntil: rules.length > 0 ? 'domcontentloaded' : 'load'}); // what is held back would hold this too
    return {page, site, failures: async () => [...failures, ...(await page.evaluate(() => globalThis.refused))]};
  }

  for (const [family, tags] of Object.entries(TAGS)) {
    it(`uggla-${family}.js registers its tags, brings what preload.json names, and nothing is refused`, async () => {
      const src = ['course', 'catalog'].includes(family) ? ' src="wrong.json"' : ''; // what checks it comes by itself, too
      const {page, site, failures} = await open(tags.map((tag) => `<${tag}${src}></${tag}>`).join(''), {
        entry: `uggla-${family}.js`,
        files: {'wrong.json': '{}'},
      });
      await page.evaluate((list) => Promise.all(list.map((tag) => customElements.whenDefined(tag))), tags);
      await page.evaluate((list) => Promise.all(list.map((tag) => document.querySelector(tag).updateComplete)), tags);
      if (src) await page.waitForFunction((tag) => document.querySelector(tag).status === 'failed', {}, tags[0]);
      const brought = new Set((await site.requests(/bundle\/.*\.js/)).map(({path}) => path.split('/bundle/').at(-1)));
      const named = JSON.parse(read('preload.json'))[`uggla-${family}.js`];
      assert.ok(named.length > 1, String(named));
      assert.deepEqual(
        named.filter((file) => !brought.has(file)),
        [],
      );
      assert.deepEqual(await failures(), []);
      await page.close();
    });
  }

  it('uggla.js registers all, and twice is no error', async () => {
    const {page, failures} = await open('<uggla-player></uggla-player>', {entry: 'uggla.js'});
    const all = Object.values(TAGS).flat();
    await page.evaluate((list) => Promise.all(list.map((tag) => customElements.whenDefined(tag))), all);
    await page.evaluate(() => import('./packages/elements/dist/bundle/uggla-player.js'));
    assert.deepEqual(await failures(), []);
    await page.close();
  });

  it('says which files only products in 3D need', () => {
    const {models} = JSON.parse(read('preload.json'));
    assert.equal(models.filter((file) => /WebGLRenderer/.test(read(file))).length, 1);
    assert.ok(models.some((file) => /model-scene/.test(file)));
  });

  it('draws a product in 3D, and nothing is refused', async () => {
    const portfolio = {
      id: 'https://acme.example/shop',
      title: 'Shop',
      languages: ['en'],
      total: 1,
      products: [{id: 'chair', title: 'Chair', model: {src: 'examples/campus/products/10-silla-tero/silla.glb'}}],
    };
    const {page, failures} = await open('<uggla-portfolio src="portfolio.json" item="chair"></uggla-portfolio>', {
      entry: 'uggla-catalog.js',
      files: {'portfolio.json': JSON.stringify(portfolio)},
    });
    const part = (selector) => `document.querySelector('uggla-portfolio').shadowRoot?.querySelector('${selector}')`;
    await page.waitForFunction(part('.model-open'));
    await page.evaluate(`${part('.model-open')}.click()`);
    await page.waitForFunction(`${part('.model-view[tabindex]')} ?? ${part('.model [role=alert]')}`);
    const told = await page.evaluate(`${part('.model [role=alert]')}?.textContent ?? ''`);
    if (!told.includes('WebGL')) assert.equal(told, ''); // a browser without graphics says so
    assert.deepEqual(await failures(), []);
    await page.close();
  });

  it('plays HLS, whose engine comes when it is needed or is named in the page’s head, once, and nothing is refused', async () => {
    const src = 'fixtures/media/hls/master.m3u8';
    const preload = JSON.parse(read('preload.json'));
    const tag = (file) => `<link rel="modulepreload" href="packages/elements/dist/bundle/${file}">`;
    const {page, site, failures} = await open(
      `<uggla-player src="${src}" loading="eager" muted autoplay></uggla-player>`,
      {
        entry: 'uggla-player.js',
        rules: [{match: 'chunks/uggla-player', gate: 'code'}],
        early: `${preload.stream.map(tag).join('')}<link rel="preload" as="fetch" crossorigin href="${src}">${preload['hls-tracks'].map(tag).join('')}`,
      },
    );
    await site.seen('hls/', {count: 3}); // a playlist of one quality, with the first segments of it
    await site.open('code');
    await until(page, () => document.querySelector('uggla-player').currentTime > 0.5);
    const engine = (await site.requests(/bundle\/chunks\/hls/)).map(({path}) => path.split('/bundle/').at(-1));
    assert.deepEqual(
      engine.sort(),
      preload['hls-tracks'].filter((file) => /\/hls/.test(file)),
      'what preload.json names is what plays',
    );
    assert.equal((await site.requests('master.m3u8')).length, 1);
    assert.deepEqual(await failures(), []);
    await page.close();
  });

  for (const entry of ['uggla.js', 'uggla-player.js']) {
    it(`${entry} paints a player by itself, before any other file has come, and nothing moves when the rest has`, async () => {
      const {page, site, failures} = await open(
        '<uggla-player src="fixtures/media/film.json"></uggla-player><p>Below</p>',
        {
          entry,
          rules: [{match: 'bundle/chunks', gate: 'rest'}],
        },
      );
      await until(page, () => Boolean(document.querySelector('uggla-player').shadowRoot?.querySelector('.big')));
      const waiting = await page.evaluate(() => [
        customElements.get('uggla-player') === undefined,
        document.querySelector('uggla-player').getBoundingClientRect().height > 100,
      ]);
      assert.deepEqual(waiting, [true, true]);
      await site.seen(/bundle\/chunks/, {count: 2}); // all are asked for at once: none has been answered
      await page.evaluate(() => {
        globalThis.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({value}) => (globalThis.shift += value))).observe({
          type: 'layout-shift',
          buffered: true,
        });
      });
      await site.open('rest');
      await until(page, () =>
        Boolean(document.querySelector('uggla-player').shadowRoot.querySelector('[part~=play-button]')),
      );
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      assert.equal(await page.evaluate(() => globalThis.shift), 0);
      assert.deepEqual(await failures(), []);
      await page.close();
    });
  }

  it('defines its elements before a module that imports it goes on', async () => {
    const {page} = await open('<uggla-player></uggla-player>');
    const defined = await page.evaluate(async () => {
      await import('./packages/elements/dist/bundle/uggla-player.js');
      return document.querySelector('uggla-player').paused;
    });
    assert.equal(defined, true);
    await page.close();
  });

  it('does not move the page when the elements are defined', async () => {
    const {page} = await open('<uggla-player></uggla-player><p id="below">Below</p>', {entry: undefined});
    const place = () => page.evaluate(() => document.querySelector('#below').getBoundingClientRect().top);
    const before = await place();
    await page.evaluate(async () => {
      await import('./packages/elements/dist/bundle/uggla-player.js');
      await document.querySelector('uggla-player').updateComplete;
    });
    assert.equal(await place(), before);
    await page.close();
  });
});

function walk(node, visit) {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child.type === 'string') walk(child, visit);
  }
}
