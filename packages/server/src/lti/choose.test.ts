import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {createLocalJWKSet, jwtVerify, type JSONWebKeySet} from 'jose';
import {codeOf, openApp, type TestApp} from '../support/app.test.util.js';
import {courseId, publishedCampus} from '../support/campus.test.util.js';
import {enter, launch, pageData, TestPlatform} from '../support/lti.test.util.js';

const lti = 'https://purl.imsglobal.org/spec/lti/claim';
const dl = 'https://purl.imsglobal.org/spec/lti-dl/claim';

let platform: TestPlatform;
let app: TestApp;
before(async () => {
  platform = new TestPlatform();
  await platform.open();
  app = await openApp({root: await publishedCampus(), lti: [platform.registration()]});
});
after(async () => {
  await app.close();
  platform.close();
});

/** A teacher before the choice of courses. */
async function choosing(settings: Record<string, unknown> = {}) {
  const {answer, login} = await launch(app, platform, platform.choosing({}, settings));
  assert.equal(answer.status, 200, await answer.clone().text());
  const text = await answer.clone().text();
  const page = await pageData(answer);
  const session = await app.send('POST', '/lti/session', {body: {id: page.id, secret: login.secret}});
  const {key, ...more} = (await session.json()) as {key: string};
  assert.deepEqual(more, {}, 'who chooses gets no token of the campus');
  const choose = (body: object) => app.send('POST', '/lti/deep-link', {body: {id: page.id, key, ...body}});
  return {answer, text, choose};
}

describe('the choice of a course', () => {
  it('is a page with all courses and the campus, in the language of the platform', async () => {
    const {text, answer} = await choosing();
    assert.match(text, /<html lang="es">/);
    assert.match(text, new RegExp(`type="radio" name="course" value="${courseId}" />\\s*<bdi>Ergonomía</bdi>`));
    assert.match(text, /value="" \/>\s*<bdi>Todo el campus/);
    assert.match(text, /name="graded" checked/);
    assert.match(
      answer.headers.get('content-security-policy')!,
      new RegExp(`form-action 'self' ${platform.url}; .*frame-ancestors ${platform.url}$`),
    );
    const several = await choosing({accept_multiple: true, accept_lineitem: false});
    assert.match(several.text, /type="checkbox" name="course"/);
    assert.doesNotMatch(several.text, /name="graded"/);
  });

  it('goes back signed by the key that the server publishes, with a column for the score', async () => {
    const {choose} = await choosing();
    const answer = await choose({courses: [courseId]});
    assert.equal(answer.status, 200);
    const {to, jwt} = (await answer.json()) as {to: string; jwt: string};
    assert.equal(to, `${platform.url}/chosen?course=3`);
    const keys = createLocalJWKSet((await (await app.send('GET', '/.well-known/jwks.json')).json()) as JSONWebKeySet);
    const {payload} = await jwtVerify(jwt, keys, {
      issuer: 'uggla-client',
      audience: platform.url,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'iat', 'nonce'],
    });
    assert.deepEqual(
      [
        payload[`${lti}/message_type`],
        payload[`${lti}/version`],
        payload[`${lti}/deployment_id`],
        payload[`${dl}/data`],
      ],
      ['LtiDeepLinkingResponse', '1.3.0', '1', 'kept-by-the-lms'],
    );
    assert.deepEqual(payload[`${dl}/content_items`], [
      {
        type: 'ltiResourceLink',
        title: 'Ergonomía',
        url: 'http://localhost/lti/launch',
        custom: {course: courseId},
        lineItem: {scoreMaximum: 100, label: 'Ergonomía', resourceId: courseId},
      },
    ]);
  });

  it('brings no column where the platform or the teacher wants none, and none for the campus', async () => {
    const itemsOf = async (answer: Response) => {
      const {jwt} = (await answer.json()) as {jwt: string};
      const claims = JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()) as Record<string, object[]>;
      return claims[`${dl}/content_items`]!.map((item) => 'lineItem' in item);
    };
    assert.deepEqual(await itemsOf(await (await choosing()).choose({courses: [courseId], graded: false})), [false]);
    const none = await choosing({accept_lineitem: false, accept_multiple: true});
    assert.deepEqual(await itemsOf(await none.choose({courses: [courseId, '']})), [false, false]);
  });

  it('is refused for what is not there, and for who may not', async () => {
    const {choose} = await choosing();
    const rows: [body: object, code: string][] = [
      [{courses: []}, 'body-invalid'],
      [{courses: [courseId, '']}, 'body-invalid'],
      [{courses: ['https://campus.example/courses/none']}, 'course-unavailable'],
      [{courses: [courseId], key: 'x'}, 'lti-visit-unknown'],
    ];
    for (const [body, code] of rows) assert.equal(await codeOf(await choose(body)), code, JSON.stringify(body));
    const {id, key} = await enter(app, platform);
    const learner = await app.send('POST', '/lti/deep-link', {body: {id, key, courses: [courseId]}});
    assert.deepEqual([learner.status, await codeOf(learner)], [403, 'lti-role-insufficient']);
  });
});
