// Somebody who is no programmer adds a product at the desk: fields, a film, a document; then it stands on the campus.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {ensureFixtures} from '../scripts/fixtures.mjs';
import {flawsOf, openBrowser, openPage, seen, until} from './lib/browser.mjs';
import {root, serveFolder} from './lib/campus.mjs';

describe('a marketer at the desk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uggla-shop-'));
  let browser, server, url, adminLink, view, page;
  const read = (name) => readFileSync(join(folder, name), 'utf8');

  before(async () => {
    await ensureFixtures();
    mkdirSync(join(folder, 'products/mesa'), {recursive: true});
    writeFileSync(join(folder, 'campus.yml'), 'title: Tienda\nlanguages: [es, en]\n');
    writeFileSync(join(folder, 'products/mesa/product.md'), '---\ntitle: Mesa\n---\n');
    server = await serveFolder(folder);
    ({url, adminLink} = server);
    browser = await openBrowser({windows: false});
    view = await openPage(browser, {width: 390, height: 844});
    page = view.page;
  });
  after(async () => {
    await browser?.close();
    server?.stop();
    rmSync(folder, {recursive: true, force: true});
  });

  const fill = (fields) =>
    page.evaluate((given) => {
      for (const [name, value] of Object.entries(given))
        document.querySelector(`#product [name="${name}"]`).value = value;
    }, fields);
  /** The page looks again by itself until the newest change can be seen; till then it would, on the way elsewhere, too. */
  const published = () =>
    seen(page, '.jobs > :first-child:is([data-state="public"], [data-state="done"])', {timeout: 120_000});
  const press = (selector) =>
    Promise.all([
      page.waitForNavigation({waitUntil: 'load'}),
      page.evaluate((one) => document.querySelector(one).click(), selector),
    ]);

  it('comes in by the link and is told what is missing, in words of hers, without losing what she wrote', async () => {
    await page.goto(adminLink, {waitUntil: 'load'});
    await press('main form button');
    await page.goto(`${url}/desk/products`, {waitUntil: 'load'});
    await fill({
      'title.es': 'Silla Garza',
      price: 'barata',
      kind: 'link',
      'label.es': 'Pide precio',
      target: 'garza.example',
      'badge.es': 'Nueva',
      from: '2020-01-01',
    });
    await press('#product > .actions button');
    const alert = await page.$eval('#troubles', (one) => one.innerText);
    assert.match(alert, /El precio es un número/);
    assert.match(alert, /La dirección web empieza por https/);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'troubles');
    assert.deepEqual(await flawsOf(page), []);
    assert.equal(await page.$eval('[name="title.es"]', (one) => one.value), 'Silla Garza');
    assert.deepEqual(readdirSync(join(folder, 'products')), ['mesa']);
  });

  it('brings a film and a data sheet, publishes, and sees the product on the campus', async () => {
    await fill({
      price: '389,50',
      target: 'https://garza.example/silla',
      'title.en': 'Garza chair',
      'summary.es': 'Se ajusta sola.',
      'body.es': 'Ligera.\n\n- Seis colores',
      'body.en': 'Light.',
      'category.es': 'Sillas',
      'category.en': 'Chairs',
    });
    const [clip] = await page.$$('#clip-file');
    await clip.uploadFile(join(root, '.uggla/fixtures/media/short.mp4'));
    const sheet = join(folder, '.ficha técnica.pdf');
    writeFileSync(sheet, '%PDF-1.4 ficha');
    await (await page.$('#document-file')).uploadFile(sheet);
    await until(page, () => document.querySelectorAll('.brought input[type=hidden]').length === 2);
    await press('#product > .actions button');
    await published();
    const address = await page.$eval('.jobs a[href*="silla-garza"]', (one) => one.href);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual([view.foreign, view.errors, view.breaches], [[], [], []]);
    await page.goto(address, {waitUntil: 'load'});
    const text = await page.$eval('main', (one) => one.innerText);
    assert.match(text, /Silla Garza/);
    assert.match(text, /Ligera\.[\s\S]*Seis colores/);
    assert.equal(await page.$$eval('video', (all) => all.length), 1);
    const portfolio = await (await fetch(`${url}/portfolio.json`)).json();
    const product = portfolio.products.find(({id}) => id === 'silla-garza');
    assert.deepEqual(
      [product.title, product.price, product.documents.length, product.actions[0].href],
      [{es: 'Silla Garza', en: 'Garza chair'}, {amount: 389.5, currency: 'EUR'}, 1, 'https://garza.example/silla'],
    );
    assert.deepEqual(
      portfolio.campaigns.map(({id, products, badge}) => [id, products, badge]),
      [['silla-garza', ['silla-garza'], 'Nueva']],
    );
  });

  it('finds it in the authored folder as anybody would have written it, and nothing left over', () => {
    assert.match(
      read('products/silla-garza/product.md'),
      /^---\nid: silla-garza\ntitle: Silla Garza\n[\s\S]*category:\n {2}es: Sillas\n {2}en: Chairs\n[\s\S]*---\n\nLigera\.\n\n- Seis colores\n$/,
    );
    assert.match(read('products/silla-garza/product.en.md'), /title: Garza chair\n---\n\nLight\.\n$/);
    assert.deepEqual(readdirSync(join(folder, 'products/silla-garza')).sort(), [
      'ficha-tecnica.pdf',
      'film.mp4',
      'product.en.md',
      'product.md',
    ]);
    assert.deepEqual(readdirSync(join(folder, '.uggla/uploads')), []);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('.uggla-')),
      [],
    );
  });

  it('changes it and swaps its documents; who was slower is told so, and loses nothing', async () => {
    await page.goto(`${url}/desk/products`, {waitUntil: 'load'});
    assert.deepEqual(await flawsOf(page), []);
    await press('.shelf a[href$="/products/silla-garza"]');
    assert.deepEqual(await flawsOf(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    const other = await page.browserContext().newPage();
    await other.setExtraHTTPHeaders({'accept-language': 'es'});
    await other.goto(page.url(), {waitUntil: 'load'});
    await fill({price: '420', 'summary.es': 'Se ajusta sola, siempre.'});
    // by keys alone: the document is taken out, and the focus stays where another can be chosen
    await (await page.$('.brought [name="kept-document"] ~ [data-take-out]')).focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'document-file');
    const sheet = join(folder, '.manual.pdf');
    writeFileSync(sheet, '%PDF-1.4 manual');
    await (await page.$('#document-file')).uploadFile(sheet);
    await until(page, () => document.querySelectorAll('[name="document"]').length === 1);
    await press('#product > .actions button');
    await published();
    assert.match(read('products/silla-garza/product.md'), /price: 420\n/);
    assert.deepEqual(readdirSync(join(folder, 'products/silla-garza')).sort(), [
      'film.mp4',
      'manual.pdf',
      'product.en.md',
      'product.md',
    ]);

    await other.$eval('[name="brand"]', (one) => (one.value = 'Garza'));
    const [answer] = await Promise.all([
      other.waitForNavigation({waitUntil: 'load'}),
      other.$eval('#product > .actions button', (one) => one.click()),
    ]);
    assert.equal(answer.status(), 412);
    assert.match(await other.$eval('#troubles', (one) => one.innerText), /otra persona ha cambiado[\s\S]*Precio: 420/);
    assert.deepEqual(await flawsOf(other), []);
    assert.equal(await other.$eval('[name="brand"]', (one) => one.value), 'Garza');
    await other.close();
  });

  it('withdraws it after a question, and brings it back', async () => {
    await page.goto(`${url}/desk/products/silla-garza`, {waitUntil: 'load'});
    await page.focus('summary');
    await page.keyboard.press('Enter');
    assert.deepEqual(await flawsOf(page), []);
    await press('form[action$="/withdraw"] button');
    await published();
    const ids = async () => (await (await fetch(`${url}/portfolio.json`)).json()).products.map(({id}) => id);
    assert.deepEqual(await ids(), ['mesa']);
    await page.goto(`${url}/desk/products/silla-garza`, {waitUntil: 'load'});
    await press('form[action$="/restore"] button');
    await published();
    assert.deepEqual((await ids()).sort(), ['mesa', 'silla-garza']);
    assert.deepEqual([view.foreign, view.errors, view.breaches], [[], [], []]);
  });
});
