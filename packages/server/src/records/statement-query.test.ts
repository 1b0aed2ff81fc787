import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {before, describe, it} from 'node:test';
import type {Statement} from '@uggla/protocol';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {statementOf} from '../support/server.test.util.js';

let app: TestApp;
before(async () => {
  app = await openApp({chatOnly: true, limits: {bodyBytes: 4_000_000}});
});

const post = (who: Visitor, body: unknown) => app.send('POST', '/xapi/statements', {headers: who.headers, body});
const get = (who: Visitor, query: Record<string, string> | string = {}) =>
  app.send('GET', `/xapi/statements?${typeof query === 'string' ? query : new URLSearchParams(query)}`, {
    headers: who.headers,
  });
const list = async (who: Visitor, query: Record<string, string> = {}) =>
  (await (await get(who, query)).json()) as {statements: Statement[]; more: string};
const ids = async (who: Visitor, query: Record<string, string> = {}) =>
  (await list(who, query)).statements.map(({id}) => id);

describe('GET /xapi/statements by time', () => {
  it('goes by when a statement was stored, not by when it is said to have been', async () => {
    const who = await app.visitor();
    const old = statementOf(who.actor, {timestamp: '2001-01-01T00:00:00Z'});
    await post(who, old);
    const [kept] = (await list(who)).statements;
    assert.deepEqual(await ids(who, {since: '2020-01-01T00:00:00Z'}), [old.id]);
    assert.deepEqual(await ids(who, {since: kept!.stored!}), [], 'after, not at');
    assert.deepEqual(await ids(who, {until: kept!.stored!}), [old.id], 'until, and at');
  });

  it('reads a time in whatever zone it is written', async () => {
    const who = await app.visitor();
    const statement = statementOf(who.actor);
    await post(who, statement);
    const stored = Date.parse((await list(who)).statements[0]!.stored!);
    const inTokyo = (ms: number) => `${new Date(ms + 9 * 3_600_000).toISOString().slice(0, -1)}+09:00`;
    assert.deepEqual(await ids(who, {since: inTokyo(stored - 1)}), [statement.id]);
    assert.deepEqual(await ids(who, {since: inTokyo(stored)}), []);
    assert.deepEqual(await ids(who, {until: inTokyo(stored)}), [statement.id]);
    assert.deepEqual(await ids(who, {until: inTokyo(stored - 1)}), []);
  });

  it('says until when it knows all, and when the latest came', async () => {
    const who = await app.visitor();
    await post(who, [statementOf(who.actor), statementOf(who.actor)]);
    const answer = await get(who);
    assert.ok(Date.parse(answer.headers.get('x-experience-api-consistent-through')!) <= Date.now());
    const {statements} = (await answer.json()) as {statements: Statement[]};
    assert.equal(answer.headers.get('last-modified'), new Date(statements[0]!.stored!).toUTCString());
  });
});

describe('GET /xapi/statements page by page', () => {
  it('keeps the filter in `more`, and adds nothing that came meanwhile', async () => {
    const who = await app.visitor();
    const passed = {id: 'http://adlnet.gov/expapi/verbs/passed', display: {en: 'passed'}};
    const wanted = Array.from({length: 6}, () => statementOf(who.actor, {verb: passed}));
    await post(
      who,
      wanted.flatMap((one) => [one, statementOf(who.actor)]),
    );
    const seen: string[] = [];
    let path = `/xapi/statements?${new URLSearchParams({verb: passed.id, limit: '2'})}`;
    while (path !== '') {
      const page = (await (await app.send('GET', path, {headers: who.headers})).json()) as {
        statements: Statement[];
        more: string;
      };
      assert.equal(page.statements.length, 2);
      seen.push(...page.statements.map(({id}) => id));
      path = page.more;
      await post(who, statementOf(who.actor, {verb: passed})); // while somebody reads
    }
    assert.deepEqual(seen, wanted.map(({id}) => id).reverse());
  });

  it('gives as many as it likes for a limit of 0 or none', async () => {
    const who = await app.visitor();
    await post(
      who,
      Array.from({length: 120}, () => statementOf(who.actor)),
    );
    for (const query of [{}, {limit: '0'}] as Record<string, string>[])
      assert.equal((await list(who, query)).statements.length, 100);
    const whole = await list(who, {limit: '120'});
    assert.deepEqual([whole.statements.length, whole.more], [120, '']);
    assert.equal((await get(who, {limit: '501'})).status, 400);
  });
});

describe('GET /xapi/statements for one', () => {
  it('takes nothing beside its id but the form in which to show it', async () => {
    const who = await app.visitor();
    const statement = statementOf(who.actor);
    await post(who, statement);
    const one = `statementId=${statement.id}`;
    for (const beside of ['', '&format=exact', '&attachments=false'])
      assert.equal((await get(who, one + beside)).status, 200, beside);
    for (const beside of [
      '&voidedStatementId=' + randomUUID(),
      '&limit=1',
      '&verb=https://x.example/y',
      '&ascending=true',
      '&since=2020-01-01T00:00:00Z',
    ]) {
      assert.equal(await codeOf(await get(who, one + beside)), 'query-invalid', beside);
    }
  });

  it('finds an id however its letters are written', async () => {
    const who = await app.visitor();
    const statement = statementOf(who.actor);
    await post(who, {...statement, id: statement.id.toUpperCase()});
    for (const id of [statement.id, statement.id.toUpperCase()])
      assert.equal((await get(who, `statementId=${id}`)).status, 200);
    assert.equal((await post(who, statement)).status, 200, 'the same statement');
    assert.equal((await list(who)).statements.length, 1);
  });
});

describe('the form of statements', () => {
  const group = {objectType: 'Group', member: [{mbox: 'mailto:eva@example.com', name: 'Eva'}]};
  const definition = {name: {es: 'Prueba', en: 'Test', de: 'Test'}, description: {es: 'Corta', en: 'Short'}};

  async function keep() {
    const who = await app.visitor();
    const statement = statementOf(who.actor, {
      verb: {id: 'https://x.example/verbs/did', display: {es: 'hizo', en: 'did'}},
      object: {id: 'https://x.example/a', definition},
      context: {team: group, contextActivities: {grouping: [{id: 'https://x.example/c', definition}]}},
    } as unknown as Partial<Statement>);
    assert.equal((await post(who, statement)).status, 200);
    const shown = async (format: string, language = 'en') =>
      (await (
        await app.send('GET', `/xapi/statements?format=${format}`, {
          headers: {...who.headers, 'Accept-Language': language},
        })
      ).json()) as {statements: [Record<string, unknown>]};
    return {
      who,
      statement,
      shown: async (format: string, language?: string) =>
        (await shown(format, language)).statements[0] as Record<string, Record<string, unknown>>,
    };
  }

  it('is the one in which they came, unless another is asked for', async () => {
    const {shown, statement} = await keep();
    const exact = await shown('exact');
    assert.deepEqual([exact['verb'], exact['object']], [statement.verb, statement.object]);
    assert.equal((await get(await app.visitor(), {format: 'short'})).status, 400);
  });

  it('`ids` holds what tells people and things apart, and no names', async () => {
    const {shown, who} = await keep();
    await post(
      who,
      statementOf(who.actor, {
        object: {
          objectType: 'SubStatement',
          actor: who.actor,
          verb: {id: 'https://x.example/v'},
          object: {objectType: 'Activity', id: 'https://x.example/sub', definition},
        },
      } as unknown as Partial<Statement>),
    );
    assert.deepEqual((await shown('ids'))['object']!['object'], {id: 'https://x.example/sub'});
    await post(
      who,
      statementOf(who.actor, {
        verb: {id: 'https://x.example/verbs/did', display: {}},
        object: {id: 'https://x.example/a', definition},
        context: {team: group, contextActivities: {grouping: [{id: 'https://x.example/c', definition}]}},
      } as unknown as Partial<Statement>),
    );
    const short = await shown('ids');
    assert.deepEqual(short['verb'], {id: 'https://x.example/verbs/did'});
    assert.deepEqual(short['object'], {id: 'https://x.example/a'});
    assert.deepEqual(short['actor'], {objectType: 'Agent', account: who.actor.account});
    assert.deepEqual(short['context'], {
      team: {objectType: 'Group', member: [{mbox: 'mailto:eva@example.com'}]},
      contextActivities: {grouping: [{id: 'https://x.example/c'}]},
    });
  });

  it('`canonical` holds one language, the reader’s where there is one', async () => {
    const {shown} = await keep();
    const spanish = await shown('canonical', 'es-MX,en;q=0.5');
    assert.deepEqual(spanish['verb']!['display'], {es: 'hizo'});
    assert.deepEqual(spanish['object']!['definition'], {name: {es: 'Prueba'}, description: {es: 'Corta'}});
    const german = await shown('canonical', 'de');
    assert.deepEqual(
      german['object']!['definition'],
      {name: {de: 'Test'}, description: {en: 'Short'}},
      'else one that there is',
    );
    assert.deepEqual((german['context']!['contextActivities'] as {grouping: unknown[]}).grouping, [
      {id: 'https://x.example/c', definition: german['object']!['definition']},
    ]);
  });
});

describe('whose statements they are', () => {
  it('is everybody’s for a manager, one’s own for all others, whatever the filter', async () => {
    const [ana, ben, boss, editor] = [
      await app.visitor(),
      await app.visitor(),
      await app.visitor('manager'),
      await app.visitor('editor'),
    ];
    const activity = `https://campus.example/${randomUUID()}`;
    for (const who of [ana, ben]) await post(who, statementOf(who.actor, {object: {id: activity}}));
    assert.equal((await ids(boss, {activity})).length, 2);
    assert.equal((await ids(boss, {activity, agent: JSON.stringify(ben.actor)})).length, 1);
    assert.equal((await ids(ana, {activity})).length, 1);
    assert.equal((await ids(editor, {activity})).length, 0);
    assert.equal(await codeOf(await get(editor, {agent: JSON.stringify(ben.actor)})), 'role-insufficient');
  });
});

describe('POST /xapi/statements in bulk', () => {
  it('takes as many as a batch may hold, none, and not one more', async () => {
    const who = await app.visitor();
    assert.deepEqual(await (await post(who, [])).json(), []);
    const answer = await post(
      who,
      Array.from({length: 500}, () => statementOf(who.actor)),
    );
    assert.equal(((await answer.json()) as string[]).length, 500);
    assert.equal(
      await codeOf(
        await post(
          who,
          Array.from({length: 501}, () => statementOf(who.actor)),
        ),
      ),
      'batch-too-long',
    );
  });

  it('keeps none when one is wrong, and says which', async () => {
    const who = await app.visitor();
    const answer = await post(who, [
      statementOf(who.actor),
      statementOf(who.actor),
      {...statementOf(who.actor), verb: {}},
    ]);
    assert.match(((await answer.json()) as {title: string}).title, /^statement 2/);
    assert.equal((await list(who)).statements.length, 0);
  });

  it('takes both versions of xAPI, and keeps each as what it is', async () => {
    const who = await app.visitor();
    const [one, two] = [statementOf(who.actor, {version: '1.0.0'}), statementOf(who.actor, {version: '2.0.0'})];
    await post(who, [one, two]);
    assert.deepEqual(
      (await list(who, {ascending: 'true'})).statements.map(({version}) => version),
      ['1.0.0', '2.0.0'],
    );
    assert.equal(
      (
        await app.send('POST', '/xapi/statements', {
          headers: {...who.headers, 'X-Experience-API-Version': '2.0.0'},
          body: statementOf(who.actor),
        })
      ).status,
      200,
    );
    for (const version of ['1.1.0', '3.0.0', '1', 'latest'])
      assert.equal(
        (await app.send('GET', '/xapi/statements', {headers: {...who.headers, 'X-Experience-API-Version': version}}))
          .status,
        400,
        version,
      );
  });
});
