// Uggla in other people's pages: the examples, the lab, the README's paste, a plain folder without a server of ours.
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {openBrowser, openPage, seen} from './lib/browser.mjs';
import {publishCampus, published, root, serveCampus} from './lib/campus.mjs';

/** Whether a course's records go to the server, without which a locked lesson of its stays closed. */
const records = () => performance.getEntriesByType('resource').some(({name}) => name.includes('/v1/progress?'));

const isReady = (tag) => {
  const element = document.querySelector(tag);
  return element?.matches(':defined') && element.matches(':state(ready), [data-state~="ready"]');
};

describe('Uggla in a page', () => {
  let browser, server;

  before(async () => {
    await publishCampus();
    server = await serveCampus();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Opens an address and wants silence: no foreign request, no error, no breach of the policy. */
  async function visit(address, body, options) {
    const view = await openPage(browser, options);
    await view.page.goto(new URL(address, server.url).href, {waitUntil: 'load'});
    await body(view.page);
    assert.deepEqual(view.foreign, [], 'requests to other origins');
    assert.deepEqual(view.errors, [], 'errors that nobody caught');
    assert.deepEqual(
      [...view.breaches, ...(await view.page.evaluate(() => globalThis.breaches))],
      [],
      'breaches of the policy',
    );
    await view.page.browserContext().close();
  }

  for (const [name, tags] of [
    ['plain', ['uggla-player', 'uggla-course', 'uggla-portfolio']],
    ['react', ['uggla-course']],
    ['vue', ['uggla-course']],
  ]) {
    it(`works in the example "${name}"`, async () => {
      await visit(`/examples/${name}/`, async (page) => {
        for (const tag of tags) await page.waitForFunction(isReady, {timeout: 20_000}, tag);
        await page.waitForFunction(records, {timeout: 20_000});
      });
    });
  }

  it('is served without the folders that campuses are made of: answers and private products stand in them', async () => {
    for (const name of ['campus', 'welcome'])
      assert.equal((await fetch(new URL(`/examples/${name}/campus.yml`, server.url))).status, 404);
    assert.equal((await fetch(new URL('/examples/lab.js', server.url))).status, 200);
  });

  it('works under a strict policy with Trusted Types while everything on the page is used', async () => {
    await visit('/examples/strict-csp/', async (page) => {
      const policy = await page.evaluate(
        () => document.querySelector('meta[http-equiv="Content-Security-Policy"]').content,
      );
      assert.match(policy, /require-trusted-types-for 'script'/);
      assert.doesNotMatch(policy, /unsafe|nonce/);
      for (const tag of ['uggla-player', 'uggla-course', 'uggla-portfolio', 'uggla-guide', 'uggla-campus']) {
        assert.ok(await page.$(tag), `no ${tag} on the page`);
        await page.waitForFunction(isReady, {timeout: 30_000}, tag);
      }
      await page.evaluate(async () => {
        const player = document.querySelector('uggla-player');
        player.muted = true;
        await player.play();
      });
      await page.waitForFunction(() => document.querySelector('uggla-player').currentTime > 1, {timeout: 30_000});
      await page.waitForFunction(records, {timeout: 20_000});
      await page.evaluate(() => document.querySelector('uggla-chat').send('¿Cómo ajusto la altura de la silla?'));
      await seen(page, 'uggla-chat >>> [part~="citation"]', {timeout: 20_000});
      for (const lesson of ['lista-de-ajustes', 'comprueba-tu-puesto', 'mi-puesto-esta-ajustado']) {
        await page.evaluate((id) => document.querySelector('uggla-course').goTo(id), lesson);
        await page.waitForFunction((id) => document.querySelector('uggla-course').lesson === id, {}, lesson);
      }
      const search = await seen(page, 'uggla-campus >>> input[type="search"]');
      await search.evaluate((input) => {
        input.value = 'ergonomía';
        input.dispatchEvent(new Event('input', {bubbles: true, composed: true}));
      });
      await seen(page, 'uggla-campus >>> ::-p-text(Ergonomía)');
    });
  });

  it('shows one element alone in the lab, set by the address', async () => {
    const media = encodeURIComponent('/media/ergonomia-ajusta-tu-puesto/media.json');
    await visit(`/lab.html?element=uggla-player&src=${media}&lang=en&autoplay&muted`, async (page) => {
      await page.waitForFunction(() => document.querySelector('uggla-player')?.currentTime > 0.5, {timeout: 30_000});
      assert.equal(await page.evaluate(() => document.querySelector('uggla-player').muted), true);
    });
    await visit('/lab.html?element=img&src=x&onerror=alert(1)', async (page) => {
      assert.equal(await page.evaluate(() => document.querySelectorAll('img').length), 0);
    });
    await visit(
      '/lab.html?element=uggla-player&src=javascript:alert(1)&onclick=alert(1)&style=color:red',
      async (page) => {
        await seen(page, 'uggla-player');
        const names = await page.evaluate(() => document.querySelector('uggla-player').getAttributeNames());
        for (const name of ['onclick', 'style']) assert.ok(!names.includes(name), `${name} reached the element`);
      },
    );
  });

  it('works from a plain folder on a server that knows no ranges', async () => {
    const folder = await servePlain();
    try {
      const view = await openPage(browser);
      await view.page.goto(folder.url, {waitUntil: 'load'});
      await view.page.waitForFunction(isReady, {timeout: 20_000}, 'uggla-campus');
      await view.page.goto(`${folder.url}/#/item/ergonomia/ajusta-tu-puesto`);
      await view.page.reload();
      const player = await seen(view.page, 'uggla-campus >>> uggla-player', {timeout: 20_000});
      await player.evaluate(async (element) => {
        element.muted = true;
        await element.play();
      });
      await view.page.waitForFunction((element) => element.currentTime > 1, {timeout: 30_000}, player);
      assert.deepEqual(view.foreign, []);
      assert.deepEqual(view.errors, []);
    } finally {
      folder.stop();
    }
  });

  it('works as the README says, pasted into a page of another server', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const paste = /```html\n([\s\S]*?)```/.exec(readme)[1].replaceAll('http://localhost:4173', server.url);
    const other = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(paste));
    await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const {page, errors} = await openPage(browser);
      await page.goto(`http://127.0.0.1:${other.address().port}/`);
      for (const tag of ['uggla-player', 'uggla-course']) await page.waitForFunction(isReady, {timeout: 20_000}, tag);
      await page.waitForFunction(records, {timeout: 20_000});
      assert.deepEqual(errors, []);
    } finally {
      other.close();
    }
  });
});

/** The published folder as `python3 -m http.server` serves it: no ranges, no caching, nothing of ours. */
async function servePlain() {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const file = join(published, path.endsWith('/') ? `${path}index.html` : path);
    readFile(file).then(
      (bytes) =>
        response.writeHead(200, {'content-type': types[extname(file)] ?? 'application/octet-stream'}).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close()};
}

/** What Python guesses; it knows neither HLS nor WebVTT. */
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.mp4': 'video/mp4',
  '.mp3': 'audio/mpeg',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
};
