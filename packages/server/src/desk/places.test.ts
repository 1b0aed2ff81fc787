import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {openApp, type TestApp} from '../support/app.test.util.js';
import {campusWithProducts} from '../support/products.test.util.js';

let app: TestApp;
let cookie: string;
const form = {'Content-Type': 'application/x-www-form-urlencoded'};

async function enter(of: TestApp, role: 'admin' | 'manager'): Promise<string> {
  const body = new URLSearchParams({invitation: await of.services.accounts.invite(role)}).toString();
  return (await of.send('POST', '/desk/enter', {headers: form, body})).headers.get('set-cookie')!.split(';')[0]!;
}
const desk = async (path: string, language = 'en') =>
  (await app.send('GET', `/desk/${path}`, {headers: {Cookie: cookie, 'Accept-Language': language}})).text();
const post = (path: string, fields: Record<string, string> | [string, string][] = {}, as = cookie, language = 'en') =>
  app.send('POST', `/desk/${path}`, {
    headers: {...form, Cookie: as, 'Accept-Language': language},
    body: new URLSearchParams(fields).toString(),
  });

before(async () => {
  app = await openApp({root: await campusWithProducts(), limits: {leadDays: 120}});
  cookie = await enter(app, 'admin');
});

describe('share links at the desk', () => {
  it('are made with a form, told with what became of them, and withdrawn', async () => {
    const answer = await post('shares', [
      ['label', '<b>Pérez</b>'],
      ['which', 'chosen'],
      ['product', 'turbina'],
      ['product', 'bomba'],
      ['password', 'abracadabra'],
      ['expires', '2027-03-01'],
      ['language', 'es'],
    ]);
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/desk/shares?made=1']);
    const html = await desk('shares?made=1');
    assert.match(html, /role="status" class="answer">The link is ready/);
    assert.match(html, /&lt;b&gt;Pérez/);
    assert.match(html, /with a password/);
    assert.match(html, /0 of 2/);
    assert.doesNotMatch(html, /<b>Pérez|abracadabra|scrypt/);
    const url = /data-copy="([^"]+)"/.exec(html)![1]!;
    assert.equal((await app.send('GET', new URL(url).pathname)).status, 200);
    const [share] = await app.services.shares.list();
    assert.deepEqual(
      [share!.products, share!.language, share!.expires],
      [['turbina', 'bomba'], 'es', '2027-03-02T00:00:00.000Z'],
    );
    assert.equal((await post(`shares/${share!.id}/revoke`)).status, 303);
    assert.equal((await app.send('GET', new URL(url).pathname)).status, 410);
    const after = await desk('shares', 'es');
    assert.match(after, /retirado/);
    assert.doesNotMatch(after, /data-copy/);
  });

  it('offer private products by name, since nobody but administrators looks here', async () => {
    const html = await desk('shares', 'es');
    assert.match(html, /Turbina secreta <span class="quiet">privado: clients<\/span>/);
    assert.match(html, /<h1>Enlaces<\/h1>/);
  });

  it('say what is wrong with a link that cannot be made, and make none', async () => {
    const before = (await app.services.shares.list()).length;
    for (const [fields, says] of [
      [{label: ''}, /"alert">Escribe para quién es/],
      [{label: 'x', expires: '2020-01-01'}, /"alert">El enlace terminaría antes de empezar/],
      [{label: 'x', password: 'a'}, /"alert">Una contraseña tiene de 6 a 200 caracteres/],
      [{label: 'x', starts: '<i>'}, /"alert">No se ha podido hacer\.[^<]* <span lang="en">[^<]*\(body-invalid\)/],
    ] as const) {
      const answer = await post('shares', fields as Record<string, string>, cookie, 'es');
      assert.equal(answer.status, 400);
      assert.match(await answer.text(), says);
    }
    assert.equal((await app.services.shares.list()).length, before);
  });
});

describe('leads at the desk', () => {
  it('are shown with who, what and the consent; as CSV without formulas; and forgotten one by one', async () => {
    const lead = {
      id: 'lead-0001',
      item: 'bomba',
      action: 'Pide precio',
      name: '<i>Ana</i>',
      email: 'ana@acme.example',
      company: '=Acme()',
      phone: '',
      message: 'Hola',
      consent: 'Acepto.',
      language: 'es',
    };
    await app.send('POST', '/v1/leads', {body: lead});
    const html = await desk('leads');
    assert.match(html, /&lt;i&gt;Ana/);
    assert.match(html, /Pump<br \/><span class="quiet">Pide precio/);
    assert.match(html, /Acepto\./);
    assert.match(html, /forgotten after so many days: 120/);
    const csv = await app.send('GET', '/desk/leads.csv', {headers: {Cookie: cookie}});
    assert.match(csv.headers.get('content-disposition')!, /leads\.csv/);
    assert.match(await csv.text(), /,'=Acme\(\),/);
    assert.equal((await post('leads/lead-0001/forget')).status, 303);
    assert.match(await desk('leads', 'es'), /Todavía no ha preguntado nadie/);
  });
});

describe('both', () => {
  it('are for administrators alone, and change nothing for anybody else', async () => {
    const manager = await enter(app, 'manager');
    const shares = (await app.services.shares.list()).length;
    for (const as of ['', manager]) {
      for (const path of ['shares', 'leads', 'leads.csv'])
        assert.equal((await app.send('GET', `/desk/${path}`, {headers: {Cookie: as}})).status, 401, path);
      for (const path of ['shares', 'shares/x/revoke', 'leads/x/forget'])
        assert.equal((await post(path, {label: 'x'}, as)).status, 401, path);
    }
    const foreign = await app.send('POST', '/desk/shares', {
      headers: {...form, Cookie: cookie, Origin: 'https://evil.example'},
      body: 'label=x',
    });
    assert.equal(foreign.status, 403);
    assert.equal((await app.services.shares.list()).length, shares);
  });

  it('say so where there is nothing to share', async () => {
    const alone = await openApp({chatOnly: true});
    const html = await (
      await alone.send('GET', '/desk/shares', {headers: {Cookie: await enter(alone, 'admin')}})
    ).text();
    assert.match(html, /no products to share/);
  });
});
