// The whole year on a real server, under a clock of its own: who can do what on which day, who is told, who is certified.
import assert from 'node:assert/strict';
import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it, mock} from 'node:test';
import {build} from '../../packages/cli/dist/index.js';
import {calendarOf, extensions, verbs} from '../../packages/protocol/dist/index.js';
import {createApp, verifyAudit, verifyCertificate} from '../../packages/server/dist/index.js';
import {makeAudit} from '../../packages/server/dist/audit/export-audit.js';
import {doJobs} from '../../packages/server/dist/jobs.js';

const homePage = 'https://campus.ribalta.example';
const year = `${homePage}/courses/primer-ano`;
const workshop = `${homePage}/courses/taller-seguro`;
const begin = '2027-03-31T07:30:00.000Z'; // no 31st in five of the months that follow, 29 of them in February
const zones = {amaia: 'Europe/Madrid', samir: 'Africa/Casablanca', lucie: 'America/Montreal'};
const folder = mkdtempSync(join(tmpdir(), 'uggla-welcome-'));
const published = join(folder, 'published');
const read = (file) => JSON.parse(readFileSync(join(published, file), 'utf8'));
const told = [];
let app;
let hook;

const header = (account, role = '') => ({'x-user': account, 'x-role': role, 'x-groups': '', 'X-Experience-API-Version': '1.0.3', 'Content-Type': 'application/json'});
async function ask(method, path, account, {body, role, status = 200} = {}) {
  const answer = await app.app.request(path, {method, headers: header(account, role), ...(body === undefined ? {} : {body: JSON.stringify(body)})});
  assert.equal(answer.status, status, `${method} ${path}: ${answer.status === status ? '' : await answer.text()}`);
  return answer.headers.get('content-type')?.includes('json') ? answer.json() : answer.text();
}
const actorOf = (account) => ({objectType: 'Agent', account: {homePage, name: account}});
const say = (account, course, lesson, verb, context = {}) => ask('POST', '/xapi/statements', account, {body: {
  id: crypto.randomUUID(), actor: actorOf(account), verb, object: {id: `${course}/${lesson}`}, timestamp: new Date().toISOString(),
  context: {contextActivities: {grouping: [{id: course}]}, ...context},
}});
const finish = (account, lesson, language, course = year) => say(account, course, lesson, verbs.completed, {language});
function accept(account, course, file, lesson, language) {
  const {document, statement} = course.items.flatMap((item) => item.items ?? [item]).find(({id}) => id === lesson);
  const {sha256, version} = document[language];
  return say(account, file, lesson, verbs.agreed, {language, extensions: {[extensions.documentSha256]: sha256, [extensions.documentVersion]: version, [extensions.acceptedText]: statement[language], [extensions.signedName]: account}});
}
async function pass(account, lesson) {
  const attempt = crypto.randomUUID();
  const {answers} = read('courses/primer-ano/answers.json');
  for (const [key, {choices}] of Object.entries(answers).filter(([one]) => one.startsWith(`${lesson}/`))) {
    const {right} = await ask('POST', '/v1/grade', account, {body: {course: year, item: lesson, question: key.split('/')[1], response: choices, attempt}});
    assert.equal(right, true, key);
  }
}
const state = async (account, course = year) => (await ask('GET', `/v1/progress?course=${encodeURIComponent(course)}`, account)).courses[0];
const monthOf = (zone, months) => calendarOf(zone).add(new Date(begin), `P${months}M`).getTime();
const clock = (time) => mock.timers.setTime(typeof time === 'string' ? Date.parse(time) : time);

before(async () => {
  cpSync(new URL('.', import.meta.url), join(folder, 'welcome'), {recursive: true});
  await build(join(folder, 'welcome'), {out: published});
  hook = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes) => (body += bytes)).on('end', () => {
      told.push(JSON.parse(body).data);
      response.writeHead(204).end();
    });
  });
  await new Promise((resolve) => hook.listen(0, '127.0.0.1', resolve));
  mock.timers.enable({apis: ['Date'], now: Date.parse(begin)});
  app = await createApp({root: published, dataDir: ':memory:', trustedHeader: 'x-user', trustedRoleHeader: 'x-role', trustedProxies: ['127.0.0.1'], publicUrl: homePage, remindersWebhook: `http://127.0.0.1:${hook.address().port}/`, log: (line) => assert.fail(line)});
  for (const [account, timeZone] of Object.entries(zones)) {
    await ask('POST', '/v1/enrolments', 'boss', {role: 'admin', status: 201, body: {course: year, people: [{account, name: account, timeZone}]}});
  }
  await ask('POST', '/v1/enrolments', 'boss', {role: 'admin', status: 201, body: {course: workshop, people: [{account: 'amaia', name: 'amaia'}]}});
});
after(async () => {
  mock.timers.reset();
  await app?.close();
  hook?.close();
  rmSync(folder, {recursive: true, force: true});
});

describe('a welcome that runs a year', () => {
  it('is there in four languages, Arabic among them, with a pack for each role', () => {
    const campus = read('campus.json');
    assert.deepEqual(campus.languages, ['es', 'en', 'fr', 'ar']);
    assert.deepEqual(campus.packs.map(({id, items}) => [id, items.map((one) => one.id)]), [['todos', ['primer-ano']], ['taller', ['taller-seguro']], ['tienda', ['tienda']]]);
    const lessons = read('courses/primer-ano/course.json').items.flatMap(({items}) => items);
    assert.equal(lessons.length, 16);
    for (const {id, title, content, document, questions = []} of lessons) {
      for (const texts of [title, content, document, ...questions.flatMap(({text, choices}) => [text, ...choices.map((one) => one.text)])]) {
        if (texts) assert.deepEqual(Object.keys(texts).sort(), ['ar', 'en', 'es', 'fr'], id);
      }
    }
  });

  it('opens each month at its moment where the person lives, never early, and tells them once', async () => {
    const course = read('courses/primer-ano/course.json');
    await doJobs(app.services);
    assert.deepEqual(told.map(({person, lessons}) => [person.name, lessons.map(({lesson}) => lesson)]), Object.keys(zones).sort().map((name) => [name, ['parada-1', 'datos']]));
    for (let month = 1; month <= 12; month++) {
      if (month > 1) {
        for (const [account, zone] of Object.entries(zones).sort(([, one], [, other]) => monthOf(one, month - 1) - monthOf(other, month - 1))) {
          const opens = monthOf(zone, month - 1);
          clock(opens - 1);
          assert.equal((await state(account)).locks?.[`parada-${month}`]?.kind, 'at', `${account}, month ${month}, a moment early`);
          clock(opens);
          assert.equal((await state(account)).locks?.[`parada-${month}`], undefined, `${account}, month ${month}`);
        }
        told.length = 0;
        for (let times = 0; times < 2; times++) await doJobs(app.services);
        const wanted = course.items[month - 1].items.map(({id}) => id);
        const news = told.flatMap(({person, lessons}) => lessons.filter(({step}) => step === 'due').map(({lesson}) => `${person.name} ${lesson}`));
        assert.deepEqual(news.sort(), Object.keys(zones).flatMap((account) => wanted.map((id) => `${account} ${id}`)).sort(), `month ${month}`);
      }
      clock(Date.now() + 3_600_000);
      for (const account of ['amaia', 'samir']) {
        const language = account === 'samir' ? 'ar' : 'es';
        await finish(account, `parada-${month}`, language);
        if (month === 1) await accept(account, course, year, 'datos', language);
        if (month === 2) await accept(account, course, year, 'convivencia', language);
        if (month === 3) await pass(account, 'quien-decide');
        if (month === 12 && account === 'amaia') await pass(account, 'repaso');
      }
      if (month === 4) await finish('lucie', 'parada-1', 'fr');
    }
  });

  it('believes no clock but its own: what was recorded before its day does not count', async () => {
    await ask('POST', '/v1/enrolments', 'boss', {role: 'admin', status: 201, body: {course: year, people: [{account: 'cheat', name: 'cheat'}]}});
    await finish('cheat', 'parada-12', 'es');
    const {early, done} = await state('cheat');
    assert.deepEqual([early, done], [['parada-12'], 0]);
  });

  it('keeps the role’s course closed to who is not of that role', async () => {
    assert.equal((await state('amaia', workshop)).locks['taller-primero'].group, 'taller');
  });

  it('shows at the end who is late with what', async () => {
    const invitation = await app.services.accounts.invite('manager');
    const entered = await app.app.request('/desk/enter', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: new URLSearchParams({invitation}).toString()});
    const headers = {Cookie: entered.headers.get('set-cookie').split(';')[0]};
    const csv = await (await app.app.request('/desk/due.csv?step=late', {headers})).text();
    const late = csv.trim().split('\r\n').slice(1).map((line) => line.split(','));
    assert.deepEqual([...new Set(late.map(([name]) => name))], ['lucie']);
    assert.ok(late.some((line) => line.includes('quien-decide')) && !late.some((line) => line.includes('parada-1')));
    const people = await (await app.app.request('/desk/people.csv', {headers})).text();
    assert.match(people, /^amaia,amaia,,https:\/\/campus\.ribalta\.example\/courses\/primer-ano,[^,]+,16,16,true,/m);
    assert.match(people, /^samir,samir,,[^,]+primer-ano,[^,]+,15,16,false,/m);
  });

  it('certifies who did it all, for a year, and asks for the documents again', async () => {
    const {certificates: [certificate]} = await ask('GET', '/v1/certificates', 'amaia');
    assert.deepEqual((await ask('GET', '/v1/certificates', 'samir')).certificates, []);
    assert.equal(certificate.state, 'valid');
    const jwt = await ask('GET', new URL(certificate.credential).pathname, 'amaia');
    const {flaws, person} = await verifyCertificate(jwt, app.services.keys.jwks, new Date());
    assert.deepEqual([flaws, person], [[], 'amaia']);
    clock('2028-04-02T00:00:00.000Z'); // a year after the documents were accepted
    const {due} = await state('samir');
    assert.deepEqual(Object.keys(due), ['datos']);
    told.length = 0;
    await doJobs(app.services);
    assert.ok(told.some(({person: {name}, lessons}) => name === 'samir' && lessons.some(({lesson, completedBefore}) => lesson === 'datos' && completedBefore)));
    clock('2029-06-01T00:00:00.000Z');
    assert.deepEqual((await ask('GET', '/v1/certificates', 'amaia')).certificates.map((one) => one.state), ['expired']);
  });

  it('can be proven: the audit file is whole, and says who accepted what', async () => {
    const {zip, acceptances} = await makeAudit({db: app.services.store.db, keys: app.services.keys, campus: app.services.campus});
    assert.deepEqual((await verifyAudit(zip, app.services.keys.jwks)).flaws, []);
    const stand = Object.fromEntries(acceptances.filter(({lesson}) => lesson === 'datos').map(({person, state: one, language}) => [person.name, `${one} ${language ?? ''}`.trim()]));
    assert.deepEqual([stand.amaia, stand.samir, stand.lucie], ['accepted es', 'accepted ar', 'missing']);
  });
});
