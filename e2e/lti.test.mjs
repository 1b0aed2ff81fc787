// Our course in the page of an LMS of another site, with cookies of other sites refused: chosen by a teacher, done by a learner.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {openBrowser, openPage, until} from './lib/browser.mjs';
import {root} from './lib/campus.mjs';
import {answerQuiz} from './lib/quiz.mjs';
import {exportWelcome} from './lib/welcome.mjs';
import {serve} from '../packages/server/dist/index.js';
import {TestPlatform} from '../packages/server/dist/support/lti.test.util.js';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const deepLinking = 'https://purl.imsglobal.org/spec/lti-dl/claim';
const lti = 'https://purl.imsglobal.org/spec/lti/claim';

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const html = (body) => `<!doctype html><html lang="es"><meta charset="utf-8"><title>LMS</title>${body}`;
const form = (to, fields) =>
  html(
    `<form method="post" action="${escape(to)}">${Object.entries(fields)
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
      .join('')}</form><script>document.forms[0].submit()</script>`,
  );

describe('a course of ours in an LMS', () => {
  let browser, folder, server, tool, platform, link;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uggla-lti-'));
    await exportWelcome(folder);
    platform = new TestPlatform();
    await platform.open(); // 127.0.0.1; the tool is shown as localhost, another site
    server = await serve({
      root: join(folder, 'published'),
      dataDir: ':memory:',
      port: 0,
      lti: [platform.registration()],
      limits: {scoreDelayMs: 0},
    });
    tool = `http://localhost:${server.port}`;
    await platform.know({send: (method, path) => fetch(`${tool}${path}`, {method})});
    const target = {[`${lti}/target_link_uri`]: `${tool}/lti/launch`};
    const asked = (role) => ({
      iss: platform.url,
      login_hint: role,
      lti_message_hint: role,
      target_link_uri: `${tool}/lti/launch`,
      client_id: 'uggla-client',
      lti_storage_target: '_parent',
    });
    for (const role of ['teacher', 'learner'])
      platform.pages.set(`/${role}`, () =>
        html(`<h1>Clase</h1><iframe title="Campus" width="1000" height="700" allow="fullscreen; autoplay"
          src="${escape(`${tool}/lti/login?${new URLSearchParams(asked(role))}`)}"></iframe>`),
      );
    platform.pages.set('/auth', async (fields) => {
      const more = fields.get('login_hint') === 'teacher' ? platform.choosing(target) : {...target, ...link};
      const id_token = await platform.sign(platform.claims(fields.get('nonce'), more));
      return form(fields.get('redirect_uri'), {id_token, state: fields.get('state')});
    });
    platform.pages.set('/chosen', (fields) => {
      const claims = JSON.parse(Buffer.from(fields.get('JWT').split('.')[1], 'base64url'));
      const [item] = claims[`${deepLinking}/content_items`];
      link = {[`${lti}/custom`]: item.custom};
      return html(`<p id="chosen">${escape(item.title)}</p>`);
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    platform?.close();
    if (folder) await rm(folder, {recursive: true, force: true});
  });

  const ready = (frame, isSo) =>
    until(
      {
        evaluate: (one) =>
          frame()
            .evaluate(one)
            .catch(() => false),
      },
      isSo,
    );

  it('is chosen by keys, opened without a cookie, done, and its score stands in the gradebook', async () => {
    const view = await openPage(browser);
    const frame = () => view.page.frames().at(-1);
    await view.page.goto(`${platform.url}/teacher`);
    await ready(frame, () => document.querySelector('[data-choice] button')?.disabled === false);
    assert.equal(new URL(frame().url()).pathname, '/lti/launch');
    assert.equal(await frame().evaluate(() => ((document.cookie = 'a=1; SameSite=None; Secure'), document.cookie)), '');
    await frame().evaluate(axe);
    assert.deepEqual(
      (await frame().evaluate('axe.run()')).violations.map(({id}) => id),
      [],
    );
    await frame().focus('input[name=course]');
    await view.page.keyboard.press('Space');
    await view.page.keyboard.press('Tab'); // to the column of the gradebook
    await view.page.keyboard.press('Tab');
    await view.page.keyboard.press('Enter');
    await ready(frame, () => document.querySelector('#chosen') !== null);
    assert.equal(await frame().evaluate(() => document.querySelector('#chosen').textContent), 'Acogida');

    await view.page.goto(`${platform.url}/learner`);
    await ready(frame, () => document.querySelector('uggla-course')?.matches(':state(ready)') === true);
    await frame().evaluate(() => document.querySelector('uggla-course').goTo('hola'));
    await ready(frame, () => document.querySelector('uggla-course').progress.lessons.hola?.completed !== undefined);
    await frame().evaluate(() => document.querySelector('uggla-course').goTo('prueba'));
    await answerQuiz(frame(), {puerta: 'Falso', salida: 'escalera'});
    await ready(frame, () => document.querySelector('uggla-course').progress.completed !== undefined);
    await frame().evaluate(() => document.querySelector('uggla-course').drained());
    while (platform.scores.at(-1)?.activityProgress !== 'Completed') await platform.scored(platform.scores.length + 1);
    const {scoreGiven, gradingProgress, userId} = platform.scores.at(-1);
    assert.deepEqual([scoreGiven, gradingProgress, userId], [100, 'FullyGraded', 'u-7']);
    assert.deepEqual(await frame().evaluate(() => Object.keys({...sessionStorage, ...localStorage})), []);
    assert.deepEqual([view.errors, view.breaches], [[], []]);
    await view.page.browserContext().close();
  });
});
