import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {MeAnswer, TokenAnswer} from '@uggla/protocol';
import {serve, type RunningServer} from '../index.js';
import {publishedCampus, courseId} from '../support/campus.test.util.js';
import {FakeIssuer} from '../support/issuer.test.util.js';
import {xapi} from '../support/server.test.util.js';

let login: FakeIssuer;
let server: RunningServer;

before(async () => {
  login = new FakeIssuer();
  await login.open();
  login.client = {id: 'campus', secret: 'a secret: with signs&more'};
  login.provide();
  server = await serve({
    root: await publishedCampus(),
    dataDir: ':memory:',
    port: 0,
    issuer: login.url,
    audience: 'api',
    issuerClient: 'campus',
    issuerSecret: 'a secret: with signs&more',
    log: () => undefined,
  });
});
after(async () => {
  login.close();
  await server.close();
});

const get = (url: string, headers: Record<string, string> = {}) => fetch(url, {redirect: 'manual', headers});
const cookieOf = (answer: Response, name: string) =>
  answer.headers
    .getSetCookie()
    .find((one) => one.startsWith(`${name}=`))
    ?.split(';')[0] ?? '';

/** Goes to the issuer and back, as a browser does. */
async function walk(to = '/'): Promise<{back: string; cookie: string}> {
  const first = await get(`${server.url}/signin?${new URLSearchParams({return: to})}`);
  assert.equal(first.status, 302);
  const set = first.headers.getSetCookie().find((one) => one.startsWith('uggla_signin='))!;
  assert.match(set, /Max-Age=600; Path=\/signin; HttpOnly; SameSite=Lax/);
  const there = await get(first.headers.get('location')!);
  return {back: there.headers.get('location')!, cookie: set.split(';')[0]!};
}
const signedIn = async (page: Response): Promise<TokenAnswer> => {
  const html = await page.text();
  assert.equal(page.status, 200, html);
  const data = /data-answer="([^"]+)"/.exec(html)![1]!;
  return JSON.parse(data.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as TokenAnswer;
};
const me = async (token: string) =>
  (await (await fetch(`${server.url}/v1/me`, {headers: xapi(token)})).json()) as MeAnswer;

describe('signing in at the company’s issuer', () => {
  it('makes who comes back the person who was enrolled, for half a day, with the rights that the issuer tells', async () => {
    login.person = {sub: 'm-1', name: 'Marta', uggla_role: 'manager'};
    const {back, cookie} = await walk('/desk/people');
    const page = await get(back, {Cookie: cookie});
    const desk = cookieOf(page, 'uggla_desk');
    assert.match(page.headers.get('cache-control')!, /no-store/);
    const marta = await signedIn(page);
    assert.equal(marta.role, 'manager');
    assert.ok(Math.abs(Date.parse(marta.expires) - Date.now() - 12 * 3_600_000) < 60_000);
    assert.equal((await get(`${server.url}/desk/people`, {Cookie: desk})).status, 200);
    assert.equal((await get(`${server.url}/desk/records`, {Cookie: desk})).status, 401);

    const body = JSON.stringify({course: courseId, people: [{account: 'ana', email: 'ana@acme.example'}]});
    await fetch(`${server.url}/v1/enrolments`, {method: 'POST', headers: xapi(marta.token), body});
    login.person = {sub: 'u-1', name: 'Ana', email: 'ana@acme.example', email_verified: true, groups: ['shop']};
    const own = await walk('/#/item/ergonomia?t=3');
    const answer = await get(own.back, {Cookie: own.cookie});
    assert.equal(cookieOf(answer, 'uggla_desk'), '', 'a learner has no desk');
    assert.match(await answer.clone().text(), /data-to="\/#\/item\/ergonomia\?t=3"/);
    const ana = await signedIn(answer);
    assert.equal(ana.actor.account!.name, 'ana');
    assert.deepEqual((await me(ana.token)).groups, ['shop']);
    const renewed = await fetch(`${server.url}/v1/tokens`, {method: 'POST', headers: xapi(ana.token), body: '{}'});
    assert.equal(renewed.status, 401, 'the issuer is asked again');
    const again = await walk();
    assert.deepEqual((await signedIn(await get(again.back, {Cookie: again.cookie}))).actor.account, ana.actor.account);
  });

  it('takes an answer from the browser that asked, once, and from no other', async () => {
    login.person = {sub: 'u-2'};
    const refused = async (url: string, cookie: string, why: RegExp) => {
      const page = await get(url, cookie === '' ? {} : {Cookie: cookie});
      assert.equal(page.status, 400, why.source);
      assert.match(await page.text(), why);
    };
    const {back, cookie} = await walk();
    await refused(back, '', /began no sign-in/);
    await refused(back, (await walk()).cookie, /to another question/);
    await refused(back, 'uggla_signin=x', /too long ago/);
    const other = new URL(back);
    other.searchParams.set('iss', 'https://evil.example');
    await refused(other.href, cookie, /is of https:\/\/evil\.example/);
    assert.equal((await get(back, {Cookie: cookie})).status, 200);
    await refused(back, cookie, /answered 400 invalid_grant/);
    const said = new URL(back);
    said.searchParams.delete('code');
    said.searchParams.set('error', '<b>access_denied');
    await refused(said.href, cookie, /said &lt;b&gt;access_denied/);
    login.nonce = 'another';
    const replayed = await walk();
    await refused(replayed.back, replayed.cookie, /nobody was signed in/);
    login.nonce = undefined;
  });

  it('goes on in the language that was chosen before, asks the issuer for it, and tries again in it', async () => {
    const asked = `${server.url}/signin?${new URLSearchParams({lang: 'ar', return: '/#/item/ergonomia?lang=ar'})}`;
    const browser = {'Accept-Language': 'fr'};
    const first = await get(asked, browser);
    const there = first.headers.get('location')!;
    assert.equal(new URL(there).searchParams.get('ui_locales'), 'ar');
    const Cookie = first.headers.getSetCookie()[0]!.split(';')[0]!;
    const back = (await get(there)).headers.get('location')!;
    const failed = await (await get(`${back}x`, {...browser, Cookie})).text();
    assert.match(failed, /<html lang="ar" dir="rtl">/);
    assert.match(failed, /href="\/signin\?return=%2F%23%2Fitem%2Fergonomia%3Flang%3Dar&amp;lang=ar"/);
    assert.match(await (await get(back, {...browser, Cookie})).text(), /<html lang="ar" dir="rtl">/);
    assert.match(await (await get(`${server.url}/signin/callback`, browser)).text(), /<html lang="fr">/);
    assert.match(
      await (await get(`${server.url}/desk/people?lang=es`)).text(),
      /signin\?return=%2Fdesk%2Fpeople%3Flang%3Des&amp;lang=es"/,
    );
  });

  it('leads nobody elsewhere, and out again', async () => {
    login.person = {sub: 'u-3'};
    for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', '']) {
      const {back, cookie} = await walk(to);
      assert.match(await (await get(back, {Cookie: cookie})).text(), /data-to="\/"/, to);
    }
    const out = new URL((await get(`${server.url}/signin/out`)).headers.get('location')!);
    assert.equal(`${out.origin}${out.pathname}`, `${login.url}/out`);
    assert.equal(out.searchParams.get('post_logout_redirect_uri'), `${server.url}/`);
  });

  it('says so when the issuer is away', async () => {
    const away = await serve({
      chatOnly: true,
      dataDir: ':memory:',
      port: 0,
      issuer: 'http://127.0.0.1:9',
      issuerClient: 'campus',
      log: () => undefined,
    });
    const page = await get(`${away.url}/signin`, {'Accept-Language': 'es'});
    assert.equal(page.status, 503);
    const said = await page.text();
    assert.match(said, /role="alert">El inicio de sesión de tu empresa no responde/);
    assert.match(said, /href="\/signin"/);
    await away.close();
  });
});
