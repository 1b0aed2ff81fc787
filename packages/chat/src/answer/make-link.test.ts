import {expect} from '@open-wc/testing';
import {betrayedHost, makeLink, splitRawUrl} from './make-link.js';

describe('makeLink', () => {
  const links: [address: string, href: string][] = [
    ['https://a.example/b?c=d#e', 'https://a.example/b?c=d#e'],
    ['http://a.example', 'http://a.example/'],
    ['HTTPS://A.example/', 'https://a.example/'],
    ['<https://a.example/b>', 'https://a.example/b'],
    ['https://a.example/b "El título"', 'https://a.example/b'],
    ['mailto:ana@a.example', 'mailto:ana@a.example'],
    ['tel:+34600000000', 'tel:+34600000000'],
    ['/curso', new URL('/curso', location.href).href],
    ['#parte', new URL('#parte', document.baseURI).href],
  ];
  for (const [address, href] of links) {
    it(`makes a link of ${address}`, () => {
      expect(makeLink(address, document)?.href).to.equal(href);
    });
  }

  const none = [
    '',
    ' ',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'blob:https://a.example/1',
    'file:///etc/passwd',
    'https://ana:clave@a.example',
    'https://',
  ];
  for (const address of none) {
    it(`makes none of ${JSON.stringify(address)}`, () => {
      const link = makeLink(address, document);
      // A break inside a scheme makes another word of it, which is an address in this site.
      if (link) expect(link.origin).to.equal(location.origin);
    });
  }
});

describe('betrayedHost', () => {
  const texts: [text: string, href: string, host: string | undefined][] = [
    ['https://bank.example', 'https://evil.example/x', 'evil.example'],
    ['bank.example/login', 'https://evil.example/x', 'evil.example'],
    ['www.bank.example', 'https://evil.example:8443/x', 'evil.example:8443'],
    ['bank.example', 'https://bank.example/x', undefined],
    ['www.bank.example', 'https://bank.example/', undefined],
    ['https://bank.example/a', 'https://www.bank.example/b', undefined],
    ['la guía', 'https://evil.example/x', undefined],
    ['Node.js', 'https://nodejs.example/', 'nodejs.example'],
    ['ana@bank.example', 'mailto:ana@evil.example', undefined],
  ];
  for (const [text, href, host] of texts) {
    it(`${host ? `names ${host}` : 'names no host'} beside “${text}” that leads to ${href}`, () => {
      const link = Object.assign(document.createElement('a'), {href});
      expect(betrayedHost(text, link)).to.equal(host);
    });
  }
});

describe('splitRawUrl', () => {
  const addresses: [text: string, address: string][] = [
    ['https://a.example', 'https://a.example'],
    ['https://a.example.', 'https://a.example'],
    ['https://a.example/b?', 'https://a.example/b'],
    ['https://a.example/b!?', 'https://a.example/b'],
    ['https://a.example/b)', 'https://a.example/b'],
    ['https://a.example/b).', 'https://a.example/b'],
    ['https://a.example/Silla_(mueble)', 'https://a.example/Silla_(mueble)'],
    ['https://a.example/Silla_(mueble).', 'https://a.example/Silla_(mueble)'],
    ['https://a.example/b»', 'https://a.example/b'],
    ['https://a.example/b**', 'https://a.example/b'],
    ['https://a.example/b/', 'https://a.example/b/'],
  ];
  for (const [text, address] of addresses) {
    it(`ends ${text} where the address does`, () => {
      expect(splitRawUrl(text)).to.deep.equal([address, text.slice(address.length)]);
    });
  }
});
