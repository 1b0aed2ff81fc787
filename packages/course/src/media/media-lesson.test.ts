// Chromium first: lessons are watched in their own time.
import {expect} from '@open-wc/testing';
import {coveredSeconds, type Course} from '@uggla/protocol';
import {nextEvent} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import type {AnswerEvent, LessonCompleteEvent} from '../events.js';
import {all, done, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import type {PlayerElement} from './media-lesson.js';

/** The player of the lesson, muted and ready to play. */
async function player(course: UgglaCourse): Promise<PlayerElement> {
  const element = await found<PlayerElement & {muted: boolean}>(course, 'uggla-player');
  element.muted = true;
  await waitUntil(() => element.duration > 0, 'the film never came');
  return element;
}

const clip = {
  'film.json': {
    id: 'film',
    kind: 'video',
    title: 'Film',
    duration: 10,
    fallback: {src: 'fixtures/media/clip.mp4', type: 'video/mp4'},
  },
};

const oneFilm = (more: Record<string, unknown> = {}): Course =>
  sample({items: [{id: 'hello', kind: 'video', title: 'Hello', media: 'film.json', ...more}]} as Partial<Course>);

async function verbs(course: UgglaCourse): Promise<string[]> {
  await course.drained();
  return (await course.exportRecords()).map(({verb}) => verb.id.split('/').pop()!);
}

describe('a film as a lesson', () => {
  it('is complete when it was really played, and the whole course with it', async () => {
    const course = await mount({site: await publish(oneFilm())});
    const film = await player(course);
    const whole = nextEvent(course, 'uggla-course-complete');
    const complete = nextEvent<LessonCompleteEvent>(course, 'uggla-lesson-complete');
    film.playbackRate = 2;
    await film.play();
    const {lesson, progress} = await complete;
    expect(lesson).to.equal('hello');
    expect(coveredSeconds(progress.ranges ?? [])).to.be.at.least(1.7);
    await whole;
    await waitUntil(() => film.ended, 'it never ended');
    await course.updateComplete;
    expect(find(course, '.banner.success')?.textContent).to.contain('You completed the course on');
    expect(await verbs(course)).to.include.members(['played', 'completed', 'paused']);
    await expect(course).to.be.accessible();
  });

  it('is not complete by a jump to its end', async () => {
    const course = await mount({site: await publish(oneFilm(), clip)});
    const film = await player(course);
    await film.play();
    film.currentTime = 9.5;
    await waitUntil(() => film.ended, 'it never ended');
    await waitUntil(async () => (await verbs(course)).includes('paused'));
    expect(done(course, 'hello').completed).to.equal(undefined);
    expect(await verbs(course)).to.include('seeked');
    expect(await verbs(course)).to.not.include('completed');
  });

  it('puts a jump ahead back on the first viewing, and says why', async () => {
    const course = await mount({site: await publish(oneFilm({complete: {watched: 0.9, noSkip: 'first-view'}}), clip)});
    const film = await player(course);
    await film.play();
    await waitUntil(() => film.currentTime > 0.5, 'it does not play');
    film.currentTime = 8;
    await waitUntil(() => find(course, '[part=note]'));
    expect(film.currentTime).to.be.below(3);
    expect(find(course, '[role=status]')?.textContent).to.contain('On the first viewing you cannot skip ahead');
  });

  it('goes on at the same second on the next visit', async () => {
    const site = await publish(oneFilm(), clip);
    const first = await mount({site});
    const film = await player(first);
    await film.play();
    await waitUntil(() => film.currentTime > 1.5, 'it does not play');
    film.pause();
    await waitUntil(async () => (await verbs(first)).includes('paused'));
    const {position = 0, ranges = []} = done(first, 'hello');
    await first.drained();
    first.remove();
    const second = await mount({site});
    const again = await player(second);
    await waitUntil(() => Math.abs(again.currentTime - position) < 0.6, 'it did not resume');
    expect(done(second, 'hello').ranges).to.deep.equal(ranges);
  });

  it('goes to a second by goTo', async () => {
    const course = await mount({site: await publish(oneFilm(), clip)});
    const film = await player(course);
    await course.goTo('hello', {time: 6});
    await waitUntil(() => Math.abs(film.currentTime - 6) < 0.5, 'it did not go there');
  });

  it('stops for a question, judges it, and goes on', async () => {
    const questions = [{id: 'q', at: 0.5, type: 'truefalse', text: 'Is this a film?'}];
    const answers = {course: 'x', version: '1', answers: {'hello/q': {value: true, feedback: {right: 'It is.'}}}};
    const course = await mount({site: await publish(oneFilm({questions}), {...clip, 'answers.json': answers})});
    const film = await player(course);
    await film.play();
    const question = await found(course, '[part=question]');
    expect(film.paused).to.equal(true);
    expect(question.querySelector('legend')?.textContent).to.contain('Is this a film?');
    await expect(course).to.be.accessible();
    all(course, '[part=choice] input')[0]!.click();
    const answered = nextEvent<AnswerEvent>(course, 'uggla-answer');
    find(course, '[part=submit]')!.click();
    const {right, evaluatedBy} = await answered;
    expect([right, evaluatedBy]).to.deep.equal([true, 'client']);
    const goOn = await found(course, '[part=continue]');
    expect(find(course, '.verdict')?.textContent).to.contain('It is.');
    goOn.click();
    await waitUntil(() => !film.paused && !find(course, '[part=question]'), 'it does not go on');
    expect(await verbs(course)).to.include('answered');
  });

  it('records a recording as audio', async () => {
    const sound = {
      'sound.json': {
        id: 's',
        kind: 'audio',
        title: 'Sound',
        duration: 8,
        fallback: {src: 'fixtures/media/audio.mp3', type: 'audio/mpeg'},
      },
    };
    const items = [{id: 'listen', kind: 'audio', title: 'Listen', media: 'sound.json', complete: {listened: 0.1}}];
    const course = await mount({site: await publish(sample({items} as Partial<Course>), sound)});
    const complete = nextEvent<LessonCompleteEvent>(course, 'uggla-lesson-complete');
    const recording = await player(course);
    await recording.play();
    expect((await complete).kind).to.equal('audio');
    recording.pause();
    await course.drained();
    const played = (await course.exportRecords()).find(({verb}) => verb.id.endsWith('/played'));
    expect(played?.object).to.have.nested.property('definition.type', 'http://activitystrea.ms/schema/1.0/audio');
  });

  it('names the next lesson at its end once that is open, and leads there', async () => {
    const items = [
      {id: 'hello', kind: 'video', title: 'Hello', media: 'film.json'},
      {id: 'values', kind: 'article', title: 'Our values', content: {en: 'values.json'}, unlock: {after: ['hello']}},
    ];
    const course = await mount({site: await publish(sample({items} as unknown as Partial<Course>))});
    const film = (await player(course)) as PlayerElement & {hasNext: boolean; nextTitle: string};
    expect(film.hasNext).to.equal(false);
    film.playbackRate = 2;
    await film.play();
    await waitUntil(() => film.ended, 'it never ended');
    const inFilm = (selector: string) => film.shadowRoot!.querySelector<HTMLElement>(selector);
    await waitUntil(() => inFilm('[part=up-next]'), 'nothing is offered');
    expect(inFilm('[part=up-next] .name')?.textContent).to.equal('Our values');
    inFilm('[part=up-next] .go')!.click();
    await waitUntil(() => course.lesson === 'values');
    await waitUntil(
      () => (course.renderRoot as ShadowRoot).activeElement === find(course, '#lesson-title'),
      'the focus is lost',
    );
  });

  it('plays on in the next film, unless the page says no, and never past a lock', async () => {
    const items = ['one', 'two', 'three'].map((id) => ({
      id,
      kind: 'video',
      title: id,
      media: 'film.json',
      ...(id === 'three' ? {unlock: {at: 'P1Y'}} : {}),
    }));
    const course = await mount({site: await publish(sample({items} as unknown as Partial<Course>), clip)});
    const first = (await player(course)) as PlayerElement & {hasNext: boolean};
    const goOn = (film: HTMLElement) =>
      film.dispatchEvent(
        Object.assign(new Event('uggla-next-request', {bubbles: true, composed: true, cancelable: true}), {
          automatic: true,
        }),
      );
    course.addEventListener('uggla-next-request', (event) => event.preventDefault(), {once: true});
    goOn(first);
    await course.updateComplete;
    expect(course.lesson).to.equal('one');
    const playing = new Promise((resolve) =>
      course.renderRoot.addEventListener('play', resolve, {capture: true, once: true}),
    );
    goOn(first);
    await waitUntil(() => course.lesson === 'two');
    expect(document.activeElement).to.equal(document.body);
    await playing;
    const second = (await found(course, 'uggla-player')) as PlayerElement & {hasNext: boolean};
    expect(second.hasNext).to.equal(false);
    goOn(second);
    await course.updateComplete;
    expect(course.lesson).to.equal('two');
  });

  it('records where a film was left, before it ends the lesson', async () => {
    const course = await mount({site: await publish(sample(), clip)});
    const film = await player(course);
    await film.play();
    await waitUntil(() => film.currentTime > 0.4, 'it does not play');
    await course.goTo('values');
    const all = await verbs(course);
    expect(all.slice(0, 5)).to.deep.equal(['initialized', 'initialized', 'played', 'paused', 'terminated']);
  });
});
