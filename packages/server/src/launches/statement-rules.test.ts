import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import type {Statement} from '@uggla/protocol';
import {codeOf, type TestApp} from '../support/app.test.util.js';
import {launchUnit, openUnits, scored, unitCourse, type Unit} from '../support/unit.test.util.js';

const context = 'https://w3id.org/xapi/cmi5/context';
let app: TestApp;
before(async () => {
  app = await openUnits();
});

const fresh = async (lesson = 'fire', mode?: string) => launchUnit(app, await app.visitor(), lesson, mode);
const begun = async (lesson = 'fire', mode?: string) => {
  const unit = await fresh(lesson, mode);
  assert.equal((await unit.say(unit.defined('initialized'))).status, 200);
  return unit;
};
/** What is refused, and why; 200 for what is taken. */
async function said(unit: Unit, ...statements: (Statement | Record<string, unknown>)[]): Promise<string> {
  const answer = await unit.say(...statements);
  if (answer.status === 200) return '200';
  const {title, detail} = (await answer.clone().json()) as {title: string; detail?: string};
  return `${answer.status} ${await codeOf(answer)}: ${title} ${detail ?? ''}`;
}
const broken = /^403 launch-rule-broken/;

describe('what a unit may not say', () => {
  it('of another launch, learner or time: any statement', async () => {
    const unit = await begun();
    const {extensions} = unit.template;
    const one = unit.allowed();
    const {id: _id, ...withoutId} = one;
    const {timestamp: _timestamp, ...withoutTime} = one;
    const wrong: [string, Statement | Record<string, unknown>, RegExp][] = [
      ['no id', withoutId, /no id/],
      ['no time', withoutTime, /no timestamp/],
      ['local time', {...one, timestamp: '2026-01-01T10:00:00+02:00'}, /not in UTC/],
      ['another actor', unit.allowed({actor: {account: {homePage: 'https://a.example', name: 'eve'}}}), /actor/],
      ['another registration', unit.allowed({context: {registration: crypto.randomUUID()}}), /registration/],
      [
        'another session',
        unit.allowed({context: {extensions: {...extensions, [`${context}/extensions/sessionid`]: 'x'}}}),
        /session id/,
      ],
      [
        'the template changed',
        unit.allowed({context: {contextActivities: {grouping: [{id: unitCourse}]}}}),
        /maker\.example\/fire of the context template/,
      ],
      ['a raw score alone', unit.allowed({result: {score: {raw: 5}}}), /min and max/],
      [
        'the category moveon',
        unit.allowed({
          context: {
            contextActivities: {...unit.template.contextActivities, category: [{id: `${context}/categories/moveon`}]},
          },
        }),
        /moveon/,
      ],
      [
        'of another lesson',
        unit.allowed({object: {objectType: 'Activity', id: `${unitCourse}/text`}}),
        /no part of this unit/,
      ],
      ['of the course', unit.allowed({object: {objectType: 'Activity', id: unitCourse}}), /no part of this unit/],
      [
        'an enrolment',
        unit.allowed({verb: {id: 'http://adlnet.gov/expapi/verbs/registered', display: {}}}),
        /enrols nobody/,
      ],
      [
        'that something is taken back',
        unit.allowed({
          verb: {id: 'http://adlnet.gov/expapi/verbs/voided', display: {}},
          object: {objectType: 'StatementRef', id: crypto.randomUUID()},
        }),
        /takes nothing back/,
      ],
    ];
    for (const [what, statement, why] of wrong) {
      const answer = await said(unit, statement);
      assert.match(answer, broken, what);
      assert.match(answer, why, what);
    }
    assert.equal(
      await said(unit, unit.allowed({object: {objectType: 'Activity', id: 'https://maker.example/fire/film'}})),
      '200',
      'its own things may be named as its maker does',
    );
  });

  it('out of turn: before initialized, twice, after terminated', async () => {
    const unit = await fresh();
    for (const early of [unit.allowed(), unit.defined('completed'), unit.defined('terminated')])
      assert.match(await said(unit, early), /nothing comes before/);
    assert.match(await said(unit, unit.defined('initialized'), unit.defined('initialized')), broken);
    assert.equal((await unit.state()).state, 'launched', 'all or nothing');
    assert.equal(await said(unit, unit.defined('initialized'), unit.allowed()), '200');
    assert.match(await said(unit, unit.defined('initialized')), /initialized already/);
    assert.equal(await said(unit, unit.defined('terminated')), '200');
    for (const late of [unit.allowed(), unit.defined('terminated'), unit.defined('passed')])
      assert.match(await said(unit, late), /^403 launch-over/);
  });

  it('with a result that does not fit its verb', async () => {
    const unit = await begun();
    const bare = (one: Statement): Statement => ({
      ...one,
      context: {
        ...one.context,
        contextActivities: {...one.context!.contextActivities, category: [{id: `${context}/categories/cmi5`}]},
      },
    });
    const {result: _, ...silent} = unit.defined('terminated');
    const wrong: [string, Statement | Record<string, unknown>][] = [
      ['completed without completion', unit.defined('completed', {result: {completion: false}})],
      ['completed with success', unit.defined('completed', {result: {success: true}})],
      ['completed with a score', unit.defined('completed', {result: {score: {scaled: 1}}})],
      ['completed without the category moveon', bare(unit.defined('completed'))],
      ['passed without success', unit.defined('passed', {result: {success: false}})],
      ['failed with success', unit.defined('failed', {result: {success: true}})],
      ['passed with completion', unit.defined('passed', {result: {completion: true}})],
      ['terminated without a duration', silent],
      ['passed below what passes', unit.defined('passed', scored(unit, 0.7))],
      ['failed above it', unit.defined('failed', scored(unit, 0.8))],
      ['a score without what it is judged by', unit.defined('passed', scored(unit, 0.9, null))],
      ['a score judged by something else', unit.defined('passed', scored(unit, 0.9, 0.5))],
      [
        'of something else than itself',
        unit.defined('completed', {object: {objectType: 'Activity', id: `${unit.given.activityId}/part`}}),
      ],
      ['a verb of its own', unit.defined('completed', {verb: {id: 'https://maker.example/won', display: {en: 'won'}}})],
      ...['launched', 'abandoned', 'waived', 'satisfied'].map((verb): [string, Statement] => [
        verb,
        unit.defined('completed', {
          verb: {
            id:
              verb === 'launched'
                ? 'http://adlnet.gov/expapi/verbs/launched'
                : `https://w3id.org/xapi/adl/verbs/${verb}`,
            display: {},
          },
        }),
      ]),
    ];
    for (const [what, statement] of wrong) assert.match(await said(unit, statement), broken, what);
    assert.deepEqual([(await unit.state()).completed, (await unit.state()).passed], [false, undefined]);
  });

  it('more than once: completed and passed in a registration, a verdict in a session, failed after passed', async () => {
    const who = await app.visitor();
    const first = await launchUnit(app, who, 'fire');
    await first.say(first.defined('initialized'));
    assert.equal(await said(first, first.defined('failed', scored(first, 0.2))), '200');
    assert.match(await said(first, first.defined('passed', scored(first, 0.9))), /judged before, in this session/);
    const second = await launchUnit(app, who, 'fire');
    assert.equal(
      await said(
        second,
        second.defined('initialized'),
        second.defined('passed', scored(second, 0.9)),
        second.defined('completed'),
      ),
      '200',
    );
    const third = await launchUnit(app, who, 'fire');
    await third.say(third.defined('initialized'));
    assert.match(await said(third, third.defined('passed', scored(third, 1))), /passed before/);
    assert.match(await said(third, third.defined('failed', scored(third, 0))), /cannot be failed/);
    assert.match(await said(third, third.defined('completed')), /completed before/);
    const {completed, passed, score, satisfied} = await third.state();
    assert.deepEqual(
      {completed, passed, score, satisfied},
      {completed: true, passed: true, score: 0.9, satisfied: true},
    );
  });

  it('that counts, while it is only looked at', async () => {
    for (const mode of ['browse', 'review']) {
      const unit = await begun('fire', mode);
      for (const verb of ['completed', 'passed', 'failed'] as const)
        assert.match(await said(unit, unit.defined(verb)), new RegExp(`in the mode ${mode}`, 'i'));
      assert.equal(await said(unit, unit.allowed(), unit.defined('terminated')), '200');
    }
  });
});

describe('PUT of one statement', () => {
  it('is held to the same rules, and takes its id from the address', async () => {
    const unit = await fresh();
    const id = crypto.randomUUID();
    const {id: _, ...begins} = unit.defined('initialized');
    assert.equal((await unit.ask('PUT', `statements?statementId=${id}`, {body: unit.allowed({id})})).status, 403);
    assert.equal((await unit.ask('PUT', `statements?statementId=${id}`, {body: begins})).status, 204);
    assert.equal((await unit.ask('PUT', `statements?statementId=${id}`, {body: begins})).status, 204);
    assert.equal(
      (await unit.ask('PUT', `statements?statementId=${crypto.randomUUID()}`, {body: unit.allowed()})).status,
      400,
    );
    assert.equal((await unit.state()).state, 'initialized');
  });

  it('is none, where two of a batch have one id, or the batch is too long', async () => {
    const unit = await begun();
    const one = unit.allowed();
    assert.equal((await unit.say(one, one)).status, 400);
    assert.equal((await unit.ask('POST', 'statements', {body: []})).status, 200);
  });
});
