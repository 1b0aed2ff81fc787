// Chromium first: books are cleaned by the same script in all engines; hostile-book.test.ts tries what engines make of them.
import {expect} from '@esm-bundle/chai';
import {cleanPage, isPage} from './clean-book.js';

const XHTML = 'application/xhtml+xml';
const xhtml = (body: string, head = '<title>T</title>') =>
  `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:xlink="http://www.w3.org/1999/xlink"><head>${head}</head><body>${body}</body></html>`;
const cleaned = (body: string, head?: string) =>
  new DOMParser().parseFromString(cleanPage(xhtml(body, head), XHTML), XHTML);
const bodyOf = (body: string) =>
  cleaned(body)
    .body.innerHTML.replace(/ xmlns(?::\w+)?="[^"]*"/g, '')
    .replaceAll(' />', '/>');

describe('cleanPage', () => {
  it('leaves what is read: words, emphasis, tables, pictures of the book, notes, other writing', () => {
    for (const body of [
      '<p>One <em>two</em> <strong lang="ar" dir="rtl">ثلاثة</strong></p>',
      '<table><tr><td colspan="2">1</td></tr></table>',
      '<img src="blob:https://acme.example/1" alt="An owl"/>',
      '<img src="data:image/png;base64,AA//BB" alt=""/>',
      '<p id="note" class="a b" style="color: red">x</p>',
      '<a href="two.xhtml#x">on</a>',
      '<a href="https://acme.example/more">more</a>',
    ]) {
      expect(bodyOf(body)).to.equal(body);
    }
  });

  for (const [what, body] of [
    ['scripts', '<script>x()</script>'],
    ['scripts of drawings', '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'],
    ['scripts by another prefix', '<h:script xmlns:h="http://www.w3.org/1999/xhtml">x()</h:script>'],
    ['frames', '<iframe src="a.xhtml"></iframe>'],
    ['objects', '<object data="a.svg"></object>'],
    ['plug-ins', '<embed src="a.swf"/>'],
    ['forms that send', '<form action="a"><input name="b"/></form>'],
  ] as const) {
    it(`takes out ${what}`, () => {
      expect(bodyOf(body)).to.not.match(/script|iframe|object|embed|form/);
    });
  }

  it('takes out what turns or redirects the page', () => {
    const page = cleaned(
      '',
      '<base href="https://acme.example/"/><meta http-equiv="refresh" content="0;url=https://acme.example"/><meta http-equiv="Content-Security-Policy" content="default-src *"/>',
    );
    expect(page.querySelector('base')).to.equal(null);
    expect([...page.querySelectorAll('meta[http-equiv]')].map((meta) => meta.getAttribute('content')))
      .to.have.length(1)
      .and.not.include('default-src *');
  });

  it('takes out what calls on others before anyone reads, and leaves style sheets of the book', () => {
    const page = cleaned(
      '',
      '<link rel="preconnect" href="blob:x"/><link rel="dns-prefetch" href="//acme.example"/><link rel="prefetch" href="a"/><link rel="stylesheet" href="blob:y"/><link rel="Alternate StyleSheet" href="https://acme.example/z.css"/>',
    );
    expect([...page.querySelectorAll('link')].map((link) => link.getAttribute('href'))).to.deep.equal(['blob:y', null]);
  });

  for (const attribute of ['onclick="x()"', 'ONLOAD="x()"', 'onanythingnew="x()"', 'ping="https://acme.example"']) {
    it(`takes away ${attribute}`, () => {
      expect(bodyOf(`<p ${attribute}>x</p>`)).to.equal('<p>x</p>');
    });
  }

  for (const address of ['javascript:x()', ' JavaScript:x()', 'java&#9;script:x()', 'vbscript:x', 'data:text/html,x']) {
    it(`takes away a link to ${address}`, () => {
      expect(bodyOf(`<a href="${address}">x</a>`)).to.equal('<a>x</a>');
      expect(bodyOf(`<svg xmlns="http://www.w3.org/2000/svg"><a xlink:href="${address}">x</a></svg>`)).to.equal(
        '<svg><a>x</a></svg>',
      );
    });
  }

  for (const [what, tag] of [
    ['a picture', '<img src="https://acme.example/1.png" alt=""/>'],
    ['a picture without its scheme', '<img src=" //acme.example/1.png" alt=""/>'],
    ['a picture for sharp screens', '<img srcset="a.png 1x, https://acme.example/1.png 2x" alt=""/>'],
    ['a film', '<video src="ftp://acme.example/1.mp4" poster="https://acme.example/1.png"></video>'],
    [
      'a part of a drawing',
      '<svg xmlns="http://www.w3.org/2000/svg"><use xlink:href="https://acme.example/a.svg#x"></use></svg>',
    ],
  ] as const) {
    it(`asks the net for nothing: ${what}`, () => {
      expect(bodyOf(tag)).to.not.contain('acme.example');
    });
  }

  it('gives each page a policy of its own, before all else', () => {
    const first = cleaned('<p>x</p>', '<style>@import "https://acme.example/a.css"</style>').head.firstElementChild!;
    expect(first.getAttribute('http-equiv')).to.equal('Content-Security-Policy');
    expect(first.getAttribute('content'))
      .to.match(/^default-src 'none'; /)
      .and.not.match(/script-src|https?:|\*|'self'/);
  });

  it('gives it to a page that has no head, and to one that is no XML', () => {
    const bare = new DOMParser().parseFromString(
      cleanPage('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', XHTML),
      XHTML,
    );
    expect(bare.querySelector('head > meta')).not.to.equal(null);
    const loose = new DOMParser().parseFromString(cleanPage('<p>One<br>two', 'text/html'), XHTML);
    expect(loose.querySelector('head > meta')).not.to.equal(null);
    expect(loose.querySelector('body')!.textContent).to.equal('Onetwo');
  });

  it('cleans drawings that are pages', () => {
    const svg = cleanPage(
      '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script><image href="https://acme.example/1.png"/><text>Owl</text></svg>',
      'image/svg+xml',
    );
    expect(svg)
      .to.contain('Owl')
      .and.not.match(/onload|script|acme/);
  });
});

describe('isPage', () => {
  it('knows pages from pictures, styles and fonts', () => {
    for (const type of [XHTML, 'text/html', 'image/svg+xml']) expect(isPage(type), type).to.equal(true);
    for (const type of ['text/css', 'image/png', 'application/x-dtbncx+xml', 'text/html; charset=utf-8x', ''])
      expect(isPage(type), type).to.equal(false);
  });
});
