// Chromium first: whole quizzes are answered, by the same script in all engines; question-view.test.ts tries what is
// shown.
import {expect} from '@open-wc/testing';
import type {Course, LessonProgress} from '@uggla/protocol';
import type {UgglaCourse} from '../course/course-element.js';
import {pick, write} from '../testing/question-stage.test.kit.js';
import {all, done, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';

const yes = (id: string, more = {}) => ({id, type: 'truefalse', text: `Is ${id} so?`, ...more});
const oneQuiz = (more: object): Course =>
  sample({items: [{id: 'test', kind: 'quiz', title: 'Test', ...more}]} as unknown as Partial<Course>);
const answersOf = (answers: Record<string, object>) => ({
  'answers.json': {
    course: 'x',
    version: '1',
    answers: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [`test/${id}`, answer])),
  },
});
const allTrue = (ids: readonly string[]) => answersOf(Object.fromEntries(ids.map((id) => [id, {value: true}])));

async function open(definition: Course, files = {}, attributes = {}): Promise<UgglaCourse> {
  const course = await mount({site: await publish(definition, files), attributes});
  await found(course, '[part=quiz]');
  return course;
}

/** Answers the true-or-false questions on the page in their order, and hands them in. */
async function handIn(course: UgglaCourse, ...values: boolean[]): Promise<LessonProgress> {
  const before = done(course, 'test').attempts ?? 0;
  for (const [at, value] of values.entries()) find(course, `#question-${at} input[value=${value}]`)!.click();
  find(course, '[part=submit]')!.click();
  await waitUntil(() => (done(course, 'test').attempts ?? 0) > before, 'it was not handed in');
  await course.updateComplete;
  return done(course, 'test');
}

async function again(course: UgglaCourse): Promise<void> {
  find(course, '[part=retry]')!.click();
  await found(course, '[part=submit]');
}

const asked = (course: UgglaCourse) => all(course, '[part=question]').map(({dataset}) => dataset['question']);
const outcome = (course: UgglaCourse) => find(course, '.outcome')?.textContent?.replace(/\s+/g, ' ').trim();

describe('attempts', () => {
  it('begin with empty fields each time', async () => {
    const questions = [
      {id: 'gap', type: 'fill', text: 'The ___'},
      {id: 'far', type: 'numeric', text: 'How far?'},
      {
        id: 'pairs',
        type: 'match',
        text: 'Pairs',
        left: [
          {id: 'l', text: 'L'},
          {id: 'm', text: 'M'},
        ],
        right: [
          {id: 'r', text: 'R'},
          {id: 's', text: 'S'},
        ],
      },
      {
        id: 'some',
        type: 'multiple',
        text: 'Which?',
        choices: [
          {id: 'a', text: 'A'},
          {id: 'b', text: 'B'},
        ],
      },
    ];
    const answers = answersOf({
      gap: {accepted: {en: ['edge']}},
      far: {number: 60},
      pairs: {pairs: {l: 'r', m: 's'}},
      some: {choices: ['a']},
    });
    const course = await open(oneQuiz({mastery: 1, questions}), answers);
    write(find(course, '[data-question=gap] input')!, 'corner');
    write(find(course, '[data-question=far] input')!, '7');
    for (const list of all<HTMLSelectElement>(course, '[data-question=pairs] select')) pick(list, 's');
    find(course, 'input[value=b]')!.click();
    await handIn(course);
    await again(course);
    const values = all<HTMLInputElement>(course, '.question :is(input:not([type=checkbox]), select)').map(
      ({value}) => value,
    );
    expect(values).to.deep.equal(['', '', '', '']);
    expect(all(course, 'input:checked')).to.have.length(0);
    expect(all(course, '.verdict')).to.have.length(0);
    await waitUntil(() => course.shadowRoot!.activeElement?.id === 'question-0', 'the focus does not begin anew');
  });

  it('keep the best result, and say it', async () => {
    const course = await open(
      oneQuiz({mastery: 1, questions: [yes('a'), yes('b'), yes('c'), yes('d')]}),
      allTrue([...'abcd']),
    );
    expect((await handIn(course, true, true, true, false)).score).to.equal(0.75);
    await again(course);
    expect((await handIn(course, true, false, false, false)).score).to.equal(0.75);
    expect(outcome(course)).to.contain('25%: not yet enough, 100% is needed').and.contain('Your best result: 75%');
  });

  it('go on on the next visit: what was not handed in the second time is there, what was judged the first time is not', async () => {
    const site = await publish(oneQuiz({mastery: 1, questions: [yes('a'), yes('b')]}), allTrue(['a', 'b']));
    const first = await mount({site});
    await found(first, '[part=quiz]');
    await handIn(first, false, true);
    await first.drained();
    first.remove();
    const second = await mount({site});
    await found(second, '[part=submit]');
    expect(all(second, 'input:checked')).to.have.length(0);
    find(second, '#question-1 input[value=false]')!.click();
    await second.drained();
    second.remove();
    const third = await mount({site});
    await found(third, '[part=submit]');
    expect(all<HTMLInputElement>(third, 'input:checked').map(({name, value}) => [name, value])).to.deep.equal([
      ['question-1', 'false'],
    ]);
  });

  it('are counted over visits, and the last one leaves no way on', async () => {
    const site = await publish(oneQuiz({mastery: 1, attempts: 2, questions: [yes('a')]}), allTrue(['a']));
    const first = await mount({site});
    await found(first, '[part=quiz]');
    await handIn(first, false);
    expect(outcome(first)).to.contain('Attempts left: 1');
    await first.drained();
    first.remove();
    const second = await mount({site});
    await found(second, '[part=quiz]');
    expect(find(second, '.rules')?.textContent).to.contain('Attempts left: 1');
    await handIn(second, false);
    await second.drained();
    second.remove();
    const third = await mount({site});
    await found(third, '[part=quiz]');
    expect(outcome(third)).to.contain('There are no attempts left.');
    expect([find(third, '[part=submit]'), find(third, '[part=retry]'), find(third, '[part=question]')]).to.deep.equal([
      null,
      null,
      null,
    ]);
    await expect(third).to.be.accessible();
  });

  it('are not spent by who has passed: a better result may still be tried for', async () => {
    const course = await open(
      oneQuiz({mastery: 0.5, attempts: 3, questions: [yes('a'), yes('b')]}),
      allTrue(['a', 'b']),
    );
    await handIn(course, true, false);
    expect(outcome(course)).to.equal('Passed with 50%');
    await again(course);
    await handIn(course, false, false);
    expect(done(course, 'test')).to.include({passed: true, score: 0.5, attempts: 2}); // what was passed once stays so
  });
});

describe('mastery', () => {
  const three = [yes('a'), yes('b'), yes('c')];
  for (const [mastery, values, passed] of [
    [0.8, [true, true, false], false],
    [2 / 3, [true, true, false], true],
    [0.67, [true, true, false], false],
    [1, [true, true, true], true],
  ] as const) {
    it(`${Math.round(mastery * 100) / 100} with ${values.filter(Boolean).length} right of 3: ${passed ? 'passed' : 'not passed'}`, async () => {
      const course = await open(oneQuiz({mastery, questions: three}), allTrue([...'abc']));
      await handIn(course, ...values);
      expect(done(course, 'test').passed === true).to.equal(passed);
      expect(done(course, 'test').completed !== undefined).to.equal(passed);
    });
  }

  it('weighs questions by their points', async () => {
    const questions = [yes('a', {points: 3}), yes('b')];
    const course = await open(oneQuiz({mastery: 0.75, questions}), allTrue(['a', 'b']));
    await handIn(course, false, true);
    expect(outcome(course)).to.contain('25%');
    await again(course);
    await handIn(course, true, false);
    expect(outcome(course)).to.equal('Passed with 75%');
  });

  it('that is not asked for makes no pass and no fail: handing it in is enough', async () => {
    const course = await open(oneQuiz({questions: [yes('a')]}), allTrue(['a']));
    expect(find(course, '.rules')?.textContent?.trim()).to.equal('');
    await handIn(course, false);
    expect(outcome(course)).to.equal('You have 0%');
    expect(done(course, 'test')).to.include({score: 0, attempts: 1});
    expect(done(course, 'test').completed).to.be.a('string');
    await course.drained();
    const verbs = (await course.exportRecords()).map(({verb}) => verb.id.split('/').pop());
    expect(verbs).to.include('answered').and.not.include('passed').and.not.include('failed');
  });

  it('gives part of the points for an answer that is partly right', async () => {
    const questions = [
      {
        id: 'some',
        type: 'multiple',
        text: 'Which?',
        choices: [
          {id: 'a', text: 'A'},
          {id: 'b', text: 'B'},
          {id: 'c', text: 'C'},
        ],
      },
    ];
    const course = await open(oneQuiz({mastery: 1, questions}), answersOf({some: {choices: ['a', 'b']}}));
    find(course, 'input[value=a]')!.click();
    await handIn(course);
    expect(outcome(course)).to.contain('50%: not yet enough');
    expect(find(course, '.verdict strong')?.textContent).to.equal('Not right');
  });
});

describe('a pool', () => {
  const pool = Array.from({length: 12}, (_, at) => yes(`q${at}`));
  const ids = pool.map(({id}) => id);

  it('gives the same questions after a reload, and others the next time', async () => {
    const site = await publish(oneQuiz({mastery: 1, draw: 4, questions: pool}), allTrue(ids));
    const first = await mount({site});
    await found(first, '[part=quiz]');
    const drawn = asked(first);
    expect(drawn).to.have.length(4);
    await first.drained();
    first.remove();
    const second = await mount({site});
    await found(second, '[part=quiz]');
    expect(asked(second)).to.deep.equal(drawn);
    const draws = new Set([drawn.join()]);
    for (let attempt = 0; attempt < 3; attempt++) {
      await handIn(second, false, false, false, false);
      await again(second);
      draws.add(asked(second).join());
    }
    expect(draws.size).to.be.above(1);
  });

  it('is judged and recorded by what was drawn alone', async () => {
    const course = await open(oneQuiz({mastery: 1, draw: 3, questions: pool}), allTrue(ids));
    const drawn = asked(course);
    await handIn(course, true, true, true);
    expect(done(course, 'test')).to.include({passed: true, score: 1});
    await course.drained();
    const answered = (await course.exportRecords()).filter(({verb}) => verb.id.endsWith('/answered'));
    expect(
      answered.map(({object}) => decodeURIComponent((object as {id: string}).id.split(/[/#]/).pop()!)),
    ).to.deep.equal(drawn);
  });
});

describe('a quiz that is only looked at', () => {
  for (const mode of ['browse', 'review'] as const) {
    it(`explains its answers and records nothing (${mode})`, async () => {
      const course = await open(oneQuiz({mastery: 1, questions: [yes('a')]}), allTrue(['a']), {mode});
      await handIn(course, true);
      expect(outcome(course)).to.equal('Passed with 100%');
      await course.drained();
      expect((await course.exportRecords()).map(({verb}) => verb.id.split('/').pop())).to.not.include.members([
        'answered',
      ]);
      expect(done(course, 'test').completed).to.equal(undefined);
      await expect(course).to.be.accessible();
    });
  }
});
