import type {Answers, Course} from '@uggla/protocol';
import type {FixtureSite} from '@uggla/testing';
import {sha256} from '../acknowledgement/check-document.js';
import {owls} from './owls.test.js';
import {pixel} from './question-stage.test.kit.js';
import {courseId, publish, text} from './support.test.js';
import {article, courseOf} from './texts.test.js';

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
/** A package as many are: a shell with a frame, in which a page takes the focus as soon as it is there. */
const chair = {
  'chair/index.html':
    '<!doctype html><html lang="en"><title>Chair</title><h1>Chair</h1><iframe src="inner.html" title="Inside"></iframe></html>',
  'chair/inner.html': `<!doctype html><html lang="en"><title>Inside</title><button>Start</button><button id="done">Done</button><script>
let place = window;
while (!place.API && place.parent !== place) place = place.parent;
place.API.LMSInitialize('');
document.querySelector('button').focus();
document.querySelector('#done').addEventListener('click', () => {
  place.API.LMSSetValue('cmi.core.lesson_status', 'completed');
  place.API.LMSCommit('');
});
</script></html>`,
};

/** What is right, by question. */
export const answers = {
  single: {choices: ['b']},
  multiple: {choices: ['a', 'c']},
  truefalse: {value: false},
  match: {pairs: {l1: 'r1', l2: 'r2'}},
  order: {order: ['first', 'second']},
  fill: {accepted: {en: ['top edge']}},
  numeric: {number: 60},
  hotspot: {choices: ['h2']},
};

/** A site with a course that has a lesson of each kind that a person works through; its text has so many paragraphs. */
export async function publishWhole(paragraphs = 2): Promise<FixtureSite> {
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
      {
        id: 'chair',
        kind: 'embed',
        title: 'Chair',
        src: 'chair/index.html',
        standard: 'scorm12',
        complete: {read: 1},
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
    'values.json': text(paragraphs, 1),
    'policy.json': policy,
    ...chair,
    'page.html': '<!doctype html><html lang="en"><title>Page</title><h1>Page</h1><button>Nothing</button></html>',
  });
  await site.rule({match: 'owls.epub', base64: owls(), type: 'application/epub+zip'});
  return site;
}
