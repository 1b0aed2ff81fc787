// Chromium first: the same rules, in script that is the same in all engines; course-element.test.ts tries what is shown.
import {expect} from '@open-wc/testing';
import {buildSearchFile, type Passage} from '@uggla/search';
import type {UgglaErrorEvent} from '@uggla/core';
import {nextEvent, type FixtureSite} from '@uggla/testing';
import type {Course} from '@uggla/protocol';
import type {UgglaCourse} from '../course/course-element.js';
import {all, find, found, mount, publish, sample, waitUntil} from '../testing/support.test.js';

const passage = (more: Partial<Passage>): Passage => ({
  id: `${more.lesson} ${more.text}`,
  kind: 'cue',
  title: 'Hello',
  item: 'welcome',
  url: '',
  text: '',
  ...more,
});

const passages = [
  passage({lesson: 'hello', media: 'film.json', start: 1, end: 2, text: 'Owls turn their heads.'}),
  passage({lesson: 'values', kind: 'article', title: 'Our values', text: 'Quiet: word0 word1 word2 word3 word4 word5'}),
  passage({lesson: 'secret', kind: 'article', title: 'Secret', text: 'Owls that nobody may see yet.'}),
  passage({lesson: 'gone', text: 'Owls of another version.'}),
  passage({lesson: 'hello', item: 'other', text: 'Owls of another course.'}),
];

const course = () => {
  const made = sample({
    search: {item: 'welcome', files: {en: 'search/en.json', es: 'search/es.json'}},
  } as Partial<Course>);
  made.items.push({
    id: 'secret',
    kind: 'article',
    title: 'Secret owls',
    content: {en: 'values.json'},
    unlock: {at: 'P1Y'},
  } as unknown as Course['items'][number]);
  return made;
};

async function site(): Promise<FixtureSite> {
  return publish(course(), {
    'search/en.json': await buildSearchFile(passages, 'en'),
    'search/es.json': await buildSearchFile(
      [passage({lesson: 'hello', start: 1, text: 'Los búhos giran la cabeza.'})],
      'es',
    ),
  });
}

async function search(element: UgglaCourse, query: string): Promise<HTMLInputElement> {
  if (!find(element, '[part=search]')) find(element, '[part=search-button]')!.click();
  const input = await found<HTMLInputElement>(element, '[part=search-input]');
  input.value = query;
  input.dispatchEvent(new InputEvent('input', {bubbles: true}));
  return input;
}

const hits = (element: UgglaCourse) => all(element, '[part=search-result]');
const focused = (element: UgglaCourse) => (element.renderRoot as ShadowRoot).activeElement;

describe('the search in a course', () => {
  it('finds what is said in a film, and opens the lesson at that second; nothing is fetched before', async () => {
    const made = await site();
    const element = await mount({site: made, attributes: {lesson: 'values'}});
    expect(await made.requests('search/en.json')).to.have.length(0);
    find(element, '[part=search-button]')!.click();
    await waitUntil(() => focused(element)?.matches('[part=search-input]'), 'the field has no focus');
    await search(element, 'owl head');
    await waitUntil(() => hits(element).length > 0, 'nothing was found');
    expect(hits(element)).to.have.length(1);
    expect(hits(element)[0]!.textContent).to.contain('Hello').and.contain('0:01');
    expect(hits(element)[0]!.querySelector('mark')?.textContent).to.equal('Owls');
    expect(find(element, '[role=status]')?.textContent).to.equal('1 place found');
    await expect(element).to.be.accessible();
    hits(element)[0]!.click();
    const film = await found<HTMLVideoElement>(element, 'uggla-player');
    await waitUntil(() => Math.abs(film.currentTime - 1) < 0.5, 'it is not at that second');
    expect(element.lesson).to.equal('hello');
    expect(await made.requests('search/en.json')).to.have.length(1);
    expect(await made.requests('search/es.json')).to.have.length(0);
  });

  it('leads to the paragraph of a text, and by keys alone', async () => {
    const element = await mount({site: await site(), attributes: {lesson: 'test'}});
    const input = await search(element, 'word3');
    input.form!.requestSubmit();
    await waitUntil(() => hits(element).length === 1, 'nothing was found');
    hits(element)[0]!.focus();
    hits(element)[0]!.click();
    await waitUntil(
      () => element.lesson === 'values' && focused(element)?.localName === 'p',
      'the paragraph was not shown',
    );
  });

  it('shows nothing of what is locked, of other courses, and of lessons that are no more', async () => {
    const element = await mount({site: await site()});
    await search(element, 'nobody secret');
    await waitUntil(() => find(element, '[part=search]')?.textContent?.includes('Nothing found'), 'it does not answer');
    expect(hits(element)).to.have.length(0);
    await search(element, 'owls');
    await waitUntil(() => hits(element).length > 0);
    expect(hits(element).map((one) => one.dataset['hit'])).to.deep.equal(['hello Owls turn their heads.']);
  });

  it('asks for what is in locked lessons when one of them is open, and not before', async () => {
    const made = course();
    made.search = {...made.search!, locked: {en: 'search/locked/welcome.en.json'}};
    const place = await publish(made, {
      'search/en.json': await buildSearchFile(passages.slice(0, 1), 'en'),
      'search/locked/welcome.en.json': await buildSearchFile(passages.slice(2, 3), 'en'),
    });
    const element = await mount({site: place});
    await search(element, 'owls');
    await waitUntil(() => hits(element).length === 1, 'nothing was found');
    expect(await place.requests('search/locked/welcome.en.json')).to.have.length(0);
    const ready = nextEvent(element, 'uggla-ready');
    element.mode = 'browse'; // locks do not hold
    await ready;
    await search(element, 'owls');
    await waitUntil(() => hits(element).length === 2, 'what is open is not found');
    expect(hits(element).map((one) => one.querySelector('strong')?.textContent)).to.include('Secret owls');
  });

  it('searches in the language of the learner, in Spanish words', async () => {
    const element = await mount({site: await site(), attributes: {lang: 'es'}});
    expect(find(element, '[part=search-button]')?.textContent?.trim()).to.equal('Buscar');
    await search(element, 'buho');
    await waitUntil(() => hits(element).length === 1, 'accents count');
    expect(find(element, '[part=search-input]')?.getAttribute('aria-label')).to.equal('Buscar en este curso');
  });

  it('is closed by Escape, which gives the focus back', async () => {
    const element = await mount({site: await site()});
    const input = await search(element, 'owls');
    input.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true, cancelable: true}));
    await waitUntil(() => !find(element, '[part=search]'));
    expect(focused(element)).to.equal(find(element, '[part=search-button]'));
  });

  it('finds titles where nothing was published to search in', async () => {
    const element = await mount({site: await publish(sample())});
    await search(element, 'value');
    await waitUntil(() => hits(element).length === 1, 'nothing was found');
    expect(hits(element)[0]!.textContent).to.contain('Our values');
  });

  it('tells of an index that cannot be had, and tries again', async () => {
    const made = await publish(course());
    const element = await mount({site: made});
    const failed = nextEvent<UgglaErrorEvent>(element, 'uggla-error');
    await search(element, 'owls');
    expect((await failed).error.code).to.equal('search-unavailable');
    const again = await found(element, '[part=search] [part=error] button');
    await made.files({'search/en.json': await buildSearchFile(passages, 'en')});
    again.click();
    await waitUntil(() => hits(element).length === 1, 'it did not try again');
  });
});
