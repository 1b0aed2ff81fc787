import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {UgglaErrorEvent} from '@uggla/core';
import {collectEvents, nextEvent} from '@uggla/testing';
import type {LessonChangeEvent} from '../events.js';
import {done, find, found, link, mount, publish, sample, text, waitUntil} from '../testing/support.test.js';
import {article, block, courseOf, recorded} from '../testing/texts.test.js';

describe('what a page puts under the lessons', () => {
  it('stands under the open one and stays there from lesson to lesson, but is not seen under a locked one', async () => {
    const course = await mount({
      site: await publish(
        courseOf(article('one'), article('two'), article('shut', {unlock: {at: '2999-01-01T09:00'}})),
      ),
    });
    const thread = Object.assign(document.createElement('p'), {slot: 'discussion', textContent: 'What do you think?'});
    course.append(thread);
    for (const lesson of ['one', 'two']) {
      await course.goTo(lesson);
      const {bottom} = (await found(course, '.lesson-body')).getBoundingClientRect();
      expect(thread.getBoundingClientRect().top).to.be.at.least(bottom);
      expect(thread.checkVisibility()).to.equal(true);
    }
    await course.goTo('shut');
    expect(thread.checkVisibility()).to.equal(false);
  });
});

describe('the ways on from a lesson', () => {
  it('end where the course ends', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two'), article('three')))});
    const ways = () => [find(course, '[part=previous]') !== null, find(course, '[part=next]') !== null];
    expect(ways()).to.deep.equal([false, true]);
    await course.goTo('two');
    expect(ways()).to.deep.equal([true, true]);
    await course.goTo('three');
    expect(ways()).to.deep.equal([true, false]);
    expect(find(course, '[part=previous]')?.ariaLabel).to.equal('Previous: two');
  });

  it('are none in a course of one lesson', async () => {
    const course = await mount({site: await publish(courseOf(article('one')))});
    expect([find(course, '[part=previous]'), find(course, '[part=next]')]).to.deep.equal([null, null]);
  });

  it('lead through blocks, and name the lesson in the language of the page', async () => {
    const course = await mount({
      site: await publish(courseOf(block('a', [article('one')]), block('nothing', []), block('b', [article('two')]))),
      attributes: {lang: 'es'},
    });
    const next = find(course, '[part=next]')!;
    expect([next.ariaLabel, next.textContent?.trim()]).to.deep.equal(['Siguiente: two (es)', 'Siguiente']);
    next.focus();
    await sendKeys({press: 'Enter'});
    await waitUntil(() => course.lesson === 'two');
    await waitUntil(
      () => course.shadowRoot!.activeElement?.id === 'lesson-title',
      'the reader is left where the button was',
    );
  });

  it('lead to a locked lesson too, which says how it opens, and on from there', async () => {
    const course = await mount({
      site: await publish(
        courseOf(
          article('one', {complete: {minTime: 600}}),
          article('two', {unlock: {after: ['one']}}),
          article('three'),
        ),
      ),
    });
    const changes = collectEvents<LessonChangeEvent>(course, 'uggla-lesson-change');
    find(course, '[part=next]')!.click();
    const closed = await found(course, '.closed');
    expect(closed.querySelector('h4')?.textContent).to.equal('This lesson is not open yet');
    expect(find(course, '.lesson-body')).to.equal(null);
    find(course, '[part=next]')!.click();
    await found(course, '.prose');
    expect(changes.map(({lesson}) => lesson)).to.deep.equal(['two', 'three']);
    find(course, '[part=previous]')!.click();
    await found(course, '.closed');
    find(course, '.closed button')!.click();
    await waitUntil(() => course.lesson === 'one');
  });

  it('stand out once the lesson is done', async () => {
    const course = await mount({site: await publish(courseOf(article('one'), article('two')))});
    expect(find(course, '[part=next]')?.className).to.equal('secondary');
    await nextEvent(course, 'uggla-lesson-complete');
    await course.updateComplete;
    expect(find(course, '[part=next]')?.className).to.equal('primary');
  });
});

describe('the lesson on the screen', () => {
  it('is a region of its title, with its kind, its length and its summary', async () => {
    const course = await mount({
      site: await publish(courseOf(article('one', {summary: {en: 'Two words', es: 'Dos palabras'}, duration: 95}))),
    });
    const lesson = find(course, '[part=lesson]')!;
    expect(find(course, `#${lesson.getAttribute('aria-labelledby')}`)?.textContent).to.equal('one');
    expect(lesson.querySelector('.facts')?.textContent?.trim().replace(/\s+/g, ' ')).to.match(/^Article · /);
    expect(lesson.querySelector('.lesson-head p')?.textContent).to.equal('Two words');
  });

  it('shows how far it is by its own measure, and that it is done', async () => {
    const site = await publish(courseOf(article('one')), {'values.json': text(1)});
    const course = await mount({site});
    const measure = find<HTMLProgressElement>(course, '.measure progress')!;
    expect(measure.getAttribute('aria-label')).to.equal('Progress of the lesson');
    await nextEvent(course, 'uggla-lesson-complete');
    await course.updateComplete;
    expect(find(course, '.measure span')?.textContent).to.equal('100% read');
    expect(measure.value).to.equal(1);
    expect(find(course, '.badge.done')?.textContent?.trim()).to.equal('Done');
  });

  it('has no measure where nothing is measured bit by bit', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'test'}});
    await found(course, '[part=quiz]');
    expect(find(course, '.measure')).to.equal(null);
    await course.goTo('hello');
    expect(find(course, '.measure span')?.textContent).to.equal('0% watched');
  });

  it('says that it is due again, and can be taken again', async () => {
    const definition = courseOf(article('one', {renew: 'PT1S'}), article('two', {complete: {minTime: 600}}));
    const course = await mount({site: await publish(definition)});
    await nextEvent(course, 'uggla-lesson-complete');
    const {completed} = done(course, 'one');
    await waitUntil(() => Date.now() > Date.parse(completed!) + 1000, 'the clock stands still');
    course.requestUpdate();
    await course.updateComplete;
    expect(link(course, 'one').dataset['state']).to.equal('due');
    expect(find(course, '.badge.due')?.textContent?.trim()).to.equal('Due again');
    expect(find(course, '#overall')?.textContent, 'what was done stays done').to.equal('1 of 2 lessons done');
    await expect(course).to.be.accessible();
  });
});

describe('the notes beside a lesson', () => {
  const note = (language: string, value: string) => ({
    language,
    tree: {type: 'root', children: [{type: 'element', tagName: 'p', children: [{type: 'text', value}]}]},
  });
  const noted = (notes: object) => courseOf(article('one', {notes}), article('two'));

  it('stand below it, under a heading, in the language of the page', async () => {
    const course = await mount({
      site: await publish(noted({en: 'notes.en.json', es: 'notes.es.json'}), {
        'notes.en.json': note('en', 'Sit well.'),
        'notes.es.json': note('es', 'Siéntate bien.'),
      }),
      attributes: {lang: 'es'},
    });
    const notes = await found(course, '.notes');
    expect(notes.textContent).to.contain('Notas').and.contain('Siéntate bien.');
    expect(notes.querySelector('.prose')?.getAttribute('lang')).to.equal('es');
    await expect(course).to.be.accessible();
    await course.goTo('two');
    expect(find(course, '.notes')).to.equal(null);
  });

  it('may be missing: the lesson can be taken without them', async () => {
    const site = await publish(noted({en: 'gone.json'}));
    const course = await mount({site});
    const errors = collectEvents(course, 'uggla-error');
    await nextEvent(course, 'uggla-lesson-complete');
    await site.seen('gone.json', {ended: 'done'});
    expect(find(course, '.notes')).to.equal(null);
    expect(errors).to.have.length(0);
  });
});

describe('a lesson that cannot be had', () => {
  it('says so with a code, leaves the others alone, and is there on a second try', async () => {
    const site = await publish(courseOf(article('one', {content: {en: 'text.json'}}), article('two')), {
      'text.json': text(),
    });
    await site.rule({match: 'text.json', status: 404});
    const failed = nextEvent<UgglaErrorEvent>(document, 'uggla-error');
    const course = await mount({site});
    expect((await failed).error.code).to.equal('article-unavailable');
    const trouble = await found(course, '[part=error]');
    expect([trouble.getAttribute('role'), course.status]).to.deep.equal(['alert', 'ready']);
    expect(trouble.textContent).to.contain('This lesson could not be shown').and.contain('article-unavailable');
    await expect(course).to.be.accessible();
    await course.goTo('two');
    await found(course, '.prose');
    await course.goTo('one');
    await found(course, '[part=error]');
    await site.heal();
    find(course, '[part=error] button')!.click();
    await found(course, '.prose');
    expect(find(course, '[part=error]')).to.equal(null);
  });

  it('counts no time and completes nothing', async () => {
    const site = await publish(courseOf(article('one', {content: {en: 'text.json'}})));
    await site.rule({match: 'text.json', body: '{"no": "text"}'});
    const course = await mount({site});
    expect((await found(course, '[part=error]')).textContent).to.contain('article-invalid');
    expect(done(course, 'one').completed).to.equal(undefined);
    expect(await recorded(course)).to.deep.equal(['initialized course', 'initialized one']);
  });

  it('keeps quiet when it was left before the answer came', async () => {
    const site = await publish(courseOf(article('one', {content: {en: 'text.json'}}), article('two')));
    await site.rule({match: 'text.json', gate: 'text', status: 500});
    const course = await mount({site});
    const errors = collectEvents(course, 'uggla-error');
    await site.seen('text.json');
    await course.goTo('two');
    await site.open('text');
    await nextEvent(course, 'uggla-lesson-complete');
    expect(errors).to.have.length(0);
  });
});
