// Somebody signs in at the company's issuer, learns, is out when their time is over, and goes on where they were.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {FakeIssuer} from '../packages/server/dist/support/issuer.test.util.js';
import {openBrowser, openPage, seen} from './lib/browser.mjs';
import {serveFolder} from './lib/campus.mjs';

describe('somebody whose company signs them in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uggla-issuer-'));
  const login = new FakeIssuer();
  const line = 'uggla-campus > p[slot=header]';
  let browser, server, url, page;

  before(async () => {
    await login.open();
    login.client = {id: 'campus', secret: 'secret'};
    login.provide();
    login.person = {sub: 'u-1', name: 'Ana Núñez'};
    mkdirSync(join(folder, 'courses/hola'), {recursive: true});
    writeFileSync(join(folder, 'campus.yml'), 'title: Campus\nlanguages: [en]\n');
    writeFileSync(join(folder, 'courses/hola/10-one.md'), '---\ntitle: One\n---\n\nA few words.\n');
    const args = ['--issuer', login.url, '--audience', 'campus', '--issuer-client', 'campus'];
    server = await serveFolder(folder, {args, env: {UGGLA_ISSUER_SECRET: 'secret'}});
    ({url} = server);
    browser = await openBrowser({windows: false});
    ({page} = await openPage(browser, {width: 900, height: 900}));
  });
  after(async () => {
    await browser?.close();
    server?.stop();
    login.close();
    rmSync(folder, {recursive: true, force: true});
  });
  /** Presses what stands in the head, and waits until the other stands there. */
  const press = async (now, next) => {
    await seen(page, `${line} ${now}`);
    await page.evaluate((one) => document.querySelector(one).click(), `${line} ${now}`);
    await seen(page, `${line} ${next}`);
  };

  it('comes back to where they were, by name, and goes out', async () => {
    await page.goto(`${url}/#/item/hola`, {waitUntil: 'load'});
    await press('a', 'button');
    assert.equal(page.url(), `${url}/#/item/hola`);
    assert.match(await page.$eval(line, (one) => one.innerText), /Ana Núñez/);
    const tokens = await page.evaluate(async () => (await import('./account/keep.js')).kept());
    const headers = {Authorization: `Bearer ${tokens.token}`};
    const done = async () => (await (await fetch(`${url}/v1/progress`, {headers})).json()).courses[0]?.done;
    for (const began = Date.now(); (await done()) !== 1;)
      assert.ok(Date.now() - began < 60_000, 'nothing was recorded');
    await press('button', 'a');
    assert.equal(await page.evaluate(async () => (await import('./account/keep.js')).kept()), undefined);
  });
});
