import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent, UgglaRecordEvent} from '@uggla/core';
import {collectEvents, nextEvent} from '@uggla/testing';
import {AcknowledgeEvent, AnswerEvent, CourseCompleteEvent, LessonChangeEvent, LessonCompleteEvent} from './events.js';
import {done, find, found, mount, publish, sample, waitUntil} from './testing/support.test.js';
import {article, courseOf} from './testing/texts.test.js';

/** What a page around hears, beyond the shadow root that the course lies in. */
const own = [
  'uggla-ready',
  'uggla-lesson-change',
  'uggla-lesson-complete',
  'uggla-course-complete',
  'uggla-answer',
  'uggla-acknowledge',
];

describe('the events of a course', () => {
  it('stay at the course, but for records and errors, which the whole page hears', async () => {
    const site = await publish(courseOf(article('one'), article('two', {content: {en: 'gone.json'}})));
    const heard = Object.fromEntries(own.map((type) => [type, collectEvents(document, type)]));
    const [records, errors] = [
      collectEvents<UgglaRecordEvent>(document, 'uggla-record'),
      collectEvents<UgglaErrorEvent>(document, 'uggla-error'),
    ];
    const outer = document.createElement('div');
    const course = document.createElement('uggla-course');
    Object.assign(course, {src: site.url('course.json'), records: 'local', lang: 'en'});
    outer.attachShadow({mode: 'open'}).append(course);
    const complete = nextEvent(course, 'uggla-lesson-complete');
    document.body.append(outer);
    await complete;
    const failed = nextEvent(document, 'uggla-error');
    await course.goTo('two');
    await failed;
    await course.drained();
    expect(own.filter((type) => heard[type]!.length > 0)).to.deep.equal([]);
    expect(errors.map(({error, composed, bubbles}) => [error.code, composed, bubbles])).to.deep.equal([
      ['article-unavailable', true, true],
    ]);
    expect(records.every(({composed, bubbles}) => composed && bubbles)).to.equal(true);
    outer.remove();
  });

  it('tell of each record once, when it can be exported, under the id that it keeps', async () => {
    const course = await mount({site: await publish(courseOf(article('one')))});
    const records = collectEvents<UgglaRecordEvent>(course, 'uggla-record');
    const {statement} = await nextEvent<UgglaRecordEvent>(course, 'uggla-record', (event) =>
      event.statement.verb.id.endsWith('/completed'),
    );
    expect((await course.exportRecords()).map(({id}) => id)).to.include(statement.id);
    await course.drained();
    const ids = records.map((one) => one.statement.id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(
      ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
    ).to.equal(true);
    expect((await course.exportRecords()).map(({id}) => id)).to.include.members(ids);
  });

  it('say what was done in a lesson, and when the course was complete, in that order', async () => {
    const definition = courseOf(article('one'));
    const course = await mount({site: await publish(definition)});
    const order: string[] = [];
    for (const type of own) course.addEventListener(type, () => order.push(type));
    const lesson = nextEvent<LessonCompleteEvent>(course, 'uggla-lesson-complete');
    const whole = await nextEvent<CourseCompleteEvent>(course, 'uggla-course-complete');
    expect(await lesson).to.include({lesson: 'one', kind: 'article'});
    expect((await lesson).progress).to.deep.equal(done(course, 'one'));
    expect(whole).to.include({course: definition.id, version: '1', completed: course.progress!.completed});
    expect(order).to.deep.equal(['uggla-lesson-complete', 'uggla-course-complete']);
  });

  it('are said aloud too: the lesson, then the course', async () => {
    const course = await mount({site: await publish(courseOf(article('one'))), attributes: {lang: 'es'}});
    await nextEvent(course, 'uggla-course-complete');
    await course.updateComplete;
    expect(find(course, '[role=status]')?.textContent).to.equal('Has terminado el curso');
  });

  it('give the answer and the verdict of each question', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'test'}});
    await found(course, '[part=quiz]');
    const answers = collectEvents<AnswerEvent>(course, 'uggla-answer');
    for (const value of ['b', 'true']) find<HTMLInputElement>(course, `[part=choice] input[value="${value}"]`)!.click();
    find(course, '[part=submit]')!.click();
    await waitUntil(() => answers.length === 2);
    expect(
      answers.map(({lesson, question, right, score, evaluatedBy}) => [lesson, question, right, score, evaluatedBy]),
    ).to.deep.equal([
      ['test', 'one', false, 0, 'client'],
      ['test', 'two', true, 1, 'client'],
    ]);
  });

  it('are none for what the page itself sets', async () => {
    const course = await mount({
      site: await publish(
        courseOf(article('one', {complete: {minTime: 600}}), article('two', {complete: {minTime: 600}})),
      ),
    });
    const heard = own.map((type) => collectEvents(course, type));
    Object.assign(course, {lesson: 'two', lang: 'es', theme: 'dark'});
    await course.updateComplete;
    await found(course, '.prose');
    expect(heard.flat()).to.deep.equal([]);
  });

  it('cannot be refused: they tell what has happened', () => {
    const statement = {} as never;
    const signed = {sha256: 'a', version: '1', name: 'Ana'};
    const made = [
      new LessonChangeEvent('two', 'one'),
      new LessonCompleteEvent({id: 'one', kind: 'article'} as never, {}),
      new CourseCompleteEvent({id: 'https://acme.example/c', version: '1'}, '2026-01-01T00:00:00Z'),
      new AnswerEvent('one', {id: 'q'} as never, true, undefined),
      new AcknowledgeEvent('one', statement, signed),
    ];
    expect(made.some(({cancelable, bubbles, composed}) => cancelable || bubbles || composed)).to.equal(false);
    expect(made[3]).to.include({
      lesson: 'one',
      question: 'q',
      right: undefined,
      score: undefined,
      evaluatedBy: undefined,
    });
    expect(made[4]).to.include({lesson: 'one', ...signed});
  });
});
