import assert from 'node:assert/strict';
import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it, mock} from 'node:test';
import type {MeAnswer, ProgressAnswer} from '@uggla/protocol';
import {generateKeyPair} from 'jose';
import {asset, pageStyle} from '../http/assets.js';
import {settle} from '../settle.js';
import {codeOf, openApp, type TestApp} from '../support/app.test.util.js';
import {courseId, publishedCampus, temporaryFolder} from '../support/campus.test.util.js';
import {beginLogin, enter, launch, pageData, sendLaunch, TestPlatform} from '../support/lti.test.util.js';
import {statementOf} from '../support/server.test.util.js';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const ags = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const nrps = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice';
const dl = 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings';
const docs = new URL('../../../../docs/errors/', import.meta.url);

let platform: TestPlatform;
let app: TestApp;
before(async () => {
  platform = new TestPlatform();
  await platform.open();
  app = await openApp({
    root: await publishedCampus(),
    lti: [platform.registration({origins: ['https://class.example']})],
  });
  await platform.know(app);
});
after(async () => {
  await app.close();
  platform.close();
});

describe('the file of platforms', () => {
  const folder = temporaryFolder();
  const good = {
    name: 'Moodle',
    issuer: 'https://lms.example',
    clientId: 'abc',
    deploymentIds: ['1'],
    authorizationEndpoint: 'https://lms.example/mod/lti/auth.php',
    tokenEndpoint: 'https://lms.example/mod/lti/token.php',
    jwksUri: 'https://lms.example/mod/lti/certs.php',
  };
  const settleWith = (content: unknown) => {
    const file = join(folder, 'platforms.json');
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return settle({root: folder, host: '0.0.0.0', lti: file});
  };

  it('says who may frame our pages, and that it is known who is there', () => {
    const {platforms, open} = settleWith({platforms: [{...good, origins: ['https://class.example/a/page']}]});
    assert.deepEqual(platforms[0]!.origins, ['https://lms.example', 'https://class.example']);
    assert.equal(open, false);
  });

  it('is refused with the file, the field and the cure', () => {
    const rows: [content: unknown, field: string | undefined][] = [
      ['{', undefined],
      [[], undefined],
      [{platforms: []}, 'platforms'],
      [{platforms: [{...good, issuer: 'lms.example'}]}, 'platforms.0.issuer'],
      [{platforms: [{...good, tokenEndpoint: 'http://lms.example/token'}]}, 'platforms.0.tokenEndpoint'],
      [{platforms: [{...good, jwksUri: 'https://me:secret@lms.example/jwks'}]}, 'platforms.0.jwksUri'],
      [{platforms: [{...good, deploymentIds: []}]}, 'platforms.0.deploymentIds'],
      [{platforms: [{...good, deploymentIds: [1]}]}, 'platforms.0.deploymentIds.0'],
      [{platforms: [{...good, clientID: 'abc'}]}, 'platforms.0.clientID'],
      [{platforms: [good, {...good, name: 'again'}]}, 'platforms.1.clientId'],
    ];
    for (const [content, field] of rows) {
      assert.throws(
        () => settleWith(content),
        (error: {code: string; field?: string; file?: string; cure?: string}) =>
          error.code === 'lti-platforms-invalid' &&
          error.field === field &&
          error.file === join(folder, 'platforms.json') &&
          error.cure !== undefined,
        JSON.stringify(content),
      );
    }
    assert.throws(() => settle({root: folder, lti: join(folder, 'none.json')}), {code: 'lti-platforms-invalid'});
    assert.throws(() => settle({chatOnly: true, lti: [good]}), {code: 'server-misconfigured'});
  });

  it('names no LMS that is the server itself: its people would be ours', async () => {
    const itself = [{...good, issuer: 'https://campus.example'}];
    await assert.rejects(openApp({root: await publishedCampus(), lti: itself}), {code: 'lti-platforms-invalid'});
  });
});

describe('/lti/login', () => {
  it('sends the browser to the platform that is registered, and nowhere else', async () => {
    for (const method of ['GET', 'POST'] as const) {
      const answer = await beginLogin(app, platform, {lti_storage_target: 'storage_frame'}, method);
      const {to, kept, secret} = await pageData(answer);
      const url = new URL(to);
      assert.equal(url.origin + url.pathname, `${platform.url}/auth`);
      const {state, nonce, ...asked} = Object.fromEntries(url.searchParams);
      assert.deepEqual(asked, {
        scope: 'openid',
        response_type: 'id_token',
        response_mode: 'form_post',
        prompt: 'none',
        client_id: 'uggla-client',
        redirect_uri: 'http://localhost/lti/launch',
        login_hint: '7',
        lti_message_hint: 'hint-3',
      });
      assert.ok(state && nonce && !to.includes(secret), 'what binds the browser stays in it');
      assert.deepEqual(kept, {origin: platform.url, target: 'storage_frame'});
      assert.equal(answer.headers.get('set-cookie'), null);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.match(
        answer.headers.get('content-security-policy')!,
        new RegExp(`frame-ancestors ${platform.url} https://class.example$`),
      );
    }
  });

  it('takes a hostile name of a frame for none', async () => {
    const {kept} = await pageData(await beginLogin(app, platform, {lti_storage_target: '"><script>'}));
    assert.deepEqual(kept, {origin: platform.url});
  });

  it('refuses what is none of a platform of ours', async () => {
    const rows: [more: Record<string, string | undefined>, status: number, code: string][] = [
      [{iss: undefined}, 400, 'lti-request-invalid'],
      [{login_hint: undefined}, 400, 'lti-request-invalid'],
      [{target_link_uri: ''}, 400, 'lti-request-invalid'],
      [{iss: 'https://evil.example'}, 403, 'lti-platform-unknown'],
      [{iss: `${platform.url}/`}, 403, 'lti-platform-unknown'],
      [{client_id: 'other'}, 403, 'lti-platform-unknown'],
      [{lti_deployment_id: '2'}, 403, 'lti-deployment-unknown'],
      [{target_link_uri: 'https://evil.example/lti/launch'}, 403, 'lti-target-foreign'],
      [{target_link_uri: 'http://localhost.evil.example/'}, 403, 'lti-target-foreign'],
      [{target_link_uri: 'http://localhost@evil.example/'}, 403, 'lti-target-foreign'],
      [{target_link_uri: '//localhost/lti/launch'}, 403, 'lti-target-foreign'],
      [{target_link_uri: 'javascript:alert(1)'}, 403, 'lti-target-foreign'],
    ];
    for (const [more, status, code] of rows) {
      const answer = await beginLogin(app, platform, more);
      assert.deepEqual([answer.status, await codeOf(answer)], [status, code], JSON.stringify(more));
      assert.ok(existsSync(new URL(`${code}.md`, docs)), `docs/errors/${code}.md`);
    }
    const twice = await app.send('GET', `/lti/login?iss=${platform.url}&iss=https://evil.example`);
    assert.equal(await codeOf(twice), 'lti-request-invalid');
    const json = await app.send('POST', '/lti/login', {body: {iss: platform.url}});
    assert.deepEqual([json.status, await codeOf(json)], [415, 'body-unsupported']);
  });

  it('finds a platform without a client id where it has one only', async () => {
    assert.equal((await beginLogin(app, platform, {client_id: undefined})).status, 200);
    const two = await openApp({
      root: await publishedCampus(),
      lti: [platform.registration(), platform.registration({clientId: 'second'})],
    });
    assert.equal(await codeOf(await beginLogin(two, platform, {client_id: undefined})), 'lti-platform-unknown');
    assert.equal((await beginLogin(two, platform, {client_id: 'second'})).status, 200);
    await two.close();
  });
});

describe('a launch', () => {
  it('opens its course for who the platform says it is, and their records are theirs', async () => {
    const {headers, page, token} = await enter(app, platform);
    assert.deepEqual(
      [page.kind, page.src, page.base, page.lang],
      ['course', 'http://localhost/courses/ergonomia/course.json', 'http://localhost', 'es'],
    );
    const me = (await (await app.send('GET', '/v1/me', {headers})).json()) as MeAnswer;
    const account = {homePage: platform.url, name: 'u-7'};
    assert.deepEqual([me.actor.account, me.name, me.role], [account, 'Ana Ruiz', 'learner']);
    const statement = statementOf(me.actor);
    assert.equal((await app.send('POST', '/xapi/statements', {headers, body: statement})).status, 200);
    const {courses} = (await (await app.send('GET', '/v1/progress', {headers})).json()) as ProgressAnswer;
    assert.equal(courses[0]!.course, courseId);
    assert.ok(courses[0]!.progress.enrolled, 'the platform put them into the class');
    const foreign = statementOf({account: {homePage: platform.url, name: 'u-8'}});
    assert.equal(await codeOf(await app.send('POST', '/xapi/statements', {headers, body: foreign})), 'actor-refused');
    assert.equal((await app.send('GET', '/desk/records', {headers})).status, 401);
    const renewed = await app.send('POST', '/v1/tokens', {headers, body: {}});
    assert.equal(await codeOf(renewed), 'token-invalid', 'the platform is asked again');
    assert.ok(token);
  });

  it('hands the token to its page alone: by no cookie, no address and no page', async () => {
    const {answer, login} = await launch(app, platform);
    const text = await answer.text();
    assert.equal(answer.headers.get('set-cookie'), null);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.doesNotMatch(text, /eyJ/, 'no token stands in the page');
    assert.ok(!text.includes(login.secret));
    const policy = answer.headers.get('content-security-policy')!;
    assert.match(policy, /default-src 'none'; script-src 'self'; /);
    assert.match(policy, new RegExp(`frame-ancestors ${platform.url} https://class.example$`));
    assert.doesNotMatch(policy, /unsafe/);
    const others = {Origin: platform.url};
    const body = {id: login.id, secret: login.secret};
    const foreign = await app.send('POST', '/lti/session', {headers: others, body});
    assert.equal(await codeOf(foreign), 'origin-refused');
    for (const secret of ['x', login.id, `${login.secret}x`])
      assert.equal(
        await codeOf(await app.send('POST', '/lti/session', {body: {id: login.id, secret}})),
        'lti-visit-unknown',
        'another browser has not the secret',
      );
    const session = await app.send('POST', '/lti/session', {body});
    assert.deepEqual([session.status, session.headers.get('cache-control')], [200, 'no-store']);
    assert.equal(await codeOf(await app.send('POST', '/lti/session', {body})), 'lti-visit-unknown', 'once');
  });

  it('opens the campus where its link names no course', async () => {
    const {page} = await enter(app, platform, {[`${lti}/custom`]: {other: 1}});
    assert.deepEqual([page.kind, page.src], ['campus', 'http://localhost/campus.json']);
  });

  it('lets nobody but who is registered show its pages and what stands in them', async () => {
    const policyOf = async (path: string) => (await app.send('GET', path)).headers.get('content-security-policy')!;
    assert.match(await policyOf('/assets/uggla/frame.html'), new RegExp(`frame-ancestors 'self' ${platform.url} `));
    assert.match(await policyOf('/'), /frame-ancestors 'self'$/);
  });

  it('is refused with a code for each way in which it does not count', async () => {
    const stranger = await generateKeyPair('RS256');
    const now = Math.floor(Date.now() / 1000);
    type Row = [
      claims: Record<string, unknown>,
      status: number,
      code: string,
      sign?: Parameters<TestPlatform['sign']>[1],
    ];
    const secretKey = new TextEncoder().encode(JSON.stringify({n: 'the public key is no secret, so it signs nothing'}));
    const rows: Row[] = [
      [{}, 403, 'lti-token-invalid', {key: stranger.privateKey}],
      [{}, 403, 'lti-token-invalid', {key: secretKey, alg: 'HS256'}],
      [{}, 403, 'lti-token-invalid', {kid: 'lms-2'}],
      [{iss: 'https://evil.example'}, 403, 'lti-issuer-wrong'],
      [{iss: undefined}, 403, 'lti-issuer-wrong'],
      [{aud: 'other'}, 403, 'lti-audience-wrong'],
      [{aud: undefined}, 403, 'lti-audience-wrong'],
      [{aud: ['uggla-client', 'other']}, 403, 'lti-audience-wrong'],
      [{aud: ['uggla-client', 'other'], azp: 'other'}, 403, 'lti-audience-wrong'],
      [{azp: 'other'}, 403, 'lti-audience-wrong'],
      [{exp: now - 120}, 403, 'lti-token-expired'],
      [{exp: undefined}, 403, 'lti-token-expired'],
      [{iat: undefined}, 403, 'lti-token-expired'],
      [{iat: now - 3600, exp: now + 3600}, 403, 'lti-token-expired'],
      [{iat: now + 600, exp: now + 3600}, 403, 'lti-token-expired'],
      [{nbf: now + 600}, 403, 'lti-token-expired'],
      [{nonce: 'another'}, 403, 'lti-nonce-wrong'],
      [{nonce: undefined}, 403, 'lti-nonce-wrong'],
      [{[`${lti}/version`]: '1.1'}, 400, 'lti-version-unsupported'],
      [{[`${lti}/deployment_id`]: '2'}, 403, 'lti-deployment-unknown'],
      [{[`${lti}/deployment_id`]: ['1']}, 403, 'lti-deployment-unknown'],
      [{[`${lti}/target_link_uri`]: 'https://evil.example/'}, 403, 'lti-target-foreign'],
      [{[`${lti}/target_link_uri`]: 'http://localhost/other'}, 403, 'lti-target-foreign'],
      [{[`${lti}/target_link_uri`]: undefined}, 403, 'lti-target-foreign'],
      [{[`${lti}/message_type`]: 'LtiStartProctoring'}, 400, 'lti-message-unsupported'],
      [{sub: undefined}, 400, 'lti-claim-invalid'],
      [{sub: ''}, 400, 'lti-claim-invalid'],
      [{[`${lti}/roles`]: 'Instructor'}, 400, 'lti-claim-invalid'],
      [{[`${lti}/custom`]: {course: 'https://campus.example/courses/none'}}, 404, 'course-unavailable'],
      [
        {[ags]: {scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'], lineitem: 'http://lms.example/1'}},
        400,
        'lti-claim-invalid',
      ],
      [
        {
          [ags]: {
            scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
            lineitem: 'https://169.254.169.254/1',
          },
        },
        400,
        'lti-claim-invalid',
      ],
      [
        {[ags]: {scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'], lineitem: 'file:///etc/passwd'}},
        400,
        'lti-claim-invalid',
      ],
      [{[nrps]: {context_memberships_url: 'http://localhost:1/members'}}, 400, 'lti-claim-invalid'],
      [
        platform.choosing({[`${lti}/roles`]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner']}),
        403,
        'lti-role-insufficient',
      ],
      [platform.choosing({}, {deep_link_return_url: 'javascript:alert(1)'}), 400, 'lti-claim-invalid'],
      [platform.choosing({}, {accept_types: ['link']}), 400, 'lti-claim-invalid'],
      [platform.choosing({[dl]: undefined}), 400, 'lti-claim-invalid'],
    ];
    for (const [claims, status, code, sign] of rows) {
      const login = await pageData(await beginLogin(app, platform));
      const state = new URL(login.to).searchParams.get('state')!;
      const token = await platform.sign(platform.claims(login.id, claims), sign);
      const answer = await sendLaunch(app, platform, {id_token: token, state});
      assert.deepEqual([answer.status, await codeOf(answer)], [status, code], JSON.stringify(claims));
      assert.ok(existsSync(new URL(`${code}.md`, docs)), `docs/errors/${code}.md`);
    }
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(platform.claims('n'))).toString('base64url')}.`;
    const {to} = await pageData(await beginLogin(app, platform));
    const answer = await sendLaunch(app, platform, {id_token: none, state: new URL(to).searchParams.get('state')!});
    assert.equal(await codeOf(answer), 'lti-token-invalid');
    assert.deepEqual(app.lines, [], 'none of them is a trouble of the server');
  });

  it('counts once: neither its token nor its state come again', async () => {
    const {token, state, answer} = await launch(app, platform);
    assert.equal(answer.status, 200);
    const again = await sendLaunch(app, platform, {id_token: token, state});
    assert.deepEqual([again.status, await codeOf(again)], [403, 'lti-launch-used']);
    const other = await pageData(await beginLogin(app, platform));
    const mixed = await sendLaunch(app, platform, {
      id_token: token,
      state: new URL(other.to).searchParams.get('state')!,
    });
    assert.equal(await codeOf(mixed), 'lti-nonce-wrong');
  });

  it('counts once also when it comes twice at the same time', async () => {
    const login = await pageData(await beginLogin(app, platform));
    const fields = {
      id_token: await platform.sign(platform.claims(login.id)),
      state: new URL(login.to).searchParams.get('state')!,
    };
    const answers = await Promise.all([1, 2, 3].map(() => sendLaunch(app, platform, fields)));
    assert.deepEqual(answers.map(({status}) => status).sort(), [200, 403, 403]);
  });

  it('belongs to a login of ours that is not long ago', async () => {
    const id_token = await platform.sign(platform.claims('x'));
    for (const state of ['', 'x', id_token, (await app.visitor('manager')).token])
      assert.equal(await codeOf(await sendLaunch(app, platform, {id_token, state})), 'lti-state-invalid');
    mock.timers.enable({apis: ['Date'], now: Date.now() - 900_000});
    const login = await pageData(await beginLogin(app, platform));
    mock.timers.reset();
    const late = await sendLaunch(app, platform, {
      id_token: await platform.sign(platform.claims(login.id)),
      state: new URL(login.to).searchParams.get('state')!,
    });
    assert.equal(await codeOf(late), 'lti-state-invalid');
  });

  it('that the platform refuses says so, and a person reads it in their language', async () => {
    const {to} = await pageData(await beginLogin(app, platform));
    const state = new URL(to).searchParams.get('state')!;
    const fields = {state, error: 'login_required', error_description: '<img src=x onerror=alert(1)>'};
    assert.equal(await codeOf(await sendLaunch(app, platform, fields)), 'lti-platform-refused');
    const page = await sendLaunch(app, platform, fields, {Accept: 'text/html', 'Accept-Language': 'ar'});
    const text = await page.text();
    assert.match(app.lines.pop()!, /^lti: \S+ lti-platform-refused: /);
    assert.equal(page.status, 403);
    assert.match(text, /lang="ar" dir="rtl"[^]*تعذّر الفتح[^]*lang="en" dir="ltr"><code>lti-platform-refused/);
    assert.doesNotMatch(text, /<img/);
    assert.match(page.headers.get('content-security-policy')!, new RegExp(`frame-ancestors ${platform.url} `));
    const unknown = await app.send('GET', '/lti/login?iss=x', {headers: {Accept: 'text/html'}});
    assert.match(unknown.headers.get('content-security-policy')!, /frame-ancestors 'none'$/);
    app.lines.pop();
  });

  it('waits for the platform’s keys, and takes new ones', async () => {
    const away = new TestPlatform();
    await away.open();
    const waiting = await openApp({
      root: await publishedCampus(),
      lti: [away.registration({jwksUri: `${away.url}/none`})],
    });
    const {answer} = await launch(waiting, away);
    assert.deepEqual([answer.status, await codeOf(answer)], [503, 'lti-keys-unavailable']);
    assert.ok(waiting.lines.length > 0, 'who runs the server reads it in the log');
    await waiting.close();
    away.close();
  });

  it('makes no trouble with hostile words in its claims', async () => {
    const hostile = '"></main><script>alert(1)</script>';
    const {answer} = await launch(app, platform, {
      name: hostile,
      email: hostile,
      zoneinfo: hostile,
      [`${lti}/launch_presentation`]: {locale: hostile, return_url: hostile},
      [`${lti}/roles`]: [hostile],
    });
    assert.equal(answer.status, 200);
    assert.doesNotMatch(await answer.clone().text(), /<script>alert/);
    assert.equal((await pageData(answer)).lang, undefined);
  });
});

describe('the contract', () => {
  it('has what LMSs ask for where one is registered', async () => {
    const {paths} = (await (await app.send('GET', '/openapi.json')).json()) as {
      paths: Record<string, Record<string, {requestBody?: {content: object}}>>;
    };
    assert.deepEqual(Object.keys(paths['/lti/launch']!['post']!.requestBody!.content), [
      'application/x-www-form-urlencoded',
    ]);
    for (const path of ['/lti/login', '/lti/session', '/lti/deep-link', '/lti/members']) assert.ok(paths[path], path);
    const without = await openApp({root: await publishedCampus()});
    assert.equal((await without.send('GET', '/lti/login')).status, 404);
    assert.equal((await without.send('POST', '/lti/launch', {body: {}})).status, 405);
    await without.close();
  });

  it('has pages whose script and style are there', async () => {
    const text = async (name: string) => (await app.send('GET', `/lti/${name}`)).text();
    assert.deepEqual([await text('lti.js'), await text('lti.css')], [asset('lti.js'), pageStyle('lti.css')]);
    assert.match(await text('lti.css'), /^:root \{[^\n]*--accent[^\n]*\.bar p:first-child \{flex: 1 1 20rem;\}$/);
  });
});
