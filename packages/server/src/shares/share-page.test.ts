import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {after, before, describe, it} from 'node:test';
import type {AxeResults} from 'axe-core';
import type {Browser, Page} from 'puppeteer-core';
import {openBrowser} from '../support/browser.test.util.js';
import {campusWithProducts} from '../support/products.test.util.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {databaseOf} from '../support/database.test.util.js';
import {startServer, type ServerProcess} from '../support/server.test.util.js';
import {openShares, type ShareDesk} from './share-desk.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server: ServerProcess;
let desk: ShareDesk;
let browser: Browser;
let page: Page;
const foreign: string[] = [];

before(async () => {
  const root = await campusWithProducts();
  const dataDir = temporaryFolder();
  server = await startServer({root, dataDir});
  desk = await openShares({dataDir, database: await databaseOf(dataDir), root, publicUrl: server.url});
  browser = await openBrowser();
  page = await browser.newPage();
  await page.setExtraHTTPHeaders({'Accept-Language': 'es-ES,es;q=0.9'});
  page.on(
    'request',
    (request) =>
      !request.url().startsWith(server.url) && !request.url().startsWith('data:') && foreign.push(request.url()),
  );
});
after(async () => {
  await browser?.close();
  await desk?.close();
});

const text = () => page.$eval('body', (one) => one.innerText);
const press = (keys: string) => Promise.all([page.waitForNavigation(), page.keyboard.type(`${keys}\r`)]);

async function flaws(): Promise<string[]> {
  const found: string[] = [];
  for (const width of [320, 1280]) {
    await page.setViewport({width, height: 800});
    await page.evaluate(axe);
    const {violations} = (await page.evaluate('axe.run()')) as AxeResults;
    found.push(...violations.map(({id, nodes}) => `${width}: ${id}: ${nodes[0]!.html}`));
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1))
      found.push(`${width}: wider than the window`);
  }
  return found;
}

describe('a share link in a browser', () => {
  it('asks for its password, says when it was wrong, and opens for the right one, by keys alone', async () => {
    const {url, id} = await desk.create({
      label: 'Cliente Pérez',
      products: ['turbina'],
      password: 'abracadabra',
      language: 'es',
    });
    await page.goto(`${url}#/item/turbina`);
    assert.match(await text(), /Han compartido algo contigo/);
    assert.doesNotMatch(await page.content(), /turbina|Pérez/i);
    assert.deepEqual(await flaws(), []);
    await page.focus('#password');
    await press('sesame');
    assert.match(await text(), /Esa no es la contraseña/);
    assert.deepEqual(await flaws(), []);
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'dark'}]);
    assert.deepEqual(await flaws(), []);
    await page.emulateMediaFeatures();
    await page.focus('#password');
    await press('abracadabra');
    assert.match(page.url(), /\/t\/[\w.-]+\/#\/item\/turbina$/, 'the product that the link names stays named');
    assert.match(await text(), /Preparado para Cliente Pérez/);
    assert.deepEqual(await flaws(), []);
    const ids = await page.evaluate(async () =>
      ((await (await fetch('portfolio.json')).json()) as {products: {id: string}[]}).products.map((one) => one.id),
    );
    assert.deepEqual(ids, ['turbina']);
    assert.equal((await desk.list()).find((one) => one.id === id)?.opens, 1);
    assert.deepEqual(foreign, [], 'nobody else hears of it');
  });

  it('lays the name over the page, and over what fills the screen, where that was asked for; it takes no click', async () => {
    const plain = await desk.create({label: 'Feria'});
    await page.goto(plain.url);
    await Promise.all([page.waitForNavigation(), page.click('button')]);
    assert.equal(await page.$('.watermark'), null);
    const {url, hasWatermark} = await desk.create({label: '<b>Cliente</b> "Pérez"', watermark: true, language: 'es'});
    assert.equal(hasWatermark, true);
    await page.goto(url);
    assert.doesNotMatch(await page.content(), /Pérez/);
    await Promise.all([page.waitForNavigation(), page.click('button')]);
    const mark = await page.waitForSelector('.watermark:popover-open');
    assert.deepEqual(await flaws(), []);
    const seen = await mark!.evaluate((one) => {
      const box = one.getBoundingClientRect();
      const {pointerEvents, userSelect} = getComputedStyle(one);
      const text = one.querySelector('text')!.textContent;
      getSelection()!.selectAllChildren(document.body);
      return {
        isWhole: box.width >= innerWidth && box.height >= innerHeight,
        under: document.elementFromPoint(innerWidth / 2, 20)?.closest('.watermark') ?? null,
        selected: getSelection()!.toString().split('Pérez').length - 1,
        words: [one.getAttribute('aria-hidden'), one.getAttribute('style'), pointerEvents, userSelect, text],
      };
    });
    assert.deepEqual(seen, {
      isWhole: true,
      under: null,
      selected: 1, // for whom it is, at the head of the page
      words: ['true', null, 'none', 'none', '<b>Cliente</b> "Pérez"'],
    });
    // what came into the top layer last lies over the rest
    await page.evaluate(() => {
      document.body.dataset['order'] = '';
      document.querySelector('.watermark')!.addEventListener('beforetoggle', (event) => {
        document.body.dataset['order'] += `${(event as ToggleEvent).newState} `;
      });
    });
    await page.click('header'); // a gesture, without which nothing may fill the screen
    await page.evaluate(() => document.querySelector('main')!.requestFullscreen());
    await page.waitForFunction(() => document.body.dataset['order'] === 'closed open ');
    await page.evaluate(() => document.exitFullscreen());
  });

  it('takes leads of the open page', async () => {
    const {url} = await desk.create({label: 'Feria'});
    await page.goto(url);
    await Promise.all([page.waitForNavigation(), page.click('button')]);
    const lead = {id: 'lead-of-the-page', item: 'bomba', email: 'ana@acme.example', consent: 'Sí.'};
    const status = await page.evaluate(
      async (body) =>
        (await fetch('v1/leads', {method: 'POST', headers: {'Content-Type': 'application/json'}, body})).status,
      JSON.stringify(lead),
    );
    assert.equal(status, 201);
  });

  it('that is withdrawn says so', async () => {
    const {url, id} = await desk.create({label: 'Feria'});
    await desk.revoke(id);
    await page.goto(url);
    assert.match(await text(), /Se ha retirado/);
    assert.deepEqual(await flaws(), []);
  });
});
