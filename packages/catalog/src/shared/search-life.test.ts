// Chromium first: addresses are read and written, by the same script in all engines.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import {buildSearchFile, type Passage} from '@uggla/search';
import type {Campus} from '@uggla/protocol';
import {nextEvent, waitUntil} from '@uggla/testing';
import {address, all, clean, filter, find, found, mount, publish, read, titles, type} from '../testing/support.test.js';

const status = (element: Element) => find(element, '[role=status]')?.textContent;

describe('a search', () => {
  afterEach(clean);

  for (const tag of ['uggla-campus', 'uggla-portfolio'] as const) {
    it(`in ${tag} is taken up again when the element was moved meanwhile`, async () => {
      const site = await publish({rules: [{match: 'search-es', gate: 'slow'}]});
      const element = await mount(tag, {
        src: address(site, tag === 'uggla-campus' ? 'campus.json' : 'portfolio.json'),
        query: 'silla',
      });
      const place = document.createElement('div');
      document.body.append(place);
      place.append(element);
      await site.open('slow');
      await waitUntil(() => titles(element).length > 0, 'nothing was found');
      place.remove();
    });
  }

  it('is not lost when the element goes while somebody types, and comes back', async () => {
    const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json')});
    type(campus, 'lumbar');
    await campus.updateComplete;
    campus.remove();
    document.body.append(campus);
    await found(campus, '[part~=result]');
    expect(titles(campus)).to.deep.equal(['La altura de la silla']);
  });

  it('says that it searches while the hits are those of the words before', async () => {
    const site = await publish({rules: [{match: 'search-en', gate: 'slow'}]});
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), query: 'lumbar'});
    await waitUntil(() => status(campus) === '1 resultado');
    campus.lang = 'en';
    await site.seen('search-en');
    await campus.updateComplete;
    expect(status(campus)).to.equal('Searching…');
    await site.open('slow');
    await waitUntil(() => status(campus) === '0 results');
  });

  it('tells the page when it cannot be had', async () => {
    const site = await publish({rules: [{match: 'search-es', status: 500, times: 1}]});
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json')});
    const heard = nextEvent<UgglaErrorEvent>(document.body, 'uggla-error');
    campus.query = 'lumbar';
    const {error} = await heard;
    expect([error.code, error.status]).to.deep.equal(['search-unavailable', 500]);
  });

  for (const [what, body] of [
    ['no search file', {passages: [], index: {}}],
    ['one of another version', {format: 9, language: 'es', passages: [], index: {}}],
    ['one with a broken index', {format: 1, language: 'es', passages: [], index: {serializationVersion: 77}}],
    ['one of no language', {format: 1, language: 7, passages: [], index: {}}],
  ] as const) {
    it(`tells the page of ${what}, and the campus stays`, async () => {
      const campus = await mount('uggla-campus', {
        src: address(await publish({files: {'search-es.json': body}}), 'campus.json'),
      });
      const heard = nextEvent<UgglaErrorEvent>(campus, 'uggla-error');
      campus.query = 'lumbar';
      const {error} = await heard;
      expect(error.code, error.message).to.equal('search-invalid');
      await found(campus, '.message[role=alert]');
      campus.query = '';
      await waitUntil(() => titles(campus).length === 5);
    });
  }

  for (const words of ['ERGONOMÍA', 'ergonomia', 'ergonomía', 'ergonomías', 'érgonomia', '  ergonomía  ', 'ergon']) {
    it(`finds “Ergonomía” by ${JSON.stringify(words)}`, async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), query: words});
      await found(campus, '[part~=result]');
      expect(titles(campus)[0]).to.equal('Ergonomía');
    });
  }

  for (const words of ['   ', '\t', '']) {
    it(`is none with ${JSON.stringify(words)}: everything is shown`, async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), query: words});
      expect([titles(campus).length, find(campus, 'h1') !== null]).to.deep.equal([5, true]);
    });
  }

  for (const words of [
    '<img src=x onerror=alert(1)>',
    '"; DROP TABLE',
    '((((',
    '[a-z]+',
    '\\',
    '\u0000',
    '💺',
    'x'.repeat(5000),
    'toString constructor __proto__',
  ]) {
    it(`bears ${JSON.stringify(words.slice(0, 30))}`, async () => {
      const campus = await mount('uggla-campus', {src: address(await publish(), 'campus.json'), query: words});
      await waitUntil(() => /resultado/.test(status(campus) ?? ''), 'it never answered');
      expect(find(campus, '#found')!.textContent).to.equal(`Resultados de «${words.trim()}»`);
      expect(all(campus, '.row-head img, .row-head script')).to.have.length(0);
    });
  }

  it('speaks each reader’s language, and finds the words of that', async () => {
    const english: Passage[] = [
      {
        id: '1',
        kind: 'cue',
        title: 'Seat height',
        text: 'Support your lower back.',
        item: 'ergonomia',
        lesson: 'altura',
        start: 65,
        url: '',
      },
    ];
    const site = await publish({files: {'search-en.json': await buildSearchFile(english, 'en')}});
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), lang: 'en', query: 'supporting'});
    const result = await found<HTMLAnchorElement>(campus, '[part~=result]');
    expect(result.innerText).to.contain('Course · Ergonomics · at 1:05');
    expect(find(campus, 'mark')!.textContent).to.equal('Support');
    campus.lang = 'es';
    await waitUntil(() => status(campus) === '0 resultados');
  });

  it('in a language that has no index uses the first there is', async () => {
    const spanish = {...(await read<Campus>('campus.json')), search: {es: 'search-es.json'}};
    const campus = await mount('uggla-campus', {
      src: address(await publish({files: {'campus.json': spanish}}), 'campus.json'),
      lang: 'pt',
      query: 'lumbar',
    });
    await found(campus, '[part~=result]');
    expect(titles(campus)).to.deep.equal(['La altura de la silla']);
  });

  it('shows nothing of an item that the campus does not have', async () => {
    const passages: Passage[] = [
      {id: '1', kind: 'title', title: 'Secreta', text: 'Una silla secreta.', item: 'secret', url: '#/item/secret'},
      {id: '2', kind: 'title', title: 'Ergonomía', text: 'Una silla.', item: 'ergonomia', url: '#/item/ergonomia'},
    ];
    const campus = await mount('uggla-campus', {
      src: address(await publish({files: {'search-es.json': await buildSearchFile(passages, 'es')}}), 'campus.json'),
      query: 'silla',
    });
    await found(campus, '[part~=result]');
    expect([titles(campus), status(campus)]).to.deep.equal([['Ergonomía'], '1 resultado']);
  });

  it('is narrowed by a filter though what fits comes after a hundred others', async () => {
    const cue = (at: number): Passage => ({
      id: `${at}`,
      kind: 'cue',
      title: `Lección ${at}`,
      text: 'La silla.',
      item: 'ergonomia',
      lesson: `l-${at}`,
      start: at,
      url: '',
    });
    const last: Passage = {
      id: 'last',
      kind: 'step',
      title: 'El último',
      text: `La silla ${'con otras muchas palabras '.repeat(40)}`,
      item: 'regular',
      url: '',
    };
    const file = await buildSearchFile([...Array.from({length: 100}, (_, at) => cue(at)), last], 'es');
    const campus = await mount('uggla-campus', {
      src: address(await publish({files: {'search-es.json': file}}), 'campus.json'),
      query: 'silla',
    });
    await waitUntil(() => titles(campus).length === 60, 'not a page full of hits');
    filter(campus, 'kind', 'guide').click();
    await waitUntil(() => titles(campus).length === 1);
    expect(titles(campus)).to.deep.equal(['El último']);
  });

  it('gives the focus back to the hit, after a look at what it led to', async () => {
    const campus = await mount('uggla-campus', {
      src: address(await publish(), 'campus.json'),
      query: 'respaldo',
      records: 'none',
    });
    (await found(campus, '[data-item=regular]')).click();
    (await found(campus, '[part=back]')).click();
    await campus.updateComplete;
    expect(campus.shadowRoot!.activeElement).to.equal(find(campus, '[part~=result][data-item=regular]'));
  });

  it('starts anew with another campus', async () => {
    const {search: _, ...other} = await read<Campus>('campus.json');
    const site = await publish({
      files: {
        'other.json': {
          ...other,
          packs: [{id: 'p', title: 'P', items: [{id: 'zz', kind: 'course', title: 'Silla nueva', src: 'course.json'}]}],
        },
      },
    });
    const campus = await mount('uggla-campus', {src: address(site, 'campus.json'), query: 'silla'});
    await found(campus, '[part~=result]');
    campus.src = address(site, 'other.json');
    await waitUntil(() => titles(campus).join() === 'Silla nueva', 'the search still knows the old campus');
  });
});
