import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {StatementMaker, type CourseState, type Statement} from '@uggla/protocol';
import {codeOf, type TestApp, type Visitor} from '../support/app.test.util.js';
import {
  drillCourse,
  launchUnit,
  mixedCourse,
  openUnits,
  rules,
  scored,
  stateOf,
  unitCourse,
  type Unit,
} from '../support/unit.test.util.js';

const context = 'https://w3id.org/xapi/cmi5/context';
let app: TestApp;
before(async () => {
  app = await openUnits();
});

const wordOf = (id: string) => id.split('/').at(-1)!;
/** What was recorded of somebody, oldest first. */
async function recorded(who: Visitor): Promise<Statement[]> {
  const answer = (await (await app.send('GET', '/xapi/statements?ascending=true', {headers: who.headers})).json()) as {
    statements: Statement[];
  };
  return answer.statements;
}
const words = async (who: Visitor) =>
  (await recorded(who)).map(({verb, object}) => `${wordOf(verb.id)} ${wordOf((object as {id: string}).id)}`);
const progressOf = async (who: Visitor) =>
  ((await (await app.send('GET', '/v1/progress', {headers: who.headers})).json()) as {courses: CourseState[]})
    .courses[0]!;
const launch = (who: Visitor, body: object) => app.send('POST', '/v1/launches', {headers: who.headers, body});

describe('POST /v1/launches', () => {
  it('opens what was published, with the five parameters, and says launched as cmi5 wants it', async () => {
    const who = await app.visitor();
    const {answer, given} = await launchUnit(app, who, 'fire');
    const address = new URL(answer.address);
    assert.deepEqual(
      [address.pathname, address.hash, address.searchParams.get('theme')],
      ['/courses/safety/fire/index.html', '#top', 'dark'],
    );
    assert.deepEqual(
      [...address.searchParams.keys()],
      ['theme', 'endpoint', 'fetch', 'actor', 'registration', 'activityId'],
    );
    assert.deepEqual(
      [given.actor, given.activityId, answer.window, answer.state],
      [who.actor, `${unitCourse}/fire`, 'any', 'launched'],
    );
    assert.equal(given.endpoint, `${address.origin}/v1/launches/${answer.id}/xapi/`);

    const [launched] = await recorded(who);
    assert.deepEqual(
      [launched!.verb.id, (launched!.object as {id: string}).id, launched!.actor],
      ['http://adlnet.gov/expapi/verbs/launched', given.activityId, who.actor],
    );
    const {registration, contextActivities, extensions} = launched!.context!;
    assert.equal(registration, given.registration);
    assert.deepEqual(
      [contextActivities!.grouping!.map(({id}) => id), contextActivities!.category!.map(({id}) => id)],
      [[unitCourse, 'https://maker.example/fire'], [`${context}/categories/cmi5`]],
    );
    const plain = `${address.origin}/courses/safety/fire/index.html?theme=dark#top`;
    const of = (name: string) => extensions![`${context}/extensions/${name}`];
    assert.deepEqual(
      [of('sessionid'), of('masteryscore'), of('launchmode'), of('launchurl'), of('moveon'), of('launchparameters')],
      [answer.id, 0.8, 'Normal', plain, 'CompletedAndPassed', '{"level":2}'],
    );
  });

  it('tells the unit what it was launched with', async () => {
    const who = await app.visitor();
    const unit = await launchUnit(app, who, 'fire');
    const data = (await (await unit.ask('GET', stateOf(unit.given, 'LMS.LaunchData'))).json()) as Record<
      string,
      unknown
    >;
    const {contextTemplate, returnURL, ...rest} = data;
    assert.deepEqual(rest, {
      launchMode: 'Normal',
      launchMethod: 'AnyWindow',
      moveOn: 'CompletedAndPassed',
      masteryScore: 0.8,
      launchParameters: '{"level":2}',
      entitlementKey: {courseStructure: 'key-1'},
    });
    assert.deepEqual((contextTemplate as {extensions: object}).extensions, {
      [`${context}/extensions/sessionid`]: unit.answer.id,
    });
    const page = await app.send('GET', new URL(returnURL as string).pathname, {headers: {'Accept-Language': 'ar'}});
    assert.match(await page.text(), /<html lang="ar" dir="rtl">[^]*انتهى النشاط/);
    assert.equal(page.headers.get('x-frame-options'), null, 'it is shown inside the course');
  });

  it('believes nothing of the page: neither the lesson, nor who is there, nor that it is open', async () => {
    const who = await app.visitor();
    assert.equal((await app.send('POST', '/v1/launches', {body: {course: unitCourse, lesson: 'fire'}})).status, 401);
    for (const [body, status, code] of [
      [{course: 'https://else.example/', lesson: 'fire'}, 404, 'course-unavailable'],
      [{course: unitCourse, lesson: 'text'}, 404, 'lesson-unknown'],
      [{course: unitCourse, lesson: 'none'}, 404, 'lesson-unknown'],
      [{course: unitCourse, lesson: 'gate'}, 403, 'lesson-locked'],
      [{course: unitCourse, lesson: 'outside'}, 409, 'embed-unavailable'],
      [{course: unitCourse, lesson: 'fire', mode: 'cheat'}, 400, 'body-invalid'],
    ] as const) {
      const refused = await launch(who, body);
      assert.deepEqual([refused.status, await codeOf(refused)], [status, code], JSON.stringify(body));
    }
    assert.deepEqual(await recorded(who), []);
  });

  it('keeps the registration of the enrolment; of who was not enrolled, the one of the course’s first launch', async () => {
    const boss = await app.visitor('manager');
    const [ana, ben] = [await app.visitor(), await app.visitor()];
    const enrolled = (await (
      await app.send('POST', '/v1/enrolments', {
        headers: boss.headers,
        body: {course: unitCourse, people: [{account: ana.actor.account!.name}]},
      })
    ).json()) as {enrolments: {registration: string}[]};
    assert.equal((await launchUnit(app, ana, 'fire')).given.registration, enrolled.enrolments[0]!.registration);
    const [first, again, other] = [
      await launchUnit(app, ben, 'fire'),
      await launchUnit(app, ben, 'fire'),
      await launchUnit(app, ben, 'doors'),
    ];
    assert.equal(new Set([first, again, other].map(({given}) => given.registration)).size, 1);
    assert.notEqual(first.given.registration, enrolled.enrolments[0]!.registration);
    assert.equal(new Set([first, again].map(({answer}) => answer.id)).size, 2);
  });
});

describe('the address fetch', () => {
  it('gives the token once, then error 1, and knows no other launch', async () => {
    const {given} = await launchUnit(app, await app.visitor(), 'fire');
    for (const [path, code] of [
      [new URL(given.fetch).pathname, '1'],
      ['/v1/launches/none/token', '2'],
    ] as const) {
      const answer = await app.send('POST', path);
      const body = (await answer.json()) as Record<string, string>;
      assert.deepEqual([answer.status, body['error-code'], body['auth-token']], [200, code, undefined]);
      assert.ok(body['error-text']);
    }
  });

  it('answers a unit of any origin, as its xAPI does, and nothing else does', async () => {
    const who = await app.visitor();
    const {given, token} = await launchUnit(app, who, 'doors');
    for (const origin of ['https://units.example', 'null']) {
      const asked = await app.send('OPTIONS', new URL('statements', given.endpoint).pathname, {
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization,content-type,x-experience-api-version',
        },
      });
      assert.deepEqual([asked.status, asked.headers.get('access-control-allow-origin')], [204, origin]);
      const fetched = await app.send('POST', new URL(given.fetch).pathname, {headers: {Origin: origin}});
      assert.deepEqual(
        [
          fetched.status,
          fetched.headers.get('access-control-allow-origin'),
          fetched.headers.get('access-control-allow-credentials'),
        ],
        [200, origin, null],
      );
    }
    assert.equal(
      await codeOf(
        await app.send('POST', '/v1/launches', {
          headers: {...who.headers, Origin: 'https://units.example'},
          body: {course: unitCourse, lesson: 'doors'},
        }),
      ),
      'origin-refused',
    );
    const elsewhere = await app.send('GET', '/xapi/statements', {
      headers: {Authorization: `Basic ${token}`, 'X-Experience-API-Version': '1.0.3'},
    });
    assert.equal(elsewhere.status, 401, 'the token is good at its own address alone');
  });
});

describe('a session', () => {
  it('counts when what the package asks for is done; satisfied is said once, by the server', async () => {
    const who = await app.visitor();
    const unit = await launchUnit(app, who, 'fire');
    assert.equal((await unit.say(unit.defined('initialized'))).status, 200);
    assert.equal((await unit.say(unit.allowed(), unit.defined('completed'))).status, 200);
    assert.deepEqual(
      [(await unit.state()).completed, (await unit.state()).satisfied, (await progressOf(who)).done],
      [true, false, 0],
    );
    assert.equal((await unit.say(unit.defined('passed', scored(unit, 0.9)))).status, 200);
    assert.equal((await unit.say(unit.defined('terminated'))).status, 200);
    const {id: _id, registration: _registration, ...state} = await unit.state();
    assert.deepEqual(state, {state: 'terminated', completed: true, passed: true, score: 0.9, satisfied: true});
    assert.deepEqual(await words(who), [
      'launched fire',
      'initialized fire',
      'experienced page-1',
      'completed fire',
      'passed fire',
      'satisfied structure',
      'terminated fire',
    ]);
    const satisfied = (await recorded(who)).find(({verb}) => wordOf(verb.id) === 'satisfied')!;
    assert.equal(satisfied.context!.extensions![`${context}/extensions/sessionid`], unit.answer.id);
    const {done, progress} = await progressOf(who);
    assert.equal(done, 1);
    assert.deepEqual(
      [progress.lessons['fire']!.passed, progress.lessons['fire']!.score, progress.lessons['fire']!.read],
      [true, 0.9, 1],
    );
    assert.equal(
      (await launch(who, {course: unitCourse, lesson: 'gate'})).status,
      201,
      'what comes after it is open now',
    );
  });

  it('that was not ended is abandoned when the next one begins, and takes nothing any more', async () => {
    const who = await app.visitor();
    const first = await launchUnit(app, who, 'fire');
    await first.say(first.defined('initialized'));
    const second = await launchUnit(app, who, 'fire');
    assert.deepEqual(await words(who), ['launched fire', 'initialized fire', 'abandoned fire', 'launched fire']);
    assert.equal((await first.state()).state, 'abandoned');
    assert.match((await recorded(who))[2]!.result!.duration!, /^PT/);
    assert.equal(await codeOf(await first.say(first.allowed())), 'launch-over');
    assert.equal(await codeOf(await first.ask('GET', stateOf(first.given, 'place'))), 'launch-over');
    assert.equal((await second.say(second.defined('initialized'))).status, 200);
    await second.say(second.defined('terminated'));
    await launchUnit(app, who, 'fire');
    assert.equal((await words(who)).filter((one) => one === 'abandoned fire').length, 1, 'one that ended is not');
  });

  it('takes what is sent again since no answer came, also after its end, and keeps it once', async () => {
    const who = await app.visitor();
    const unit = await launchUnit(app, who, 'fire');
    const all = [unit.defined('initialized'), unit.defined('completed'), unit.defined('terminated')];
    for (const _ of [1, 2]) assert.equal((await unit.say(...all)).status, 200);
    assert.equal((await unit.say(all[2]!)).status, 200);
    assert.equal((await words(who)).length, 4);
    const late = await unit.say(unit.allowed());
    assert.deepEqual([late.status, await codeOf(late)], [403, 'launch-over']);
  });

  it('is done when it was opened, where the package asks for nothing; not when it was only looked at', async () => {
    const who = await app.visitor();
    const looked = await launchUnit(app, who, 'stairs', 'browse');
    await looked.say(looked.defined('initialized'), looked.defined('terminated'));
    assert.deepEqual([(await looked.state()).satisfied, (await progressOf(who)).done], [false, 0]);
    const opened = await launchUnit(app, who, 'stairs');
    assert.deepEqual([opened.answer.satisfied, (await progressOf(who)).done], [true, 1]);
    await launchUnit(app, who, 'stairs');
    assert.equal((await words(who)).filter((one) => one === 'satisfied structure').length, 1);
  });

  it('satisfies its blocks, inner ones first, and at last the course, each once', async () => {
    const who = await app.visitor();
    const does = async (lesson: string, mode?: string) => {
      const unit = await launchUnit(app, who, lesson, mode, drillCourse);
      const before = (await words(who)).length;
      const ends = mode === 'browse' ? [] : [unit.defined('completed')];
      assert.equal((await unit.say(unit.defined('initialized'), ...ends, unit.defined('terminated'))).status, 200);
      const since = (await words(who)).slice(before);
      return since.filter((one) => one.startsWith('satisfied')).map((one) => one.slice('satisfied '.length));
    };
    for (const [lesson, mode, said] of [
      ['hall', undefined, ['structure']],
      ['east', 'browse', []],
      ['east', undefined, ['structure']],
      ['west', undefined, ['structure', 'exits', 'ground', 'drill']], // the map asks for nothing
    ] as const)
      assert.deepEqual(await does(lesson, mode), said, lesson);
    await launchUnit(app, who, 'map', undefined, drillCourse);
    const said = (await recorded(who)).filter(({verb}) => wordOf(verb.id) === 'satisfied');
    assert.equal(said.length, 7, 'three units, the map, two blocks and the course');
    const [exits, ground, all] = said.slice(3, 6);
    const activity = 'https://w3id.org/xapi/cmi5/activitytype';
    for (const [one, id, type, name] of [
      [exits, `${drillCourse}/exits`, `${activity}/block`, {en: 'Exits'}],
      [ground, `${drillCourse}/ground`, `${activity}/block`, {en: 'Ground floor', es: 'Planta baja'}],
      [all, drillCourse, `${activity}/course`, {en: 'Drill'}],
    ] as const) {
      assert.deepEqual(one!.object, {objectType: 'Activity', id, definition: {type, name}});
      assert.deepEqual(one!.context, said[2]!.context, 'session, registration and grouping are those of the last unit');
    }
  });

  it('satisfies no block while a lesson of another kind is left in it; with the next launch, once that is done', async () => {
    const who = await app.visitor();
    const satisfied = async () => (await words(who)).filter((one) => one.startsWith('satisfied'));
    const door = await launchUnit(app, who, 'door', undefined, mixedCourse);
    await door.say(door.defined('initialized'), door.defined('completed'), door.defined('terminated'));
    assert.deepEqual(await satisfied(), ['satisfied structure']);
    const course = {id: mixedCourse, version: '1', title: 'Mixed'};
    const read = new StatementMaker({course, actor: who.actor, language: 'en'}).initialized(rules);
    assert.equal((await app.send('POST', '/xapi/statements', {headers: who.headers, body: [read]})).status, 200);
    assert.equal((await progressOf(who)).done, 2);
    for (const _ of [1, 2]) await launchUnit(app, who, 'door', undefined, mixedCourse);
    assert.deepEqual(await satisfied(), ['satisfied structure', 'satisfied room', 'satisfied mixed']);
  });

  it('does not count what the page itself says, whatever category it gives it', async () => {
    const who = await app.visitor();
    const unit = await launchUnit(app, who, 'fire');
    const forged = [unit.defined('completed'), unit.defined('passed')];
    assert.equal((await app.send('POST', '/xapi/statements', {headers: who.headers, body: forged})).status, 200);
    assert.equal((await progressOf(who)).done, 0);
  });

  it('belongs to its learner: nobody else reads how far it is, and an erased person leaves none', async () => {
    const [ana, ben, boss] = [await app.visitor(), await app.visitor(), await app.visitor('admin')];
    const {answer} = await launchUnit(app, ana, 'fire');
    assert.equal(
      await codeOf(await app.send('GET', `/v1/launches/${answer.id}`, {headers: ben.headers})),
      'launch-unknown',
    );
    await app.send('DELETE', `/v1/people/${ana.actor.account!.name}`, {headers: boss.headers});
    assert.equal(await app.services.launches.find(answer.id), undefined);
  });

  it('is done again under another registration, once its lesson is due again', async () => {
    const who = await app.visitor();
    const first = await launchUnit(app, who, 'doors');
    assert.equal(first.answer.window, 'own');
    await first.say(first.defined('initialized'), first.defined('completed'), first.defined('terminated'));
    const {services} = app;
    const ago = new Date(Date.now() - 400 * 86_400_000).toISOString();
    for (const {seq, json} of await services.store.db
      .selectFrom('statements')
      .select(['seq', 'json'])
      .where('registration', '=', first.given.registration)
      .execute()) {
      await services.store.db
        .updateTable('statements')
        .set({json: JSON.stringify({...(JSON.parse(json) as Statement), stored: ago, timestamp: ago}), stored: ago})
        .where('seq', '=', seq)
        .execute();
    }
    const [again, more] = [await launchUnit(app, who, 'doors'), await launchUnit(app, who, 'doors')];
    assert.notEqual(again.given.registration, first.given.registration);
    assert.equal(more.given.registration, again.given.registration);
    assert.deepEqual([again.answer.completed, again.answer.satisfied], [false, false]);
    await more.say(more.defined('initialized'), more.defined('completed'), more.defined('terminated'));
    assert.equal((await more.state()).satisfied, true);
    assert.equal((await launchUnit(app, who, 'doors')).given.registration, again.given.registration);
  });
});

describe('what a unit finds at its endpoint', () => {
  let who: Visitor;
  let unit: Unit;
  before(async () => {
    who = await app.visitor();
    unit = await launchUnit(app, who, 'fire');
    await unit.say(unit.defined('initialized'));
  });

  it('is for the token of the launch alone', async () => {
    const other = await launchUnit(app, await app.visitor(), 'fire');
    const path = new URL('statements', unit.given.endpoint).pathname;
    for (const Authorization of ['', 'Basic eA==', `Basic ${other.token}`, who.headers['Authorization']!]) {
      const refused = await app.send('GET', path, {
        headers: {'X-Experience-API-Version': '1.0.3', ...(Authorization ? {Authorization} : {})},
      });
      assert.deepEqual([refused.status, refused.headers.get('www-authenticate')], [401, 'Bearer'], Authorization);
    }
    assert.equal((await app.send('GET', new URL('about', unit.given.endpoint).pathname)).status, 200);
    assert.equal((await unit.ask('GET', 'statements', {headers: {'X-Experience-API-Version': '0.9'}})).status, 400);
    const doubled = await app.send('GET', `${path.replace('/statements', '//statements')}?limit=1`, {
      headers: {Authorization: `Basic ${unit.token}`, 'X-Experience-API-Version': '1.0.3'},
    });
    assert.deepEqual(
      [doubled.status, doubled.headers.get('x-experience-api-version')],
      [200, '1.0.3'],
      'some units put a slash of their own behind the endpoint',
    );
  });

  it('shows the statements of the registration, and no others of the same person', async () => {
    await app.send('POST', '/xapi/statements', {headers: who.headers, body: {...unit.allowed(), context: {}}});
    const mine = (await recorded(who)).find(({context: around}) => around?.registration === undefined)!;
    const {statements} = (await (await unit.ask('GET', 'statements?ascending=true')).json()) as {
      statements: Statement[];
    };
    assert.deepEqual(
      statements.map(({verb}) => wordOf(verb.id)),
      ['launched', 'initialized'],
    );
    assert.equal((await unit.ask('GET', `statements?statementId=${statements[0]!.id}`)).status, 200);
    assert.equal((await unit.ask('GET', `statements?statementId=${mine.id}`)).status, 404);
    const page = (await (await unit.ask('GET', 'statements?limit=1')).json()) as {more: string};
    assert.ok(page.more.startsWith(`/v1/launches/${unit.answer.id}/xapi/statements?`), page.more);
  });

  it('keeps its state, and leaves alone what was written at the launch, and what is another’s', async () => {
    const put = (path: string, body: unknown = {page: 3}) => unit.ask('PUT', path, {body});
    assert.equal((await put(stateOf(unit.given, 'place'))).status, 204);
    assert.deepEqual(await (await unit.ask('GET', stateOf(unit.given, 'place'))).json(), {page: 3});
    for (const path of [
      stateOf(unit.given, 'LMS.LaunchData'),
      stateOf({...unit.given, activityId: `${unitCourse}/doors`}, 'place'),
      stateOf({...unit.given, registration: crypto.randomUUID()}, 'place'),
      stateOf({...unit.given, actor: {account: {homePage: 'https://a.example', name: 'somebody'}}}, 'place'),
    ])
      assert.equal((await put(path)).status, 403, path);
    const all = stateOf(unit.given, 'x').replace(/stateId=x&/, '');
    assert.equal((await unit.ask('DELETE', all)).status, 403);
    assert.equal((await unit.ask('DELETE', stateOf(unit.given, 'place'))).status, 204);
  });

  it('keeps what the learner prefers, and nothing else of a profile', async () => {
    const profile = (profileId: string) =>
      `agents/profile?${new URLSearchParams({profileId, agent: JSON.stringify(unit.given.actor)})}`;
    const none = {'If-None-Match': '*'};
    assert.equal((await unit.ask('GET', profile('cmi5LearnerPreferences'))).status, 404);
    assert.equal(
      (await unit.ask('PUT', profile('cmi5LearnerPreferences'), {body: {languagePreference: 'es'}, headers: none}))
        .status,
      403,
    );
    assert.equal(
      (
        await unit.ask('PUT', profile('cmi5LearnerPreferences'), {
          body: {languagePreference: 'es-ES,en', audioPreference: 'off'},
          headers: none,
        })
      ).status,
      204,
    );
    assert.equal((await unit.ask('PUT', profile('other'), {body: {}, headers: none})).status, 403);
    const activity = (activityId: string) => `activities/profile?${new URLSearchParams({profileId: 'x', activityId})}`;
    assert.equal((await unit.ask('GET', activity(unit.given.activityId))).status, 404);
    assert.equal((await unit.ask('GET', activity(`${unitCourse}/doors`))).status, 403);
    assert.equal(
      (await unit.ask('PUT', activity(unit.given.activityId), {body: {}, headers: none})).status,
      403,
      'it is everybody’s',
    );
  });
});
