import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {enrolTable} from '../learning/enrol-csv.js';
import {findPairs, readStandings} from '../learning/standings.js';
import {openApp, type TestApp} from '../support/app.test.util.js';
import {courseId, writeFiles} from '../support/campus.test.util.js';
import {campusOfYear, seen, year, yearId} from '../support/year.test.util.js';

let app: TestApp;
let admin: string;
let manager: string;

async function enter(role: 'admin' | 'manager' | 'editor'): Promise<{cookie: string; to: string}> {
  const body = new URLSearchParams({invitation: await app.services.accounts.invite(role)}).toString();
  const answer = await app.send('POST', '/desk/enter', {
    headers: {'Content-Type': 'application/x-www-form-urlencoded'},
    body,
  });
  return {cookie: answer.headers.get('set-cookie')!.split(';')[0]!, to: answer.headers.get('location')!};
}
const desk = (path: string, cookie = manager, language = 'en') =>
  app.send('GET', `/desk/${path}`, {headers: {Cookie: cookie, 'Accept-Language': language}});
const page = async (path: string, cookie = manager, language = 'en') => (await desk(path, cookie, language)).text();
const rows = (html: string) => html.match(/<tbody>[\s\S]*<\/tbody>/)?.[0].match(/<tr>/g)?.length ?? 0;

async function bring(
  csv: string | Uint8Array,
  cookie = manager,
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData();
  form.set('file', new Blob([csv as BlobPart], {type: 'text/csv'}), 'people.csv');
  form.set('course', yearId);
  const whole = new Response(form);
  return app.send('POST', '/desk/people', {
    headers: {Cookie: cookie, 'Content-Type': whole.headers.get('content-type')!, ...headers},
    body: new Uint8Array(await whole.arrayBuffer()),
  });
}

before(async () => {
  app = await openApp({root: campusOfYear()});
  admin = (await enter('admin')).cookie;
  const {cookie, to} = await enter('manager');
  assert.equal(to, '/desk/people');
  manager = cookie;
});

describe('people at the desk', () => {
  it('are nobody at first', async () => {
    assert.match(await page('people'), /Nobody fits/);
    assert.match(await page('due', manager, 'es'), /No hay nada pendiente/);
  });

  it('are enrolled by a table, which says what was wrong with which line', async () => {
    const html = await (
      await bring('cuenta;nombre;correo\nana;<b>Ana</b>;ana@example.com\nben;Ben;nowhere\ncleo;=Cleo();\n')
    ).text();
    assert.match(html, /Lines read: 3 · Enrolled now: 2 · Enrolled before: 0/);
    assert.match(html, /Line 3: nowhere is no address of mail/);
    const spanish = await bring('cuenta;correo\n;x@example.com\n', manager, {'Accept-Language': 'es'});
    assert.match(await spanish.text(), /Línea 2: no indica ninguna cuenta/);
    assert.match(await (await bring('account\nana\n')).text(), /Enrolled now: 0 · Enrolled before: 1/);
    const empty = await bring('');
    assert.equal(empty.status, 400);
    assert.match(await empty.text(), /role="alert">No table was brought/);
    assert.equal((await bring('account\neva\n', manager, {Origin: 'https://evil.example'})).status, 403);
  });

  it('are shown with their courses, and how far they are', async () => {
    const visitor = await app.visitor();
    await app.send('POST', '/xapi/statements', {
      headers: visitor.headers,
      body: seen({...visitor.actor, name: 'Guest'}, 'hola'),
    });
    const html = await page('people');
    assert.equal(rows(html), 3);
    assert.match(
      html,
      /&lt;b&gt;Ana&lt;\/b&gt;<br \/><span class="quiet">ana<\/span><br \/><span class="quiet">ana@example\.com/,
    );
    assert.match(html, /0 of 3/);
    assert.match(html, /Guest[\s\S]*not enrolled[\s\S]*1 of 3/);
    assert.doesNotMatch(html, /<b>Ana|undefined|\[object/);
    const spanish = await page('people', manager, 'es');
    assert.match(spanish, /<h1>Personas<\/h1>/);
    assert.match(spanish, /Tu primer año/);
  });

  it('are filtered by name and course, and come as CSV without formulas', async () => {
    assert.equal(rows(await page('people?q=CLEO')), 1);
    assert.equal(rows(await page('people?q=ana%40example')), 1);
    assert.equal(rows(await page(`people?course=${encodeURIComponent(yearId)}`)), 3);
    assert.match(await page(`people?course=${encodeURIComponent(courseId)}`), /Nobody fits/);
    assert.equal(rows(await page('people?page=2')), 0);
    const answer = await desk('people.csv?q=cleo');
    assert.match(answer.headers.get('content-disposition')!, /people\.csv/);
    const lines = (await answer.text()).trimEnd().split('\r\n');
    assert.match(lines[0]!, /name,account,email,course,enrolled,done,total,complete,completed,due,late,last_record$/);
    assert.match(lines[1]!, /^'=Cleo\(\),cleo,,.*,0,3,false,,1,0,/);
  });

  it('have what is due and late listed, of the enrolled only', async () => {
    const {db} = app.services.store;
    const html = await page('due');
    assert.equal(rows(html), 2);
    assert.match(html, /due: 2 · late: 0/);
    assert.doesNotMatch(html, /Guest/);
    // Cleo was enrolled long ago.
    const row = await db.selectFrom('statements').selectAll().where('actor', 'like', '%cleo').executeTakeFirstOrThrow();
    const stored = '2020-01-15T10:00:00.000Z';
    await db
      .updateTable('statements')
      .set({stored, json: row.json.replaceAll(row.stored, stored)})
      .where('seq', '=', row.seq)
      .execute();
    const late = await page('due?step=late');
    assert.equal(rows(late), 2);
    assert.match(
      late,
      /Second month<\/td>\s*<td><strong>late<\/strong><\/td>\s*<td><time datetime="2020-02-15[^"]*">2020-02-15<\/time><\/td>\s*<td><time datetime="2020-04-15/,
    );
    assert.equal(rows(await page('due?step=due')), 1);
    const csv = (await (await desk('due.csv', manager, 'es')).text()).trimEnd().split('\r\n');
    assert.equal(csv.length, 4);
    assert.match(csv[2]!, /,hola,Hola,late,2020-01-15T10:00:00\.000Z,,$/);
  });

  it('come page by page, each with its own people, and all of them in the table to take along', async () => {
    const many = await openApp({root: campusOfYear()});
    const of = {invitation: await many.services.accounts.invite('manager')};
    const entered = await many.send('POST', '/desk/enter', {
      headers: {'Content-Type': 'application/x-www-form-urlencoded'},
      body: new URLSearchParams(of).toString(),
    });
    const get = async (path: string) =>
      (
        await many.send('GET', `/desk/${path}`, {
          headers: {Cookie: entered.headers.get('set-cookie')!.split(';')[0]!, 'Accept-Language': 'en'},
        })
      ).text();
    const csv = `account;name\n${Array.from({length: 150}, (_, at) => `p${at};Person ${String(at).padStart(3, '0')}`).join('\n')}`;
    await enrolTable(
      many.services,
      await many.services.campus!.courses(),
      new TextEncoder().encode(csv),
      {account: {homePage: 'https://acme.example', name: 'boss'}},
      {course: yearId},
    );
    const [first, second] = [await get('due'), await get('due?from=100')];
    assert.deepEqual([rows(first), rows(second), rows(await get('due?from=150'))], [100, 50, 0]);
    assert.match(
      first,
      /due: 100 · late: 0[\s\S]*People looked at here: 100 of 150[\s\S]*href="\/desk\/due\?from=100">Next/,
    );
    assert.match(second, /Person 100[\s\S]*Person 149[\s\S]*href="\/desk\/due\?">From the beginning/);
    assert.doesNotMatch(second, />Next|Person 099/);
    assert.equal((await get('due.csv')).trimEnd().split('\r\n').length, 151);
    assert.match(await get('due?step=late'), /Nothing is due/);
    assert.match(await get('due?from=-1'), /query-invalid/);
  });

  it('stand in each course by what they did in it', async () => {
    const root = campusOfYear();
    const other = {...year, id: 'https://campus.example/courses/dos', items: year.items.slice(0, 1)};
    const campus = JSON.parse(readFileSync(join(root, 'campus.json'), 'utf8')) as {packs: {items: object[]}[]};
    campus.packs[0]!.items.push({id: 'dos', kind: 'course', title: 'Dos', src: 'courses/dos/course.json'});
    writeFiles(root, {'campus.json': JSON.stringify(campus), 'courses/dos/course.json': JSON.stringify(other)});
    const two = await openApp({root});
    const {services} = two;
    const courses = await services.campus!.courses();
    const by = {account: {homePage: 'https://acme.example', name: 'boss'}};
    for (const {course} of courses)
      await enrolTable(services, courses, new TextEncoder().encode('account\nana\nben\n'), by, {course: course.id});
    const ana = {objectType: 'Agent' as const, account: {homePage: services.homePage, name: 'ana'}};
    await services.statements.store(
      [
        {
          ...seen(ana, 'hola'),
          object: {id: `${other.id}/hola`},
          context: {contextActivities: {grouping: [{id: other.id}]}},
        },
      ] as never,
      {authority: by, mayVoid: false},
    );
    const found: string[] = [];
    for await (const {
      person,
      found: {course},
      done,
    } of readStandings(services, await findPairs(services)))
      found.push(`${person.account?.name} ${course.id.split('/').pop()} ${done}`);
    assert.deepEqual(found, ['ana ano 0', 'ana dos 1', 'ben ano 0', 'ben dos 0']);
  });

  it('are for managers and administrators; the rest of the desk is not for managers', async () => {
    const editor = (await enter('editor')).cookie;
    for (const path of ['people', 'due', 'people.csv', 'due.csv']) {
      assert.equal((await desk(path, admin)).status, 200, path);
      for (const as of ['', editor]) {
        const answer = await desk(path, as);
        assert.equal(answer.status, 401, path);
        assert.doesNotMatch(await answer.text(), /ana@example/);
      }
    }
    assert.equal((await bring('account\neva\n', editor)).status, 401);
    for (const path of ['records', 'acceptances', 'shares', 'leads', 'chat'])
      assert.equal((await desk(path)).status, 401, path);
    const links = (html: string) =>
      [...html.matchAll(/<a href="\/desk\/(\w+)" (?:aria-current="page")?>/g)].map(([, name]) => name);
    assert.deepEqual(links(await page('people')), ['people', 'due', 'invitations', 'certificates']);
    assert.deepEqual(links(await page('people', admin)), [
      'records',
      'courses',
      'acceptances',
      'people',
      'due',
      'invitations',
      'certificates',
      'shares',
      'leads',
      'chat',
    ]);
    assert.equal(
      (await app.send('GET', '/desk', {headers: {Cookie: manager}})).headers.get('location'),
      '/desk/people',
    );
  });
});
