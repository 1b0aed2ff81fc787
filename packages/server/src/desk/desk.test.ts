import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {AxeResults} from 'axe-core';
import type {Browser, ElementHandle, Page} from 'puppeteer-core';
import {StatementMaker, verbs, type Course, type Lesson, type Range} from '@uggla/protocol';
import {guideCompleted, stepChecked} from '@uggla/protocol/guide-statement.js';
import {openBrowser} from '../support/browser.test.util.js';
import {ask} from '../support/chat.test.util.js';
import {courseId, publishedCampus, temporaryFolder} from '../support/campus.test.util.js';
import {signIn, startServer, statementOf, type ServerProcess} from '../support/server.test.util.js';
import {campusOfYear, seen, year} from '../support/year.test.util.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server: ServerProcess;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

before(async () => {
  server = await startServer({root: await publishedCampus(), dataDir: ':memory:'});
  const {actor, headers} = await signIn(server.url);
  const ana = {...actor, name: '<img src=x onerror=alert(1)>'};
  const result = {score: {scaled: 0.5}, success: false};
  const grouping = {contextActivities: {grouping: [{id: courseId}]}};
  const statements = [
    ...Array.from({length: 55}, () => statementOf(ana)),
    statementOf(ana, {
      verb: verbs.failed,
      result,
      context: {...grouping, extensions: {'https://uggla.dev/xapi/evaluated-by': 'server'}},
    }),
    statementOf(ana, {
      verb: verbs.answered,
      result: {response: '=HYPERLINK("http://evil.example","x")', success: true},
    }),
    statementOf(ana, {verb: verbs.agreed, context: grouping}),
  ];
  await fetch(`${server.url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(statements)});
  await ask(server.url, '¿Cómo ajusto la altura de la silla?');
  browser = await openBrowser();
  page = await browser.newPage();
  await page.setExtraHTTPHeaders({'Accept-Language': 'es-ES,es;q=0.9'});
  page.on(
    'console',
    (message) => message.type() === 'error' && !message.text().includes('401') && troubles.push(message.text()),
  );
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
      troubles.push(`asked ${request.url()}`);
  });
});

after(() => browser?.close());

const open = (path: string) => page.goto(`${server.url}${path}`);
const text = (selector: string) => page.$eval(selector, (one) => (one as HTMLElement).innerText);

/** What axe finds on the page as it stands, in light, dark and at 320 px. */
async function flaws(): Promise<string[]> {
  const found: string[] = [];
  for (const [scheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', 320],
  ] as const) {
    await page.setViewport({width, height: 900});
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    await page.evaluate(axe);
    const {violations} = (await page.evaluate('axe.run()')) as AxeResults;
    found.push(...violations.map(({id, nodes}) => `${scheme} ${width}: ${id}: ${nodes[0]!.html}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
    if (wide) found.push(`${width}: wider than the window`);
  }
  await page.setViewport({width: 1280, height: 900});
  return found;
}

describe('the desk', () => {
  it('lets nobody in who is no admin', async () => {
    const {headers} = await signIn(server.url);
    for (const path of ['/desk/records', '/desk/records.csv', '/desk/courses', '/desk/chat']) {
      for (const one of [{}, headers, {Cookie: 'uggla_desk=x'}]) {
        const answer = await fetch(server.url + path, {headers: one});
        assert.equal(answer.status, 401, path);
        assert.doesNotMatch(await answer.text(), /statement_id|experienced/);
      }
    }
    await open('/desk');
    assert.match(await text('h1'), /La gestión está cerrada/);
    assert.deepEqual(await flaws(), []);
  });

  it('opens by the link that the server printed, by keyboard, once', async () => {
    await page.goto(server.adminLink!);
    assert.deepEqual(await flaws(), []);
    await page.reload(); // looking at the link does not use it up
    for (let tab = 0; tab < 2; tab++) await page.keyboard.press('Tab');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.equal(await text('h1'), 'Registros');
    const [cookie] = await browser.cookies();
    assert.deepEqual([cookie!.httpOnly, cookie!.sameSite, cookie!.path], [true, 'Strict', '/desk']);

    const other = await browser.createBrowserContext();
    const second = await other.newPage();
    await second.goto(server.adminLink!);
    const [answer] = await Promise.all([second.waitForNavigation(), second.click('button')]);
    assert.equal(answer!.status(), 410);
    await other.close();
  });

  it('shows what was recorded, newest first, with words in the reader’s language', async () => {
    await open('/desk/records');
    assert.equal(await page.$eval('html', (one) => one.lang), 'es');
    const rows = await page.$$eval('tbody tr', (all) => all.map((row) => (row as HTMLElement).innerText));
    assert.equal(rows.length, 50);
    assert.match(rows[0]!, /refrendó/); // the server's own statement beside the acceptance
    assert.match(rows[1]!, /aceptó/);
    assert.match(rows[3]!, /suspendió[\s\S]*no aprobado · 50\s%[\s\S]*calificado por el servidor/);
    assert.match(rows[4]!, /<img src=x onerror=alert\(1\)>/);
    assert.deepEqual(await flaws(), []);
    await Promise.all([page.waitForNavigation(), page.click('a[href*="cursor="]')]);
    assert.equal((await page.$$('tbody tr')).length, 9);
  });

  it('filters', async () => {
    await open('/desk/records');
    await page.select('select[name=verb]', verbs.failed.id);
    await Promise.all([page.waitForNavigation(), page.click('.filter button')]);
    assert.equal((await page.$$('tbody tr')).length, 1);
    const count = async (query: string) => {
      await open(`/desk/records?${query}`);
      return (await page.$$('tbody tr')).length;
    };
    assert.equal(await count(`course=${encodeURIComponent(courseId)}`), 3);
    assert.equal(await count('q=HYPERLINK'), 1);
    assert.equal(await count('from=2999-01-01'), 0);
    assert.match(await text('main'), /Ningún registro coincide/);
    assert.deepEqual(await flaws(), []);
    assert.equal(
      await count(`from=2020-01-01&until=2999-01-01&verb=${encodeURIComponent(verbs.agreed.id)}&q=&course=`),
      1,
    );
  });

  it('gives all of them as CSV that no spreadsheet takes for formulas', async () => {
    await open('/desk/records');
    const [cookie] = await browser.cookies();
    const answer = await fetch(`${server.url}/desk/records.csv`, {headers: {Cookie: `uggla_desk=${cookie!.value}`}});
    assert.match(answer.headers.get('content-disposition')!, /attachment; filename="records.csv"/);
    const csv = Buffer.from(await answer.arrayBuffer()).toString();
    const lines = csv.trimEnd().split('\r\n');
    assert.equal(lines.length, 1 + 59);
    assert.match(lines[0]!, /^\uFEFFstored,timestamp,name,account,verb/);
    assert.match(csv, /,"'=HYPERLINK\(""http:\/\/evil.example"",""x""\)",/);
  });

  it('shows what was checked off in a guide: which, of which guide, on which machine', async () => {
    const {actor, headers} = await signIn(server.url);
    const guide = {
      id: 'https://acme.example/guides/lamp',
      version: '1',
      title: {es: 'Cambiar la lámpara', en: 'Change the lamp'},
      steps: [{id: 'off', title: {es: 'Apágala', en: 'Switch it off'}}],
    };
    const setting = {guide, language: 'es', session: crypto.randomUUID(), machine: 'L-7/0042', faultCode: 'E5'};
    const statements = [stepChecked(setting, 'off', true), guideCompleted(setting, 60)].map((one) => ({...one, actor}));
    const {status} = await fetch(`${server.url}/xapi/statements`, {
      method: 'POST',
      headers,
      body: JSON.stringify(statements),
    });
    assert.equal(status, 200);
    await open('/desk/records');
    const rows = await page.$$eval('tbody tr', (all) => all.map((row) => (row as HTMLElement).innerText));
    assert.match(rows[0]!, /completó\s+Cambiar la lámpara\s+L-7\/0042 · E5\s/);
    assert.match(rows[1]!, /marcó como hecho\s+Apágala\s+Cambiar la lámpara · L-7\/0042 · E5\s/);
    assert.deepEqual(await flaws(), []);
    const [cookie] = await browser.cookies();
    const answer = await fetch(`${server.url}/desk/records.csv`, {headers: {Cookie: `uggla_desk=${cookie!.value}`}});
    assert.match(await answer.text(), /,L-7\/0042,E5\r\n/);
  });

  it('enrols people by a file, without a script, and shows who has what to do', async () => {
    await page.setJavaScriptEnabled(false);
    await open('/desk/people');
    const file = join(temporaryFolder(), 'people.csv');
    writeFileSync(file, 'account;name\neva;Eva\nfelix;Félix\n');
    const [input] = await page.$$('input[type=file]');
    await (input as ElementHandle<HTMLInputElement>).uploadFile(file);
    await Promise.all([page.waitForNavigation(), page.click('form[enctype] button')]);
    await page.setJavaScriptEnabled(true);
    assert.match(await text('section[role=status]'), /Inscritas ahora: 2/);
    assert.deepEqual(await flaws(), []);
    await open('/desk/due?step=due&q=eva');
    assert.deepEqual(await page.$$eval('tbody td:nth-child(3)', (all) => all.map((cell) => cell.textContent)), [
      'Ajusta tu puesto',
      'Comprueba',
      'Política',
    ]);
    assert.deepEqual(await flaws(), []);
  });

  it('tells what happens in a course, to be seen, heard and printed', async () => {
    const course = (await (await fetch(`${server.url}/courses/ergonomia/course.json`)).json()) as Course;
    const [film, quiz] = course.items as [Lesson, Extract<Lesson, {kind: 'quiz'}>];
    for (const skips of [false, true, true]) {
      const {actor, headers} = await signIn(server.url);
      let clock = Date.now() - 3_600_000;
      const maker = new StatementMaker({course, actor, language: 'es', now: () => new Date(clock)});
      const at = (time: number, ...ranges: Range[]) => ({time, duration: 40, ranges});
      const statements = [maker.initialized(film), maker.played(film, at(0))];
      clock += 40_000;
      if (skips) statements.push(maker.seeked(film, 10, at(30, [0, 10])));
      statements.push(maker.paused(film, skips ? at(40, [0, 10], [30, 40]) : at(40, [0, 40])));
      statements.push(maker.answered(quiz, quiz.questions[0]!, skips ? 'a' : 'b', undefined, 'client'));
      await fetch(`${server.url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(statements)});
    }
    await open('/desk/courses');
    assert.equal(await text('h1'), 'Qué pasa en los cursos');
    assert.deepEqual(await flaws(), []);
    await Promise.all([page.waitForNavigation(), page.click('tbody a')]);
    assert.equal(await text('h1'), 'Ergonomía');
    assert.equal(await text('nav [aria-current]'), 'Cursos');
    const main = await text('main');
    assert.match(main, /Han empezado\s+4/);
    assert.match(main, /0:10–0:30: máximo 1 de 3/);
    assert.match(main, /El error más frecuente: Baja \(2\)/);
    assert.deepEqual(await page.$$eval('svg[role=img]', (all) => all.map((one) => one.getAttribute('aria-label'))), [
      'Personas que vieron cada momento: máximo 3',
    ]);
    await page.click('summary');
    assert.deepEqual(
      await page.$$eval('details tbody tr', (all) => all.map((row) => (row as HTMLElement).innerText.split(/\s+/))),
      [
        ['0:00', '0:10', '3', '0'],
        ['0:10', '0:30', '1', '0'],
        ['0:30', '0:40', '3', '0'],
      ],
    );
    assert.deepEqual(await flaws(), []);
    await page.emulateMediaType('print');
    assert.equal(await page.$eval('nav', (one) => getComputedStyle(one).display), 'none');
    await page.emulateMediaType();
    const [cookie] = await browser.cookies();
    const csv = await page.$$eval('a[download]', (all) => all.map((one) => (one as HTMLAnchorElement).href));
    assert.equal(csv.length, 3);
    for (const href of csv) {
      const answer = await fetch(href, {headers: {Cookie: `uggla_desk=${cookie!.value}`}});
      assert.match(answer.headers.get('content-type')!, /text\/csv/, href);
    }
  });

  it('tells who answers, within which limits, and what was asked', async () => {
    await open('/desk/chat');
    const main = await text('main');
    assert.match(main, /uggla-extractive\s+pasajes del campus, sin modelo de lenguaje/);
    assert.match(main, /Preguntas por minuto y persona\s+20/);
    assert.match(await text('tbody tr'), /uggla-extractive\s+1\s+0\s+0/);
    assert.deepEqual(await flaws(), []);
  });

  it('tries a question', async () => {
    await open('/desk/chat');
    await page.type('.try input', '¿Cómo ajusto la altura de la silla?');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.match(await text('.answer'), /tira de la palanca derecha/);
    assert.equal(await page.$eval('ol a', (one) => one.getAttribute('href')), '/#/item/ergonomia/ajusta?t=3');
    assert.match(await text('ol li'), /0:03–0:17/);
    assert.deepEqual(await flaws(), []);
  });

  it('prints a certificate on one sheet', async () => {
    const other = await startServer({root: campusOfYear({...year, items: [year.items[0]!]}), dataDir: ':memory:'});
    const {actor, headers} = await signIn(other.url);
    await fetch(`${other.url}/xapi/statements`, {
      method: 'POST',
      headers,
      body: JSON.stringify(seen({...actor, name: 'Ana Núñez'}, 'hola')),
    });
    const {certificates} = (await (await fetch(`${other.url}/v1/certificates`, {headers})).json()) as {
      certificates: [{page: string}];
    };
    await page.goto(certificates[0].page);
    assert.match(await text('article'), /Certificado[\s\S]*Ana Núñez[\s\S]*Tu primer año/);
    assert.deepEqual(await flaws(), []);
    await page.emulateMediaType('print');
    assert.equal(await page.$eval('footer', (one) => getComputedStyle(one).display), 'none');
    await page.emulateMediaType();
    const asked = troubles.filter((one) => one.startsWith('asked ') && !one.startsWith(`asked ${other.url}`));
    troubles.splice(0, troubles.length, ...troubles.filter((one) => !one.startsWith(`asked ${other.url}`)));
    assert.deepEqual(asked, []);
    await other.stop();
  });

  it('speaks English to who wants English', async () => {
    const answer = await fetch(`${server.url}/desk/records`, {headers: {'Accept-Language': 'en-GB'}});
    assert.match(await answer.text(), /<html lang="en">[\s\S]*The desk is closed/);
  });

  it('marks where one is in forced colours too, and keeps a box beside its words on a phone', async () => {
    await open('/desk/invitations');
    const client = await page.createCDPSession();
    await client.send('Emulation.setEmulatedMedia', {features: [{name: 'forced-colors', value: 'active'}]});
    const [here, there] = await page.$$eval('nav a[aria-current], nav a:not([aria-current])', (all) =>
      [true, false].map(
        (is) => getComputedStyle(all.find((one) => (one.ariaCurrent === 'page') === is)!).backgroundColor,
      ),
    );
    assert.notEqual(here, there);
    await client.send('Emulation.setEmulatedMedia', {features: []});
    const {width, height} = page.viewport()!;
    await page.setViewport({width: 200, height});
    const isBeside = await page.$eval('.choices .choice', (label) => {
      const words = document.createRange();
      words.selectNodeContents(label.lastChild!);
      return words.getBoundingClientRect().left > label.querySelector('input')!.getBoundingClientRect().right - 1;
    });
    assert.equal(isBeside, true);
    await page.setViewport({width, height});
  });

  it('can be left', async () => {
    await open('/desk/records');
    await Promise.all([page.waitForNavigation(), page.click('header button')]);
    assert.match(await text('h1'), /La gestión está cerrada/);
  });

  it('did all that without a script error, a breach of its policy or a request elsewhere', () => {
    assert.deepEqual(troubles, []);
  });
});
