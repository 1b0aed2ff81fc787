// Chromium first: films are played up to their questions.
import {expect} from '@open-wc/testing';
import {coveredSeconds, type Course} from '@uggla/protocol';
import {collectEvents, type FixtureSite} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import type {AnswerEvent} from '../events.js';
import {all, done, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import type {PlayerElement} from './media-lesson.js';

const yes = (id: string, at: number) => ({id, at, type: 'truefalse', text: `${id}?`});
const asks = (questions: object[], more = {}): Course =>
  sample({
    items: [{id: 'hello', kind: 'video', title: 'Hello', media: 'film.json', questions, ...more}],
  } as unknown as Partial<Course>);
const answers = {
  course: 'x',
  version: '1',
  answers: Object.fromEntries([...'abc'].map((id) => [`hello/${id}`, {value: true}])),
};
const site = (questions: object[], more = {}): Promise<FixtureSite> =>
  publish(asks(questions, more), {'answers.json': answers});

async function play(course: UgglaCourse): Promise<PlayerElement> {
  const film = await found<PlayerElement & {muted: boolean}>(course, 'uggla-player');
  film.muted = true;
  await waitUntil(() => film.duration > 0, 'the film never came');
  await film.play();
  return film;
}

const legend = (course: UgglaCourse) => find(course, '[part=question] .text')?.textContent;

async function answer(course: UgglaCourse, value = true): Promise<void> {
  find(course, `[part=question] input[value=${value}]`)!.click();
  find(course, '[part=submit]')!.click();
  await found(course, '.verdict strong');
}

describe('a film that asks', () => {
  it('asks at its very end, and behind it, and does not begin anew', async () => {
    const course = await mount({site: await site([yes('a', 2), yes('b', 60)])});
    const film = await play(course);
    await found(course, '[part=question]');
    expect(legend(course)).to.equal('a?');
    await answer(course);
    find(course, '[part=continue]')!.click();
    await waitUntil(() => legend(course) === 'b?', 'the last one was never asked');
    await answer(course);
    find(course, '[part=continue]')!.click();
    await waitUntil(() => !find(course, '[part=question]'));
    expect([film.ended, film.paused]).to.deep.equal([true, true]);
    expect(done(course, 'hello').completed).to.be.a('string');
  });

  it('asks all that were jumped over, one after the other', async () => {
    const course = await mount({site: await site([yes('b', 0.6), yes('a', 0.5), yes('c', 0.6)])});
    const film = await play(course);
    film.currentTime = 1.2;
    for (const id of ['a', 'b', 'c']) {
      await waitUntil(() => legend(course) === `${id}?`, `${id} was not asked`);
      expect(all(course, '[part=question]')).to.have.length(1);
      await answer(course);
      find(course, '[part=continue]')!.click();
    }
    await waitUntil(() => film.ended, 'it did not go on');
  });

  it('does not play while it asks, and takes no keys', async () => {
    const course = await mount({site: await site([yes('a', 0.2)])});
    const film = await play(course);
    await found(course, '[part=question]');
    await film.play().catch(() => undefined);
    await waitUntil(() => film.paused, 'it plays on behind the question');
    expect(film.inert).to.equal(true);
    expect(find(course, '[role=status]')?.textContent).to.contain('A question');
    await waitUntil(() => course.shadowRoot!.activeElement?.closest('[part=quiz]'), 'the focus is not on the question');
  });

  it('wants an answer before it is judged', async () => {
    const course = await mount({site: await site([yes('a', 0.2)])});
    await play(course);
    (await found(course, '[part=submit]')).click();
    await waitUntil(() => find(course, '.verdict.missing'));
    await waitUntil(
      () => (course.shadowRoot!.activeElement as HTMLInputElement)?.type === 'radio',
      'the focus is not on the choices',
    );
    expect(find(course, '[part=continue]')).to.equal(null);
  });

  it('goes on when an answer cannot be judged just now', async () => {
    const made = await site([yes('a', 0.2)]);
    await made.rule({match: 'answers.json', status: 503});
    const course = await mount({site: made});
    const film = await play(course);
    const heard = collectEvents<AnswerEvent>(course, 'uggla-answer');
    (await found(course, '[part=question]')).querySelector<HTMLInputElement>('input[value=true]')!.click();
    find(course, '[part=submit]')!.click();
    await found(course, '[role=alert]');
    await expect(course).to.be.accessible();
    find(course, '[part=continue]')!.click();
    await waitUntil(() => film.ended, 'it did not go on');
    expect(heard).to.have.length(0);
    expect(done(course, 'hello').answers ?? {}).to.deep.equal({});
  });

  it('asks on the next visit only what was not answered', async () => {
    const made = await site([yes('a', 0.2), yes('b', 0.6)]);
    const first = await mount({site: made});
    await play(first);
    await found(first, '[part=question]');
    await answer(first, false);
    expect(find(first, '.verdict strong')?.textContent).to.equal('Not right');
    await first.drained();
    first.remove();
    const second = await mount({site: made});
    const film = await play(second);
    film.currentTime = 0;
    await waitUntil(() => legend(second) === 'b?', 'the second was not asked');
    expect(done(second, 'hello').answers).to.deep.equal({a: false});
  });

  it('asks nothing of who looks back', async () => {
    const course = await mount({site: await site([yes('a', 0.2)]), attributes: {mode: 'review'}});
    const film = await play(course);
    await waitUntil(() => film.ended, 'it stopped');
    expect(find(course, '[part=question]')).to.equal(null);
  });
});

describe('what nobody watched', () => {
  afterEach(() => delete (document as {visibilityState?: unknown}).visibilityState);

  it('does not count: a film in a hidden tab', async () => {
    const course = await mount({site: await site([])});
    Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});
    const film = await play(course);
    await waitUntil(() => film.ended, 'it never ended');
    expect(coveredSeconds(done(course, 'hello').ranges ?? [])).to.equal(0);
    expect(done(course, 'hello').completed).to.equal(undefined);
  });

  it('does not count: a film at sixteen times its speed', async () => {
    const course = await mount({site: await site([])});
    const film = await found<PlayerElement & {muted: boolean}>(course, 'uggla-player');
    film.muted = true;
    await waitUntil(() => film.duration > 0);
    film.playbackRate = 16;
    await film.play();
    await waitUntil(() => film.ended, 'it never ended');
    expect(done(course, 'hello').completed).to.equal(undefined);
  });

  it('does not count: time events that a page makes by hand', async () => {
    const course = await mount({site: await site([])});
    const film = await found<PlayerElement>(course, 'uggla-player');
    await waitUntil(() => film.duration > 0);
    for (let count = 0; count < 200; count++) film.dispatchEvent(new Event('timeupdate'));
    film.dispatchEvent(new Event('ended'));
    expect(coveredSeconds(done(course, 'hello').ranges ?? [])).to.equal(0);
    expect(done(course, 'hello').completed).to.equal(undefined);
  });
});
