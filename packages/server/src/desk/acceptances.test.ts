import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {verifyAudit} from '../index.js';
import {openApp, type TestApp} from '../support/app.test.util.js';
import {acceptanceOf, campusWithPolicy} from '../support/audit.test.util.js';
import {courseId} from '../support/campus.test.util.js';

let app: TestApp;
let cookie: string;

async function enter(role: 'admin' | 'manager'): Promise<string> {
  const body = new URLSearchParams({invitation: await app.services.accounts.invite(role)}).toString();
  const answer = await app.send('POST', '/desk/enter', {
    headers: {'Content-Type': 'application/x-www-form-urlencoded'},
    body,
  });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}
const desk = (path: string, language = 'en', as = cookie) =>
  app.send('GET', `/desk/${path}`, {headers: {Cookie: as, 'Accept-Language': language}});

before(async () => {
  app = await openApp({root: await campusWithPolicy()});
  cookie = await enter('admin');
  const manager = await app.visitor('manager');
  const people = await Promise.all(
    ['Ana', '<b>Ben</b>', '=Cleo()'].map(async (name) => ({name, ...(await app.visitor())})),
  );
  await app.send('POST', '/v1/enrolments', {
    headers: manager.headers,
    body: {course: courseId, people: people.map(({name, actor}) => ({name, account: actor.account!.name}))},
  });
  await app.send('POST', '/xapi/statements', {
    headers: people[0]!.headers,
    body: acceptanceOf(people[0]!.actor, 'Ana'),
  });
  await app.send('POST', '/xapi/statements', {
    headers: people[1]!.headers,
    body: acceptanceOf(people[1]!.actor, '<b>Ben</b>', 'c'.repeat(64)),
  });
});

describe('the acceptances at the desk', () => {
  it('say how many of how many, and who is missing', async () => {
    const html = await (await desk('acceptances')).text();
    assert.match(html, /1 of 3 accepted/);
    assert.match(html, /Missing: &lt;b&gt;Ben&lt;\/b&gt;, =Cleo\(\)/);
    assert.match(html, /older version/);
    assert.doesNotMatch(html, /<b>Ben/);
    assert.match(html, /aria-current="page">Acceptances/);
  });

  it('are there in Spanish', async () => {
    const html = await (await desk('acceptances', 'es')).text();
    assert.match(html, /<h1>Aceptaciones<\/h1>/);
    assert.match(html, /1 de 3 aceptado/);
    assert.match(html, /versión anterior/);
  });

  it('come as CSV without formulas', async () => {
    const answer = await desk('acceptances.csv');
    assert.match(answer.headers.get('content-disposition')!, /acceptances\.csv/);
    const csv = await answer.text();
    assert.equal(csv.trimEnd().split('\r\n').length, 4);
    assert.match(csv, /,'=Cleo\(\),/);
  });

  it('come as an audit file that is whole', async () => {
    const answer = await desk('audit.zip');
    assert.equal(answer.headers.get('content-type'), 'application/zip');
    const report = await verifyAudit(new Uint8Array(await answer.arrayBuffer()), app.services.keys.jwks);
    assert.deepEqual([report.flaws, report.acceptances], [[], 2]);
  });

  it('are for administrators alone', async () => {
    const manager = await enter('manager');
    for (const path of ['acceptances', 'acceptances.csv', 'audit.zip']) {
      for (const as of ['', manager]) {
        const answer = await desk(path, 'en', as);
        assert.equal(answer.status, 401, path);
        assert.doesNotMatch(await answer.text(), /Ana/);
      }
    }
  });

  it('say so where no course has a document', async () => {
    const alone = await openApp({chatOnly: true});
    const body = new URLSearchParams({invitation: await alone.services.accounts.invite('admin')}).toString();
    const entered = await alone.send('POST', '/desk/enter', {
      headers: {'Content-Type': 'application/x-www-form-urlencoded'},
      body,
    });
    const html = await (
      await alone.send('GET', '/desk/acceptances', {
        headers: {Cookie: entered.headers.get('set-cookie')!.split(';')[0]!},
      })
    ).text();
    assert.match(html, /No course has a document to accept/);
  });
});
