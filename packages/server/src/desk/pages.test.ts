import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {verbs, type Statement} from '@uggla/protocol';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {courseId, publishedCampus} from '../support/campus.test.util.js';
import {statementOf} from '../support/server.test.util.js';

let app: TestApp;
let ana: Visitor;
let cookie: string;

/** Comes in by an invitation, as the form does; the cookie that opens the desk. */
async function enter(
  to: TestApp,
  role: 'admin' | 'manager' = 'admin',
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams({invitation: await to.services.accounts.invite(role)}).toString();
  return to.send('POST', '/desk/enter', {
    headers: {'Content-Type': 'application/x-www-form-urlencoded', ...headers},
    body,
  });
}
const cookieOf = (answer: Response) => answer.headers.get('set-cookie')!.split(';')[0]!;
const desk = (path: string, headers: Record<string, string> = {}) =>
  app.send('GET', `/desk/${path}`, {headers: {Cookie: cookie, ...headers}});
const page = async (path: string, headers: Record<string, string> = {}) => (await desk(path, headers)).text();
const record = async (who: Visitor, ...statements: Statement[]) =>
  assert.equal((await app.send('POST', '/xapi/statements', {headers: who.headers, body: statements})).status, 200);
const rows = (html: string) => html.match(/<tbody>[\s\S]*<\/tbody>/)?.[0].match(/<tr>/g)?.length ?? 0;

before(async () => {
  app = await openApp({root: await publishedCampus()});
  cookie = cookieOf(await enter(app));
  ana = await app.visitor();
});

describe('the way in', () => {
  it('is a cookie for the desk alone, which no script reads and no other site sends', async () => {
    const answer = await enter(app);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/desk/records']);
    const set = answer.headers.get('set-cookie')!;
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/desk', 'Max-Age=2592000'])
      assert.ok(set.includes(part), part);
    assert.doesNotMatch(set, /Secure/);
  });

  it('is Secure and under the prefix where a trusted proxy says so', async () => {
    const behind = await openApp({chatOnly: true, trustedHeader: 'x-user', trustedProxies: ['127.0.0.1']});
    const set = (
      await enter(behind, 'admin', {'X-Forwarded-Proto': 'https', 'X-Forwarded-Prefix': '/campus'})
    ).headers.get('set-cookie')!;
    for (const part of ['Secure', 'Path=/campus/desk']) assert.ok(set.includes(part), part);
  });

  it('is not open to managers, to old sessions and to cookies of nobody', async () => {
    const old = cookieOf(await enter(app));
    await app.services.store.db.updateTable('sessions').set({expires: '2020-01-01T00:00:00.000Z'}).execute(); // twelve hours are over
    for (const one of [old, 'uggla_desk=', 'uggla_desk=x%00', 'other=1', `${cookie}x`])
      assert.equal((await app.send('GET', '/desk/records', {headers: {Cookie: one}})).status, 401, one);
    cookie = cookieOf(await enter(app));
    const manager = cookieOf(await enter(app, 'manager'));
    assert.equal((await app.send('GET', '/desk/records', {headers: {Cookie: manager}})).status, 401);
  });

  it('says what is wrong with a link, and lets nothing in it act', async () => {
    const form = (invitation: string) =>
      app.send('POST', '/desk/enter', {
        headers: {'Content-Type': 'application/x-www-form-urlencoded', 'Accept-Language': 'es'},
        body: new URLSearchParams({invitation}).toString(),
      });
    for (const wrong of ['', 'x', ana.token, '"><script>alert(1)</script>']) {
      const answer = await form(wrong);
      assert.equal(answer.status, 401, wrong);
      const told = await answer.text();
      assert.doesNotMatch(told, /<script>alert/);
      assert.match(told, /role="alert">La dirección no está completa/);
    }
    assert.equal(await codeOf(await form('x'.repeat(10_000))), 'body-too-long');
    const html = await (
      await app.send('GET', `/desk/enter?invitation=${encodeURIComponent('"><script>alert(1)</script>')}`)
    ).text();
    assert.match(html, /value="&quot;&gt;&lt;script&gt;/);
  });

  it('is closed again by leaving, for whoever kept the cookie too', async () => {
    const mine = cookieOf(await enter(app));
    const left = await app.send('POST', '/desk/leave', {headers: {Cookie: mine}});
    assert.match(left.headers.get('set-cookie')!, /uggla_desk=;.*Max-Age=0/);
    assert.equal((await app.send('GET', '/desk/records', {headers: {Cookie: mine}})).status, 401);
  });

  it('cannot be used from another site', async () => {
    for (const path of ['/desk/leave', '/desk/enter'])
      assert.equal(
        await codeOf(await app.send('POST', path, {headers: {Cookie: cookie, Origin: 'https://evil.example'}})),
        'origin-refused',
        path,
      );
  });
});

describe('every page of the desk', () => {
  it('runs nothing but its own file, shows itself in no frame and stays in no cache', async () => {
    for (const path of ['records', 'courses', 'chat', 'enter']) {
      const answer = await desk(path);
      const policy = answer.headers.get('content-security-policy')!;
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "form-action 'self'",
      ])
        assert.ok(policy.includes(part), `${path} ${part}`);
      assert.doesNotMatch(policy, /unsafe|\*/);
      assert.deepEqual(
        [answer.headers.get('cache-control'), answer.headers.get('referrer-policy')],
        ['no-store', 'same-origin'],
        path,
      );
      const html = await answer.text();
      assert.doesNotMatch(html, / style=| on\w+=|<style|<script(?! type="module" src="\/desk\/desk\.js")/, path);
    }
  });

  it('is whole in each language, with one heading and a name for each field', async () => {
    for (const [language, title] of [
      ['es', 'Registros'],
      ['en', 'Records'],
      ['fr', 'Records'],
    ] as const) {
      const html = await page('records', {'Accept-Language': language});
      assert.match(html, new RegExp(`<html lang="${language === 'fr' ? 'en' : language}">`));
      assert.deepEqual(
        [...html.matchAll(/<h1>(.*?)<\/h1>/g)].map(([, text]) => text),
        [title],
      );
      assert.doesNotMatch(html, /undefined|\[object/);
    }
  });
});

describe('the records', () => {
  const hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>';

  it('show every string that a learner may write as text', async () => {
    const who = await app.visitor();
    await record(
      who,
      statementOf({...who.actor, name: hostile}, {
        verb: {id: 'https://x.example/b', display: {es: hostile, en: hostile}},
        object: {id: 'https://x.example/hostile', definition: {name: {es: hostile, en: hostile}}},
        result: {response: hostile},
        context: {
          platform: hostile,
          extensions: {
            'https://uggla.dev/xapi/document-version': hostile,
            'https://uggla.dev/xapi/evaluated-by': hostile,
          },
        },
      } as Partial<Statement>),
    );
    for (const path of [
      'records',
      `records?q=${encodeURIComponent(hostile)}`,
      `records?verb=${encodeURIComponent(hostile)}`,
      `records?course=${encodeURIComponent(hostile)}`,
    ]) {
      const html = await page(path);
      assert.doesNotMatch(html, /<img|<script>|onerror=alert\(1\)>/, path);
    }
    assert.match(await page('records'), /&lt;img src=x onerror=alert\(1\)&gt;/);
  });

  it('bear statements about people, statements and parts of statements', async () => {
    const who = await app.visitor();
    const objects = [
      {objectType: 'Agent', mbox: 'mailto:eva@example.com'},
      {objectType: 'Group', member: [{mbox: 'mailto:eva@example.com'}]},
      {objectType: 'StatementRef', id: crypto.randomUUID()},
      {objectType: 'SubStatement', actor: who.actor, verb: verbs.completed, object: {id: courseId}},
    ];
    await record(who, ...objects.map((object) => statementOf(who.actor, {object} as unknown as Partial<Statement>)));
    const html = await page('records');
    assert.doesNotMatch(html, />undefined</);
    assert.match(await page('records.csv'), /eva@example\.com|StatementRef|,/);
  });

  it('are found by day in UTC, in whatever zone they happened', async () => {
    const who = await app.visitor();
    await record(
      who,
      statementOf(who.actor, {timestamp: '2019-05-01T00:30:00+02:00', object: {id: 'https://x.example/night'}}),
      statementOf(who.actor, {timestamp: '2019-05-01T23:59:59.999Z'}),
    );
    assert.equal(rows(await page('records?from=2019-04-30&until=2019-04-30')), 1);
    assert.equal(rows(await page('records?from=2019-05-01&until=2019-05-01')), 1);
    assert.equal(rows(await page('records?from=2019-04-30&until=2019-05-01')), 2);
    const kept = await page('records?until=2019-04-30');
    assert.match(kept, /2019-05-01T00:30:00\+02:00/, 'shown as it came');
  });

  it('take what is typed as words, not as a pattern', async () => {
    const who = await app.visitor();
    await record(who, statementOf(who.actor, {result: {response: 'cien % de "ñandú"'}}));
    const found = async (q: string) => rows(await page(`records?q=${encodeURIComponent(q)}`));
    assert.equal(await found('cien % de "ñandú"'), 1);
    assert.equal(await found("' OR 1=1 --"), 0);
    assert.equal(await found('cien%ñandú'), 0);
    for (const odd of ['cursor=0', 'cursor=x', 'from=yesterday', `q=${'x'.repeat(300)}`])
      assert.equal((await desk(`records?${odd}`)).status, 400, odd);
  });
});

describe('the CSV', () => {
  it('is one table of as many records as there are, headed and marked for Excel', async () => {
    const who = await app.visitor();
    const some = (length: number) =>
      Array.from({length}, () => statementOf(who.actor, {object: {id: 'https://x.example/many'}}));
    await record(who, ...some(500));
    await record(who, ...some(10)); // more than are read at once
    const answer = await desk(`records.csv?q=${encodeURIComponent('x.example/many')}`);
    assert.match(answer.headers.get('content-disposition')!, /^attachment; filename="records\.csv"$/);
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const lines = bytes.toString().trim().split('\r\n');
    assert.equal(lines.length, 511);
    assert.ok(lines.every((line) => line.split(',').length === 18));
  });

  it('holds no cell that a spreadsheet would run', async () => {
    const who = await app.visitor();
    const formulas = [
      '=1+1',
      '+1',
      '-1+1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '=HYPERLINK("http://evil.example";"x")',
    ];
    await record(
      who,
      ...formulas.map((response) =>
        statementOf(
          {...who.actor, name: response},
          {verb: {id: 'https://x.example/formula', display: {en: response, es: response}}, result: {response}},
        ),
      ),
    );
    const csv = await page(`records.csv?verb=${encodeURIComponent('https://x.example/formula')}`);
    const cells = [...csv.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"\r\n]*))/gm)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    assert.equal(cells.filter((cell) => cell.startsWith("'")).length, formulas.length * 3);
    for (const cell of cells) assert.doesNotMatch(cell, /^[=+@\t\r\n]|^-\D/);
  });

  it('keeps numbers, also those below nought, as numbers', async () => {
    const who = await app.visitor();
    await record(
      who,
      statementOf(who.actor, {
        verb: {id: 'https://x.example/score', display: {}},
        result: {score: {scaled: -0.5}, success: false},
      }),
    );
    assert.match(await page(`records.csv?verb=${encodeURIComponent('https://x.example/score')}`), /,-0\.5,false,/);
  });
});

describe('the chat page', () => {
  it('shows an answer and a question that would be markup as text', async () => {
    const html = await page(`chat?q=${encodeURIComponent('<script>alert(1)</script> silla')}`);
    assert.doesNotMatch(html, /<script>alert/);
    assert.match(html, /value="&lt;script&gt;alert\(1\)&lt;\/script&gt; silla"/);
  });

  it('leads from a source to the campus and nowhere else', async () => {
    const html = await page(`chat?q=${encodeURIComponent('¿Cómo ajusto la altura de la silla?')}`);
    assert.match(html, /<a href="\/#\/item\/ergonomia\/ajusta\?t=3">/);
    assert.doesNotMatch(html, /href="(?:[a-z]+:|\/\/)(?!,)/);
  });

  it('says that the engine is away, by its name alone', async () => {
    const away = await openApp({chatOnly: true, engine: 'http://user:secret@127.0.0.1:9/v1'});
    const mine = cookieOf(await enter(away));
    const html = await (
      await away.send('GET', '/desk/chat?q=hola', {headers: {Cookie: mine, 'Accept-Language': 'es'}})
    ).text();
    assert.match(html, /El motor no responde/);
    assert.match(html, /127\.0\.0\.1:9/);
    assert.doesNotMatch(html, /secret/);
  });
});
