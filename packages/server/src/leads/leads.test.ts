import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {createServer, type IncomingHttpHeaders} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {after, before, beforeEach, describe, it} from 'node:test';
import {openApp, codeOf, type TestApp, type Visitor} from '../support/app.test.util.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {campusWithProducts} from '../support/products.test.util.js';
import {until} from '../support/server.test.util.js';
import {signature} from '../http/webhook.js';

const lead = (more: object = {}) => ({
  id: crypto.randomUUID(),
  item: 'bomba',
  action: 'Pide precio',
  name: 'Ana Díaz',
  email: 'ana@acme.example',
  company: 'Acme',
  phone: '+34 600',
  message: '=HYPERLINK("http://evil.example")',
  consent: 'Acepto que me respondan.',
  language: 'es',
  time: '2026-11-20T10:00:00.000Z',
  ...more,
});

let app: TestApp;
let manager: Visitor;
before(async () => {
  app = await openApp({root: await campusWithProducts()});
  manager = await app.visitor('manager');
});
const kept = async (of = app, as = manager) =>
  ((await (await of.send('GET', '/v1/leads', {headers: as.headers})).json()) as {leads: Record<string, unknown>[]})
    .leads;

describe('POST /v1/leads', () => {
  it('keeps what was written, with what was agreed to word for word, once however often it is sent', async () => {
    const one = lead();
    assert.equal((await app.send('POST', '/v1/leads', {body: one})).status, 201);
    for (let n = 0; n < 3; n++) assert.equal((await app.send('POST', '/v1/leads', {body: one})).status, 200);
    const found = (await kept()).filter(({id}) => id === one.id);
    assert.equal(found.length, 1);
    const {received, written, handed, share, ...rest} = found[0]!;
    assert.ok(Date.now() - Date.parse(received as string) < 60_000);
    assert.deepEqual(
      [written, handed, share, rest['name'], rest['consent'], rest['email']],
      ['2026-11-20T10:00:00.000Z', null, null, 'Ana Díaz', 'Acepto que me respondan.', 'ana@acme.example'],
    );
  });

  it('takes no lead without an address to answer to or without consent', async () => {
    for (const wrong of [
      {email: 'ana'},
      {email: 'a b@c'},
      {consent: ''},
      {consent: undefined},
      {id: '../x'},
      {id: 'short'},
      {message: 'x'.repeat(9000)},
      {item: undefined},
    ]) {
      const answer = await app.send('POST', '/v1/leads', {body: lead(wrong)});
      assert.deepEqual(
        [answer.status, await codeOf(answer)],
        [400, 'body-invalid'],
        JSON.stringify(wrong).slice(0, 60),
      );
    }
    assert.equal((await app.send('POST', '/v1/leads', {body: lead({message: 'x'.repeat(40_000)})})).status, 413);
  });

  it('takes 200 of a fair at once, and slows down who floods it', async () => {
    const busy = await openApp({chatOnly: true, limits: {leadsPerMinute: 210}});
    const answers = await Promise.all(
      Array.from({length: 220}, (_, n) => busy.send('POST', '/v1/leads', {body: lead({email: `a${n}@acme.example`})})),
    );
    const statuses = answers.map(({status}) => status);
    const taken = statuses.filter((one) => one === 201).length;
    assert.ok(taken >= 210 && taken < 220, `${taken}`); // on a slow machine the bucket fills a little meanwhile
    assert.equal(statuses.filter((one) => one === 429).length, 220 - taken);
    const {leads} = (await (
      await busy.send('GET', '/v1/leads', {headers: (await busy.visitor('manager')).headers})
    ).json()) as {leads: unknown[]};
    assert.equal(leads.length, 200, 'the list comes in pages');
  });

  it('tells the share through which somebody came', async () => {
    const share = (await (
      await app.send('POST', '/v1/shares', {headers: manager.headers, body: {label: 'Feria'}})
    ).json()) as {id: string; url: string};
    const path = (
      await app.send('POST', new URL(share.url).pathname, {
        headers: {'Content-Type': 'application/x-www-form-urlencoded'},
        body: '',
      })
    ).headers.get('location')!;
    const one = lead();
    assert.equal((await app.send('POST', `${path}v1/leads`, {body: one})).status, 201);
    assert.equal((await kept()).find(({id}) => id === one.id)?.['share'], share.id);
  });
});

describe('leads that are there', () => {
  it('are read and forgotten by managers only', async () => {
    const one = lead();
    await app.send('POST', '/v1/leads', {body: one});
    const learner = await app.visitor();
    for (const [headers, status] of [
      [{}, 401],
      [learner.headers, 403],
    ] as const) {
      assert.equal((await app.send('GET', '/v1/leads', {headers})).status, status);
      assert.equal((await app.send('DELETE', `/v1/leads/${one.id}`, {headers})).status, status);
    }
    assert.equal((await app.send('DELETE', `/v1/leads/${one.id}`, {headers: manager.headers})).status, 204);
    assert.ok(!(await kept()).some(({id}) => id === one.id));
  });

  it('are forgotten when their time is over', async () => {
    const one = await openApp({chatOnly: true, limits: {leadDays: 90}});
    const {db} = one.services.store;
    for (const [id, days] of [
      ['old-lead', 91],
      ['new-lead', 89],
    ] as const) {
      await one.send('POST', '/v1/leads', {body: lead({id})});
      await db
        .updateTable('leads')
        .set({received: new Date(Date.now() - days * 86_400_000).toISOString()})
        .where('id', '=', id)
        .execute();
    }
    await one.send('POST', '/v1/leads', {body: lead({id: 'third-lead'})});
    assert.deepEqual(
      (await db.selectFrom('leads').select('id').orderBy('id').execute()).map(({id}) => id),
      ['new-lead', 'third-lead'],
    );
  });
});

describe('the webhook of leads', () => {
  const taken: {headers: IncomingHttpHeaders; body: string}[] = [];
  let status = 204;
  const web = createServer((request, response) => {
    let body = '';
    request
      .setEncoding('utf8')
      .on('data', (part: string) => (body += part))
      .on('end', () => {
        taken.push({headers: request.headers, body});
        response.writeHead(status).end();
      });
  });
  let address: string;
  before(async () => {
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(web.address() as AddressInfo).port}/hook`;
  });
  after(() => {
    web.closeAllConnections();
    web.close();
  });
  beforeEach(() => {
    taken.length = 0;
    status = 204;
  });

  it('gets each lead once, signed as Standard Webhooks has it', async () => {
    const secret = `whsec_${Buffer.from('a secret of both').toString('base64')}`;
    const one = await openApp({chatOnly: true, leadsWebhook: address, leadsSecret: secret});
    const sent = lead();
    await one.send('POST', '/v1/leads', {body: sent});
    await one.send('POST', '/v1/leads', {body: sent});
    await until(
      async () =>
        (await one.services.store.db.selectFrom('leads').select('handed').executeTakeFirst())?.handed !== null,
    );
    assert.equal(taken.length, 1);
    const [{headers, body}] = taken as [(typeof taken)[0]];
    const told = JSON.parse(body) as {type: string; data: Record<string, unknown>};
    assert.deepEqual(
      [told.type, told.data['email'], told.data['consent'], 'tries' in told.data],
      ['lead.created', sent.email, sent.consent, false],
    );
    const mac = createHmac('sha256', 'a secret of both')
      .update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`)
      .digest('base64');
    assert.equal(headers['webhook-signature'], `v1,${mac}`);
    await one.close();
  });

  it('that is down gets them later, also from the next start of the server', async () => {
    status = 503;
    const dataDir = join(temporaryFolder(), 'data');
    const one = await openApp({chatOnly: true, dataDir, leadsWebhook: address});
    assert.equal((await one.send('POST', '/v1/leads', {body: lead()})).status, 201, 'who asks does not wait for it');
    await until(
      async () => (await one.services.store.db.selectFrom('leads').select('tries').executeTakeFirst())?.tries === 1,
    );
    assert.match(one.lines.join('\n'), /did not take .*it answered 503; next try in 5 s/);
    assert.doesNotMatch(one.lines.join('\n'), /ana@/, 'the log names nobody');
    await one.services.store.db.updateTable('leads').set({next_try: new Date().toISOString()}).execute();
    await one.close();
    status = 200;
    taken.length = 0;
    const again = await openApp({chatOnly: true, dataDir, leadsWebhook: address});
    await until(
      async () =>
        (await again.services.store.db.selectFrom('leads').select('handed').executeTakeFirst())?.handed !== null,
    );
    assert.equal(taken.length, 1);
    await again.close();
  });

  it('is a web address', async () => {
    await assert.rejects(openApp({chatOnly: true, leadsWebhook: 'mailto:a@b.example'}), {code: 'server-misconfigured'});
  });

  it('is signed with any text as the secret, too', () => {
    assert.equal(
      signature('words', 'a', '1', '{}'),
      `v1,${createHmac('sha256', 'words').update('a.1.{}').digest('base64')}`,
    );
  });
});
