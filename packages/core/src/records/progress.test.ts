// Chromium first: what is kept and sent is the same script in all engines; outbox.test.ts tries the stores.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import type {FixtureSite} from '@uggla/testing';
import type {CourseProgress} from '@uggla/protocol';
import {lrs, newCourse, open, progress} from './records.test.kit.js';

describe('Records: progress', () => {
  it('is there again on the next visit', async () => {
    const course = newCourse();
    const first = await open({records: 'local', course});
    await first.saveProgress(progress(7));
    first.close();
    expect((await (await open({records: 'local', course})).loadProgress())?.lessons['a']?.seconds).to.equal(7);
  });

  it('is merged with what another tab kept in between', async () => {
    const course = newCourse();
    const [one, other] = [await open({records: 'local', course}), await open({records: 'local', course})];
    await one.saveProgress(progress(7));
    await other.saveProgress({...progress(3), lessons: {b: {seconds: 9}}});
    await one.saveProgress(progress(8));
    await one.saveProgress(progress(8)); // the first time it had come by what the other kept; it does not know of it itself
    expect((await (await open({records: 'local', course})).loadProgress())?.lessons).to.deep.equal({
      a: {seconds: 8},
      b: {seconds: 9},
    });
  });

  it('may take back what this tab alone has kept, now and on a later visit', async () => {
    const course = newCourse();
    const checked = (...ids: string[]) => ({...progress(1), lessons: {a: {checked: ids}}});
    const kept = async () => (await (await open({records: 'local', course})).loadProgress())?.lessons['a']?.checked;
    const first = await open({records: 'local', course});
    await Promise.all([first.saveProgress(checked('x', 'y')), first.saveProgress(checked('x'))]);
    expect(await kept()).to.deep.equal(['x']);
    const second = await open({records: 'local', course});
    await second.loadProgress();
    await second.saveProgress(checked());
    expect(await kept()).to.deep.equal([]);
  });

  it('is merged with what another device wrote in between', async () => {
    const site = await lrs();
    const theirs = {...progress(3), lessons: {b: {seconds: 9}}};
    await site.rule({match: 'activities/state', method: 'GET', body: theirs, headers: {etag: '"2"'}});
    await site.rule({match: 'activities/state', method: 'GET', status: 404, times: 1});
    await site.rule({match: 'activities/state', method: 'PUT', status: 204});
    await site.rule({match: 'activities/state', method: 'PUT', status: 412, times: 1});
    const records = await open({endpoint: site.url('xapi')});
    expect(await records.loadProgress()).to.equal(undefined);
    await records.saveProgress(progress(5));
    await records.drained();
    const puts = (await site.requests('activities/state')).filter(({method}) => method === 'PUT');
    expect(puts.map(({headers}) => headers['if-none-match'] ?? headers['if-match'])).to.deep.equal(['*', '"2"']);
    expect((JSON.parse(puts[1]!.body) as CourseProgress).lessons).to.deep.equal({a: {seconds: 5}, b: {seconds: 9}});
  });

  it('made while the network was away is saved once it is back', async () => {
    const site = await lrs();
    await site.rule({match: 'xapi', reset: true});
    const records = await open({endpoint: site.url('xapi')});
    expect(await records.loadProgress()).to.equal(undefined);
    await records.saveProgress(progress(4));
    await site.heal();
    await site.rule(
      {match: 'activities/state', method: 'GET', status: 404},
      {match: 'activities/state', method: 'PUT', status: 204},
      {match: 'statements', method: 'POST', body: []},
    );
    await records.drained();
    const [put] = (await site.requests('activities/state')).filter(({status}) => status === 204);
    expect((JSON.parse(put!.body) as CourseProgress).lessons['a']?.seconds).to.equal(4);
  });

  const putsOf = async (site: FixtureSite) =>
    (await site.requests('activities/state')).filter(({method}) => method === 'PUT');
  const takesState = {match: 'activities/state', method: 'PUT', status: 204};
  const noState = {match: 'activities/state', method: 'GET', status: 404};

  it('that an earlier visit could not save is sent by the next, though nothing changes', async () => {
    const site = await lrs();
    await site.rule({match: 'activities/state', status: 503});
    const course = newCourse();
    const first = await open({endpoint: site.url('xapi'), course, retryFirstMs: 60_000});
    await first.saveProgress(progress(6));
    await site.seen('activities/state', {ended: 'done'});
    first.close();
    await site.rule(takesState, noState);
    const second = await open({endpoint: site.url('xapi'), course});
    expect((await second.loadProgress())?.lessons['a']?.seconds).to.equal(6);
    await second.drained();
    const last = (await putsOf(site)).at(-1)!;
    expect([last.status, (JSON.parse(last.body) as CourseProgress).lessons]).to.deep.equal([204, {a: {seconds: 6}}]);
  });

  it('is saved to a store that shows no ETag, without a guard that could never hold', async () => {
    const site = await lrs();
    await site.rule(takesState, {match: 'activities/state', method: 'GET', body: progress(3), headers: {etag: ''}});
    const records = await open({endpoint: site.url('xapi')});
    await records.loadProgress();
    await records.saveProgress(progress(5));
    await records.drained();
    const [put] = await putsOf(site);
    expect([put!.headers['if-match'], put!.headers['if-none-match']]).to.deep.equal([undefined, undefined]);
  });

  it('is written anew only where there is none', async () => {
    const site = await lrs();
    await site.rule(takesState, noState);
    const records = await open({endpoint: site.url('xapi')});
    await records.loadProgress();
    await records.saveProgress(progress(5));
    await records.drained();
    expect((await putsOf(site))[0]!.headers['if-none-match']).to.equal('*');
  });

  for (const [what, body] of [
    ['a page', '<!doctype html>'],
    ['nothing', ''],
    ['no progress', {mood: 'good'}],
    ['half a progress', {enrolled: '2026-01-01T00:00:00Z', lessons: {a: {ranges: [null], seconds: 'x'}}}],
  ] as const) {
    it(`bears a store that answers ${what}`, async () => {
      const site = await lrs();
      await site.rule(takesState, {match: 'activities/state', method: 'GET', body, headers: {etag: '"7"'}});
      const records = await open({endpoint: site.url('xapi')});
      expect((await records.loadProgress())?.lessons['a'] ?? {}).to.deep.equal({});
      await records.saveProgress(progress(5));
      await records.drained();
      const [put] = await putsOf(site);
      expect(put!.headers['if-match']).to.equal('"7"');
      expect((JSON.parse(put!.body) as CourseProgress).lessons['a']).to.deep.equal({seconds: 5});
    });
  }

  it('gives way when others write all the time, and is kept here for later', async () => {
    const site = await lrs();
    await site.rule(
      {...takesState, status: 412},
      {match: 'activities/state', method: 'GET', body: progress(1), headers: {etag: '"1"'}},
    );
    const course = newCourse();
    const records = await open({endpoint: site.url('xapi'), course, retryFirstMs: 60_000});
    await records.saveProgress(progress(9));
    await site.seen('activities/state', {count: 10});
    await waitUntil(() => records.offline, 'it gave way', {timeout: 15_000});
    records.close();
    expect(
      (await (await open({records: 'xapi', endpoint: site.url('xapi'), course, retryFirstMs: 60_000})).loadProgress())
        ?.lessons['a']?.seconds,
    ).to.equal(9);
  });

  it('stops loading when told', async () => {
    const site = await lrs();
    await site.rule({match: 'activities/state', hang: true});
    const records = await open({endpoint: site.url('xapi')});
    const stop = new AbortController();
    const loading = records.loadProgress(stop.signal).then(
      () => 'loaded',
      (error: Error) => error.name,
    );
    await site.seen('activities/state');
    stop.abort();
    expect(await loading).to.equal('AbortError');
  });

  it('of two people on one device stays apart', async () => {
    const course = newCourse();
    const other = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'otto'}} as const;
    await (await open({records: 'local', course})).saveProgress(progress(7));
    expect(await (await open({records: 'local', course, learner: other})).loadProgress()).to.equal(undefined);
  });
});
