import {expect} from '@open-wc/testing';
import type {Article, Course} from '@uggla/protocol';
import {nextEvent, type FixtureSite} from '@uggla/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {UgglaCourse} from '../course/course-element.js';
import {all, done, find, found, mount, publish, sample, text, waitUntil} from '../testing/support.test.js';

const node = (tagName: string, properties: object, ...children: unknown[]) => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const words = (value: string) => ({type: 'text', value});
const article = (...children: unknown[]): Article =>
  ({language: 'en', words: 4, tree: {type: 'root', children}}) as unknown as Article;

async function site(content: Record<string, string>, files: Record<string, string | object>): Promise<FixtureSite> {
  return publish(
    sample({items: [{id: 'values', kind: 'article', title: 'Values', content}]} as unknown as Partial<Course>),
    files,
  );
}

async function open(made: FixtureSite, attributes = {}): Promise<UgglaCourse> {
  const course = await mount({site: made, attributes});
  await found(course, '.prose');
  return course;
}

describe('a text as a lesson', () => {
  it('is complete when its end was seen and the time it takes has passed', async () => {
    const course = await open(await site({en: 'a.json'}, {'a.json': text(2, 4)}));
    await waitUntil(() => done(course, 'values').completed, 'it was never complete');
    expect(done(course, 'values').read).to.equal(1);
    await expect(course).to.be.accessible();
  });

  it('is not complete by being opened: a long one is to be scrolled', async () => {
    const course = await open(await site({en: 'a.json'}, {'a.json': text(80, 20)}));
    await waitUntil(() => (done(course, 'values').read ?? 0) > 0, 'nothing counts');
    expect(done(course, 'values').read).to.be.below(0.6);
    expect(done(course, 'values').completed).to.equal(undefined);
    expect(find(course, '.measure')?.textContent).to.match(/\d+% read/);
  });

  it('comes in the language of the learner, and says which it is to screen readers', async () => {
    const spanish = {...article(node('p', {}, words('Nuestros valores'))), language: 'es'};
    const made = await site({en: 'a.json', es: 'b.json'}, {'a.json': text(1, 4), 'b.json': spanish});
    const course = await open(made, {lang: 'es'});
    expect(find(course, '.prose')).to.include({lang: 'es', dir: 'ltr'});
    expect(find(course, '.prose')?.textContent).to.contain('Nuestros valores');
    expect(await made.requests('a.json')).to.have.length(0);
  });

  it('comes in another language where its own is missing', async () => {
    const course = await open(await site({en: 'a.json'}, {'a.json': text(1, 4)}), {lang: 'es'});
    expect(find(course, '.prose')?.lang).to.equal('en');
  });

  it('finds its pictures and links beside its own file', async () => {
    const made = await site(
      {en: 'texts/a.json'},
      {
        'texts/a.json': article(
          node('p', {}, node('img', {src: 'chair.png', alt: 'A chair'}), node('a', {href: 'more.html'}, words('more'))),
        ),
      },
    );
    const course = await open(made);
    expect(find<HTMLImageElement>(course, '.prose img')?.src).to.equal(made.url('texts/chair.png'));
    expect(find<HTMLAnchorElement>(course, '.prose a')?.href).to.equal(made.url('texts/more.html'));
  });

  it('holds nothing that acts, whoever wrote it', async () => {
    const hostile = article(
      node('script', {}, words('x()')),
      node('p', {onclick: 'x()', style: 'position: fixed'}, node('a', {href: 'javascript:x()'}, words('link'))),
      node('iframe', {src: 'https://acme.example'}),
      node('img', {src: 'javascript:x()', onerror: 'x()', alt: ''}),
      node('form', {action: 'https://acme.example'}, node('button', {}, words('send'))),
    );
    const course = await open(await site({en: 'a.json'}, {'a.json': hostile}));
    expect(all(course, '.prose :is(script, iframe, form, button)')).to.have.length(0);
    expect(
      all(course, '.prose [onclick], .prose [onerror], .prose [style], .prose a[href^="javascript"]'),
    ).to.have.length(0);
  });

  it('shows where it says what was looked for', async () => {
    const made = await site(
      {en: 'a.json'},
      {
        'a.json': article(
          node('h2', {}, words('Lifting')),
          node('p', {}, words('Bend your knees.')),
          node('p', {}, words('Keep the load close.')),
        ),
      },
    );
    const course = await mount({site: made});
    await course.goTo('values', {place: 'Lifting: Bend your knees. '});
    await waitUntil(
      () => (course.renderRoot as ShadowRoot).activeElement?.textContent === 'Bend your knees.',
      'the block was not shown',
    );
    await course.goTo('values', {place: 'the load'});
    await waitUntil(() => (course.renderRoot as ShadowRoot).activeElement?.textContent === 'Keep the load close.');
  });

  it('is read to its end at once when there is nothing in it', async () => {
    const course = await open(await site({en: 'a.json'}, {'a.json': {...article(), words: 0}}));
    await waitUntil(() => done(course, 'values').completed, 'an empty text holds the course up');
  });

  it('goes on with what was read on earlier visits', async () => {
    const made = await site({en: 'a.json'}, {'a.json': text(1, 4)});
    const first = await open(made);
    await waitUntil(() => done(first, 'values').completed);
    await first.drained();
    first.remove();
    const second = await open(made);
    expect(done(second, 'values').read).to.equal(1);
  });

  for (const [what, file, code] of [
    ['missing', undefined, 'article-unavailable'],
    ['no JSON', '<p>Hello</p>', 'article-invalid'],
    ['another file', {questions: []}, 'article-invalid'],
  ] as const) {
    it(`that cannot be shown is told of: ${what}`, async () => {
      const made = await site({en: 'a.json'}, file === undefined ? {} : {'a.json': file});
      const course = document.createElement('uggla-course');
      Object.assign(course, {src: made.url('course.json'), lang: 'en', records: 'local'});
      const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
      document.body.append(course);
      expect((await failed).error.code).to.equal(code);
      await found(course, '[part=error]');
      await expect(course).to.be.accessible();
      await made.files({'a.json': text(1, 4)});
      find(course, '[part=error] button')!.click();
      await found(course, '.prose');
      course.remove();
    });
  }
});
