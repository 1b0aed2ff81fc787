import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {doJobs} from '../jobs.js';
import {openApp, codeOf, type TestApp, type Visitor} from '../support/app.test.util.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {hookServer} from '../support/hook.test.util.js';
import {campusWithProducts} from '../support/products.test.util.js';
import {until} from '../support/server.test.util.js';
import type {LeadRow} from '../store/tables.js';
import {mailServer} from '../support/smtp.test.util.js';
import {signature} from '../http/webhook.js';
import {pageWords} from '../locales/words.js';
import {Leads} from './leads.js';
import {mailOf} from './ways.js';

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
    await doJobs(one.services); // nobody else need write for that
    assert.deepEqual(
      (await db.selectFrom('leads').select('id').execute()).map(({id}) => id),
      ['new-lead'],
    );
  });
});

describe('the mail of leads', () => {
  const from = {mailFrom: 'campus@example.com', leadsMail: 'sales@example.com'};

  it('goes to the mailbox, in the language of the page, and its answer to who asked', async () => {
    const mail = await mailServer();
    const one = await openApp({chatOnly: true, smtp: mail.url, ...from});
    const sent = lead({company: 'Acme\r\nBcc: x@evil.example'});
    await one.send('POST', '/v1/leads', {body: sent});
    await one.send('POST', '/v1/leads', {body: sent});
    const row = () => one.services.store.db.selectFrom('leads').selectAll().executeTakeFirstOrThrow();
    await until(async () => (await row()).mailed !== null);
    assert.equal(mail.mails.length, 1);
    const [{to, headers, text}] = mail.mails as [(typeof mail.mails)[0]];
    assert.deepEqual(to, ['sales@example.com']);
    assert.match(headers['subject']!, /^Alguien pregunta por un producto: bomba \(Acme Bcc/);
    assert.match(headers['reply-to']!, /<ana@acme\.example>$/);
    assert.equal(headers['bcc'], undefined);
    assert.match(
      text,
      /Nombre: Ana Díaz\nCorreo: ana@acme\.example[\s\S]*\n=HYPERLINK[\s\S]*Acepto que me respondan\.$/,
    );
    assert.deepEqual([(await row()).next_try, one.services.leads.isHandedOn(await row())], [null, true]);
    await one.close();
  });

  it('is written in ten languages, each thing that was said kept apart where the directions differ', () => {
    const row = lead({share: null, portfolio: '', item: 'bomba\n<b>x</b>'}) as unknown as LeadRow;
    for (const [language, {mail: words}] of Object.entries(pageWords)) {
      const {subject, text} = mailOf({...row, language});
      assert.ok(subject.startsWith(`${words.lead}: `) && !subject.includes('\n'), subject);
      const name = language === 'ar' ? '\u2068Ana Díaz\u2069' : 'Ana Díaz';
      assert.ok(text.includes(`\n${words.name}: ${name}\n`), text);
      assert.doesNotMatch(text, /undefined/);
    }
  });

  it('that is refused is sent later, and the webhook that took it is left alone', async () => {
    const mail = await mailServer();
    mail.refuse = () => '451 later';
    const hook = await hookServer();
    const one = await openApp({chatOnly: true, smtp: mail.url, leadsWebhook: hook.url, ...from});
    await one.send('POST', '/v1/leads', {body: lead()});
    const row = () => one.services.store.db.selectFrom('leads').selectAll().executeTakeFirstOrThrow();
    await until(async () => (await row()).tries === 1);
    assert.match(one.lines.join('\n'), /the mail server did not take .*; next try in 5 s/);
    assert.equal(one.services.leads.isHandedOn(await row()), false);
    mail.refuse = undefined;
    await one.services.store.db.updateTable('leads').set({next_try: new Date().toISOString()}).execute();
    await one.services.leads.hand();
    assert.deepEqual([mail.mails.length, hook.got.length, (await row()).next_try], [1, 1, null]);
    await one.close();
  });

  it('wants a mailbox and a mail server', async () => {
    for (const wrong of [{leadsMail: 'sales', smtp: 'smtp://127.0.0.1'}, {leadsMail: 'sales@example.com'}])
      await assert.rejects(openApp({chatOnly: true, mailFrom: 'campus@example.com', ...wrong}), {
        code: 'server-misconfigured',
      });
  });
});

describe('the webhook of leads', () => {
  it('gets each lead once, signed as Standard Webhooks has it', async () => {
    const hook = await hookServer();
    const secret = `whsec_${Buffer.from('a secret of both').toString('base64')}`;
    const one = await openApp({chatOnly: true, leadsWebhook: hook.url, leadsSecret: secret});
    const sent = lead();
    await one.send('POST', '/v1/leads', {body: sent});
    await one.send('POST', '/v1/leads', {body: sent});
    await until(
      async () =>
        (await one.services.store.db.selectFrom('leads').select('handed').executeTakeFirst())?.handed !== null,
    );
    assert.equal(hook.got.length, 1);
    const [{headers, body}] = hook.got as [(typeof hook.got)[0]];
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

  it('gets each lead from one of several servers on one store', async () => {
    const one = await openApp({chatOnly: true});
    const got: string[] = [];
    const send = async ({id}: LeadRow) => {
      got.push(id);
      await new Promise((resolve) => setImmediate(resolve));
      return undefined;
    };
    const open = () =>
      new Leads(one.services.store.db, {
        ways: [{column: 'handed', name: 'hook', send}],
        days: 1,
        log: assert.fail,
        draining: new AbortController().signal,
      });
    const [here, there] = [open(), open()];
    const sent = ['a', 'b', 'c'].map((id) => ({...lead({id}), written: '', portfolio: '', share: null}));
    for (const {time: _, ...row} of sent) await here.keep(row);
    await Promise.all([here.hand(), there.hand()]);
    assert.deepEqual(got.sort(), ['a', 'b', 'c']);
    await one.close();
  });

  it('that is down gets them later, also from the next start of the server', async () => {
    const hook = await hookServer();
    hook.status = 503;
    const dataDir = join(temporaryFolder(), 'data');
    const one = await openApp({chatOnly: true, dataDir, leadsWebhook: hook.url});
    assert.equal((await one.send('POST', '/v1/leads', {body: lead()})).status, 201, 'who asks does not wait for it');
    await until(
      async () => (await one.services.store.db.selectFrom('leads').select('tries').executeTakeFirst())?.tries === 1,
    );
    assert.match(one.lines.join('\n'), /did not take .*it answered 503; next try in 5 s/);
    assert.doesNotMatch(one.lines.join('\n'), /ana@/, 'the log names nobody');
    await one.services.store.db.updateTable('leads').set({next_try: new Date().toISOString()}).execute();
    await one.close();
    hook.status = 200;
    hook.got.length = 0;
    const again = await openApp({chatOnly: true, dataDir, leadsWebhook: hook.url});
    await until(
      async () =>
        (await again.services.store.db.selectFrom('leads').select('handed').executeTakeFirst())?.handed !== null,
    );
    assert.equal(hook.got.length, 1);
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
