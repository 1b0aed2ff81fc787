// Chromium first: whole courses are walked through.
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {navigateByArrows} from '@uggla/core/tv/navigate-by-arrows.js';
import {boxOf, focusedElement} from '@uggla/core/tv/reachable.js';
import {atRest, emulate} from '@uggla/testing';
import type {UgglaCourse} from './course-element.js';
import {done, find, found, mount, waitUntil} from '../testing/support.test.js';
import {focusedWithin, innermost, pressTo} from '../testing/in-frames.test.kit.js';
import {answers, publishWhole} from '../testing/whole-course.test.kit.js';

const press = (key: string) => sendKeys({press: key});
const write = (words: string) => sendKeys({type: words});

/** Goes on from control to control, as often as it takes; at the end of the page it begins anew. */
async function tabTo(selector: string): Promise<HTMLElement> {
  const met: string[] = [];
  while (met.length < 120) {
    await press('Tab');
    const now = focusedWithin();
    if (now?.matches(selector)) return now;
    met.push(now ? `${now.localName}.${now.className}` : '–');
  }
  throw new Error(`no key leads to ${selector}; they led to ${met.join(' ')}`);
}

const inQuestion = (id: string, control: string) => `[data-question=${id}] ${control}`;
const isDone = (course: UgglaCourse, id: string) =>
  waitUntil(() => done(course, id).completed, `${id} is not done`, {timeout: 20_000});

/** Turns the pages of the book, on the button that has the focus, until it is read. */
async function readBook(course: UgglaCourse): Promise<void> {
  for (let read = 0; !done(course, 'owls').completed; read = done(course, 'owls').read ?? 0) {
    await waitUntil(() => (done(course, 'owls').read ?? 0) > read, 'the page did not count', {timeout: 10_000});
    const {place, completed} = done(course, 'owls');
    if (completed) break;
    await press('Enter');
    await waitUntil(() => done(course, 'owls').place !== place, 'the page did not turn', {timeout: 10_000});
  }
}

/** From the lesson that is done to the next. */
async function goOn(course: UgglaCourse, id: string, walkTo: typeof tabTo): Promise<void> {
  await isDone(course, id);
  await walkTo('[part=next]');
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

/** The first that fits, in whatever shadow root it stands. */
const seen = (selector: string): HTMLElement | undefined => {
  const within = (root: ParentNode): HTMLElement | undefined => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.matches(selector)) return element;
      const inside = element.shadowRoot && within(element.shadowRoot);
      if (inside) return inside;
    }
    return undefined;
  };
  return within(document);
};

async function answerAllByArrows(): Promise<void> {
  const take = async (selector: string) => (await arrowTo(selector), press('Enter'));
  await take(inQuestion('single', 'input[value=b]'));
  await take(inQuestion('multiple', 'input[value=a]'));
  await take(inQuestion('multiple', 'input[value=c]'));
  await take(inQuestion('truefalse', 'label:last-child input'));
  for (const [left, right] of Object.entries(answers.match.pairs)) {
    const list = (await arrowTo(inQuestion('match', `select[data-left=${left}]`))) as HTMLSelectElement;
    await press('Enter');
    for (let at = 0; at < 2 && list.value !== right; at++) await press('ArrowDown');
    await press('Enter');
    expect(list.value).to.equal(right);
  }
  const wasRight = seen(inQuestion('order', 'li'))!.dataset['item'] === 'first';
  await take(inQuestion('order', 'li:last-child button[data-by="-1"]'));
  if (wasRight) await take(inQuestion('order', 'li:first-child button[data-by="1"]'));
  await arrowTo(inQuestion('fill', 'input'));
  await write('top edge');
  await arrowTo(inQuestion('numeric', 'input'));
  await write('60');
  await take(inQuestion('hotspot', 'input[value=h2]'));
  await take('[part=submit]');
}

/** Which arrow leads there, of two boxes, and which is the next best. */
function arrowsTo(from: DOMRect, to: DOMRect): string[] {
  const down = (to.top + to.bottom) / 2 - (from.top + from.bottom) / 2;
  const right = (to.left + to.right) / 2 - (from.left + from.right) / 2;
  const upright = down > 0 ? ['ArrowDown', 'ArrowUp'] : ['ArrowUp', 'ArrowDown'];
  const across = right > 0 ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight'];
  const isOnLine = to.top < from.bottom && to.bottom > from.top;
  const [first, second] = isOnLine ? [across, upright] : [upright, across];
  return [first[0]!, second[0]!, second[1]!, first[1]!];
}

/** Goes there as a person does who sees it: by the arrow that leads there; where that one leads nowhere new, by another. */
async function arrowTo(selector: string): Promise<HTMLElement> {
  const tried = new Map<Element, string[]>();
  const met: string[] = [];
  while (met.length < 150) {
    const now = focusedElement();
    if (now?.matches(selector)) return now;
    const to = seen(selector);
    if (!to) throw new Error(`there is no ${selector}`);
    const from = now ?? document.body;
    const before = boxOf(from);
    const used = tried.get(from) ?? [];
    tried.set(from, used);
    const arrow = arrowsTo(before, boxOf(to)).find((one) => !used.includes(one));
    if (!arrow) break;
    await press(arrow);
    await atRest(from);
    // What scrolls goes on by the same key.
    if (focusedElement() !== now || boxOf(from).top === before.top) used.push(arrow);
    met.push(`${arrow.slice(5)} ${nameOf(focusedElement())}`);
  }
  throw new Error(`no arrow leads to ${selector}; they led ${met.join(', ')}`);
}

/** The package in this lesson runs, and has taken the focus. */
const isThere = (course: UgglaCourse, lesson: string) =>
  waitUntil(
    () => course.lesson === lesson && innermost(find(course, 'iframe.page'))?.querySelector('#done'),
    `${lesson} never came`,
  );

const nameOf = (element: Element | undefined) => element && `${element.localName}.${element.className}`;

describe('a whole course', () => {
  it('is done by keys alone: film, text, book, quiz of all eight types, document, package, page of others', async () => {
    const course = await mount({site: await publishWhole()});
    await waitUntil(() => find(course, 'uggla-player')?.shadowRoot?.querySelector('.play-button'), 'no player');
    await tabTo('.play-button');
    await press('Enter');
    await goOn(course, 'film', tabTo);
    await goOn(course, 'text', tabTo);

    await found(course, '.book-bar select');
    await tabTo('[part=next-page]');
    await readBook(course);
    await goOn(course, 'owls', tabTo);

    await found(course, '[part=quiz]');
    await answerAll();
    await goOn(course, 'quiz', tabTo);
    expect(done(course, 'quiz').score).to.equal(1);

    await waitUntil(
      () => find(course, '[part=accept]')?.getAttribute('aria-disabled') === 'false',
      'it cannot be accepted',
    );
    await tabTo('[part=name]');
    await write('Ana Ruiz');
    await tabTo('[part=accept]');
    await press('Enter');
    await goOn(course, 'policy', tabTo);

    await isThere(course, 'chair');
    await tabTo('#done');
    await press('Enter');
    await goOn(course, 'chair', tabTo);

    await isDone(course, 'page');
    await waitUntil(() => course.progress?.completed, 'the course is not done');
  }).timeout(120_000); // a film is played, and pages have to stand on the screen for a while

  it('is done by four arrows and OK, and letters where there is something to write', async () => {
    await emulate({reducedMotion: 'reduce'}); // sooner there, where the engine can
    const end = navigateByArrows();
    try {
      const course = await mount({site: await publishWhole(40)});
      await waitUntil(() => find(course, 'uggla-player')?.shadowRoot?.querySelector('.play-button'), 'no player');
      await arrowTo('.play-button');
      await press('Enter');
      await goOn(course, 'film', arrowTo);

      await found(course, '.prose');
      await arrowTo('[part=next]'); // past all of the text, which is read on the way
      await goOn(course, 'text', arrowTo);

      await found(course, '.book-bar select');
      await arrowTo('[part=next-page]');
      await readBook(course);
      await goOn(course, 'owls', arrowTo);

      await found(course, '[part=quiz]');
      await answerAllByArrows();
      await goOn(course, 'quiz', arrowTo);
      expect(done(course, 'quiz').score).to.equal(1);

      await waitUntil(
        () => find(course, '[part=accept]')?.getAttribute('aria-disabled') === 'false',
        'it cannot be accepted',
      );
      await arrowTo('[part=name]');
      await write('Ana Ruiz');
      await arrowTo('[part=accept]');
      await press('Enter');
      await goOn(course, 'policy', arrowTo);

      await isThere(course, 'chair');
      await arrowTo('[part=into]'); // the package has not kept the focus that it took
      await pressTo('Enter', 'button:not([id])');
      await pressTo('ArrowRight', '#done');
      await press('Enter');
      await isDone(course, 'chair');
      await pressTo('ArrowDown', '[part=into]'); // over its edge
      await pressTo('Enter', '#done'); // where one was
      await pressTo('Escape', '[part=into]');
      await goOn(course, 'chair', arrowTo);

      await isDone(course, 'page');
      await waitUntil(() => course.progress?.completed, 'the course is not done');
      await arrowTo('[part=into]');
      expect(find(course, '.into-words')!.innerText).to.include('another site');
      await press('Enter');
      await waitUntil(() => focusedElement()?.matches('iframe'), 'OK does not lead into the page of others');
      history.back(); // as a set does by its Back key, where nobody answers it
      await waitUntil(() => focusedElement()?.matches('[part=into]'), 'nothing leads out of it');
      await arrowTo('[part=previous]'); // not held in the page of others
    } finally {
      end();
      await emulate({});
    }
  }).timeout(120_000);
});
