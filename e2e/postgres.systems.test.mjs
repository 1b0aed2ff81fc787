// A PostgreSQL as the store: the server's own tests on it in place of files, and two servers on one.
// UGGLA_POSTGRES: the folder of Debian's PostgreSQL, /usr/lib/postgresql. A database of the test's own is made in a folder of its own.
import assert from 'node:assert/strict';
import {cp, mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {run} from './lib/mariadb.mjs';
import {startPostgres} from './lib/postgres.mjs';
import {verifyChain} from '../packages/server/dist/records/chain.js';
import {openKeys} from '../packages/server/dist/store/keys.js';
import {openStore} from '../packages/server/dist/store/store.js';
import {signIn, startServer, statementOf, until} from '../packages/server/dist/support/server.test.util.js';

let database;
before(async () => (database = await startPostgres('campus', 'uggla', ['max_connections=400'])));
after(() => database?.stop());

describe('two servers on one PostgreSQL', () => {
  let folder, one, two;
  const lives = {}; // by the data folder, each server that runs
  const start = async (name, address = database.address) =>
    (lives[name] = await startServer({chatOnly: true, dataDir: join(folder, name), database: address}));
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uggla-two-'));
    one = await start('one');
    // The keys are all that servers share beside the database.
    await mkdir(join(folder, 'two'), {mode: 0o700});
    await cp(join(folder, 'one/keys.json'), join(folder, 'two/keys.json'));
    two = await start('two');
  });
  after(async () => {
    for (const server of Object.values(lives)) server.child.kill('SIGKILL');
    if (folder) await rm(folder, {recursive: true, force: true, maxRetries: 5});
  });

  const post = (url, headers, body) =>
    fetch(`${url}/xapi/statements`, {method: 'POST', headers, body: JSON.stringify(body)}).catch(() => undefined);
  async function idsAt(url, headers) {
    const ids = [];
    for (let path = '/xapi/statements?limit=500&ascending=true'; path;) {
      const {statements, more} = await (await fetch(url + path, {headers})).json();
      ids.push(...statements.map(({id}) => id));
      path = more;
    }
    return ids;
  }
  async function flawAt(address) {
    const [store, {ed25519}] = [await openStore(':memory:', address), await openKeys(join(folder, 'one'))];
    const flaw = await verifyChain(store.db, new Map([[ed25519.id, ed25519.publicKey]]));
    await store.close();
    return flaw;
  }

  it('refuses a third one that has keys of its own', async () => {
    await assert.rejects(start('three'), /keys-unavailable/);
  });

  it('lets an invitation in once, wherever it is opened', async () => {
    const invitation = new URL(one.adminLink).searchParams.get('invitation');
    const open = ({url}) =>
      fetch(`${url}/v1/tokens`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({invitation}),
      }).then(({status}) => status);
    const answers = await Promise.all([one, two, one, two, one, two].map(open));
    assert.deepEqual(answers.sort(), [201, 410, 410, 410, 410, 410]);
  });

  it('keeps what was confirmed, each once and in one chain, though a server is killed and the database falls', async () => {
    const {actor, headers} = await signIn(one.url);
    assert.equal((await fetch(`${two.url}/v1/me`, {headers})).status, 200, 'one knows whom the other let in');
    const sent = [];
    const confirmed = new Set();
    const refusals = new Set();
    let enough = false;
    const pour = async (name) => {
      for (let batch; !enough;) {
        if (!batch) sent.push((batch = Array.from({length: 3}, () => statementOf(actor))));
        const answer = await post(lives[name].url, headers, batch);
        if (answer?.ok) {
          for (const id of await answer.json()) confirmed.add(id);
          batch = undefined;
        } else if (answer)
          refusals.add(`${answer.status} ${(await answer.json()).code} ${answer.headers.get('retry-after')}`);
      }
    };
    const more = (count) => {
      const goal = confirmed.size + count;
      return until(() => confirmed.size >= goal);
    };
    const pouring = ['one', 'two', 'one', 'two'].map(pour);
    await more(60);
    await one.stop('SIGKILL');
    await more(60); // the other goes on
    one = await start('one');
    await more(60);
    await database.crash(async () => {
      await until(async () => (await fetch(`${two.url}/healthz`)).status === 503);
      const answer = await post(two.url, headers, statementOf(actor));
      assert.equal((await answer.json()).code, 'database-unreachable');
    });
    await more(60); // both find it again by themselves
    enough = true;
    await Promise.all(pouring);
    assert.deepEqual([...refusals], ['503 database-unreachable 5']);
    // What was not confirmed is sent again, as an outbox does; what was may be too.
    for (const [at, batch] of sent.entries())
      assert.equal((await post(at % 2 ? one.url : two.url, headers, batch)).status, 200);
    const ids = await idsAt(two.url, headers);
    assert.deepEqual(
      [...confirmed].filter((id) => !ids.includes(id)),
      [],
      'lost',
    );
    assert.equal(new Set(ids).size, ids.length, 'doubled');
    assert.equal(ids.filter((id) => sent.flat().some((statement) => statement.id === id)).length, sent.flat().length);
    assert.deepEqual(await idsAt(one.url, headers), ids);
    assert.equal(await flawAt(database.address), undefined, 'one chain, without a fork');
    const conflict = {...sent[0][0], verb: {id: 'http://adlnet.gov/expapi/verbs/answered'}};
    assert.deepEqual(
      (await Promise.all([one, two].map(({url}) => post(url, headers, conflict)))).map(({status}) => status),
      [409, 409],
    );
  });

  it('writes back what pg_dump copied while they wrote', async () => {
    const {actor, headers} = await signIn(one.url);
    const [file, client] = [join(folder, 'campus.dump'), ['-h', database.socket, '-U', 'uggla']];
    const early = statementOf(actor);
    assert.equal((await post(one.url, headers, early)).status, 200);
    const late = Array.from({length: 30}, () => post(two.url, headers, statementOf(actor)));
    await run(join(database.bin, 'pg_dump'), [...client, '--format=custom', `--file=${file}`, 'campus']);
    await Promise.all(late);
    await run(join(database.bin, 'createdb'), [...client, '--template=template0', '--encoding=UTF8', 'again']);
    await run(join(database.bin, 'pg_restore'), [...client, '--no-owner', '--dbname=again', file]);
    const address = database.address.replace('/campus?', '/again?');
    assert.equal(await flawAt(address), undefined);
    await mkdir(join(folder, 'again'), {mode: 0o700});
    await cp(join(folder, 'one/keys.json'), join(folder, 'again/keys.json'));
    const again = await start('again', address);
    assert.equal((await fetch(`${again.url}/xapi/statements?statementId=${early.id}`, {headers})).status, 200);
    assert.equal((await post(again.url, headers, statementOf(actor))).status, 200);
  });
});

describe('the server’s own tests', () => {
  const suites = [
    'store',
    'records',
    'learning',
    'leads',
    'shares',
    'people',
    'audit',
    'reminders',
    'certificates',
    'launches',
    'lti',
    'forwarding',
  ];
  it('pass on a PostgreSQL as they do on a file', async () => {
    const {NODE_TEST_CONTEXT: _ours, ...env} = process.env;
    env.UGGLA_TEST_DATABASE = database.address;
    const files = `packages/server/dist/{${suites}}/*.test.js`;
    const {stdout} = await run(process.execPath, ['scripts/unit.mjs', files], {env, maxBuffer: 1e8}).catch((error) => {
      throw new Error(error.stdout?.slice(-10_000) || error.message);
    });
    console.log(stdout.trim().split('\n').at(-1));
  });
});
