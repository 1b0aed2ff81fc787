// Somebody is invited at the desk, opens the link, learns, and is seen at the desk as who they are.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {flawsOf, openBrowser, openPage, seen} from './lib/browser.mjs';
import {serveFolder} from './lib/campus.mjs';

describe('somebody who is invited', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uggla-invited-'));
  let browser, server, url, adminLink, desk, own;

  before(async () => {
    mkdirSync(join(folder, 'courses/hola'), {recursive: true});
    writeFileSync(join(folder, 'campus.yml'), 'title: Campus\nlanguages: [en]\n');
    writeFileSync(join(folder, 'courses/hola/10-one.md'), '---\ntitle: One\n---\n\nA few words.\n');
    server = await serveFolder(folder, {args: ['--invitations']});
    ({url, adminLink} = server);
    browser = await openBrowser({windows: false});
    desk = (await openPage(browser, {width: 900, height: 900})).page;
    own = await (await browser.createBrowserContext()).newPage();
    await own.setExtraHTTPHeaders({'Accept-Language': 'en'});
  });
  after(async () => {
    await browser?.close();
    server?.stop();
    rmSync(folder, {recursive: true, force: true});
  });
  const press = (page, selector) =>
    Promise.all([
      page.waitForNavigation({waitUntil: 'load'}),
      page.evaluate((one) => document.querySelector(one).click(), selector),
    ]);

  it('gets a link from the desk', async () => {
    await desk.goto(adminLink, {waitUntil: 'load'});
    await press(desk, 'main form button');
    await desk.goto(`${url}/desk/invitations`, {waitUntil: 'load'});
    assert.deepEqual(await flawsOf(desk), []);
    await desk.type('[name=name]', 'Ana');
    await desk.click('[name=courses]');
    await press(desk, 'main form .actions button');
    assert.deepEqual(await flawsOf(desk), []);
    await own.goto(await desk.$eval('input.link', (one) => one.value), {waitUntil: 'load'});
    await own.waitForSelector('#enter', {visible: true});
    assert.match(await own.$eval('main', (one) => one.innerText), /for Ana[\s\S]*works once/);
    assert.deepEqual(await flawsOf(own), []);
  });

  it('is signed in by it, and what they learn is theirs', async () => {
    await press(own, '#enter');
    assert.equal(own.url(), `${url}/`);
    await seen(own, 'uggla-campus > p[slot=header] button');
    assert.match(await own.$eval('uggla-campus > p[slot=header]', (one) => one.innerText), /Ana/);
    await own.goto(`${url}/#/item/hola`, {waitUntil: 'load'});
    const recorded = async () => {
      await desk.goto(`${url}/desk/records?q=Ana`, {waitUntil: 'load'});
      return /completed/i.test(await desk.$eval('main', (one) => one.innerText));
    };
    for (const began = Date.now(); !(await recorded());) assert.ok(Date.now() - began < 30_000, 'nothing was recorded');
    await desk.goto(`${url}/desk/people`, {waitUntil: 'load'});
    assert.match(await desk.$eval('tbody', (one) => one.innerText), /Ana[\s\S]*1 (of|de) 1/);
    await desk.goto(`${url}/desk/invitations`, {waitUntil: 'load'});
    assert.match(await desk.$eval('tbody', (one) => one.innerText), /Ana[\s\S]*(has come|ha venido)/);
  });

  it('signs out, and the link opens nothing any more', async () => {
    await own.goto(`${url}/`, {waitUntil: 'load'});
    await seen(own, 'uggla-campus > p[slot=header] button');
    await press(own, 'uggla-campus > p[slot=header] button');
    await seen(own, 'uggla-campus > p[slot=header] a');
    await press(own, 'uggla-campus > p[slot=header] a');
    assert.match(await own.$eval('main', (one) => one.innerText), /link of your invitation/);
    assert.deepEqual(await flawsOf(own), []);
  });
});
