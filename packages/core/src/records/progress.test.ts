import {expect} from '@open-wc/testing';
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
    expect((await (await open({records: 'local', course})).loadProgress())?.lessons).to.deep.equal({a: {seconds: 8}, b: {seconds: 9}});
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
});
