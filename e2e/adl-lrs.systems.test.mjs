// A course in a page of its own, and a cmi5 package in CATAPULT, before ADL's record store: none of ours.
// UGGLA_ADL_LRS: a checkout of adlnet/ADL_LRS; what it wants of Debian stands in lib/adl-lrs.mjs. UGGLA_CATAPULT as in lib/cmi5-in-catapult.mjs.
import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {startAdlLrs} from './lib/adl-lrs.mjs';
import {openBrowser, openPage, until} from './lib/browser.mjs';
import {describeCmi5InCatapult} from './lib/cmi5-in-catapult.mjs';
import {serveFiles} from './lib/files.mjs';
import {answerQuiz} from './lib/quiz.mjs';
import {exportWelcome} from './lib/welcome.mjs';
import {serve} from '../packages/server/dist/index.js';

const course = 'https://campus.example/courses/acogida';
const agent = (name) => ({objectType: 'Agent', account: {homePage: 'https://acme.example', name}});
const right = {puerta: 'Falso', salida: 'escalera'};

let lrs;
before(async () => (lrs = await startAdlLrs(process.env.UGGLA_ADL_LRS)));
after(() => lrs?.stop());

describe('a course in a page, before ADL’s record store', () => {
  let folder, site, browser;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uggla-xapi-'));
    await exportWelcome(folder);
    site = await serveFiles(
      (path) => {
        const [, name, ending] = /^\/people\/(\w+)(\.js)?$/.exec(path) ?? [];
        if (ending) return {type: ending, body: scriptOf(name)};
        if (name) return {type: '.html', body: pageOf(name)};
        return {file: join(folder, 'published', path)};
      },
      {
        policy: `default-src 'self'; img-src 'self' data:; connect-src 'self' ${new URL(lrs.endpoint).origin}; require-trusted-types-for 'script'`,
      },
    );
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    site?.stop();
    if (folder) await rm(folder, {recursive: true, force: true, maxRetries: 5});
  });

  const pageOf = (name) => `<!doctype html><html lang="es"><title>Acogida</title><link rel="icon" href="data:,">
<uggla-course src="/courses/acogida/course.json" records="xapi" endpoint="${lrs.endpoint}"></uggla-course>
<script type="module" src="${name}.js"></script><script type="module" src="/assets/uggla/uggla-course.js"></script>`;
  const scriptOf = (name) => `globalThis.made = [];
const course = document.querySelector('uggla-course');
course.learner = ${JSON.stringify(agent(name))};
course.authorization = () => ${JSON.stringify(lrs.authorization)};
course.addEventListener('uggla-record', ({statement}) => made.push(statement.id));
course.addEventListener('uggla-error', ({error}) => console.error(error.code, error.message));`;

  const isReady = () => document.querySelector('uggla-course')?.matches(':state(ready)');
  /** A device of a person: a browser that shares nothing with others. */
  async function device(name) {
    const {page, errors, breaches} = await openPage(browser);
    const answers = [];
    page.on('response', (response) => {
      if (response.url().startsWith(lrs.endpoint)) answers.push(response.status());
    });
    await page.goto(`${site.url}people/${name}`);
    await until(page, isReady);
    return {
      page,
      answers,
      goTo: (lesson) => page.evaluate((id) => document.querySelector('uggla-course').goTo(id), lesson),
      lesson: () => page.evaluate(() => document.querySelector('uggla-course').lesson),
      done: (lesson) =>
        until(
          page,
          (id) => document.querySelector('uggla-course').progress.lessons[id]?.completed !== undefined,
          lesson,
        ),
      drained: () => page.evaluate(() => document.querySelector('uggla-course').drained()),
      made: () => page.evaluate(() => globalThis.made),
      async close() {
        assert.deepEqual([...errors, ...breaches], []);
        await page.browserContext().close();
      },
    };
  }
  const idsOf = async (name) => (await lrs.statements({agent: JSON.stringify(agent(name))})).map(({id}) => id).sort();
  /** The progress that the store keeps. */
  async function kept(name) {
    const query = new URLSearchParams({activityId: course, agent: JSON.stringify(agent(name))});
    const headers = {authorization: lrs.authorization, 'x-experience-api-version': '1.0.3'};
    const ids = await (await fetch(`${lrs.endpoint}/activities/state?${query}`, {headers})).json();
    const [id] = ids.filter((one) => one.endsWith('progress'));
    return (
      await fetch(`${lrs.endpoint}/activities/state?${query}&stateId=${encodeURIComponent(id)}`, {headers})
    ).json();
  }

  it('is begun in one browser and ended in another; what was recorded is there, once, and can be exported', async () => {
    const first = await device('ana');
    await first.goTo('hola');
    await first.done('hola');
    await first.drained();
    const made = await first.made();
    assert.deepEqual(await idsOf('ana'), made.toSorted());
    assert.ok((await kept('ana')).lessons.hola.completed);
    await first.close();

    const second = await device('ana');
    assert.equal(await second.lesson(), 'prueba', 'it goes on where it was left');
    await answerQuiz(second.page, right);
    await until(second.page, () => document.querySelector('uggla-course').progress.completed !== undefined);
    await second.drained();
    const all = await idsOf('ana');
    assert.ok(made.every((id) => all.includes(id)));
    assert.deepEqual(all, [...new Set([...made, ...(await second.made())])].sort());
    const progress = await kept('ana');
    assert.ok(progress.completed && progress.lessons.prueba.passed !== undefined, JSON.stringify(progress));
    const exported = await second.page.evaluate(() => document.querySelector('uggla-course').exportRecords());
    assert.ok(exported.length > 5, 'more than one page of the store');
    assert.deepEqual(exported.map(({id}) => id).sort(), all);
    assert.deepEqual(
      [...first.answers, ...second.answers].filter((status) => status >= 400 && status !== 404),
      [],
    );
    await second.close();
  });

  it('is learned on two devices at once: neither takes from the other what it did', async () => {
    const [one, other] = [await device('ben'), await device('ben')];
    await one.goTo('hola');
    await one.done('hola');
    await one.drained();
    await other.goTo('prueba');
    await answerQuiz(other.page, right);
    await other.done('prueba');
    await other.drained();
    assert.ok(other.answers.includes(412), `no conflict: ${other.answers}`);
    const {lessons} = await kept('ben');
    assert.ok(lessons.hola.completed && lessons.prueba.completed, JSON.stringify(lessons));
    assert.deepEqual(await idsOf('ben'), [...new Set([...(await one.made()), ...(await other.made())])].sort());
    await Promise.all([one.close(), other.close()]);
  });

  it('is learned while the store cannot be reached, and while its answers are lost: nothing is, and nothing counts twice', async () => {
    const {page, goTo, done, drained, made, answers, close} = await device('cleo');
    await goTo('hola');
    await done('hola');
    await drained();
    const before = await made();
    const network = await page.createCDPSession();
    network.on('Fetch.requestPaused', ({requestId}) =>
      network.send('Fetch.failRequest', {requestId, errorReason: 'ConnectionReset'}).catch(() => undefined),
    );
    const fail = (requestStage) =>
      network.send('Fetch.enable', {patterns: [{urlPattern: `${lrs.endpoint}/*`, requestStage}]});
    const heal = async () => {
      await network.send('Fetch.disable');
      await page.evaluate(() => dispatchEvent(new Event('online')));
    };
    await fail('Request');
    await goTo('prueba');
    await answerQuiz(page, {puerta: 'Verdadero', salida: 'ascensor'});
    await until(page, () => document.querySelector('uggla-course').progress.lessons.prueba?.attempts === 1);
    const away = await made();
    assert.ok(away.length > before.length);
    assert.deepEqual(await idsOf('cleo'), before.toSorted(), 'nothing has come meanwhile');
    await page.reload();
    await until(page, isReady);
    // Now what is sent arrives, and the page never hears of it.
    await fail('Response');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    for (let arrived = []; !away.every((id) => arrived.includes(id));) arrived = await idsOf('cleo');
    await heal();
    await drained();
    const statements = await lrs.statements({agent: JSON.stringify(agent('cleo'))});
    const ids = statements.map(({id}) => id);
    assert.deepEqual(
      [...before, ...away, ...(await made())].filter((id) => !ids.includes(id)),
      [],
      'lost',
    );
    // A page that goes says last words whose event nobody hears: what must not be doubled is told by what it says.
    const said = (verb) => statements.filter((one) => one.verb.id.endsWith(`/${verb}`)).map(({object}) => object.id);
    for (const verb of ['answered', 'completed', 'failed'])
      assert.equal(new Set(said(verb)).size, said(verb).length, `doubled: ${verb} ${said(verb)}`);
    assert.equal(said('answered').length, 2);
    assert.equal((await kept('cleo')).lessons.prueba.attempts, 1);
    assert.deepEqual(
      answers.filter((status) => ![200, 204, 404, 409].includes(status)),
      [],
    );
    await close();
  });
});

describe('our server, which hands on to ADL’s record store', () => {
  it('has everything there, once and in order: also what it signed itself, and what takes back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'uggla-hand-on-'));
    const lines = [];
    const server = await serve({
      chatOnly: true,
      port: 0,
      dataDir: join(folder, 'data'),
      xapiSystems: 'lms:a-secret-of-the-lms',
      lrs: lrs.endpoint,
      lrsKey: `${lrs.user}:${lrs.password}`,
      log: (line) => lines.push(line),
    });
    const headers = {
      authorization: `Basic ${btoa('lms:a-secret-of-the-lms')}`,
      'x-experience-api-version': '1.0.3',
      'content-type': 'application/json',
    };
    const statement = (verb, object) => ({
      id: crypto.randomUUID(),
      actor: agent('dora'),
      verb: {id: verb, display: {en: 'did'}},
      object,
      timestamp: new Date().toISOString(),
    });
    const seen = statement('http://adlnet.gov/expapi/verbs/experienced', {id: `${course}/hola`});
    const posted = [
      seen,
      statement('http://activitystrea.ms/schema/1.0/agree', {id: `${course}/politica`}),
      statement('http://adlnet.gov/expapi/verbs/voided', {objectType: 'StatementRef', id: seen.id}),
      ...Array.from({length: 60}, () =>
        statement('http://adlnet.gov/expapi/verbs/experienced', {id: `${course}/hola`}),
      ),
    ];
    const post = {method: 'POST', headers, body: JSON.stringify(posted)};
    assert.equal((await fetch(`${server.url}/xapi/statements`, post)).status, 200);
    const own = (await (await fetch(`${server.url}/xapi/statements?ascending=true&limit=500`, {headers})).json())
      .statements;
    for (let told = ''; !told.includes('lrs_statements_waiting 0\n');)
      told = await (await fetch(`${server.url}/metrics`)).text();
    await server.close();
    const ids = (await lrs.statements()).map(({id}) => id);
    const kept = own.map(({id}) => id);
    assert.deepEqual(
      ids.filter((id) => kept.includes(id)),
      kept,
    );
    assert.ok(own.some(({verb}) => verb.id.endsWith('/countersigned')) && !kept.includes(seen.id));
    assert.deepEqual(lines, []);
    await rm(folder, {recursive: true, force: true, maxRetries: 5});
  });
});

describeCmi5InCatapult('ADL’s record store', async () => ({...lrs, stop: async () => {}}));
