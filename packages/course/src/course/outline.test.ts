// Chromium first: the same rules, in script that is the same in all engines; what they show is in
// course-element.test.ts.
import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {collectEvents, emulate, rightToLeft} from '@uggla/testing';
import {all, find, found, link, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {article, block, courseOf} from '../testing/texts.test.js';
import type {UgglaCourse} from './course-element.js';

const focused = (course: UgglaCourse) => course.shadowRoot!.activeElement as HTMLElement | null;
const names = (course: UgglaCourse) => all(course, '[part=lesson-link] .name').map(({textContent}) => textContent);

describe('the outline of a course', () => {
  it('is a navigation with a name, of lists in lists, with headings of falling rank', async () => {
    const course = await mount({
      site: await publish(courseOf(block('year', [block('month', [article('day')]), article('end')]))),
    });
    const nav = find(course, '[part=nav]')!;
    expect(nav.localName).to.equal('nav');
    expect(find(course, `#${nav.getAttribute('aria-labelledby')}`)?.textContent).to.equal('Contents');
    expect(all(course, '.block-title').map((title) => `${title.textContent} ${title.ariaLevel}`)).to.deep.equal([
      'year 3',
      'month 4',
    ]);
    expect(find(course, 'ol ol ol [data-lesson=day]')).to.not.equal(null);
    await expect(course).to.be.accessible();
  });

  it('takes ten blocks in one another, and no heading has a rank that there is not', async () => {
    const deep = Array.from({length: 10}).reduce<object>(
      (inside, _, at) => block(`block-${at}`, [inside]),
      article('deepest'),
    );
    const course = await mount({site: await publish(courseOf(deep))});
    expect(Math.max(...all(course, '.block-title').map((title) => Number(title.ariaLevel)))).to.equal(6);
    expect(course.lesson).to.equal('deepest');
  });

  it('says of each lesson what it is, how long it takes, and where one stands', async () => {
    const course = await mount({site: await publish(sample())});
    expect(link(course, 'hello').querySelector('.facts')?.textContent?.trim()).to.match(/^Video · 2 s/);
    expect(link(course, 'test').querySelector('.facts')?.textContent?.trim()).to.equal('Quiz');
    await course.goTo('values');
    await waitUntil(() => link(course, 'values').dataset['state'] === 'done');
    expect(link(course, 'values').querySelector('.standing')?.textContent).to.equal('Done');
    expect(link(course, 'values').querySelector('.mark')?.getAttribute('aria-hidden')).to.equal('true');
  });

  it('is walked through with Tab and chosen from with Enter and Space', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two'), article('three')))});
    link(course, 'one').focus();
    await sendKeys({press: 'Tab'});
    expect(focused(course)?.dataset['lesson']).to.equal('two');
    await sendKeys({press: 'Enter'});
    await waitUntil(() => focused(course)?.id === 'lesson-title');
    expect(course.lesson).to.equal('two');
    link(course, 'three').focus();
    await sendKeys({press: ' '});
    await waitUntil(() => course.lesson === 'three');
  });

  it('lets the keyboard reach a locked lesson, and says why it does not open', async () => {
    const course = await mount({
      site: await publish(
        courseOf(article('one', {complete: {minTime: 600}}), article('two', {unlock: {after: ['one']}})),
      ),
    });
    link(course, 'one').focus();
    await sendKeys({press: 'Tab'});
    expect(focused(course)?.dataset['lesson']).to.equal('two');
    await sendKeys({press: 'Enter'});
    await waitUntil(() =>
      find(course, '[role=status]')?.textContent?.startsWith(
        'This lesson is not open yet. Opens when you have done “one”',
      ),
    );
    const first = find(course, '[role=status]')!.textContent;
    await sendKeys({press: 'Enter'});
    await waitUntil(() => find(course, '[role=status]')!.textContent !== first, 'a second try is not announced');
    expect(course.lesson).to.equal('one');
  });

  it('shows a lesson that is on the screen already once more: its heading gets the focus', async () => {
    const course = await mount({site: await publish(courseOf(article('one')))});
    const changes = collectEvents(course, 'uggla-lesson-change');
    link(course, 'one').click();
    await waitUntil(() => focused(course)?.id === 'lesson-title');
    expect(changes).to.have.length(0);
  });

  it('is reached from above the lesson where the screen is narrow', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two')))});
    course.style.inlineSize = '360px';
    const button = find(course, '.to-contents')!;
    await waitUntil(() => button.checkVisibility(), 'no way to the contents');
    button.click();
    expect(focused(course)?.id).to.equal('contents');
    course.style.inlineSize = '1000px';
    await waitUntil(() => !button.checkVisibility(), 'it is not needed beside the outline');
    await expect(course).to.be.accessible();
  });

  it('lists a thousand lessons, and goes to the last', async () => {
    const months = Array.from({length: 20}, (_, month) =>
      block(
        `m${month}`,
        Array.from({length: 50}, (_, day) => article(`m${month}-d${day}`)),
      ),
    );
    const course = await mount({site: await publish(courseOf(...months))});
    expect(all(course, '[part=lesson-link]').length, 'fewer than a screen shows').to.be.above(50);
    await waitUntil(() => link(course, 'm19-d49'), 'the outline is never whole');
    expect(all(course, '[part=lesson-link]').map(({dataset}) => dataset['lesson'])).to.deep.equal(
      months.flatMap(({items}) => items.map((item) => (item as {id: string}).id)),
    );
    expect(find(course, '#overall')?.textContent).to.match(/ of 1,000 lessons done$/);
    link(course, 'm19-d49').click();
    await waitUntil(() => course.lesson === 'm19-d49');
    expect(find(course, '[part=next]')).to.equal(null);
    expect(all(course, '[aria-current]')).to.have.length(1);
  });

  it('says that there is nothing yet in a course without lessons', async () => {
    const course = await mount({site: await publish(courseOf())});
    expect(find(course, '.course')?.textContent).to.contain('This course has no lessons yet.');
    expect([find(course, 'nav'), find(course, '[part=lesson]'), course.lesson]).to.deep.equal([null, null, '']);
    expect(course.progress?.completed).to.equal(undefined);
    await expect(course).to.be.accessible();
  });

  it('keeps blocks that hold nothing', async () => {
    const course = await mount({site: await publish(courseOf(block('soon', []), article('one')))});
    expect(find(course, '.block-title')?.textContent).to.equal('soon');
    expect(course.lesson).to.equal('one');
  });
});

describe('the language of a course', () => {
  it('is marked where a text is in another than the words around it', async () => {
    const items = [block('b', [article('one', {title: 'Uno', summary: 'Lo primero'})], {title: {es: 'Bloque'}})];
    const course = await mount({site: await publish(sample({items, languages: ['es'], title: 'Bienvenida'} as never))});
    expect(find(course, '.course')?.lang).to.equal('en');
    const texts = ['h2', '.block-title', '.name', '#lesson-title', '.lesson-head p'];
    expect(texts.map((one) => find(course, one)?.lang)).to.deep.equal(texts.map(() => 'es'));
    course.lang = 'es';
    await course.updateComplete;
    expect(texts.map((one) => find(course, one)?.hasAttribute('lang'))).to.deep.equal(texts.map(() => false));
    expect(find(course, '[role=status]')?.lang).to.equal('es');
  });

  it('is that of the page, and follows the page', async () => {
    const {lang} = document.documentElement;
    document.documentElement.lang = 'es-MX';
    try {
      const course = await mount({site: await publish(sample()), attributes: {lang: ''}});
      expect(find(course, 'h2')?.textContent).to.equal('Bienvenida');
      document.documentElement.lang = 'en';
      await waitUntil(() => find(course, 'h2')?.textContent === 'Welcome');
    } finally {
      document.documentElement.lang = lang;
    }
  });

  it('falls back to one that the course has, where it has not what is wanted', async () => {
    const course = await mount({
      site: await publish(sample({items: [article('one', {title: {de: 'Eins', fr: 'Un'}})]} as never)),
      attributes: {lang: 'ja'},
    });
    expect(names(course)).to.deep.equal(['Eins']);
  });
});

describe('how a course looks', () => {
  it('mirrors itself from right to left: the outline on the other side, arrows turned', async () => {
    await rightToLeft(async () => {
      const course = await mount({
        site: await publish(courseOf(article('one'), article('two'))),
        attributes: {lang: 'ar', dir: 'rtl'},
      });
      course.style.inlineSize = '1000px';
      const side = () =>
        find(course, 'nav')!.getBoundingClientRect().left - find(course, '[part=lesson]')!.getBoundingClientRect().left;
      await waitUntil(() => side() < 0, 'the outline stands on the right');
      expect(getComputedStyle(find(course, '[part=next] .icon')!).transform).to.contain('-1');
      expect(getComputedStyle(find(course, '.lesson-link')!).textAlign).to.equal('right');
      await expect(course).to.be.accessible();
      course.dir = 'ltr';
      await waitUntil(() => side() > 0, 'the outline stands on the left');
    });
  });

  it('shows the lesson on the screen and the progress where colours are forced', async () => {
    if (!(await emulate({forcedColors: 'active'}))) return; // only Chromium can force them
    try {
      const course = await mount({site: await publish(courseOf(article('one'), article('two')))});
      const edge = (lesson: string) => getComputedStyle(link(course, lesson)).borderInlineStartColor;
      expect(edge('one')).to.not.equal(edge('two'));
      expect(getComputedStyle(find(course, '[part=progress]')!).borderTopStyle).to.equal('solid');
      await expect(course).to.be.accessible();
    } finally {
      await emulate({});
    }
  });

  it('never hides itself from a page that hides it', async () => {
    const course = await mount({site: await publish(courseOf(article('one')))});
    await found(course, '.prose');
    course.hidden = true;
    expect(getComputedStyle(course).display).to.equal('none');
  });
});
