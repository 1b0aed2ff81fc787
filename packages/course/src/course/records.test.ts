// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries their stores.
import {expect} from '@open-wc/testing';
import type {Statement} from '@uggla/protocol';
import {nextEvent, type FixtureSite} from '@uggla/testing';
import type {UgglaRecordEvent} from '@uggla/core';
import {done, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';

const actor = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'ana'}};

/** Rules of a server that takes records; its progress document is `state`. */
async function serve(site: FixtureSite, state?: object): Promise<string> {
  await site.rule(
    {
      match: 'server/v1/tokens',
      body: {token: 't', token_type: 'Bearer', expires: '2099-01-01T00:00:00Z', actor, role: 'learner'},
    },
    {match: 'server/v1/me', body: {actor, role: 'learner', groups: ['sales']}},
    {match: 'server/xapi/statements', body: []},
    state
      ? {match: 'server/xapi/activities/state', body: state, headers: {etag: '"1"'}}
      : {match: 'server/xapi/activities/state', status: 404},
    {match: 'server/xapi/activities/state', method: 'PUT', status: 204},
  );
  return site.url('server');
}

/** The statements that the server has answered with success. */
async function stored(site: FixtureSite): Promise<Statement[]> {
  const requests = await site.requests('server/xapi/statements');
  return requests.filter(({status}) => status === 200).flatMap(({body}) => JSON.parse(body) as Statement[]);
}

describe('the records of a course', () => {
  it('reach the server, once each, and drained() waits for it', async () => {
    const site = await publish(sample());
    const course = await mount({site, attributes: {lesson: 'values', records: 'auto', endpoint: await serve(site)}});
    await nextEvent(course, 'uggla-lesson-complete');
    await course.drained();
    const statements = await stored(site);
    expect(statements.map(({verb}) => verb.id.split('/').pop())).to.deep.equal([
      'initialized',
      'initialized',
      'completed',
    ]);
    expect(statements.every((one) => one.actor.account?.name === 'ana')).to.equal(true);
    const saved = await site.requests(/activities\/state/);
    expect(saved.some(({method, body}) => method === 'PUT' && body.includes('"completed"'))).to.equal(true);
  });

  it('survive a network that is away: nothing is lost, nothing is doubled', async () => {
    const site = await publish(sample());
    const course = await mount({site, attributes: {lesson: 'values', records: 'auto', endpoint: await serve(site)}});
    const made = new Set<string>();
    course.addEventListener('uggla-record', (event) => made.add((event as UgglaRecordEvent).statement.id));
    await course.drained();
    const before = await stored(site);
    await site.rule({match: 'server/', status: 503});
    await nextEvent(course, 'uggla-lesson-complete');
    await waitUntil(() => find(course, '[part=note]')?.textContent?.includes('Saved on this device'), 'no quiet note');
    await course.goTo('test');
    expect(await course.exportRecords()).to.not.have.length(0);
    await site.heal();
    await serve(site);
    dispatchEvent(new Event('online'));
    await course.drained();
    const after = await stored(site);
    const ids = after.map(({id}) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const id of made) expect(ids, 'a record was lost').to.include(id);
    expect(after.length).to.be.above(before.length);
    await waitUntil(() => !find(course, '[part=note]'), 'the note stays');
  });

  it('bring the progress of another device', async () => {
    const definition = sample();
    const site = await publish(definition);
    const elsewhere = {
      version: '1',
      enrolled: '2026-01-01T00:00:00.000Z',
      registration: '0f6d1c9e-0000-4000-8000-000000000000',
      lesson: 'values',
      lessons: {
        hello: {
          ranges: [[0, 2]],
          duration: 2,
          completed: '2026-01-02T00:00:00.000Z',
          changed: '2026-01-02T00:00:00.000Z',
        },
        values: {read: 0.4, changed: '2026-01-03T00:00:00.000Z'},
      },
    };
    const course = await mount({site, attributes: {records: 'auto', endpoint: await serve(site, elsewhere)}});
    expect(done(course, 'hello').completed).to.equal('2026-01-02T00:00:00.000Z');
    expect(course.lesson).to.equal('values');
    expect(course.progress?.enrolled).to.equal('2026-01-01T00:00:00.000Z');
    await course.drained();
    const [first] = await stored(site);
    expect(first?.context?.registration).to.equal(elsewhere.registration);
  });

  it('open what is for a group to those whom the server puts in it', async () => {
    const items = [
      {id: 'ours', kind: 'article', title: 'Ours', content: {en: 'values.json'}, unlock: {group: 'sales'}},
      {id: 'theirs', kind: 'article', title: 'Theirs', content: {en: 'values.json'}, unlock: {group: 'board'}},
    ];
    const site = await publish(sample({items} as never));
    const course = await mount({site, attributes: {records: 'auto', endpoint: await serve(site)}});
    await waitUntil(() => find(course, '[data-lesson=ours].lesson-link')?.dataset['state'] !== 'locked');
    expect(find(course, '[data-lesson=theirs].lesson-link')?.textContent).to.contain('Only for the group board');
  });

  it('stay off when nothing is to be recorded', async () => {
    const site = await publish(sample());
    const course = await mount({site, attributes: {lesson: 'values', records: 'none'}});
    await nextEvent(course, 'uggla-lesson-complete');
    await course.drained();
    expect(await course.exportRecords()).to.deep.equal([]);
  });

  for (const [records, code] of [
    ['scorm', 'records-lms-missing'],
    ['cmi5', 'records-lms-missing'],
    ['tincan', 'records-unsupported'],
  ] as const) {
    it(`fail aloud when ${records} is named and is not there`, async () => {
      const site = await publish(sample());
      const course = document.createElement('uggla-course');
      Object.assign(course, {src: site.url('course.json'), records, lang: 'en'});
      document.body.append(course);
      expect((await found(course, '[part=error]')).textContent).to.contain(code);
      course.remove();
    });
  }

  it('go on when the element is only moved', async () => {
    const site = await publish(sample());
    const course = await mount({site, attributes: {lesson: 'values'}});
    const place = document.createElement('div');
    document.body.append(place);
    place.append(course);
    await nextEvent(course, 'uggla-lesson-complete');
    await course.drained();
    const verbs = (await course.exportRecords()).map(({verb}) => verb.id.split('/').pop());
    expect(verbs).to.deep.equal(['initialized', 'initialized', 'completed']);
    place.remove();
  });
});
