// Chromium first: what is asked and kept is the same script in all engines; chat-element.test.ts tries what is shown.
import {expect, fixture, html} from '@open-wc/testing';
import type {Citation} from '@uggla/protocol';
import {citationUrl, openCitation, placeOf, targetOf} from './grounding.js';

const source: Citation = {
  type: 'uggla_citation',
  index: 1,
  title: 'Silla',
  item: 'ergonomia',
  lesson: 'altura',
  media: 'media/altura/media.json',
  start: 62,
  url: '#/item/ergonomia/altura?t=62',
};

/** An element with these properties beside a host that names it. */
async function beside(properties: object | undefined): Promise<{host: HTMLElement; target: HTMLElement | null}> {
  const root = await fixture(html`<div><i id="host"></i></div>`);
  const host = root.querySelector<HTMLElement>('#host')!;
  if (!properties) return {host, target: null};
  const target = Object.assign(document.createElement('div'), {id: 'target', ...properties});
  root.append(target);
  return {host, target};
}

const course = (more: object = {}) => ({
  src: '/campus/courses/ergonomia/course.json',
  lesson: 'mesa',
  goTo: () => undefined,
  ...more,
});

describe('placeOf', () => {
  const cases: [name: string, properties: object | undefined, expected: object][] = [
    ['a course', course(), {course: 'ergonomia', lesson: 'mesa', language: 'es'}],
    [
      'a course with a query in its address',
      course({src: 'courses/ergonomia/course.json?v=2'}),
      {course: 'ergonomia', lesson: 'mesa', language: 'es'},
    ],
    ['a course without a lesson yet', course({lesson: ''}), {course: 'ergonomia', language: 'es'}],
    [
      'a campus with an open item',
      {src: 'campus.json', item: 'bienvenida', lesson: 'hola', goTo: () => true},
      {course: 'bienvenida', lesson: 'hola', language: 'es'},
    ],
    ['a campus at its start', {src: 'campus.json', item: '', lesson: '', goTo: () => true}, {language: 'es'}],
    ['a player', {src: 'media/altura/media.json', currentTime: 5}, {language: 'es'}],
    ['nothing', undefined, {language: 'es'}],
  ];
  for (const [name, properties, expected] of cases) {
    it(`says where the person stands beside ${name}`, async () => {
      const {host} = await beside(properties);
      expect(placeOf(host, 'target', 'es')).to.deep.equal(expected);
    });
  }

  it('says no language when there is none', async () => {
    const {host} = await beside(undefined);
    expect(placeOf(host, '', undefined)).to.deep.equal({});
  });
});

describe('targetOf', () => {
  const cases: [name: string, properties: object | undefined, citation: Partial<Citation>, found: boolean][] = [
    ['a course that has the item', course(), {}, true],
    ['a course of another item', course({src: 'courses/otro/course.json'}), {}, false],
    [
      'a course, when the citation names no item',
      course({src: 'courses/otro/course.json'}),
      {item: undefined as unknown as string},
      true,
    ],
    ['a course, when the citation names no lesson', course(), {lesson: undefined as unknown as string}, false],
    ['a campus, whatever it shows', {item: 'otro', goTo: () => true}, {}, true],
    ['a player of the film', {src: '../media/altura/media.json', currentTime: 0}, {}, true],
    ['a player of another film', {src: 'media/otra/media.json', currentTime: 0}, {}, false],
    ['a player whose film has no name', {src: 'film.mp4', currentTime: 0}, {}, true],
    [
      'a player, when the citation names no film',
      {src: 'media/otra/media.json', currentTime: 0},
      {media: undefined as unknown as string},
      true,
    ],
    ['an element that can show nothing', {}, {}, false],
    ['nothing', undefined, {}, false],
  ];
  for (const [name, properties, citation, found] of cases) {
    it(`${found ? 'leads to' : 'does not lead to'} ${name}`, async () => {
      const {host, target} = await beside(properties);
      expect(targetOf(host, 'target', {...source, ...citation})).to.equal(found ? target : undefined);
    });
  }
});

describe('openCitation', () => {
  it('begins a film at its start when the citation has no time', async () => {
    const {host, target} = await beside({currentTime: 99});
    const {start: _, ...timeless} = source;
    expect(openCitation(host, 'target', timeless, () => {})).to.equal(true);
    expect(target).to.include({currentTime: 0});
  });

  it('gives a course no time when the citation has none', async () => {
    const calls: unknown[] = [];
    const {host} = await beside(course({goTo: (...given: unknown[]) => calls.push(given)}));
    const {start: _, ...timeless} = source;
    openCitation(host, 'target', timeless, () => {});
    expect(calls).to.deep.equal([['altura', {}]]);
  });

  it('goes the other way when a campus does not have the lesson', async () => {
    const {host} = await beside({item: '', goTo: async () => false});
    await new Promise<void>((resolve) => openCitation(host, 'target', source, resolve));
  });

  it('does nothing more when the page has taken the request', async () => {
    const {host, target} = await beside({currentTime: 7});
    host.addEventListener('uggla-open-request', (event) => event.preventDefault());
    expect(openCitation(host, 'target', source, () => {})).to.equal(true);
    expect(target).to.include({currentTime: 7});
  });

  it('says that nobody can show it', async () => {
    const {host} = await beside(undefined);
    expect(openCitation(host, 'target', source, () => {})).to.equal(false);
  });
});

describe('citationUrl', () => {
  const page = 'https://host.example/intranet/page.html';
  const cases: [endpoint: string, url: string | undefined, expected: string | undefined][] = [
    ['/v1', '#/item/a', 'https://host.example/#/item/a'],
    ['/campus/v1', '#/item/a', 'https://host.example/campus/#/item/a'],
    ['/campus/v1/', 'index.html#/item/a', 'https://host.example/campus/index.html#/item/a'],
    ['v1', '#/item/a', 'https://host.example/intranet/#/item/a'],
    ['../v1?key=1', '#/item/a', 'https://host.example/#/item/a'],
    ['https://other.example/v1', '#/item/a', 'https://other.example/#/item/a'],
    ['', '#/item/a', 'https://host.example/intranet/page.html#/item/a'],
    ['/v1', 'https://docs.example/x', 'https://docs.example/x'],
    ['/v1', undefined, undefined],
    ['/v1', 'javascript:alert(1)', undefined],
    ['/v1', 'data:text/html,x', undefined],
  ];
  for (const [endpoint, url, expected] of cases) {
    it(`makes ${String(expected)} of ${String(url)} at ${endpoint || 'no endpoint'}`, () => {
      const {url: _, ...rest} = source;
      expect(citationUrl(url === undefined ? rest : {...rest, url}, endpoint, page)).to.equal(expected);
    });
  }
});
