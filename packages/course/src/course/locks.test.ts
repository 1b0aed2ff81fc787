// Chromium first: the same rules, in script that is the same in all engines; what they show is in
// course-element.test.ts.
import {expect} from '@open-wc/testing';
import type {Course} from '@uggla/protocol';
import {collectEvents, nextEvent} from '@uggla/testing';
import {find, found, link, mount, publish, sample, waitUntil} from '../testing/support.test.js';

const article = (id: string, more: object = {}) => ({
  id,
  kind: 'article',
  title: {en: id, es: id},
  content: {en: 'values.json'},
  ...more,
});
const course = (...items: object[]): Course => sample({items} as unknown as Partial<Course>);

describe('a locked lesson', () => {
  it('says what must be done first, and opens when it is', async () => {
    const element = await mount({
      site: await publish(course(article('first'), article('second', {unlock: {after: ['first']}}))),
    });
    const second = link(element, 'second');
    expect(second.getAttribute('aria-disabled')).to.equal('true');
    expect(second.querySelector('.reason')?.textContent).to.equal('Opens when you have done “first”');
    const changes = collectEvents(element, 'uggla-lesson-change');
    second.click();
    await element.updateComplete;
    expect(changes).to.have.length(0);
    expect(element.lesson).to.equal('first');
    expect(find(element, '[role=status]')?.textContent).to.contain('Opens when you have done “first”');
    await nextEvent(element, 'uggla-lesson-complete');
    await waitUntil(() => link(element, 'second').dataset['state'] === 'open');
    await expect(element).to.be.accessible();
  });

  it('shows its reason and the way there when an address leads to it', async () => {
    const element = await mount({
      site: await publish(course(article('first'), article('second', {unlock: {passed: ['first']}}))),
      attributes: {lesson: 'second', lang: 'es'},
    });
    const closed = await found(element, '.closed');
    expect(closed.textContent).to.contain('Esta lección todavía no está abierta');
    expect(closed.textContent).to.contain('Se abre cuando apruebes «first»');
    await expect(element).to.be.accessible();
    closed.querySelector('button')!.click();
    await waitUntil(() => element.lesson === 'first');
  });

  it('says from when it opens, and until when it was open', async () => {
    const element = await mount({
      site: await publish(
        course(
          article('now'),
          article('later', {unlock: {at: 'P30D'}}),
          article('gone', {unlock: {until: '2020-05-01'}}),
          article('soon', {unlock: {until: '2099-12-31'}}),
        ),
      ),
    });
    const day = new Intl.DateTimeFormat('en', {dateStyle: 'long'}).format(new Date(Date.now() + 30 * 86_400_000));
    expect(link(element, 'later').querySelector('.reason')?.textContent).to.equal(`Opens on ${day}`);
    expect(link(element, 'gone').querySelector('.reason')?.textContent).to.contain('Closed since');
    expect(link(element, 'gone').querySelector('.reason')?.textContent).to.contain('2020');
    expect(link(element, 'soon').querySelector('.reason')?.textContent).to.contain('Until');
    expect(link(element, 'soon').dataset['state']).to.equal('open');
  });

  it('is open while the course is looked through or looked back at', async () => {
    const site = await publish(course(article('first'), article('second', {unlock: {after: ['first']}})));
    for (const mode of ['browse', 'review'] as const) {
      const element = await mount({site, attributes: {mode}});
      expect(link(element, 'second').dataset['state'], mode).to.equal('open');
      expect(find(element, '.banner')?.textContent).to.match(/recorded/);
    }
  });

  it('is closed with its block', async () => {
    const block = {id: 'month-2', kind: 'block', title: 'Month 2', unlock: {at: 'P1M'}, items: [article('second')]};
    const element = await mount({site: await publish(course(article('first'), block))});
    expect(link(element, 'second').dataset['state']).to.equal('locked');
  });
});
