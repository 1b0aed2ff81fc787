// Chromium first: whole quizzes are answered, by the same script in all engines; question-view.test.ts tries what is
// shown.
import {expect} from '@open-wc/testing';
import type {Course} from '@uggla/protocol';
import {sendKeys} from '@web/test-runner-commands';
import {collectEvents, nextEvent} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import type {AnswerEvent, LessonCompleteEvent} from '../events.js';
import {all, done, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';

/** Chooses in the quiz of the sample. */
function choose(course: UgglaCourse, ...values: string[]): void {
  for (const value of values) find<HTMLInputElement>(course, `[part=choice] input[value="${value}"]`)!.click();
}

const quiz = (course: UgglaCourse) => found(course, '[part=quiz]');
const submit = (course: UgglaCourse) => find(course, '[part=submit]')!.click();

async function verbs(course: UgglaCourse): Promise<string[]> {
  await course.drained();
  return (await course.exportRecords()).map(({verb}) => verb.id.split('/').pop()!);
}

describe('a quiz', () => {
  it('is passed with right answers, explains them, and completes the lesson', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'test'}});
    await quiz(course);
    const answers = collectEvents<AnswerEvent>(course, 'uggla-answer');
    choose(course, 'a', 'true');
    const complete = nextEvent<LessonCompleteEvent>(course, 'uggla-lesson-complete');
    submit(course);
    expect((await complete).lesson).to.equal('test');
    expect(answers.map(({question, right}) => [question, right])).to.deep.equal([
      ['one', true],
      ['two', true],
    ]);
    await course.updateComplete;
    expect(find(course, '.outcome h3')?.textContent).to.equal('Passed with 100%');
    expect(find(course, '.verdict')?.textContent).to.contain('Well done.');
    await waitUntil(() => course.shadowRoot!.activeElement?.textContent === 'Passed with 100%');
    expect(await verbs(course)).to.include.members(['answered', 'passed', 'completed']);
    expect(done(course, 'test')).to.include({passed: true, score: 1, attempts: 1});
    await expect(course).to.be.accessible();
  });

  it('is not passed with wrong answers, says so in the record, and can be taken again', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'test'}});
    await quiz(course);
    choose(course, 'b', 'true');
    submit(course);
    await found(course, '.outcome');
    expect(find(course, '.outcome')?.textContent).to.contain('50%: not yet enough, 80% is needed');
    expect(find(course, '.verdict.wrong')?.textContent).to.contain('See the film again.');
    expect(done(course, 'test').completed).to.equal(undefined);
    const all = await verbs(course);
    expect(all).to.include('failed');
    expect(all).to.not.include('completed');
    const failed = (await course.exportRecords()).find(({verb}) => verb.id.endsWith('/failed'));
    expect(failed?.context?.extensions).to.have.property('https://uggla.dev/xapi/evaluated-by', 'client');
    expect(failed?.result).to.deep.include({success: false, score: {scaled: 0.5}});
    find(course, '[part=retry]')!.click();
    await found(course, '[part=submit]');
    choose(course, 'a', 'true');
    submit(course);
    await waitUntil(() => done(course, 'test').passed);
    expect(done(course, 'test').attempts).to.equal(2);
  });

  it('wants every question answered, and goes to the first that is not', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'test'}});
    await quiz(course);
    choose(course, 'a');
    submit(course);
    await waitUntil(() => find(course, '.verdict.missing'));
    await waitUntil(() => (course.shadowRoot!.activeElement as HTMLInputElement)?.name === 'question-1');
    expect(done(course, 'test').attempts).to.equal(undefined);
  });

  it('keeps answers that were not handed in', async () => {
    const site = await publish(sample());
    const first = await mount({site, attributes: {lesson: 'test'}});
    await quiz(first);
    choose(first, 'b');
    await first.drained();
    first.remove();
    const second = await mount({site, attributes: {lesson: 'test'}});
    await quiz(second);
    expect(find<HTMLInputElement>(second, 'input[value=b]')?.checked).to.equal(true);
  });

  it('ends when there are no attempts left', async () => {
    const items = sample().items.map((item) => (item.id === 'test' ? {...item, attempts: 1} : item));
    const course = await mount({site: await publish(sample({items} as Partial<Course>)), attributes: {lesson: 'test'}});
    await quiz(course);
    expect(find(course, '.rules')?.textContent).to.contain('Attempts left: 1');
    choose(course, 'b', 'false');
    submit(course);
    await found(course, '.outcome');
    expect(find(course, '.outcome')?.textContent).to.contain('There are no attempts left.');
    expect(find(course, '[part=retry]')).to.equal(null);
  });

  it('keeps the answers when they cannot be judged just now', async () => {
    const site = await publish(sample());
    await site.rule({match: 'answers.json', status: 503});
    const course = await mount({site, attributes: {lesson: 'test'}});
    await quiz(course);
    choose(course, 'a', 'true');
    submit(course);
    await waitUntil(() => find(course, '[part=quiz] [role=alert]'));
    await expect(course).to.be.accessible();
    await site.heal();
    submit(course);
    await waitUntil(() => done(course, 'test').passed);
  });

  it('draws some of its questions', async () => {
    const questions = Array.from({length: 8}, (_, at) => ({id: `q${at}`, type: 'truefalse', text: `Question ${at}`}));
    const items = [{id: 'test', kind: 'quiz', title: 'Test', draw: 3, questions}];
    const course = await mount({site: await publish(sample({items} as unknown as Partial<Course>))});
    await quiz(course);
    expect(all(course, '[part=question]')).to.have.length(3);
  });

  it('can be answered by keyboard alone', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'test'}});
    await quiz(course);
    find<HTMLInputElement>(course, 'input[value=a]')!.focus();
    await sendKeys({type: ' '});
    expect(find<HTMLInputElement>(course, 'input[value=a]')!.checked).to.equal(true);
    find<HTMLInputElement>(course, 'input[value=true]')!.focus();
    await sendKeys({type: ' '});
    await sendKeys({press: 'Enter'});
    await waitUntil(() => done(course, 'test').passed, 'Enter did not hand it in');
  });
});

describe('the kinds of questions', () => {
  const picture =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const questions = [
    {
      id: 'multiple',
      type: 'multiple',
      text: 'Which move?',
      choices: [
        {id: 'a', text: 'Seat'},
        {id: 'b', text: 'Back'},
        {id: 'c', text: 'Floor'},
      ],
    },
    {
      id: 'match',
      type: 'match',
      text: 'Pairs',
      left: [
        {id: 'l1', text: 'Desk'},
        {id: 'l2', text: 'Chair'},
      ],
      right: [
        {id: 'r1', text: 'Work'},
        {id: 'r2', text: 'Sit'},
      ],
    },
    {
      id: 'order',
      type: 'order',
      text: 'Order',
      items: [
        {id: 'x', text: 'First'},
        {id: 'y', text: 'Second'},
        {id: 'z', text: 'Third'},
      ],
    },
    {id: 'fill', type: 'fill', text: 'The ___ is at eye height'},
    {id: 'numeric', type: 'numeric', text: 'How far?', unit: 'cm'},
    {
      id: 'hotspot',
      type: 'hotspot',
      text: 'Where is the lever?',
      image: {src: picture, width: 200, height: 100, alt: 'A chair'},
      choices: [
        {id: 'h1', text: 'Left', x: 0, y: 0, width: 0.4, height: 0.5},
        {id: 'h2', text: 'Right', x: 0.5, y: 0.5, width: 0.4, height: 0.5},
      ],
    },
  ];
  const answers = {
    course: 'x',
    version: '1',
    answers: {
      'test/multiple': {choices: ['a', 'b']},
      'test/match': {pairs: {l1: 'r1', l2: 'r2'}},
      'test/order': {order: ['x', 'y', 'z']},
      'test/fill': {accepted: {en: ['top edge']}},
      'test/numeric': {number: 60, tolerance: 1},
      'test/hotspot': {choices: ['h2']},
    },
  };
  const course = () =>
    sample({items: [{id: 'test', kind: 'quiz', title: 'Test', mastery: 1, questions}]} as unknown as Partial<Course>);

  function write(element: HTMLInputElement, value: string): void {
    element.value = value;
    element.dispatchEvent(new Event('input', {bubbles: true}));
  }

  function pick(element: HTMLSelectElement, value: string): void {
    element.value = value;
    element.dispatchEvent(new Event('change', {bubbles: true}));
  }

  it('are all answered and judged, and recorded as xAPI interactions', async () => {
    const element = await mount({site: await publish(course(), {'answers.json': answers})});
    await quiz(element);
    await expect(element).to.be.accessible();
    choose(element, 'a', 'b');
    pick(find(element, '[data-left=l1]')!, 'r1');
    pick(find(element, '[data-left=l2]')!, 'r2');
    const rank = (id: string) => all(element, '.order li').findIndex((one) => one.dataset['item'] === id);
    for (const id of ['z', 'y', 'x']) {
      while (rank(id) > 0) {
        find(element, `.order [data-item=${id}] [data-by="-1"]`)!.click();
        await element.updateComplete;
      }
    }
    expect(all(element, '.order li').map((one) => one.dataset['item'])).to.deep.equal(['x', 'y', 'z']);
    write(find(element, '[data-question=fill] input')!, ' Top  EDGE ');
    write(find(element, '[data-question=numeric] input')!, '59,5');
    choose(element, 'h2');
    submit(element);
    await waitUntil(() => done(element, 'test').attempts === 1);
    expect(all(element, '.verdict.wrong')).to.have.length(0);
    expect(done(element, 'test').passed).to.equal(true);
    await element.drained();
    const answered = (await element.exportRecords()).filter(({verb}) => verb.id.endsWith('/answered'));
    expect(answered.map(({result}) => result?.response)).to.deep.equal([
      'a[,]b',
      'l1[.]r1[,]l2[.]r2',
      'x[,]y[,]z',
      'Top  EDGE',
      '59.5',
      'h2',
    ]);
    await expect(element).to.be.accessible();
  });

  it('put in order by keyboard, with the focus on what moved and its place said', async () => {
    const element = await mount({site: await publish(course(), {'answers.json': answers})});
    await quiz(element);
    const second = all(element, '.order li')[1]!;
    const id = second.dataset['item'];
    second.querySelector<HTMLElement>('[data-by="-1"]')!.focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => all(element, '.order li')[0]!.dataset['item'] === id);
    await waitUntil(() => element.shadowRoot!.activeElement?.closest('li')?.dataset['item'] === id);
    expect(find(element, '[role=status]')?.textContent).to.contain('place 1 of 3');
  });

  it('are judged by the server where there is one', async () => {
    const site = await publish(sample());
    const actor = {objectType: 'Agent', account: {homePage: 'https://acme.example', name: 'ana'}};
    await site.rule(
      {
        match: 'server/v1/tokens',
        body: {token: 't', token_type: 'Bearer', expires: '2099-01-01T00:00:00Z', actor, role: 'learner'},
      },
      {match: 'server/v1/me', body: {actor, role: 'learner', groups: []}},
      {match: 'server/xapi/statements', body: []},
      {match: 'server/xapi/activities/state', status: 404},
      {match: 'server/xapi/activities/state', method: 'PUT', status: 204},
      {
        match: 'server/v1/grade',
        body: {right: true, score: 1, evaluatedBy: 'server', feedback: {en: 'The server says so.'}},
      },
    );
    const element = await mount({site, attributes: {lesson: 'test', records: 'server', endpoint: site.url('server')}});
    await quiz(element);
    choose(element, 'b', 'false');
    submit(element);
    await waitUntil(() => done(element, 'test').passed);
    expect(find(element, '.verdict')?.textContent).to.contain('The server says so.');
    const [request] = await site.requests('server/v1/grade');
    expect(request?.headers['authorization']).to.equal('Bearer t');
    expect(JSON.parse(request!.body)).to.include({item: 'test', question: 'one', response: 'b'});
    expect(await site.requests('answers.json')).to.have.length(0);
  });
});
