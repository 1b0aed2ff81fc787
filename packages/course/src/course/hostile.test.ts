// Chromium first: hostile files are read by the same script in all engines; rich-text.test.ts and hostile-book.test.ts try
// what engines make of them.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Course} from '@uggla/protocol';
import {nextEvent} from '@uggla/testing';
import {all, done, find, found, link, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {article, block, courseOf, recorded} from '../testing/texts.test.js';

const markup = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>${1+1}{{1+1}}';

/** What a course says of a file that it cannot take. */
async function refusal(
  body: string | object,
): Promise<{code: string; message: string; field: string | undefined; shown: string}> {
  const site = await publish(sample());
  await site.rule({match: 'course.json', body});
  const course = document.createElement('uggla-course');
  const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
  Object.assign(course, {src: site.url('course.json'), records: 'none', lang: 'en'});
  document.body.append(course);
  const {code, message, field} = (await failed).error;
  await course.updateComplete;
  const shown = find(course, '[part=error]')?.textContent ?? '';
  course.remove();
  return {code, message, field, shown};
}

describe('a hostile course', () => {
  it('shows markup as the text that it is, wherever it stands', async () => {
    const items = [
      block('b', [article('one', {title: markup, summary: markup, unlock: {group: markup}})], {title: markup}),
    ];
    const course = await mount({
      site: await publish(sample({title: markup, items} as never)),
      attributes: {lesson: 'one'},
    });
    for (const one of ['h2', '.block-title', '.name', '#lesson-title', '.lesson-head p'])
      expect(find(course, one)?.textContent, one).to.equal(markup);
    expect(find(course, '.closed')?.textContent).to.contain(markup);
    expect(all(course, 'script, img')).to.have.length(0);
    expect('hacked' in window).to.equal(false);
  });

  it('may give its lessons the names of what every object has', async () => {
    const ids = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    const course = await mount({site: await publish(courseOf(...ids.map((id) => article(id))))});
    for (const id of ids) {
      await course.goTo(id);
      await waitUntil(
        () => Object.hasOwn(course.progress!.lessons, id) && done(course, id).completed,
        `${id} was not read`,
      );
    }
    expect(all(course, '[data-state=done].lesson-link')).to.have.length(4);
    expect(({} as Record<string, unknown>)['completed'], 'every object in the page was changed').to.equal(undefined);
    expect(await recorded(course))
      .to.include('completed __proto__')
      .and.include('completed course');
  });

  it('may have ids that are no names: quotes, spaces, slashes, other scripts, 200 letters', async () => {
    const ids = ['a"]b', 'with space', '../../up', 'año/ñ', '学习', 'x'.repeat(200)];
    const course = await mount({
      site: await publish(courseOf(...ids.map((id) => article(id, {complete: {minTime: 600}})))),
    });
    for (const id of ids) {
      await course.goTo(id);
      expect(course.getAttribute('lesson')).to.equal(id);
      expect(all(course, '[aria-current]').map(({dataset}) => dataset['lesson'])).to.deep.equal([id]);
    }
    const iris = (await course.exportRecords()).map(({object}) => (object as {id: string}).id);
    expect(iris.every((iri) => URL.canParse(iri) && !/[\s"]/.test(iri))).to.equal(true);
    expect(iris).to.include(`${iris[0]}/..%2F..%2Fup`);
  });

  it('says why a lesson with such an id is locked', async () => {
    const id = 'a"] , [b';
    const course = await mount({
      site: await publish(
        courseOf(article('one', {complete: {minTime: 600}}), article(id, {unlock: {after: ['one']}})),
      ),
    });
    all(course, '.lesson-link')[1]!.click();
    await waitUntil(() => find(course, '[role=status]')?.textContent?.includes('Opens when you have done “one”'));
  });

  it('may have titles without end: the outline grows in height, not in width', async () => {
    const long = 'W'.repeat(3000);
    const course = await mount({site: await publish(courseOf(article('one', {title: long}), article('two')))});
    course.style.inlineSize = '360px';
    await course.updateComplete;
    await waitUntil(() => course.getBoundingClientRect().width <= 360);
    expect(course.scrollWidth).to.be.at.most(360);
    expect(link(course, 'one').scrollWidth).to.be.at.most(360);
  });

  it('keeps and ignores what it does not know', async () => {
    const definition = {...sample(), 'x-own': {deep: [1, 2]}} as unknown as Course;
    const course = await mount({
      site: await publish({
        ...definition,
        items: [article('one', {'x-own': true, complete: {read: 1, 'x-own': 1}})],
      } as never),
    });
    expect((await nextEvent(course, 'uggla-lesson-complete')).type).to.equal('uggla-lesson-complete');
  });
});

describe('a course.json that is wrong', () => {
  it('is refused with the field that is wrong, and its file', async () => {
    const {items, ...rest} = sample();
    const wrong: [string, object][] = [
      ['items', rest],
      ['version', {...rest, items, version: 1}],
      ['languages', {...rest, items, languages: []}],
      ['renew', {...rest, items: [article('one', {renew: '1 year'})]}],
      ['title', {...rest, items: [{id: 'one', kind: 'article', content: {en: 'a.json'}}]}],
    ];
    for (const [name, course] of wrong) {
      const {code, message, field, shown} = await refusal(course);
      expect(code, name).to.equal('course-invalid');
      expect(`${field} ${message}`, name).to.contain(name);
      expect(shown, name).to.contain('course-invalid');
    }
  });

  it('is refused when it is a sign-in page, nothing, or another thing', async () => {
    for (const body of ['<!doctype html><title>Sign in</title>', '', 'null', '[]', '{"id": "x"']) {
      const {code, shown} = await refusal(body);
      expect(code, body).to.equal('course-invalid');
      expect(shown, body).to.contain('The course could not be shown');
    }
    expect((await refusal('<!doctype html>')).shown).to.contain('sign in');
  });

  it('is told in the language of the page, the technical sentence marked as English', async () => {
    const site = await publish(sample());
    await site.rule({match: 'course.json', status: 403});
    const course = document.createElement('uggla-course');
    Object.assign(course, {src: site.url('course.json'), records: 'none', lang: 'es'});
    document.body.append(course);
    const trouble = await found(course, '[part=error]');
    expect(trouble.querySelector('h2')?.textContent).to.equal('No se ha podido mostrar el curso');
    expect(trouble.closest('[lang]')?.getAttribute('lang')).to.equal('es');
    expect(trouble.querySelector('[lang=en]')?.textContent).to.contain('403');
    expect(course.matches(':state(failed), [data-state~=failed]')).to.equal(true);
    await expect(course).to.be.accessible();
    course.remove();
  });
});
