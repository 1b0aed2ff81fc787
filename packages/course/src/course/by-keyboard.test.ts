import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {focusedElement} from '@uggla/core/tv/reachable.js';
import type {Answers, Course} from '@uggla/protocol';
import type {UgglaCourse} from './course-element.js';
import {sha256} from '../acknowledgement/check-document.js';
import {owls} from '../testing/owls.test.js';
import {pixel} from '../testing/question-stage.test.kit.js';
import {courseId, done, find, found, mount, publish, text, waitUntil} from '../testing/support.test.js';
import {article, courseOf} from '../testing/texts.test.js';

const policy = JSON.stringify(text(3, 5));
const pair = [
  {id: 'a', text: 'A'},
  {id: 'b', text: 'B'},
];
const spot = {y: 0, width: 0.4, height: 0.5};
const questions = [
  {id: 'single', type: 'single', text: 'One?', choices: pair},
  {id: 'multiple', type: 'multiple', text: 'Which?', choices: [...pair, {id: 'c', text: 'C'}]},
  {id: 'truefalse', type: 'truefalse', text: 'So?'},
  {
    id: 'match',
    type: 'match',
    text: 'What goes together?',
    left: [
      {id: 'l1', text: 'Sit'},
      {id: 'l2', text: 'Stand'},
    ],
    right: [
      {id: 'r1', text: 'Chair'},
      {id: 'r2', text: 'Floor'},
    ],
  },
  {
    id: 'order',
    type: 'order',
    text: 'In which order?',
    items: [
      {id: 'first', text: 'First'},
      {id: 'second', text: 'Second'},
    ],
  },
  {id: 'fill', type: 'fill', text: 'Level with its …'},
  {id: 'numeric', type: 'numeric', text: 'How many?'},
  {
    id: 'hotspot',
    type: 'hotspot',
    text: 'Where?',
    image: {src: pixel, width: 200, height: 100, alt: 'A chair'},
    choices: [
      {id: 'h1', text: 'Seat', x: 0, ...spot},
      {id: 'h2', text: 'Back', x: 0.5, ...spot},
    ],
  },
];
const answers = {
  single: {choices: ['b']},
  multiple: {choices: ['a', 'c']},
  truefalse: {value: false},
  match: {pairs: {l1: 'r1', l2: 'r2'}},
  order: {order: ['first', 'second']},
  fill: {accepted: {en: ['top edge']}},
  numeric: {number: 60},
  hotspot: {choices: ['h2']},
};

/** A course with a lesson of each kind that a person works through. */
async function publishWhole() {
  const hash = await sha256(new TextEncoder().encode(policy).buffer as ArrayBuffer);
  const course: Course = {
    ...courseOf(
      {id: 'film', kind: 'video', title: 'Film', media: 'film.json', duration: 2},
      article('text'),
      {id: 'owls', kind: 'book', title: 'Owls', book: {en: {src: 'owls.epub'}}},
      {id: 'quiz', kind: 'quiz', title: 'Quiz', mastery: 1, questions},
      {
        id: 'policy',
        kind: 'acknowledgement',
        title: 'Policy',
        document: {en: {src: 'policy.json', sha256: hash, version: '1', title: 'Policy'}},
      },
      {id: 'page', kind: 'embed', title: 'Page', src: 'page.html'},
    ),
    id: courseId(),
  };
  const right: Answers = {
    course: course.id,
    version: '1',
    answers: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [`quiz/${id}`, answer])),
  } as Answers;
  const site = await publish(course, {
    'answers.json': right,
    'policy.json': policy,
    'page.html': '<!doctype html><html lang="en"><title>Page</title><h1>Page</h1><button>Nothing</button></html>',
  });
  await site.rule({match: 'owls.epub', base64: owls(), type: 'application/epub+zip'});
  return site;
}

const press = (key: string) => sendKeys({press: key});
const write = (words: string) => sendKeys({type: words});

/** Goes on from control to control, as often as it takes; at the end of the page it begins anew. */
async function tabTo(selector: string): Promise<HTMLElement> {
  const met: string[] = [];
  while (met.length < 120) {
    await press('Tab');
    const now = focusedElement();
    if (now?.matches(selector)) return now;
    met.push(now ? `${now.localName}.${now.className}` : '–');
  }
  throw new Error(`no key leads to ${selector}; they led to ${met.join(' ')}`);
}

const inQuestion = (id: string, control: string) => `[data-question=${id}] ${control}`;
const isDone = (course: UgglaCourse, id: string) =>
  waitUntil(() => done(course, id).completed, `${id} is not done`, {timeout: 20_000});

/** From the lesson that is done to the next. */
async function goOn(course: UgglaCourse, id: string): Promise<void> {
  await isDone(course, id);
  await tabTo('[part=next]');
  await press('Enter');
  await waitUntil(() => course.lesson !== id, 'it does not go on');
}

async function answerAll(): Promise<void> {
  await tabTo(inQuestion('single', 'input'));
  await press('ArrowDown');
  await tabTo(inQuestion('multiple', 'input[value=a]'));
  await write(' ');
  await tabTo(inQuestion('multiple', 'input[value=c]'));
  await write(' ');
  await tabTo(inQuestion('truefalse', 'input'));
  await press('ArrowDown');
  for (const [left, right] of Object.entries(answers.match.pairs)) {
    const list = (await tabTo(inQuestion('match', `select[data-left=${left}]`))) as HTMLSelectElement;
    for (let at = 0; at < 2 && list.value !== right; at++) await press('ArrowDown');
    expect(list.value).to.equal(right);
  }
  // The last one up; and if they stood in their order by lot, down again.
  const up = await tabTo(inQuestion('order', 'li:last-child button[data-by="-1"]'));
  const wasRight = up.closest('li')!.dataset['item'] === 'second';
  await press('Enter');
  if (wasRight) {
    await tabTo(inQuestion('order', 'li:first-child button[data-by="1"]'));
    await press('Enter');
  }
  await tabTo(inQuestion('fill', 'input'));
  await write('top edge');
  await tabTo(inQuestion('numeric', 'input'));
  await write('60');
  await tabTo(inQuestion('hotspot', 'input'));
  await press('ArrowRight');
  await tabTo('[part=submit]');
  await press('Enter');
}

describe('a whole course', () => {
  it('is done by keys alone: film, text, book, quiz of all eight types, document, page of others', async () => {
    const course = await mount({site: await publishWhole()});
    await waitUntil(() => find(course, 'uggla-player')?.shadowRoot?.querySelector('.play-button'), 'no player');
    await tabTo('.play-button');
    await press('Enter');
    await goOn(course, 'film');
    await goOn(course, 'text');

    await found(course, '.book-bar select');
    await tabTo('[part=next-page]');
    for (let read = 0; !done(course, 'owls').completed; read = done(course, 'owls').read ?? 0) {
      await waitUntil(() => (done(course, 'owls').read ?? 0) > read, 'the page did not count', {timeout: 10_000});
      const {place, completed} = done(course, 'owls');
      if (completed) break;
      await press('Enter');
      await waitUntil(() => done(course, 'owls').place !== place, 'the page did not turn', {timeout: 10_000});
    }
    await goOn(course, 'owls');

    await found(course, '[part=quiz]');
    await answerAll();
    await goOn(course, 'quiz');
    expect(done(course, 'quiz').score).to.equal(1);

    await waitUntil(
      () => find(course, '[part=accept]')?.getAttribute('aria-disabled') === 'false',
      'it cannot be accepted',
    );
    await tabTo('[part=name]');
    await write('Ana Ruiz');
    await tabTo('[part=accept]');
    await press('Enter');
    await goOn(course, 'policy');

    await isDone(course, 'page');
    await waitUntil(() => course.progress?.completed, 'the course is not done');
  }).timeout(120_000); // a film is played, and pages have to stand on the screen for a while
});
