import assert from 'node:assert/strict';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, it, mock} from 'node:test';
import {createApp} from '../index.js';
import {doJobs} from '../jobs.js';
import {openApp, type TestApp} from '../support/app.test.util.js';
import {temporaryFolder} from '../support/campus.test.util.js';
import {hookServer} from '../support/hook.test.util.js';
import {mailServer} from '../support/smtp.test.util.js';
import {campusOfYear, seen, year, yearId} from '../support/year.test.util.js';
import {signature} from '../http/webhook.js';

const homePage = 'https://campus.example';
const proxy = {
  trustedHeader: 'x-user',
  trustedProxies: ['127.0.0.1'],
  admins: ['boss'],
  publicUrl: homePage,
  timeZone: 'Europe/Madrid',
};
const as = (name: string) => ({'x-user': name, 'X-Experience-API-Version': '1.0.3'});
const actor = (name: string) => ({objectType: 'Agent' as const, account: {homePage, name}});
const at = (day: string) => mock.timers.setTime(Date.parse(`${day}T12:00:00Z`));

async function enrol(app: TestApp, ...people: object[]): Promise<void> {
  assert.equal(
    (await app.send('POST', '/v1/enrolments', {headers: as('boss'), body: {course: yearId, people}})).status,
    201,
  );
}
async function look(app: TestApp, name: string, lesson: string, language?: string): Promise<void> {
  assert.equal(
    (await app.send('POST', '/xapi/statements', {headers: as(name), body: seen(actor(name), lesson, language)})).status,
    200,
  );
}

beforeEach(() => mock.timers.enable({apis: ['Date'], now: Date.parse('2026-01-15T12:00:00Z')}));
afterEach(() => mock.timers.reset());

describe('reminders by mail', () => {
  it('tell of each lesson once when it opens and once when it is late, in the reader’s language', async () => {
    const mail = await mailServer();
    const app = await openApp({
      root: campusOfYear(),
      ...proxy,
      smtp: mail.url,
      mailFrom: 'Campus <campus@example.com>',
    });
    await enrol(app, {account: 'ana', name: 'Ana', email: 'ana@example.com'}, {account: 'ben', name: 'Ben'});
    await doJobs(app.services);
    await doJobs(app.services);
    assert.equal(mail.mails.length, 1); // Ben has no address
    const [first] = mail.mails;
    assert.deepEqual(
      [first!.to, first!.headers['subject'], first!.headers['from'], first!.headers['auto-submitted']],
      [['ana@example.com'], 'Pendiente: Tu primer año', 'Campus <campus@example.com>', 'auto-generated'],
    );
    assert.match(
      first!.text,
      /Hola Ana,[\s\S]*Ya puedes hacer esto:\n– Hola\n[\s\S]*https:\/\/campus\.example\/#\/item\/ano/,
    );
    assert.doesNotMatch(first!.text, /Segundo mes|Después/); // not open yet

    await look(app, 'ana', 'hola', 'en');
    at('2026-02-20');
    await doJobs(app.services);
    assert.equal(mail.mails.length, 2);
    assert.match(
      mail.mails[1]!.text,
      /This is late:\n– Then\n\nYou can do this now:\n– Second month \(until April 15, 2026\)/,
    );
    await look(app, 'ana', 'luego');
    await look(app, 'ana', 'mes');
    at('2026-07-20'); // half a year after the first lesson
    for (let hour = 0; hour < 3; hour++) await doJobs(app.services);
    assert.equal(mail.mails.length, 3);
    assert.match(mail.mails[2]!.text, /– Hello/);
    assert.deepEqual(app.lines, []);
  });

  it('are not sent again by a server that was started anew, nor by two at once', async () => {
    const mail = await mailServer();
    const options = {
      root: campusOfYear(),
      dataDir: join(temporaryFolder(), 'data'),
      ...proxy,
      smtp: mail.url,
      mailFrom: 'campus@example.com',
    };
    const app = await openApp(options);
    await enrol(app, {account: 'ana', email: 'ana@example.com'});
    const other = await createApp({...options, log: () => undefined});
    await Promise.all([doJobs(app.services), doJobs(other.services)]);
    await app.close();
    await other.close();
    const again = await openApp(options);
    at('2026-01-20');
    await doJobs(again.services);
    await again.close();
    assert.equal(mail.mails.length, 1);
  });

  it('are tried again when the mail server could not be reached, and given up when it knows no such address', async () => {
    const mail = await mailServer();
    mail.refuse = (address) =>
      address.startsWith('no')
        ? '550 no such person'
        : mail.mails.length === 0 && Date.now() < Date.parse('2026-01-15T13:00:00Z')
          ? '451 later'
          : undefined;
    const app = await openApp({root: campusOfYear(), ...proxy, smtp: mail.url, mailFrom: 'campus@example.com'});
    await enrol(app, {account: 'ana', email: 'ana@example.com'}, {account: 'no', email: 'no@example.com'});
    await doJobs(app.services);
    assert.equal(mail.mails.length, 0);
    assert.match(app.lines.join('\n'), /mail for .* was not taken/);
    assert.doesNotMatch(app.lines.join('\n'), /undefined/);
    mock.timers.setTime(Date.parse('2026-01-15T13:00:01Z'));
    await doJobs(app.services);
    assert.deepEqual(
      mail.mails.map(({to}) => to),
      [['ana@example.com']],
    );
    const states = await app.services.store.db
      .selectFrom('reminders')
      .select(['state', 'tries'])
      .orderBy('state')
      .execute();
    assert.deepEqual(
      states.map(({state, tries}) => [state, tries]),
      [
        ['given-up', 1],
        ['sent', 2],
      ],
    );
  });

  it('put no line of a stranger into their head', async () => {
    const mail = await mailServer();
    const title = {es: 'Curso\r\nBcc: all@evil.example', en: 'x'};
    const app = await openApp({
      root: campusOfYear({...year, title}),
      ...proxy,
      smtp: mail.url,
      mailFrom: 'campus@example.com',
    });
    await enrol(app, {account: 'ana', name: 'Ana"\r\nBcc: b@evil.example', email: 'ana@example.com'});
    await doJobs(app.services);
    assert.deepEqual([mail.mails[0]!.to, mail.mails[0]!.headers['bcc']], [['ana@example.com'], undefined]);
  });
});

describe('reminders by webhook', () => {
  it('are signed, name person, course and lessons, and are tried again with the same id', async () => {
    const hook = await hookServer();
    hook.status = 503;
    const app = await openApp({
      root: campusOfYear(),
      ...proxy,
      remindersWebhook: hook.url,
      remindersSecret: 'whsec_c2VjcmV0',
    });
    await enrol(app, {account: 'ana', name: 'Ana', email: 'ana@example.com'});
    await doJobs(app.services);
    hook.status = 204;
    await doJobs(app.services); // not yet
    at('2026-01-16');
    await doJobs(app.services);
    await doJobs(app.services);
    assert.equal(hook.got.length, 2);
    const [first, second] = hook.got;
    assert.equal(first!.headers['webhook-id'], second!.headers['webhook-id']);
    assert.equal(
      second!.headers['webhook-signature'],
      signature(
        'whsec_c2VjcmV0',
        second!.headers['webhook-id'] as string,
        second!.headers['webhook-timestamp'] as string,
        second!.body,
      ),
    );
    const {type, data} = JSON.parse(second!.body) as {
      type: string;
      data: {person: object; course: object; lessons: object[]; url: string};
    };
    assert.equal(type, 'course.reminder');
    assert.deepEqual(data.person, {
      account: {homePage, name: 'ana'},
      name: 'Ana',
      email: 'ana@example.com',
      shown: 'Ana',
    });
    assert.deepEqual(data.course, {id: yearId, title: year.title});
    assert.deepEqual(data.lessons, [
      {lesson: 'hola', title: {es: 'Hola', en: 'Hello'}, step: 'due', since: '2026-01-15T12:00:00.000Z'},
    ]);
  });

  it('tell nobody of what was done meanwhile, and of who only looked in nothing', async () => {
    const hook = await hookServer();
    hook.status = 500;
    const app = await openApp({root: campusOfYear(), ...proxy, remindersWebhook: hook.url});
    await enrol(app, {account: 'ana'});
    await look(app, 'guest', 'hola');
    await doJobs(app.services);
    assert.equal(hook.got.length, 1);
    await look(app, 'ana', 'hola');
    await look(app, 'ana', 'luego');
    hook.status = 204;
    at('2026-01-17');
    await doJobs(app.services);
    assert.equal(hook.got.length, 1);
    assert.deepEqual(
      (await app.services.store.db.selectFrom('reminders').select('state').execute()).map(({state}) => state),
      ['gone'],
    );
  });
});
