import {expect} from '@open-wc/testing';
import {
  encodeId,
  formatHash,
  formatSearch,
  home,
  parseHash,
  parseLanguage,
  parseSearch,
  withLanguage,
} from './route.js';

/** What people paste, crawlers try and files contain. None may throw, none may name anything but itself. */
const strangeIds = [
  'javascript:alert(1)',
  '"><img src=x onerror=alert(1)>',
  '../../etc/passwd',
  '..',
  '.',
  '__proto__',
  'constructor',
  'a?b=c&d#e',
  'a/b',
  '%',
  '%2e%2e%2f',
  '100 %',
  ' ',
  '\u0000',
  '\u202Etxt.exe',
  '💺🦉',
  'x'.repeat(200),
];

describe('an id in an address', () => {
  for (const id of strangeIds) {
    it(`comes back as it was: ${JSON.stringify(id.slice(0, 30))}`, () => {
      const route = {...home, item: id, lesson: id, time: 3};
      expect(parseHash(formatHash(route))).to.deep.equal(route);
      expect(parseSearch(formatSearch(route, ''))).to.deep.equal(route);
    });
  }

  it('stays inside the hash, whatever it holds', () => {
    for (const id of strangeIds) {
      const url = new URL('https://acme.example/campus/?page=1#old');
      url.hash = formatHash({...home, item: id});
      expect([url.origin, url.pathname, url.search], id).to.deep.equal(['https://acme.example', '/campus/', '?page=1']);
    }
  });

  it('of half a letter, which no address can hold, becomes a whole one and does not throw', () => {
    expect(encodeId('a\uD800b')).to.equal('a%EF%BF%BDb');
    expect(encodeId('a💺b')).to.equal(encodeURIComponent('a💺b'));
    expect(parseHash(formatHash({...home, item: '\uDC00'}))?.item).to.equal('\uFFFD');
  });
});

describe('what was searched for in an address', () => {
  for (const query of ['¿qué es?', 'a&b=c', '#1', '100%', '  two  spaces ', 'q=lang=en', '<b>', '+', 'ergonomía 💺']) {
    it(`comes back as it was: ${JSON.stringify(query)}`, () => {
      const route = {...home, query};
      expect(parseHash(formatHash(route))).to.deep.equal(route);
      expect(parseSearch(formatSearch(route, ''))).to.deep.equal(route);
    });
  }

  it('may hold a question mark that somebody typed', () => {
    expect(parseHash('#/search?q=¿qué?')?.query).to.equal('¿qué?');
  });

  it('is cut by nothing that looks like a path', () => {
    expect(parseHash('#/search?q=/item/x')).to.deep.equal({...home, query: '/item/x'});
  });

  it('may be said twice: the first counts', () => {
    expect(parseHash('#/search?q=a&q=b')?.query).to.equal('a');
    expect(parseSearch('?q=a&q=b').query).to.equal('a');
  });
});

describe('a hash that nobody made', () => {
  it('that is no address of ours is an anchor of the page', () => {
    for (const hash of ['#top', '#!/item/x', '#item/x', '#?q=x', '#:~:text=silla'])
      expect(parseHash(hash), hash).to.equal(undefined);
  });

  it('that has too much or too little leads to something that is there', () => {
    expect(parseHash('#/item/a/b/c/d')).to.deep.equal({...home, item: 'a', lesson: 'b'});
    expect(parseHash('#/item//b')).to.deep.equal(home);
    expect(parseHash('#//item/a')).to.deep.equal(home);
    expect(parseHash('#/ITEM/a')).to.deep.equal(home);
    expect(parseHash('#/search')).to.deep.equal(home);
    expect(parseHash('#/?t=4')).to.deep.equal(home);
  });

  it('has a second only when it is one', () => {
    const timeOf = (text: string) => parseHash(`#/item/a?t=${text}`)?.time;
    expect([timeOf('0'), timeOf('12.5'), timeOf('1e3')]).to.deep.equal([0, 12.5, 1000]);
    for (const text of ['-1', '1:30', '5s', 'null', '[]', '1e999']) expect(timeOf(text), text).to.equal(undefined);
  });
});

describe('parseLanguage', () => {
  it('reads the language that a link asks for, wherever it stands', () => {
    expect(parseLanguage('#/item/silla?t=12&lang=en')).to.equal('en');
    expect(parseLanguage('?lang=es-MX&item=silla')).to.equal('es-MX');
  });

  it('takes nothing that is no language, and none that is only a part of another name', () => {
    for (const text of [
      '',
      '#/item/lang=en',
      '?slang=en',
      '?lang=',
      '?lang=<b>',
      '?lang=e',
      '?lang=en"onload=x',
      '?lang=../x',
    ]) {
      expect(parseLanguage(text), text).to.equal(undefined);
    }
  });
});

describe('withLanguage', () => {
  it('adds the language to a hash or a query, once', () => {
    expect(withLanguage('#/', 'en')).to.equal('#/?lang=en');
    expect(withLanguage('#/item/a?t=4', 'en')).to.equal('#/item/a?t=4&lang=en');
    expect(withLanguage('?page=1&lang=es', 'en')).to.equal('?page=1&lang=en');
    expect(withLanguage('', 'en')).to.equal('?lang=en');
  });

  it('leaves alone what names none', () => {
    expect(withLanguage('#/item/a', undefined)).to.equal('#/item/a');
    expect(withLanguage('', '')).to.equal('');
  });

  it('is no filter and no part of a search', () => {
    expect(parseHash(withLanguage('#/search?q=silla&kind=course', 'en'))).to.deep.equal({
      ...home,
      query: 'silla',
      filters: 'kind=course',
    });
    expect(parseHash('#/?lang=en')).to.deep.equal(home);
  });
});
