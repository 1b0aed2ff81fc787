// Chromium first: what may be seen when is the same script in all engines; portfolio-element.test.ts and
// campus-element.test.ts try what is shown.
import {expect} from '@open-wc/testing';
import {waitUntil} from '@uggla/testing';
import type {Campus} from '@uggla/protocol';
import {address, all, clean, find, found, mount, publish, read, ready} from '../testing/support.test.js';
import {Visits} from './visits.js';

const id = 'https://acme.example/campus'; // of the fixture

/** The row of what was begun: titles in order; `undefined` when it is not there. */
function goOn(campus: Element): string[] | undefined {
  const row = find(campus, '[aria-labelledby=go-on]');
  return row ? [...row.querySelectorAll('h3')].map(({textContent}) => textContent!) : undefined;
}

/** What someone did before: items in the order in which they were last open, the last one at the end. */
function did(visits: Record<string, {lesson?: string; share: number}>): void {
  const kept = Object.entries(visits).map(([item, visit], at) => [item, {lesson: '', ...visit, at: 1000 + at}]);
  localStorage.setItem(`uggla-campus:${id}`, JSON.stringify(kept));
}

const campusOf = async (attributes: Record<string, string> = {}) =>
  mount('uggla-campus', {src: address(await publish(), 'campus.json'), records: 'none', ...attributes});

describe('going on where one left', () => {
  beforeEach(() => localStorage.clear());
  afterEach(clean);

  it('offers what was last open first, once each', async () => {
    did({regular: {share: 0.3}, ergonomia: {share: 0.5, lesson: 'altura'}});
    expect(goOn(await campusOf())).to.deep.equal(['Ergonomía', 'Regular la silla']);
  });

  it('offers nothing that is done, nothing that is gone, and no product', async () => {
    did({ergonomia: {share: 1}, gone: {share: 0.5}, silla: {share: 0}});
    expect(goOn(await campusOf())).to.equal(undefined);
  });

  it('offers what was only looked at, without saying how much is done', async () => {
    did({ergonomia: {share: 0}});
    const campus = await campusOf();
    expect(goOn(campus)).to.deep.equal(['Ergonomía']);
    expect(find(campus, '[aria-labelledby=go-on] progress')).to.equal(null);
  });

  it('says how much is done in words and in a bar, in the reader’s numbers', async () => {
    did({ergonomia: {share: 0.5}});
    const campus = await campusOf();
    const bar = find<HTMLProgressElement>(campus, '[aria-labelledby=go-on] progress')!;
    expect([bar.value, bar.getAttribute('aria-label')!.replace(/\s/g, ' ')]).to.deep.equal([0.5, '50 % hecho']);
    campus.lang = 'en';
    await campus.updateComplete;
    expect(bar.getAttribute('aria-label')).to.equal('50% done');
    await expect(campus).to.be.accessible();
  });

  it('leads to the lesson where one was, in its address too', async () => {
    did({regular: {share: 0.3, lesson: 'brazos'}});
    const campus = await campusOf({routing: 'hash'});
    const card = find<HTMLAnchorElement>(campus, '[aria-labelledby=go-on] [part~=card]')!;
    expect(card.hash).to.equal('#/item/regular/brazos');
    card.click();
    const guide = (await found(campus, 'uggla-guide')) as HTMLElement & {step: string};
    await ready(guide);
    expect(guide.step).to.equal('brazos');
  });

  it('offers four at most', async () => {
    const file = await read<Campus>('campus.json');
    file.packs = [
      {
        id: 'p',
        title: 'P',
        items: Array.from({length: 6}, (_, at) => ({
          id: `c-${at}`,
          kind: 'course' as const,
          title: `C ${at}`,
          src: 'course.json',
        })),
      },
    ];
    did(Object.fromEntries(file.packs[0]!.items.map(({id: one}) => [one, {share: 0.1}])));
    const campus = await mount('uggla-campus', {
      src: address(await publish({files: {'campus.json': file}}), 'campus.json'),
    });
    expect(goOn(campus)).to.deep.equal(['C 5', 'C 4', 'C 3', 'C 2']);
  });

  it('is out of the way while one searches or filters', async () => {
    did({ergonomia: {share: 0.5}});
    expect(goOn(await campusOf({filters: 'kind=course'}))).to.equal(undefined);
  });

  it('bears what others wrote in its place', async () => {
    for (const rubbish of [
      '{"a":1}',
      '[["ergonomia", null]]',
      '[["ergonomia", {"lesson": "x", "share": "much", "at": 1}]]',
      'null',
      '<b>',
    ]) {
      localStorage.setItem(`uggla-campus:${id}`, rubbish);
      const campus = await campusOf();
      expect(goOn(campus), rubbish).to.equal(undefined);
      campus.remove();
    }
  });

  it('shows no share beyond the whole, and none below nothing', async () => {
    did({ergonomia: {share: -3}, regular: {share: 1e9}});
    const campus = await campusOf();
    expect([goOn(campus), find(campus, 'progress')]).to.deep.equal([['Ergonomía'], null]);
  });

  it('works without storage: nothing is offered, nothing breaks', async () => {
    const {getItem, setItem} = Storage.prototype;
    const forbid = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError'); // as Firefox does without cookies
    };
    Object.assign(Storage.prototype, {getItem: forbid, setItem: forbid});
    try {
      const campus = await campusOf();
      find(campus, '[data-item=regular]')!.click();
      await ready(await found(campus, 'uggla-guide'));
      find(campus, '[part=back]')!.click();
      await campus.updateComplete;
      expect(goOn(campus)).to.equal(undefined);
    } finally {
      Object.assign(Storage.prototype, {getItem, setItem});
    }
  });
});

describe('the language of a campus', () => {
  beforeEach(() => localStorage.clear());
  afterEach(clean);

  const withoutLanguage = async () => {
    const campus = document.createElement('uggla-campus');
    campus.src = address(await publish(), 'campus.json');
    document.body.append(campus);
    await ready(campus);
    return campus;
  };

  it('is the one that was chosen last time', async () => {
    new Visits(id).language = 'es';
    const campus = await withoutLanguage();
    await waitUntil(() => find(campus, 'h1')!.textContent === 'Campus Acme');
    campus.remove();
  });

  it('is the page’s where the page says so, whatever was chosen', async () => {
    new Visits(id).language = 'es';
    const campus = await campusOf({lang: 'en'});
    expect(find(campus, 'h1')!.textContent).to.equal('Acme Campus');
  });

  it('is none that the campus does not speak', async () => {
    new Visits(id).language = '"><b>';
    const campus = await withoutLanguage();
    expect(campus.lang).to.equal('');
    campus.remove();
  });

  it('offers no choice where there is one language only', async () => {
    const file = {...(await read<Campus>('campus.json')), languages: ['es']};
    const campus = await mount('uggla-campus', {
      src: address(await publish({files: {'campus.json': file}}), 'campus.json'),
    });
    expect(all(campus, '[part=language]')).to.have.length(0);
  });

  it('may be written as the page writes it: region, case', async () => {
    for (const lang of ['es-MX', 'ES', 'es-419']) {
      const campus = await campusOf({lang});
      expect(
        [find(campus, 'h1')!.textContent, find<HTMLSelectElement>(campus, '[part=language]')!.value],
        lang,
      ).to.deep.equal(['Campus Acme', 'es']);
      campus.remove();
    }
  });

  it('that is no language at all falls back and does not break', async () => {
    for (const lang of ['es-!!', 'es_ES', '<b>', 'x'.repeat(99)]) {
      const campus = await campusOf({lang});
      expect(find(campus, 'h1'), lang).to.not.equal(null);
      campus.remove();
    }
  });
});
