import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {after, before, describe, it} from 'node:test';
import type {AxeResults} from 'axe-core';
import {unzipSync} from 'fflate';
import type {Browser, Page} from 'puppeteer-core';
import {openBrowser} from '../support/browser.test.util.js';
import {openApp} from '../support/app.test.util.js';
import {acceptanceOf, campusWithPolicy} from '../support/audit.test.util.js';
import {courseId, temporaryFolder, writeFiles} from '../support/campus.test.util.js';
import {makeAudit} from './export-audit.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const hostile = '</script><img src=x onerror=alert(1)>';
const folder = temporaryFolder();
const troubles: string[] = [];
let browser: Browser;
let page: Page;

before(async () => {
  const app = await openApp({root: await campusWithPolicy()});
  const manager = await app.visitor('manager');
  const people = await Promise.all([hostile, '=1+1', 'Cleo'].map(async (name) => ({name, ...(await app.visitor())})));
  await app.send('POST', '/v1/enrolments', {
    headers: manager.headers,
    body: {course: courseId, people: people.map(({name, actor}) => ({name, account: actor.account!.name}))},
  });
  for (const {name, actor, headers} of people.slice(0, 2))
    await app.send('POST', '/xapi/statements', {headers, body: acceptanceOf(actor, name)});
  const {store, keys, campus} = app.services;
  writeFiles(folder, unzipSync((await makeAudit({db: store.db, keys, campus})).zip));
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => !/^(file|data|blob):/.test(request.url()) && troubles.push(`asked ${request.url()}`));
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
});

after(() => browser?.close());

const text = () => page.$eval('main', (one) => (one as HTMLElement).innerText);
const rows = () => page.$$eval('tbody tr', (found) => found.map((row) => (row as HTMLElement).innerText));

describe('the page of an audit file, opened by a double click', () => {
  it('says how many accepted, and who is missing', async () => {
    assert.match(await text(), /2 (of|de) 3/);
    assert.match(await text(), /(Missing|Faltan): Cleo/);
    assert.equal((await rows()).length, 3);
    assert.ok((await text()).includes(hostile), 'a name is a name, whatever it looks like');
  });

  it('shows those who are missing alone, and finds a person', async () => {
    const state = (value: string) => page.select('select', value);
    await state('missing');
    assert.deepEqual(
      (await rows()).map((row) => row.split('\n')[0]),
      ['Cleo'],
    );
    await state('accepted');
    assert.equal((await rows()).length, 2);
    await state('');
    await page.type('input[type=search]', 'cleo');
    assert.equal((await rows()).length, 1);
    await page.$eval('input[type=search]', (input) => {
      (input as HTMLInputElement).value = '';
      input.dispatchEvent(new Event('input'));
    });
  });

  it('is there in Spanish and in English', async () => {
    const read = () =>
      page.evaluate(() => [
        document.documentElement.lang,
        document.querySelector('h1')!.textContent,
        document.querySelector('h2')!.textContent,
      ]);
    const seen = [await read()];
    await page.click('#language');
    seen.push(await read());
    assert.deepEqual(seen.toSorted(), [
      ['en', 'Acceptances', 'Policy'],
      ['es', 'Aceptaciones', 'Política'],
    ]);
  });

  it('opens the document itself, beside it', async () => {
    const href = await page.$eval('li a', (link) => (link as HTMLAnchorElement).href);
    assert.match(readFileSync(new URL(href), 'utf8'), /Cuida tu espalda/);
  });

  it('gives the table to a spreadsheet, without formulas', async () => {
    const downloads = temporaryFolder();
    await (
      await browser.target().createCDPSession()
    ).send('Browser.setDownloadBehavior', {behavior: 'allow', downloadPath: downloads});
    await page.click('#csv');
    const file = join(downloads, 'acceptances.csv');
    for (let tries = 0; tries < 200 && !existsSync(file); tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const csv = readFileSync(file, 'utf8');
    assert.equal(csv.trimEnd().split('\r\n').length, 4);
    assert.match(csv, /'=1\+1/);
    assert.match(readFileSync(join(folder, 'acceptances.csv'), 'utf8'), /'=1\+1/);
  });

  it('prints the table without the buttons', async () => {
    await page.emulateMediaType('print');
    assert.equal(await page.$eval('.bar', (bar) => getComputedStyle(bar).display), 'none');
    assert.ok((await page.pdf()).length > 1000);
    await page.emulateMediaType('screen');
  });

  it('has no flaw that axe finds, in light and dark', async () => {
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value}]);
      const {violations} = (await page.evaluate(`${axe}; axe.run()`)) as AxeResults;
      assert.deepEqual(
        violations.map(({id, nodes}) => `${value} ${id} ${nodes[0]!.html}`),
        [],
      );
    }
  });

  it('asks nothing of the network and breaks no rule of its policy', () => assert.deepEqual(troubles, []));
});
