import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {before, describe, it} from 'node:test';
import type {Statement} from '@uggla/protocol';
import {codeOf, openApp, type TestApp, type Visitor} from '../support/app.test.util.js';
import {statementOf} from '../support/server.test.util.js';
import {countersigned} from './acknowledgement.js';
import {verifyChain} from './chain.js';

let app: TestApp;
let ana: Visitor;
let boss: Visitor;
before(async () => {
  app = await openApp({chatOnly: true});
  [ana, boss] = [await app.visitor(), await app.visitor('manager')];
});

const verb = {id: 'http://adlnet.gov/expapi/verbs/voided', display: {en: 'voided'}};
const agreed = {id: 'http://activitystrea.ms/schema/1.0/agree', display: {en: 'agreed'}};
const voids = (id: string, object: object = {objectType: 'StatementRef', id}) =>
  statementOf(boss.actor, {verb, object} as Partial<Statement>);
const post = (who: Visitor, body: unknown) => app.send('POST', '/xapi/statements', {headers: who.headers, body});
const get = (who: Visitor, query: string) => app.send('GET', `/xapi/statements?${query}`, {headers: who.headers});
const all = async (who: Visitor) =>
  ((await (await get(who, 'limit=500')).json()) as {statements: Statement[]}).statements;

async function kept(more: Partial<Statement> = {}): Promise<Statement> {
  const statement = statementOf(ana.actor, more);
  assert.equal((await post(ana, statement)).status, 200);
  return statement;
}

describe('taking a statement back', () => {
  it('hides it from lists, shows it as what it is, and keeps the chain whole', async () => {
    const statement = await kept();
    const back = voids(statement.id);
    assert.equal((await post(boss, back)).status, 200);
    assert.equal((await get(ana, `statementId=${statement.id}`)).status, 404);
    assert.equal((await get(ana, `voidedStatementId=${statement.id}`)).status, 200);
    assert.equal((await get(ana, `voidedStatementId=${back.id}`)).status, 404);
    assert.equal(
      (await all(boss)).some(({id}) => id === statement.id),
      false,
    );
    assert.ok(
      (await all(boss)).some(({id}) => id === back.id),
      'the taking back is a record itself',
    );
    const {ed25519} = app.services.keys;
    assert.equal(await verifyChain(app.services.store.db, new Map([[ed25519.id, ed25519.publicKey]])), undefined);
  });

  it('is found by what it takes back, though that is not shown any more', async () => {
    const own = {id: `https://x.example/verbs/${randomUUID()}`, display: {en: 'did'}};
    const [one, other] = [await kept({verb: own}), await kept({verb: own})];
    const back = voids(one.id);
    await post(boss, back);
    const found = async (who: Visitor) =>
      (
        (await (await get(who, `verb=${encodeURIComponent(own.id)}`)).json()) as {statements: Statement[]}
      ).statements.map(({id}) => id);
    assert.deepEqual(await found(boss), [back.id, other.id]);
    assert.deepEqual(await found(await app.visitor()), []);
  });

  it('does not let the same id come in again as something else', async () => {
    const statement = await kept();
    await post(boss, voids(statement.id));
    assert.equal((await post(ana, statement)).status, 200, 'the same again is still the same');
    assert.equal((await get(ana, `statementId=${statement.id}`)).status, 404, 'and stays taken back');
    assert.equal(await codeOf(await post(ana, {...statement, result: {success: true}})), 'statement-conflict');
  });

  it('can be said twice, and in one batch with what it is about', async () => {
    const statement = statementOf(boss.actor);
    const back = voids(statement.id.toUpperCase());
    for (let time = 0; time < 2; time++) assert.equal((await post(boss, [statement, back])).status, 200);
    assert.equal((await get(boss, `voidedStatementId=${statement.id}`)).status, 200);
  });

  it('bears that the statement is not here', async () => {
    assert.equal((await post(boss, voids(randomUUID()))).status, 200); // xAPI 1.0.3, part 2, 2.3.2
  });

  it('names a statement by reference, and not one that takes back', async () => {
    const statement = await kept();
    const back = voids(statement.id);
    await post(boss, back);
    for (const wrong of [
      voids(back.id),
      voids('', {id: `urn:uuid:${statement.id}`}),
      voids('', {objectType: 'Agent', mbox: 'mailto:ana@example.com'}),
    ]) {
      assert.equal(await codeOf(await post(boss, wrong)), 'statement-invalid');
    }
    assert.equal((await get(boss, `statementId=${back.id}`)).status, 200);
  });

  it('is not for learners, and costs them the whole batch', async () => {
    const [statement, other] = [await kept(), statementOf(ana.actor)];
    const answer = await post(ana, [other, {...voids(statement.id), actor: ana.actor}]);
    assert.deepEqual([answer.status, await codeOf(answer)], [403, 'role-insufficient']);
    assert.equal((await get(ana, `statementId=${other.id}`)).status, 404);
  });
});

describe('what the server itself says', () => {
  it('nobody else can say', async () => {
    const statement = await kept({verb: agreed});
    for (const who of [ana, boss]) {
      const answer = await post(
        who,
        statementOf(who.actor, {verb: countersigned, object: {objectType: 'StatementRef', id: statement.id}}),
      );
      assert.deepEqual([answer.status, await codeOf(answer)], [403, 'actor-refused']);
    }
    const {actor} = (await all(boss)).find((one) => one.verb.id === countersigned.id)!;
    assert.equal(await codeOf(await post(boss, statementOf(actor))), 'actor-refused');
  });

  it('is readable by the person it is about, and by nobody else of their kind', async () => {
    const statement = await kept({verb: agreed});
    const ben = await app.visitor();
    const signed = (await all(boss)).find(({object}) => object.id === statement.id)!;
    assert.equal((await get(ana, `statementId=${signed.id}`)).status, 200);
    assert.equal((await get(ben, `statementId=${signed.id}`)).status, 404);
  });
});

describe('attachments', () => {
  it('come by address, or are refused: nothing is kept that points at nothing', async () => {
    const attachment = {
      usageType: 'https://x.example/photo',
      display: {es: 'Foto'},
      contentType: 'image/png',
      length: 3,
      sha2: 'a'.repeat(64),
    };
    const bare = await post(ana, statementOf(ana.actor, {attachments: [attachment]}));
    assert.deepEqual([bare.status, ((await bare.json()) as {field: string}).field], [400, 'attachments.0']);
    const statement = await kept({
      attachments: [{...attachment, fileUrl: 'https://x.example/photo.png'}],
    } as Partial<Statement>);
    const answer = await get(ana, `statementId=${statement.id}&attachments=true`);
    assert.match(answer.headers.get('content-type')!, /^multipart\/mixed; boundary=/);
    assert.equal((await answer.text()).match(/^Content-Type:/gm)!.length, 1, 'the statement alone');
  });

  it('of somebody else cannot be had by naming their hash', async () => {
    const statement = await kept({verb: agreed});
    const signed = (await all(boss)).find(({object}) => object.id === statement.id)!;
    const {sha2} = signed.attachments![0]!;
    const ben = await app.visitor();
    const thief = statementOf(ben.actor, {
      attachments: [
        {
          usageType: 'https://x.example/y',
          display: {},
          contentType: 'text/plain',
          length: 1,
          sha2,
          fileUrl: 'https://x.example/z',
        },
      ],
    } as Partial<Statement>);
    await post(ben, thief);
    assert.doesNotMatch(await (await get(ben, `statementId=${thief.id}&attachments=true`)).text(), /ey[\w-]+\.ey/);
    assert.match(await (await get(ana, `statementId=${signed.id}&attachments=true`)).text(), /ey[\w-]+\.ey/);
  });

  it('come behind a list of statements as behind one, each with its hash', async () => {
    const text = await (await get(boss, 'limit=500&attachments=true')).text();
    const [boundary] = /^--[0-9a-f-]{36}/.exec(text)!;
    assert.ok(text.endsWith(`${boundary}--\r\n`));
    const hashes = [...text.matchAll(/^X-Experience-API-Hash: ([0-9a-f]{64})\r$/gm)].map(([, hash]) => hash!);
    assert.ok(hashes.length >= 3);
    for (const hash of hashes) assert.ok(text.includes(`"sha2":"${hash}"`));
  });
});
