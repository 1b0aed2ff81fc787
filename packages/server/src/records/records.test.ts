import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import type {Statement} from '@uggla/protocol';
import {compactVerify, createLocalJWKSet, type JSONWebKeySet} from 'jose';
import {publishedCampus, temporaryFolder} from '../support/campus.test.util.js';
import {storeIn} from '../support/database.test.util.js';
import {signIn, startServer, statementOf, xapi, type ServerProcess} from '../support/server.test.util.js';
import {canonicalJson, sha256} from './canonical.js';
import {saltsFor} from './chain.js';
import {sealStatement} from './seal.js';

type Visitor = Awaited<ReturnType<typeof signIn>>;

const dataDir = join(temporaryFolder(), 'data');
let server: ServerProcess;
let ana: Visitor;
let ben: Visitor;

const send = (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
  fetch(server.url + path, {
    method,
    headers,
    ...(body === undefined ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)}),
  });
const post = (who: Visitor, body: unknown) => send('POST', '/xapi/statements', who.headers, body);
const list = async (who: Visitor, query = ''): Promise<{statements: Statement[]; more: string}> =>
  (await send('GET', `/xapi/statements${query}`, who.headers)).json() as never;
const codeOf = async (answer: Response) => ((await answer.json()) as {code: string}).code;

before(async () => {
  server = await startServer({root: await publishedCampus(), dataDir});
  ana = await signIn(server.url);
  ben = await signIn(server.url);
});

describe('POST /xapi/statements', () => {
  it('keeps a statement with the time and the account that vouches for it', async () => {
    const statement = statementOf(ana.actor);
    const answer = await post(ana, statement);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('x-experience-api-version'), '1.0.3');
    assert.deepEqual(await answer.json(), [statement.id]);
    const kept = (await (
      await send('GET', `/xapi/statements?statementId=${statement.id}`, ana.headers)
    ).json()) as Statement;
    assert.deepEqual(
      {...kept, stored: undefined, authority: undefined, version: undefined},
      {...statement, stored: undefined, authority: undefined, version: undefined},
    );
    assert.ok(Date.parse(kept.stored!) > Date.now() - 60_000);
    assert.deepEqual(kept.authority?.account, ana.actor.account);
    assert.equal(kept.version, '1.0.3');
  });

  it('keeps a batch in its order and gives ids to those that have none', async () => {
    const who = await signIn(server.url);
    const {id, ...nameless} = statementOf(who.actor);
    const batch = [statementOf(who.actor), nameless, statementOf(who.actor)];
    const ids = (await (await post(who, batch)).json()) as string[];
    assert.equal(ids.length, 3);
    assert.notEqual(ids[1], id);
    assert.deepEqual(
      (await list(who, '?ascending=true')).statements.map((one) => one.id),
      ids,
    );
  });

  it('takes the same statement twice as one, and says yes both times', async () => {
    const who = await signIn(server.url);
    const statement = statementOf(who.actor);
    for (let time = 0; time < 3; time++) assert.equal((await post(who, [statement])).status, 200);
    const other = Object.fromEntries(Object.entries(statement).reverse()); // the order of fields means nothing
    assert.equal((await post(who, other)).status, 200);
    assert.equal(
      (await send('PUT', `/xapi/statements?statementId=${statement.id}`, who.headers, statement)).status,
      204,
    );
    assert.equal((await list(who)).statements.length, 1);
  });

  it('refuses another statement under the same id, and the whole batch with it', async () => {
    const who = await signIn(server.url);
    const statement = statementOf(who.actor);
    await post(who, statement);
    const fresh = statementOf(who.actor);
    const answer = await post(who, [fresh, {...statement, result: {success: true}}]);
    assert.equal(answer.status, 409);
    assert.equal(await codeOf(answer), 'statement-conflict');
    assert.equal((await list(who)).statements.length, 1);
    assert.equal((await post(who, [fresh, {...fresh, timestamp: '2026-01-01T00:00:00Z'}])).status, 400);
  });

  it('refuses statements about somebody else', async () => {
    for (const actor of [
      ben.actor,
      {mbox: 'mailto:ana@example.com'},
      {account: {...ana.actor.account!, homePage: 'https://elsewhere.example'}},
    ]) {
      const answer = await post(ana, statementOf(actor));
      assert.equal(answer.status, 403);
      assert.equal(await codeOf(answer), 'actor-refused');
    }
  });

  it('names the field of a statement that is not as it should be', async () => {
    const good = statementOf(ana.actor);
    const flawed: [object, string][] = [
      [{...good, verb: {id: 'no iri', display: {}}}, 'verb.id'],
      [{...good, id: '123'}, 'id'],
      [{...good, timestamp: 'yesterday'}, 'timestamp'],
      [{...good, result: {score: {scaled: 1.5}}}, 'result.score.scaled'],
      [{...good, result: {duration: '5 minutes'}}, 'result.duration'],
      [{...good, context: {registration: 'x'}}, 'context.registration'],
      [{...good, result: null}, 'result'],
      [{...good, actor: {...ana.actor, mbox: 'mailto:a@b.c'}}, 'actor'],
    ];
    for (const [statement, field] of flawed) {
      const answer = await post(ana, statement);
      const problem = (await answer.json()) as {code: string; field: string};
      assert.equal(answer.status, 400, field);
      assert.equal(problem.code, 'statement-invalid');
      assert.equal(problem.field, field);
    }
    assert.equal((await post(ana, {...good, extra: 1})).status, 400);
    assert.equal(await codeOf(await post(ana, '{broken')), 'body-invalid');
    assert.equal(
      (await send('POST', '/xapi/statements', {...ana.headers, 'Content-Type': 'text/plain'}, '[]')).status,
      415,
    );
  });

  it('refuses what is too much at once', async () => {
    assert.equal(
      (
        await post(
          ana,
          Array.from({length: 501}, () => statementOf(ana.actor)),
        )
      ).status,
      413,
    );
    const long = await post(ana, statementOf(ana.actor, {result: {response: 'x'.repeat(1_100_000)}}));
    assert.equal(long.status, 413);
    assert.equal(await codeOf(long), 'body-too-long');
  });

  it('wants to know who is there, and which xAPI is spoken', async () => {
    assert.equal(
      (
        await send(
          'POST',
          '/xapi/statements',
          {'X-Experience-API-Version': '1.0.3', 'Content-Type': 'application/json'},
          [],
        )
      ).status,
      401,
    );
    assert.equal((await send('GET', '/xapi/statements', xapi(`${ana.token}x`))).status, 401);
    const none = await send('GET', '/xapi/statements', {Authorization: `Bearer ${ana.token}`});
    assert.equal(await codeOf(none), 'xapi-version-unsupported');
    assert.equal(none.headers.get('x-experience-api-version'), '1.0.3');
    assert.equal(
      (await send('GET', '/xapi/statements', {...ana.headers, 'X-Experience-API-Version': '0.95'})).status,
      400,
    );
    assert.equal(
      (await send('GET', '/xapi/statements', {...ana.headers, 'X-Experience-API-Version': '2.0.0'})).status,
      200,
    );
    assert.deepEqual(((await (await fetch(`${server.url}/xapi/about`)).json()) as {version: string[]}).version, [
      '1.0.3',
      '2.0.0',
    ]);
  });
});

describe('GET /xapi/statements', () => {
  it('finds by verb, activity, registration and time', async () => {
    const who = await signIn(server.url);
    const registration = randomUUID();
    const passed = {id: 'http://adlnet.gov/expapi/verbs/passed', display: {en: 'passed'}};
    const batch = [
      statementOf(who.actor),
      statementOf(who.actor, {verb: passed}),
      statementOf(who.actor, {object: {id: 'https://campus.example/other'}, context: {registration}}),
    ];
    for (const one of batch) await post(who, one);
    const ids = async (query: Record<string, string>) =>
      (await list(who, `?${new URLSearchParams(query)}`)).statements.map(({id}) => id);
    assert.deepEqual(await ids({}), batch.map(({id}) => id).reverse());
    assert.deepEqual(await ids({verb: passed.id}), [batch[1]!.id]);
    assert.deepEqual(await ids({activity: 'https://campus.example/other'}), [batch[2]!.id]);
    assert.deepEqual(await ids({registration}), [batch[2]!.id]);
    assert.deepEqual(await ids({agent: JSON.stringify({...who.actor, name: 'Somebody'}), limit: '1'}), [batch[2]!.id]);
    const {statements} = await list(who, '?ascending=true');
    assert.deepEqual(
      await ids({since: statements[0]!.stored!, ascending: 'true'}),
      [batch[1]!.id, batch[2]!.id].filter(
        (id) => statements.find((one) => one.id === id)!.stored! > statements[0]!.stored!,
      ),
    );
    assert.deepEqual(await ids({until: '2001-01-01T00:00:00Z'}), []);
    for (const query of [
      '?limit=-1',
      '?limit=x',
      '?since=never',
      '?agent={',
      '?ascending=1',
      '?nonsense=1',
      '?statementId=1',
    ]) {
      assert.equal((await send('GET', `/xapi/statements${query}`, who.headers)).status, 400, query);
    }
  });

  it('goes on where a page ended, each statement once', async () => {
    const who = await signIn(server.url);
    const batch = Array.from({length: 25}, () => statementOf(who.actor));
    await post(who, batch);
    for (const ascending of ['true', 'false']) {
      const seen: string[] = [];
      let path = `/xapi/statements?limit=10&ascending=${ascending}`;
      while (path !== '') {
        const page = (await (await send('GET', path, who.headers)).json()) as {statements: Statement[]; more: string};
        seen.push(...page.statements.map(({id}) => id));
        path = page.more;
      }
      assert.deepEqual(
        ascending === 'true' ? seen : seen.reverse(),
        batch.map(({id}) => id),
      );
    }
  });

  it('shows a learner their own only', async () => {
    const statement = statementOf(ben.actor);
    await post(ben, statement);
    assert.equal(
      (await list(ana)).statements.some(({id}) => id === statement.id),
      false,
    );
    assert.equal((await send('GET', `/xapi/statements?statementId=${statement.id}`, ana.headers)).status, 404);
    assert.equal(
      (await send('GET', `/xapi/statements?agent=${encodeURIComponent(JSON.stringify(ben.actor))}`, ana.headers))
        .status,
      403,
    );
  });

  it('lets no learner take a statement back', async () => {
    const statement = statementOf(ana.actor);
    await post(ana, statement);
    const answer = await post(
      ana,
      statementOf(ana.actor, {
        verb: {id: 'http://adlnet.gov/expapi/verbs/voided', display: {}},
        object: {objectType: 'StatementRef', id: statement.id},
      }),
    );
    assert.equal(await codeOf(answer), 'role-insufficient');
    assert.equal((await send('GET', `/xapi/statements?statementId=${statement.id}`, ana.headers)).status, 200);
  });
});

describe('acknowledgements', () => {
  it('stay as they were, and get a statement of the server beside them, signed with RS256', async () => {
    const who = await signIn(server.url);
    const statement = statementOf(who.actor, {
      verb: {id: 'http://activitystrea.ms/schema/1.0/agree', display: {en: 'agreed'}},
    });
    await post(who, statement);
    await post(who, statement); // again: no second signature
    const kept = (await (
      await send('GET', `/xapi/statements?statementId=${statement.id}`, who.headers)
    ).json()) as Statement;
    assert.equal(kept.attachments, undefined);

    const admin = await adminOf(server);
    const about = async () => (await list(admin, `?activity=${statement.id}`)).statements;
    const [signed, ...more] = await about();
    assert.equal(more.length, 0);
    assert.deepEqual(signed!.object, {objectType: 'StatementRef', id: statement.id});
    assert.equal(signed!.attachments![0]!.usageType, 'http://adlnet.gov/expapi/attachments/signature');

    const parts = await (
      await send('GET', `/xapi/statements?statementId=${signed!.id}&attachments=true`, who.headers)
    ).text();
    const jws = /\r\n\r\n(ey[\w-]+\.[\w-]+\.[\w-]+)\r\n/.exec(parts)![1]!;
    assert.equal(sha256(jws), signed!.attachments![0]!.sha2);
    const keys = createLocalJWKSet(
      (await (await fetch(`${server.url}/.well-known/jwks.json`)).json()) as JSONWebKeySet,
    );
    const {payload, protectedHeader} = await compactVerify(jws, keys);
    assert.equal(protectedHeader.alg, 'RS256');
    const said = JSON.parse(new TextDecoder().decode(payload)) as Statement;
    assert.equal(said.id, signed!.id);
    const store = await storeIn(dataDir);
    const salts = await saltsFor(store.db, [canonicalJson(kept)]);
    await store.close();
    assert.equal(
      said.context!.extensions!['https://uggla.dev/xapi/statement-sha256'],
      sha256(canonicalJson(sealStatement(kept, salts))),
      'what is signed is what the chain binds',
    );
  });
});

describe('/xapi/activities/state', () => {
  const address = (who: Visitor, more: Record<string, string> = {}) =>
    `/xapi/activities/state?${new URLSearchParams({activityId: 'https://campus.example/courses/ergonomia', agent: JSON.stringify(who.actor), stateId: 'progress', ...more})}`;

  it('keeps a document and gives it back under its tag', async () => {
    const who = await signIn(server.url);
    assert.equal((await send('GET', address(who), who.headers)).status, 404);
    const put = await send('PUT', address(who), who.headers, {lesson: 'ajusta'});
    assert.equal(put.status, 204);
    const answer = await send('GET', address(who), who.headers);
    assert.deepEqual(await answer.json(), {lesson: 'ajusta'});
    assert.equal(answer.headers.get('etag'), put.headers.get('etag'));
    assert.equal(
      (await send('GET', address(who), {...who.headers, 'If-None-Match': answer.headers.get('etag')!})).status,
      304,
    );
  });

  it('does not let one device overwrite unseen what another wrote', async () => {
    const who = await signIn(server.url);
    const first = await send('PUT', address(who), {...who.headers, 'If-None-Match': '*'}, {from: 'phone'});
    assert.equal(first.status, 204);
    const refused = await send('PUT', address(who), {...who.headers, 'If-None-Match': '*'}, {from: 'laptop'});
    assert.equal(refused.status, 412);
    assert.equal(await codeOf(refused), 'state-changed');
    const second = await send(
      'PUT',
      address(who),
      {...who.headers, 'If-Match': first.headers.get('etag')!},
      {from: 'laptop'},
    );
    assert.equal(second.status, 204);
    assert.equal(
      (await send('PUT', address(who), {...who.headers, 'If-Match': first.headers.get('etag')!}, {from: 'phone'}))
        .status,
      412,
    );
    assert.equal((await send('DELETE', address(who), {...who.headers, 'If-Match': '"other"'})).status, 412);
    assert.deepEqual(await (await send('GET', address(who), who.headers)).json(), {from: 'laptop'});
  });

  it('lets exactly one of many at once be the first', async () => {
    const who = await signIn(server.url);
    const answers = await Promise.all(
      Array.from({length: 12}, (_, at) => send('PUT', address(who), {...who.headers, 'If-None-Match': '*'}, {at})),
    );
    assert.deepEqual(answers.map(({status}) => status).sort(), [204, ...Array<number>(11).fill(412)]);
  });

  it('joins objects on POST, and refuses what cannot be joined', async () => {
    const who = await signIn(server.url);
    await send('POST', address(who), who.headers, {a: 1, b: {c: 2}});
    await send('POST', address(who), who.headers, {b: {d: 3}});
    assert.deepEqual(await (await send('GET', address(who), who.headers)).json(), {a: 1, b: {d: 3}});
    assert.equal((await send('POST', address(who), who.headers, [1])).status, 400);
    await send('PUT', address(who), {...who.headers, 'Content-Type': 'text/plain'}, 'words');
    assert.equal((await send('POST', address(who), who.headers, {a: 1})).status, 400);
  });

  it('lists the ids of what is there, and deletes one or all', async () => {
    const who = await signIn(server.url);
    for (const stateId of ['a', 'b', 'c']) await send('PUT', address(who, {stateId}), who.headers, {});
    const all = address(who).replace('&stateId=progress', '');
    assert.deepEqual(await (await send('GET', all, who.headers)).json(), ['a', 'b', 'c']);
    assert.deepEqual(await (await send('GET', `${all}&since=2999-01-01T00:00:00Z`, who.headers)).json(), []);
    assert.equal((await send('DELETE', address(who, {stateId: 'b'}), who.headers)).status, 204);
    assert.deepEqual(await (await send('GET', all, who.headers)).json(), ['a', 'c']);
    assert.equal((await send('DELETE', all, who.headers)).status, 204);
    assert.deepEqual(await (await send('GET', all, who.headers)).json(), []);
  });

  it('keeps people and enrolments apart', async () => {
    const registration = randomUUID();
    await send('PUT', address(ana, {registration}), ana.headers, {one: 1});
    assert.equal((await send('GET', address(ana), ana.headers)).status, 404);
    assert.equal((await send('GET', address(ana, {registration}), ben.headers)).status, 403);
    assert.equal((await send('PUT', address(ana), ben.headers, {})).status, 403);
  });
});

/** The admin whom the link that is printed at the start lets in, as an account with a token. */
async function adminOf({url, adminLink}: ServerProcess): Promise<Visitor> {
  const invitation = new URL(adminLink!).searchParams.get('invitation');
  const answer = await fetch(`${url}/v1/tokens`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({invitation}),
  });
  const {token, actor} = (await answer.json()) as {token: string; actor: Visitor['actor']};
  return {token, actor, headers: xapi(token)};
}
