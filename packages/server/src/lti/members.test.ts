import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {codeOf, openApp, type TestApp} from '../support/app.test.util.js';
import {publishedCampus} from '../support/campus.test.util.js';
import {enter, TestPlatform} from '../support/lti.test.util.js';

const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';

let platform: TestPlatform;
let app: TestApp;
before(async () => {
  platform = new TestPlatform();
  await platform.open();
  app = await openApp({root: await publishedCampus(), lti: [platform.registration()]});
  await platform.know(app);
});
after(async () => {
  await app.close();
  platform.close();
});

const ask = ({id, key}: {id: string; key: string}) => app.send('POST', '/lti/members', {body: {id, key}});

describe('the members of a class', () => {
  it('are enrolled by their teacher, from all pages of the list, and stand at the desk', async () => {
    platform.members = [
      [
        {user_id: 'u-7', roles: [learner], name: 'Ana Ruiz', email: 'ana@lms.example', status: 'Active'},
        {user_id: 't-1', roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor'], name: 'Rosa Prat'},
      ],
      [
        {user_id: 'u-8', roles: ['Learner'], given_name: 'Ben', family_name: 'Oms', email: 'no address'},
        {user_id: 'u-9', roles: [learner], name: 'Gone', status: 'Inactive'},
      ],
    ];
    const rosa = await enter(app, platform, platform.teacher());
    assert.deepEqual(await (await ask(rosa)).json(), {members: 2, enrolled: 2});
    assert.deepEqual(await (await ask(rosa)).json(), {members: 2, enrolled: 0}, 'once each');
    const {headers} = await app.visitor('manager');
    const desk = await (await app.send('GET', '/desk/people', {headers})).text();
    for (const name of ['Ana Ruiz', 'Ben Oms', 'u-7']) assert.ok(desk.includes(name), name);
    for (const name of ['Rosa Prat', 'Gone', 'no address']) assert.ok(!desk.includes(name), name);
    const ben = await enter(app, platform, {sub: 'u-8', name: 'Ben Oms'});
    const progress = await (await app.send('GET', '/v1/progress', {headers: ben.headers})).json();
    assert.equal((progress as {courses: object[]}).courses.length, 1, 'the same person, when they come');
  });

  it('are told to nobody else, and asked for nowhere else', async () => {
    const ana = await enter(app, platform);
    assert.deepEqual([(await ask(ana)).status, await codeOf(await ask(ana))], [403, 'lti-role-insufficient']);
    assert.equal(await codeOf(await ask({id: ana.id, key: 'x'})), 'lti-visit-unknown');
    platform.members = [[{user_id: 'u-10', roles: [learner]}]];
    platform.nextPage = 'https://evil.example/members';
    const rosa = await enter(app, platform, platform.teacher());
    const elsewhere = await ask(rosa);
    assert.deepEqual([elsewhere.status, await codeOf(elsewhere)], [502, 'lti-members-unavailable']);
    platform.nextPage = undefined;
    platform.broken = 403;
    assert.equal(await codeOf(await ask(rosa)), 'lti-members-unavailable');
    platform.broken = undefined;
    const without = await enter(
      app,
      platform,
      platform.teacher({'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': undefined}),
    );
    assert.deepEqual([(await ask(without)).status, await codeOf(await ask(without))], [409, 'lti-members-unavailable']);
  });
});
