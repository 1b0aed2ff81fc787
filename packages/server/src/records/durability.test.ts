import assert from 'node:assert/strict';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import type {Statement} from '@uggla/protocol';
import {openKeys} from '../store/keys.js';
import {publishedCampus, temporaryFolder} from '../support/campus.test.util.js';
import {storeIn} from '../support/database.test.util.js';
import {OtherLrsServer, type Fault} from '../support/other-lrs.test.util.js';
import {signIn, startServer, statementOf, until} from '../support/server.test.util.js';
import {verifyChain} from './chain.js';

describe('a server killed while statements come in', () => {
  it('has every one that it confirmed, and none twice', async () => {
    const root = await publishedCampus();
    const dataDir = join(temporaryFolder(), 'data');
    const confirmed = new Set<string>();
    const sent: Statement[][] = [];
    const other = await new OtherLrsServer().open();
    const forwarding = {lrs: other.url, lrsKey: OtherLrsServer.key, limits: {lrsPauseMs: 10}};
    let count = 0;
    other.fault = () => ['lost', undefined, undefined, 'cut', undefined][count++ % 5] as Fault;
    let account: Awaited<ReturnType<typeof signIn>> | undefined;

    for (let life = 0; life < 3; life++) {
      const server = await startServer({root, dataDir, ...forwarding});
      account ??= await signIn(server.url);
      const {actor, headers} = account;
      let enough = false;
      const pour = async () => {
        while (!enough) {
          const batch = Array.from({length: 5}, () => statementOf(actor));
          sent.push(batch);
          const answer = await fetch(`${server.url}/xapi/statements`, {
            method: 'POST',
            headers,
            body: JSON.stringify(batch),
          }).catch(() => undefined);
          if (answer?.ok) for (const id of (await answer.json().catch(() => [])) as string[]) confirmed.add(id);
          if (!answer) return;
          if (confirmed.size >= (life + 1) * 50) enough = true;
        }
      };
      const pouring = [pour(), pour(), pour()];
      await Promise.race(pouring);
      await server.stop('SIGKILL');
      enough = true;
      await Promise.all(pouring);
    }

    const server = await startServer({root, dataDir, ...forwarding});
    const {headers} = account!;
    for (const batch of sent) {
      // as an outbox does: what was not confirmed is sent again, what was may be too
      const answer = await fetch(`${server.url}/xapi/statements`, {
        method: 'POST',
        headers,
        body: JSON.stringify(batch),
      });
      assert.equal(answer.status, 200);
    }
    const ids: string[] = [];
    let path = '/xapi/statements?limit=500&ascending=true';
    while (path !== '') {
      const page = (await (await fetch(server.url + path, {headers})).json()) as {
        statements: Statement[];
        more: string;
      };
      ids.push(...page.statements.map(({id}) => id));
      path = page.more;
    }
    assert.ok(confirmed.size >= 150);
    assert.equal(new Set(ids).size, ids.length, 'none is there twice');
    assert.deepEqual(new Set(ids), new Set(sent.flat().map(({id}) => id)));
    assert.ok(!server.errors().includes(OtherLrsServer.key));
    await until(async () => (await other.statements()).length === ids.length);
    assert.deepEqual(
      (await other.statements()).map(({id}) => id),
      ids,
      'handed on to another store, each once and in order, though servers and answers were lost',
    );
    assert.equal(await server.stop(), 0);
    await other.close();

    const [store, keys] = [await storeIn(dataDir), await openKeys(dataDir)];
    assert.equal(await verifyChain(store.db, new Map([[keys.ed25519.id, keys.ed25519.publicKey]])), undefined);
    await store.close();
  });

  it('has what it confirmed before the repetition too', async () => {
    const dataDir = join(temporaryFolder(), 'data');
    const root = await publishedCampus();
    const first = await startServer({root, dataDir});
    const {actor, headers} = await signIn(first.url);
    const statement = statementOf(actor);
    assert.equal(
      (await fetch(`${first.url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(statement)})).status,
      200,
    );
    await first.stop('SIGKILL');
    const second = await startServer({root, dataDir});
    assert.equal((await fetch(`${second.url}/xapi/statements?statementId=${statement.id}`, {headers})).status, 200); // the token counts still, too
  });
});
