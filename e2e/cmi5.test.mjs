// A cmi5 unit as a lesson of a course: a real server launches it, and it speaks as cmi5 wants it, by real requests.
import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {openBrowser, openPage, seen, until} from './lib/browser.mjs';
import {root} from './lib/campus.mjs';
import {serve} from '../packages/server/dist/index.js';

/** The unit: inline script and style, as most packages have. With `?cross` its record store is another origin than its own. */
const unit = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fire</title><style>body{font:1em sans-serif}</style></head>
<body><h1>Fire drill</h1><p id="said"></p><button id="done" disabled>I know the way out</button>
<script>
const asked = new URLSearchParams(location.search);
const place = (name) => asked.has('cross') ? asked.get(name).replace(/localhost|127\\.0\\.0\\.1/, (one) => one === 'localhost' ? '127.0.0.1' : 'localhost') : asked.get(name);
const actor = JSON.parse(asked.get('actor'));
const [registration, activityId] = [asked.get('registration'), asked.get('activityId')];
const cmi5 = 'https://w3id.org/xapi/cmi5/context/';
let token, data;
const xapi = (path, init = {}) => fetch(place('endpoint') + path, {...init, headers: {authorization: 'Basic ' + token, 'x-experience-api-version': '1.0.3', 'content-type': 'application/json', ...init.headers}});
const say = async (verb, result, moves) => {
  const {contextTemplate, masteryScore} = data;
  const category = ['cmi5', ...(moves ? ['moveon'] : [])].map((one) => ({id: cmi5 + 'categories/' + one}));
  const extensions = {...contextTemplate.extensions, ...(result?.score ? {[cmi5 + 'extensions/masteryscore']: masteryScore} : {})};
  const context = {...contextTemplate, registration, contextActivities: {...contextTemplate.contextActivities, category}, extensions};
  const statement = {id: crypto.randomUUID(), actor, verb: {id: 'http://adlnet.gov/expapi/verbs/' + verb, display: {en: verb}}, object: {id: activityId}, ...(result ? {result} : {}), context, timestamp: new Date().toISOString()};
  const answer = await xapi('statements', {method: 'POST', body: JSON.stringify(statement)});
  document.querySelector('#said').append(verb + ' ' + answer.status + '; ');
};
(async () => {
  const fetched = await (await fetch(place('fetch'), {method: 'POST'})).json();
  token = fetched['auth-token'];
  if (!token) return document.querySelector('#said').append(fetched['error-text']);
  const agent = JSON.stringify(actor);
  data = await (await xapi('activities/state?' + new URLSearchParams({stateId: 'LMS.LaunchData', activityId, registration, agent}))).json();
  await xapi('agents/profile?' + new URLSearchParams({profileId: 'cmi5LearnerPreferences', agent}));
  await say('initialized');
  sessionStorage.begun = 'yes';
  document.querySelector('#done').disabled = false;
})();
document.querySelector('#done').addEventListener('click', async () => {
  const duration = 'PT20S';
  if (data.masteryScore) await say('passed', {success: true, score: {scaled: 0.9}, duration}, true);
  await say('completed', {completion: true, duration}, true);
  await say('terminated', {duration});
  location.href = data.returnURL;
});
</script></body></html>`;

const page = `<!doctype html><html lang="es"><meta charset="utf-8"><title>Curso</title>
<script type="module" src="/bundle/uggla-course.js"></script>
<uggla-course id="course" src="courses/safety/course.json" records="server" endpoint="ENDPOINT" lang="es"></uggla-course>`;

const course = {
  id: 'https://campus.example/courses/safety',
  version: '1',
  languages: ['es'],
  title: 'Seguridad',
  items: [
    {
      id: 'fire',
      kind: 'embed',
      title: 'Fuego',
      src: 'fire/unit.html',
      standard: 'cmi5',
      activity: 'https://maker.example/fire',
      moveOn: 'CompletedAndPassed',
      mastery: 0.8,
    },
    {
      id: 'drill',
      kind: 'embed',
      title: 'Simulacro',
      src: 'fire/unit.html?cross',
      standard: 'cmi5',
      activity: 'https://maker.example/drill',
      moveOn: 'Completed',
      launchMethod: 'OwnWindow',
      unlock: {after: ['fire']},
    },
  ],
};

describe('a cmi5 lesson on a real server', () => {
  let browser, folder, server;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uggla-cmi5-'));
    await mkdir(join(folder, 'courses/safety/fire'), {recursive: true});
    const campus = {
      id: 'https://campus.example/',
      title: 'Campus',
      languages: ['es'],
      packs: [
        {
          id: 'all',
          title: 'Todo',
          items: [{id: 'safety', kind: 'course', title: 'Seguridad', src: 'courses/safety/course.json'}],
        },
      ],
    };
    const files = {
      'campus.json': JSON.stringify(campus),
      'courses/safety/course.json': JSON.stringify(course),
      'courses/safety/fire/unit.html': unit,
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    server = await serve({
      root: folder,
      dataDir: ':memory:',
      port: 0,
      mounts: {'/bundle/': join(root, 'packages/elements/dist/bundle')},
    });
    await writeFile(join(folder, 'curso.html'), page.replace('ENDPOINT', server.url));
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    if (folder) await rm(folder, {recursive: true, force: true});
  });

  const unitIn = async (view) => {
    const frame = await view.waitForFrame((one) => one.url().includes('/fire/unit.html'), {timeout: 20_000});
    await until(frame, () => document.querySelector('#done')?.disabled === false);
    return frame;
  };
  /** Of a window that goes from page to page: in between there is none to ask. */
  const comes = (window, isSo) => until({evaluate: (one) => window.evaluate(one).catch(() => false)}, isSo);
  const progress = (view) => view.page.evaluate(() => document.querySelector('uggla-course').progress.lessons);

  it('is done in its frame, then the next one in a window of its own; the server has heard it all, in order', async () => {
    const view = await openPage(browser);
    await view.page.goto(`${server.url}/curso.html`);
    const frame = await unitIn(view.page);
    assert.equal(await frame.evaluate(() => sessionStorage.begun), 'yes');
    await frame.click('#done');
    await until(view.page, () => document.querySelector('uggla-course').progress.lessons.fire?.completed !== undefined);
    const {fire} = await progress(view);
    assert.deepEqual([fire.passed, fire.score, fire.read], [true, 0.9, 1]);
    await seen(view.page, 'uggla-course >>> button[part=launch]');

    await view.page.evaluate(() => document.querySelector('uggla-course').goTo('drill'));
    await until(view.page, () =>
      document.querySelector('uggla-course').shadowRoot.querySelector('.unit')?.textContent.includes('ventana'),
    );
    const coming = new Promise((resolve) => view.page.once('popup', resolve));
    await (await seen(view.page, 'uggla-course >>> button[part=launch]')).click();
    const own = await coming;
    await comes(own, () => document.querySelector('#done')?.disabled === false);
    assert.equal(await own.evaluate(() => opener), null);
    await own.click('#done');
    await comes(own, () => location.pathname.endsWith('/return') && document.querySelector('h1') !== null);
    await own.close();
    await view.page.bringToFront();
    await until(view.page, () => document.querySelector('uggla-course').progress.completed !== undefined);

    const {records, state} = await view.page.evaluate(async () => {
      const element = document.querySelector('uggla-course');
      await element.drained();
      const statements = await element.exportRecords();
      const word = (iri) => iri.split('/').at(-1);
      const {token} = await new Promise((resolve) => {
        const asked = indexedDB.open('uggla-records');
        asked.onsuccess = () => {
          const keys = asked.result.transaction('keep').objectStore('keep');
          const got = keys.get(`token ${element.endpoint}`);
          got.onsuccess = () => resolve(got.result);
        };
      });
      const answer = await fetch(`${element.endpoint}/v1/progress`, {headers: {authorization: `Bearer ${token}`}});
      return {
        records: statements
          .filter(({context}) => context?.extensions?.['https://w3id.org/xapi/cmi5/context/extensions/sessionid'])
          .map(({verb, object}) => `${word(verb.id)} ${word(object.id)}`),
        state: (await answer.json()).courses[0],
      };
    });
    assert.deepEqual(records, [
      'launched fire',
      'initialized fire',
      'passed fire',
      'completed fire',
      'satisfied structure',
      'terminated fire',
      'launched drill',
      'initialized drill',
      'completed drill',
      'satisfied structure',
      'satisfied safety',
      'terminated drill',
    ]);
    assert.deepEqual([state.done, state.complete, state.early], [2, true, undefined]);
    assert.deepEqual([view.errors, view.breaches], [[], []]);
    await view.page.browserContext().close();
  });
});
