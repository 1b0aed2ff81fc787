// A technician in a cellar: a guide that was opened once works when the server is gone, its clip and its captions too.
import assert from 'node:assert/strict';
import {copyFile, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {build} from '../packages/cli/dist/index.js';
import {serve} from '../packages/server/dist/index.js';
import {ensureFixtures} from '../scripts/fixtures.mjs';
import {openBrowser, openPage, seen, until} from './lib/browser.mjs';
import {root} from './lib/campus.mjs';

const guide = `---
title: Cambiar el pistón
type: repair
thing: Silla
steps:
  - {id: tumbar, title: Tumba la silla, text: Sobre una manta., start: 0, end: 3}
  - {id: base, title: Saca la base, start: 3, end: 6}
---
`;

describe('a published campus without a network', () => {
  let folder, out, server, browser, view, page;

  const start = async (port = 0) => (server = await serve({root: out, dataDir: ':memory:', port}));
  /** What the worker keeps, from the campus's folder on. */
  const kept = () =>
    page.evaluate(async () => {
      const urls = [];
      for (const name of await caches.keys())
        urls.push(...(await (await caches.open(name)).keys()).map(({url}) => new URL(url).pathname.slice(1)));
      return urls;
    });
  /** Everything that was seen is kept. */
  const settle = () =>
    page.evaluate(async (path) => {
      await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller)
        await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, {once: true}));
      const {port1, port2} = new MessageChannel();
      const told = new Promise((done) => (port1.onmessage = done));
      navigator.serviceWorker.controller.postMessage(
        {
          type: 'uggla-seen',
          urls: [
            location.href,
            ...performance.getEntriesByType('resource').map(({name}) => name),
            new URL(path, location.href).href,
          ],
        },
        [port2],
      );
      await told;
    }, '/guides/piston/guide.json');

  before(async () => {
    await ensureFixtures();
    folder = await mkdtemp(join(tmpdir(), 'uggla-offline-'));
    out = join(folder, 'published');
    await mkdir(join(folder, 'guides/10-piston'), {recursive: true});
    await writeFile(join(folder, 'campus.yml'), 'title: Taller\nlanguages: [es]\n');
    await writeFile(join(folder, 'guides/10-piston/guide.md'), guide);
    await writeFile(
      join(folder, 'guides/10-piston/film.es.vtt'),
      'WEBVTT\n\n00:00.000 --> 00:03.000\nTúmbala despacio.\n',
    );
    await copyFile(join(root, '.uggla/fixtures/media/clip.mp4'), join(folder, 'guides/10-piston/film.mp4'));
    const report = await build(folder);
    assert.deepEqual(
      report.problems.filter(({severity}) => severity === 'error'),
      [],
    );
    await writeFile(join(out, 'stand.html'), '<!doctype html><title>Stand</title>');
    await start();
    browser = await openBrowser();
    view = await openPage(browser, {width: 390, height: 844});
    page = view.page;
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    if (folder) await rm(folder, {recursive: true, force: true});
  });

  it('keeps the guide with all its files after one visit, and nothing that a server says to one person', async () => {
    await page.goto(`${server.url}/#/item/piston`, {waitUntil: 'load'});
    await seen(page, 'uggla-campus >>> uggla-guide >>> ::-p-text(Tumba la silla)');
    await page.evaluate(() => fetch('/v1/models').then(() => fetch('/healthz')));
    await settle();
    await page.evaluate(() => fetch('/stand.html')); // as if it were opened
    const files = await kept();
    for (const file of [
      '',
      'stand.html',
      'campus.json',
      'guides/piston/guide.json',
      'assets/uggla/uggla.js',
      'assets/brand.css',
    ])
      assert.ok(files.includes(file), `${file} is not kept: ${files.join(' ')}`);
    assert.ok(
      files.some((file) => /^media\/.*\.vtt$/.test(file)) &&
        files.some((file) => /^media\/.*\.m4s$/.test(file)) &&
        files.some((file) => /^media\/.*\.mp4$/.test(file)),
      files.join(' '),
    );
    assert.deepEqual(
      files.filter((file) => /^(v1|xapi|t|desk|healthz)/.test(file)),
      [],
    );
    assert.deepEqual(
      [view.errors, view.breaches, view.foreign, await page.evaluate(() => globalThis.breaches)],
      [[], [], [], []],
    );
  });

  it('shows it, its steps and its clip with captions, when the server is gone', async () => {
    const {url} = server;
    await server.close();
    await page.goto(`${url}/?from=a-link#/item/piston`, {waitUntil: 'load'});
    await seen(page, 'uggla-campus >>> uggla-guide >>> ::-p-text(Saca la base)');
    const player = await page.waitForSelector('uggla-campus >>> uggla-guide >>> uggla-player');
    await player.evaluate(async (element) => {
      element.muted = true;
      await element.play();
    });
    await until(page, (element) => element.currentTime > 0.5, player);
    await page.goto(`${url}/guides/piston/index.html`, {waitUntil: 'load'}); // and what needs no JavaScript
    assert.match(await page.$eval('main', ({textContent}) => textContent), /Saca la base/);
    const film = await page.$eval('video', ({src}) => src);
    const part = await page.evaluate(async (src) => {
      const answer = await fetch(src, {headers: {range: 'bytes=10-19'}});
      return [
        answer.status,
        (await answer.arrayBuffer()).byteLength,
        answer.headers.get('content-range')?.replace(/\d+$/, 'n'),
      ];
    }, film);
    assert.deepEqual(part, [206, 10, 'bytes 10-19/n']);
    assert.ok(
      await page.$eval('track', async ({src}) => (await (await fetch(src)).text()).includes('Túmbala despacio.')),
    );
    assert.deepEqual(
      await page.evaluate(() =>
        fetch('/v1/models').then(
          () => 'answered',
          () => 'no network',
        ),
      ),
      'no network',
    );
    const state = await page.evaluate(async () => (await fetch('/kiosk.json')).json());
    assert.equal(state.ready, false, 'a portfolio that nobody opened is not here');
  });

  it('shows what was published anew as soon as there is a server again, the elements of one build alone', async () => {
    const {port} = server;
    await writeFile(join(folder, 'guides/10-piston/guide.md'), guide.replace('Tumba la silla', 'Tumba la silla nueva'));
    await build(folder);
    const worker = await readFile(join(out, 'sw.js'), 'utf8');
    await writeFile(join(out, 'sw.js'), worker.replace(/"elements":"[0-9a-f]+"/, '"elements":"another"'));
    await start(port);
    await page.goto(`${server.url}/#/item/piston`, {waitUntil: 'load'});
    await seen(page, 'uggla-campus >>> uggla-guide >>> ::-p-text(Tumba la silla nueva)');
    await until(page, async () =>
      (await caches.keys()).filter((name) => name.includes(' elements ')).every((name) => name.endsWith(' another')),
    );
    await settle();
    await server.close();
    await page.goto(`${server.url}/#/item/piston`, {waitUntil: 'load'});
    await seen(page, 'uggla-campus >>> uggla-guide >>> ::-p-text(Tumba la silla nueva)');
  });

  it('forgets a guide that is published no more', async () => {
    const {port} = server;
    await rm(join(folder, 'guides/10-piston'), {recursive: true});
    await mkdir(join(folder, 'guides/20-valvula'));
    await writeFile(
      join(folder, 'guides/20-valvula/guide.md'),
      '---\ntitle: Purgar la válvula\ntype: repair\nthing: Prensa\nsteps:\n  - {id: abrir, title: Ábrela, text: Despacio.}\n---\n',
    );
    await build(folder);
    await start(port);
    await page.goto(`${server.url}/guides/piston/`, {waitUntil: 'load'});
    await until(page, async () => {
      const names = await caches.keys();
      const urls = await Promise.all(
        names.map(async (name) => (await (await caches.open(name)).keys()).map(({url}) => url)),
      );
      return (
        names.some((name) => name.endsWith(' pages')) &&
        !names.some((name) => name.includes('/guides/piston/')) &&
        !urls.flat().some((url) => /\/(?:guides|media)\/piston\//.test(url))
      );
    });
    await server.close();
  });

  it('goes, with all it kept, where its author wants none any more', async () => {
    const {port} = server;
    await writeFile(join(folder, 'campus.yml'), 'title: Taller\nlanguages: [es]\noffline: false\n');
    await build(folder);
    await start(port);
    await page.goto(`${server.url}/healthz`, {waitUntil: 'load'}); // a page that asks for nothing more
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/'))?.update());
    await until(
      page,
      async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0,
    );
  });
});
