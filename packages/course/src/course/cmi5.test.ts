import {expect} from '@open-wc/testing';
import {launchCmi5, nextEvent, type Cmi5Settings} from '@uggla/testing';
import {done, find, found, mount, publish, waitUntil} from '../testing/support.test.js';
import {article, courseOf} from '../testing/texts.test.js';

/** Makes this page one that an LMS has launched. */
async function launch(settings: Cmi5Settings = {}) {
  const launched = await launchCmi5(settings);
  history.replaceState(null, '', launched.query);
  return launched;
}
const address = location.href;
afterEach(() => history.replaceState(null, '', address));

describe('a course that an LMS launched by cmi5', () => {
  it('finds its launch by itself, is done there, and goes on in the next session', async () => {
    const site = await publish(courseOf(article('one'), article('two', {complete: {minTime: 600}})));
    const first = await launch();
    const course = await mount({site, attributes: {records: 'auto'}});
    await waitUntil(() => done(course, 'one').completed);
    await course.goTo('two');
    await course.drained();
    await course.exit();
    course.remove();
    const log = await first.log();
    expect(log.refused).to.deep.equal([]);
    expect([log.isEnded, log.statements.at(-1)!.verb.id.split('/').pop()]).to.deep.equal([true, 'terminated']);
    const next = await launch({registration: first.registration});
    const again = await mount({site, attributes: {records: 'auto'}});
    expect(again.lesson).to.equal('two');
    expect(done(again, 'one').completed).to.be.a('string');
    await again.drained();
    expect((await next.log()).refused).to.deep.equal([]);
    again.remove();
  });

  it('says completed when all is done, and offers the way back that the LMS named', async () => {
    const site = await publish(courseOf(article('one')));
    const launched = await launch({returnURL: 'https://lms.example/back'});
    const course = await mount({site, attributes: {records: 'cmi5'}});
    if (!course.progress?.completed) await nextEvent(course, 'uggla-course-complete');
    await course.drained();
    const {statements, refused} = await launched.log();
    expect(refused).to.deep.equal([]);
    expect(
      statements.some(
        ({verb, object}) => verb.id.endsWith('/completed') && object.id === 'https://lms.example/units/1',
      ),
    ).to.equal(true);
    expect((await found(course, '[part=exit]')).textContent).to.equal('Leave the course');
    await expect(course).to.be.accessible();
    course.remove();
  });

  it('offers no way back where none was named, and records nothing in Review', async () => {
    const site = await publish(courseOf(article('one')));
    const launched = await launch({launchMode: 'Review'});
    const course = await mount({site, attributes: {records: 'auto'}});
    await course.drained();
    expect((await found(course, '.banner')).textContent).to.contain('looking back');
    expect(find(course, '[part=exit]')).to.equal(null);
    const {statements, refused, documents} = await launched.log();
    expect([refused, documents]).to.deep.equal([[], []]);
    expect(
      statements
        .filter(({object}) => object.id === 'https://lms.example/units/1')
        .map(({verb}) => verb.id.split('/').pop()),
    ).to.deep.equal(['initialized']);
    course.remove();
  });
});
