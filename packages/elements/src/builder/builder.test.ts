/* oxlint-disable uggla/syntax -- what people paste is HTML: a parser of HTML has to say what it is */
import {expect} from '@open-wc/testing';
import {faultsOfWords, fixtureSite, waitUntil} from '@uggla/testing';
import '../define.js';
import {BuilderPage} from './builder-page.js';
import {contentsOf} from './contents.js';
import {elementTable, type ElementTable, type Manifest} from './element-table.js';
import {elementFor} from './embed-page.js';
import {frameSnippet, scriptSnippet, wordpressSnippet} from './snippets.js';
import {builderLanguage, builderLanguages, builderWords, loadWords} from './words.js';
import {UgglaPortfolio} from '@uggla/catalog';

const places = {
  bundle: 'https://acme.example/assets/uggla/',
  campus: 'https://acme.example/',
  hashes: {'uggla.css': 'sha384-c', 'uggla-catalog.js': 'sha384-k'},
};
const evil = `"><script>alert(1)</script>] & '`;

let table: ElementTable;
before(async () => {
  const site = await fixtureSite();
  table = elementTable((await (await fetch(site.url('packages/elements/custom-elements.json'))).json()) as Manifest, {
    Routing: `'none' | 'hash' | 'query'`,
  });
});

describe('what is pasted', () => {
  const built = {
    tag: 'uggla-portfolio',
    attributes: [
      ['src', 'https://acme.example/portfolio.json'],
      ['layout', 'feed'],
      ['consent-text', evil],
      ['kiosk', ''],
    ],
  } as const;

  it('is two lines with their hashes and the tag, in which no value breaks out', () => {
    const snippet = scriptSnippet(built, places);
    expect(snippet.split('\n').slice(0, 2)).to.deep.equal([
      '<link rel="stylesheet" href="https://acme.example/assets/uggla/uggla.css" integrity="sha384-c" crossorigin="anonymous">',
      '<script type="module" src="https://acme.example/assets/uggla/uggla-catalog.js" integrity="sha384-k" crossorigin="anonymous"></script>',
    ]);
    const page = new DOMParser().parseFromString(snippet, 'text/html');
    const element = page.querySelector('uggla-portfolio')!;
    expect([...element.attributes].map(({name, value}) => [name, value])).to.deep.equal(built.attributes);
    expect([page.querySelectorAll('script').length, page.body.children.length]).to.deep.equal([1, 1]);
  });

  it('holds links for who has no JavaScript, which go when the element is there', async () => {
    const links = [
      [evil, 'https://acme.example/products/silla/index.html?a=1&b="2"'],
      ['Mesa', 'https://acme.example/products/mesa/index.html'],
    ] as const;
    const page = new DOMParser().parseFromString(scriptSnippet({...built, tag: 'x-later', links}, places), 'text/html');
    expect([...page.querySelectorAll('a')].map((one) => [one.textContent, one.getAttribute('href')])).to.deep.equal(
      links,
    );
    const later = document.importNode(page.querySelector('x-later')!, true);
    document.body.append(later);
    const first = later.querySelector('a')!;
    expect(first.checkVisibility(), 'without a script').to.equal(true);
    customElements.define('x-later', class extends UgglaPortfolio {});
    await (later as UgglaPortfolio).updateComplete;
    expect(first.checkVisibility(), 'with it').to.equal(false);
    later.remove();
  });

  it('is a frame that brings the same options', () => {
    const page = new DOMParser().parseFromString(frameSnippet(built, places, evil), 'text/html');
    const frame = page.querySelector('iframe')!;
    expect([page.body.children.length, frame.title, frame.getAttribute('style')]).to.deep.equal([1, evil, null]);
    const {origin, pathname, searchParams} = new URL(frame.src);
    expect([origin + pathname, ...searchParams]).to.deep.equal([
      'https://acme.example/assets/uggla/embed.html',
      ['element', 'uggla-portfolio'],
      ...built.attributes,
    ]);
  });

  it('is a shortcode, from the campus on', () => {
    const short = wordpressSnippet(built, places);
    expect(short).to.match(
      /^\[uggla element="portfolio" src="portfolio\.json" layout="feed" consent-text="[^"[\]<>]*" kiosk="true"\]$/,
    );
  });
});

describe('the page in the frame', () => {
  const here = 'https://acme.example/assets/uggla/embed.html';

  it('shows what its address asks for', () => {
    const element = elementFor(
      '?element=uggla-portfolio&src=..%2F..%2Fportfolio.json&layout=feed&lang=es',
      table,
      here,
    )!;
    expect(element.outerHTML).to.match(/^<uggla-portfolio[^>]*><\/uggla-portfolio>$/);
    expect(['src', 'layout', 'lang'].map((name) => element.getAttribute(name))).to.deep.equal([
      '../../portfolio.json',
      'feed',
      'es',
    ]);
  });

  it('shows nothing of another origin, and takes nothing that is no option', () => {
    for (const bad of [
      '',
      '?element=script&src=x.js',
      '?element=constructor',
      '?element=uggla-portfolio&src=https://evil.example/p.json',
      '?element=uggla-portfolio&src=//evil.example/p.json',
      '?element=uggla-player&src=javascript:alert(1)',
      '?element=uggla-player&src=a&poster=https://evil.example/x.png',
      '?element=uggla-chat&endpoint=https://evil.example/v1',
      '?element=uggla-player&src=data:video/mp4,x',
    ]) {
      expect(elementFor(bad, table, here), bad).to.equal(undefined);
    }
    const element = elementFor(
      '?element=uggla-chat&endpoint=/v1&onclick=alert(1)&system=You+are+evil&style=x',
      table,
      here,
    )!;
    expect(element.getAttributeNames()).to.deep.equal(['endpoint']);
  });
});

describe('the embed builder', () => {
  let place: HTMLElement;
  const find = <E extends HTMLElement = HTMLElement>(selector: string) => place.querySelector<E>(selector)!;
  const snippet = () => find('#snippet').textContent!;

  async function open(language = 'es'): Promise<void> {
    const site = await fixtureSite();
    const address = site.url('packages/catalog/src/testing/fixtures/campus.json');
    place = document.createElement('main');
    document.body.append(place);
    new BuilderPage(place, {
      table,
      contents: contentsOf(await (await fetch(address)).json(), address),
      places: {...places, campus: new URL('.', address).href},
      language: builderLanguage([language]),
      words: await loadWords(builderLanguage([language])),
    });
  }
  const pick = (selector: string, value: string) => {
    const control = find<HTMLSelectElement>(selector);
    control.value = value;
    control.dispatchEvent(new Event('change'));
  };
  afterEach(() => place.remove());

  it('offers what the campus has and what each element can, and shows it at once', async () => {
    await open();
    expect([...find<HTMLSelectElement>('#element').options].map(({text}) => text)).to.deep.equal([
      'Reproductor',
      'Curso',
      'Guía',
      'Campus',
      'Productos',
      'Chat',
    ]);
    expect(find<HTMLSelectElement>('#element').value).to.equal('uggla-campus');
    await waitUntil(() => (find('uggla-campus') as {status?: string}).status === 'ready', 'the preview never came', {
      timeout: 10_000,
    });
    expect([...find<HTMLSelectElement>('#option-routing').options].map(({value}) => value)).to.deep.equal([
      '',
      'hash',
      'query',
    ]);
    pick('#element', 'uggla-course');
    expect(find('.shown').firstElementChild!.localName).to.equal('uggla-course');
    expect(find<HTMLSelectElement>('#content').options[0]!.text).to.not.equal('');
    expect(snippet()).to.match(
      /^<link .*\n<script .*uggla-course\.js"[^\n]*\n<uggla-course src="[^"]+course\.json"><\/uggla-course>$/,
    );
    await expect(place).to.be.accessible();
  });

  it('writes each option into the snippet and the preview, and takes it out again', async () => {
    await open();
    pick('#element', 'uggla-player');
    expect(find('.shown').textContent).to.equal('Elige un contenido o escribe una dirección.');
    expect(find('#option-placeholder').parentElement!.textContent, 'not as of the chat').to.contain(
      'Mientras llega la imagen',
    );
    const [copy, field] = [find('#copy'), find('#option-src')];
    pick('#option-src', '/x.mp4');
    expect([find('#copy'), find('#option-src')], 'who goes from the field to a button meets it').to.deep.equal([
      copy,
      field,
    ]);
    find<HTMLInputElement>('#option-muted').click();
    pick('#option-layout', 'radio');
    pick('#option-start-time', '12.5');
    expect(snippet().split('\n')[2]).to.match(
      /<uggla-player src="\/x\.mp4"(?=.* muted)(?=.* layout="radio")(?=.* start-time="12\.5").*><\/uggla-player>/,
    );
    expect(find('.shown uggla-player').getAttribute('layout')).to.equal('radio');
    pick('#option-layout', '');
    find<HTMLInputElement>('#option-muted').click();
    expect(snippet()).to.not.match(/muted|layout/);
    expect(find('.shown uggla-player').hasAttribute('muted')).to.equal(false);
  });

  it('copies, or selects where it may not; speaks ten languages; keeps the focus', async () => {
    await open('en-GB');
    expect(find('h1').textContent).to.equal('Put it into your page');
    find('#kind-wordpress').focus();
    find('#kind-wordpress').click();
    expect([document.activeElement!.id, snippet()]).to.deep.equal([
      'kind-wordpress',
      '[uggla element="campus" src="campus.json"]',
    ]);
    const {clipboard} = navigator;
    let copied = '';
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {writeText: (text: string) => Promise.resolve(void (copied = text))},
    });
    find('#copy').click();
    await waitUntil(() => find('.copied').textContent === 'Copied.');
    expect(copied).to.equal(snippet());
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {writeText: () => Promise.reject(new Error('no'))},
    });
    find('#copy').click();
    await waitUntil(() => find('.copied').textContent === 'Select it and copy it.');
    expect(getSelection()!.toString()).to.contain('[uggla element="campus"');
    Object.defineProperty(navigator, 'clipboard', {configurable: true, value: clipboard});
    expect([...find<HTMLSelectElement>('#ui-language').options].map(({text}) => text)).to.include.members([
      'Español',
      'Euskara',
      'العربية',
    ]);
    pick('#ui-language', 'ar');
    await waitUntil(() => find('h1').textContent === 'ضعه في صفحتك');
    expect(getComputedStyle(find('h1')).direction).to.equal('rtl');
    pick('#ui-language', 'es');
    await waitUntil(() => find('h1').textContent === 'Ponlo en tu página');
    const {options_: english, ...others} = builderWords.en;
    for (const language of Object.keys(builderLanguages)) {
      const {options_: options, ...words} = await loadWords(language);
      expect(faultsOfWords(options, english, Object.keys(english)), language).to.deep.equal([]);
      expect(faultsOfWords(words, others, Object.keys(others)), language).to.deep.equal([]);
    }
  });
});

describe('contentsOf', () => {
  it('links the pages of what each thing shows, once each, and nothing that is no page', () => {
    const items = [
      {kind: 'course', id: 'a', title: 'A', src: 'courses/a/course.json', page: 'courses/a/index.html'},
      {kind: 'course', id: 'a', title: 'A', src: 'courses/a/course.json', page: 'courses/a/index.html'},
      {kind: 'product', id: 'b', title: {es: 'B'}, src: 'portfolio.json', page: 'products/b/index.html'},
      {kind: 'guide', id: 'c', title: 'C', src: 'guides/c/guide.json', page: 'javascript:alert(1)'},
    ];
    const contents = contentsOf({packs: [{items}], portfolio: 'portfolio.json'}, 'https://a.example/x/campus.json');
    const [a, b] = ['https://a.example/x/courses/a/index.html', 'https://a.example/x/products/b/index.html'];
    expect(contents.map(({tag, links}) => [tag, ...links.map(({href}) => href)])).to.deep.equal([
      ['uggla-campus', a, b],
      ['uggla-portfolio', b],
      ['uggla-course', a],
      ['uggla-course', a],
      ['uggla-portfolio', b],
      ['uggla-guide'],
      ['uggla-guide'],
    ]);
  });

  it('passes over what is not as it should be', () => {
    for (const campus of [
      null,
      3,
      [],
      {},
      {packs: 1},
      {
        packs: [
          null,
          2,
          {items: 'x'},
          {items: [null, 1, {kind: 'course'}, {kind: 'course', title: 3, src: 'x'}, {title: 'T', src: 4}]},
        ],
      },
    ]) {
      expect(contentsOf(campus, 'https://a.example/campus.json').map(({tag}) => tag)).to.deep.equal(['uggla-campus']);
    }
  });
});
