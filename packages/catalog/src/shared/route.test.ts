import {expect} from '@open-wc/testing';
import {
  formatHash,
  formatSearch,
  home,
  isSameRoute,
  parseHash,
  parseLanguage,
  parseSearch,
  withLanguage,
  type Route,
} from './route.js';

const routes: readonly Route[] = [
  home,
  {...home, item: 'ergonomia'},
  {...home, item: 'ergonomia', lesson: 'altura'},
  {...home, item: 'ergonomia', lesson: 'altura', time: 42.5},
  {...home, item: 'ergonomia', lesson: 'altura', time: 0},
  {...home, item: 'año/nuevo', lesson: '¿qué? #1'},
  {...home, query: 'silla & mesa'},
  {...home, query: 'silla', filters: 'kind=course&tag=ergonom%C3%ADa'},
  {...home, filters: 'kind=course'},
  {...home, filters: 'q=verde&lang=rojo&q=azul'},
  {...home, query: 'silla', filters: '.q=punto&..lang=dos&t=3&item=x'},
];

describe('parseHash', () => {
  it('reads item, lesson and second', () => {
    expect(parseHash('#/item/ergonomia/altura?t=42')).to.deep.equal({
      ...home,
      item: 'ergonomia',
      lesson: 'altura',
      time: 42,
    });
  });

  it('reads what was searched for', () => {
    expect(parseHash('#/search?q=ergonom%C3%ADa')?.query).to.equal('ergonomía');
    expect(parseHash('#/search?kind=course&q=x')).to.deep.equal({...home, query: 'x', filters: 'kind=course'});
  });

  it('takes an empty hash for the start, and leaves anchors of the page alone', () => {
    for (const hash of ['', '#', '#/']) expect(parseHash(hash)).to.deep.equal(home);
    expect(parseHash('#contact')).to.equal(undefined);
  });

  it('makes something sane of whatever people type', () => {
    expect(parseHash('#/item/')).to.deep.equal(home);
    expect(parseHash('#/nowhere/at/all')).to.deep.equal(home);
    expect(parseHash('#/item/100%')?.item).to.equal('100%');
    for (const time of ['-3', 'NaN', 'Infinity', 'x', '', '%20'])
      expect(parseHash(`#/item/a?t=${time}`)?.time).to.equal(undefined);
  });

  it('takes a facet called q or lang neither for words nor for a language', () => {
    const hash = formatHash({...home, query: 'silla', filters: 'lang=alemán&q=1'});
    expect(parseHash(hash)?.query).to.equal('silla');
    expect(parseLanguage(hash)).to.equal(undefined);
    expect(parseHash(withLanguage(hash, 'en'))).to.deep.equal({
      ...home,
      query: 'silla',
      filters: 'lang=alem%C3%A1n&q=1',
    });
    expect(parseLanguage(withLanguage(hash, 'en'))).to.equal('en');
  });

  it('reads every route that formatHash writes', () => {
    for (const route of routes) expect(parseHash(formatHash(route))).to.deep.equal(route);
  });
});

describe('parseSearch', () => {
  it('reads every route that formatSearch writes', () => {
    for (const route of routes) expect(parseSearch(formatSearch(route, ''))).to.deep.equal(route);
  });

  it('leaves what is the page’s in the address', () => {
    expect(formatSearch({...home, item: 'a'}, '?page=3&item=old&t=9')).to.equal('?page=3&item=a');
    expect(formatSearch(home, '?page=3&q=old')).to.equal('?page=3');
    expect(formatSearch(home, '?q=old')).to.equal('');
  });
});

describe('isSameRoute', () => {
  it('tells routes apart by what they show', () => {
    expect(isSameRoute({...home, item: 'a'}, {...home, item: 'a'})).to.equal(true);
    expect(isSameRoute({...home, item: 'a'}, {...home, item: 'a', time: 3})).to.equal(false);
  });
});
