import {expect} from '@open-wc/testing';
import type {ArticleNode} from '@uggla/protocol';
import {renderArticle} from './rich-text.js';

const base = 'https://acme.example/courses/a/valores.es.article.json';
const text = (value: string): ArticleNode => ({type: 'text', value});
const element = (tagName: string, properties: Record<string, unknown>, ...children: ArticleNode[]): ArticleNode =>
  ({type: 'element', tagName, properties, children}) as ArticleNode;

const render = (...children: ArticleNode[]): HTMLElement => {
  const box = document.createElement('div');
  box.append(renderArticle({tree: {type: 'root', children}}, base));
  return box;
};

describe('renderArticle', () => {
  it('makes headings, lists, tables and emphasis', () => {
    const box = render(
      element('h2', {}, text('Valores')),
      element('ul', {}, element('li', {}, text('Uno'), element('strong', {}, text(' dos')))),
      element('table', {}, element('tbody', {}, element('tr', {}, element('td', {colSpan: 2}, text('x'))))),
    );
    expect(box.querySelector('h2')!.textContent).to.equal('Valores');
    expect(box.querySelector('li strong')!.textContent).to.equal(' dos');
    expect(box.querySelector('td')!.colSpan).to.equal(2);
  });

  it('resolves addresses by the file, and opens other sites apart', () => {
    const box = render(element('a', {href: 'otro.html'}, text('a')), element('img', {src: 'foto.webp', alt: 'Foto'}));
    const link = box.querySelector('a')!;
    expect(link.getAttribute('href')).to.equal('https://acme.example/courses/a/otro.html');
    expect([link.rel, link.target]).to.deep.equal(['noopener noreferrer', '_blank']);
    const picture = box.querySelector('img')!;
    expect([picture.getAttribute('src'), picture.alt, picture.loading]).to.deep.equal([
      'https://acme.example/courses/a/foto.webp',
      'Foto',
      'lazy',
    ]);
  });

  it('keeps the text and drops the tag of what is not on the list', () => {
    const box = render(
      element('script', {}, text('alert(1)')),
      element('iframe', {src: 'https://evil.example'}),
      element('form', {}, element('input', {}), text('form')),
      element('style', {}, text('*{display:none}')),
      element('uggla-player', {src: 'x'}),
      element('__proto__', {}, text('p')),
    );
    expect(box.querySelectorAll('*')).to.have.length(0);
    expect(box.textContent).to.equal('alert(1)form*{display:none}p');
  });

  it('keeps no handler, style, class or address of script', () => {
    const box = render(
      element('p', {onClick: 'alert(1)', style: 'position:fixed', className: ['x'], id: 'body'}, text('p')),
      element('a', {href: 'javascript:alert(1)'}, text('a')),
      element('img', {src: 'data:text/html,x', onError: 'alert(1)', alt: 'x'}),
    );
    expect(box.querySelector('p')!.attributes).to.have.length(0);
    expect(box.querySelector('a')!.hasAttribute('href')).to.equal(false);
    expect(box.querySelector('img')!.hasAttribute('src')).to.equal(false);
    expect(box.querySelector('img')!.hasAttribute('onerror')).to.equal(false);
  });

  it('shows markup in a text as text', () => {
    expect(render(text('<b>no</b>')).innerHTML).to.equal('&lt;b&gt;no&lt;/b&gt;');
  });

  it('cuts a tree that is deeper than any text', () => {
    let node = text('bottom');
    for (let depth = 0; depth < 5000; depth++) node = element('blockquote', {}, node);
    expect(render(node).querySelectorAll('blockquote').length).to.be.lessThan(100);
  });

  it('has no element that runs, loads, submits or moves anything', () => {
    const hostile = [
      'script',
      'style',
      'link',
      'meta',
      'base',
      'iframe',
      'frame',
      'object',
      'embed',
      'applet',
      'form',
      'input',
      'button',
      'select',
      'textarea',
      'template',
      'slot',
      'svg',
      'math',
      'video',
      'audio',
      'source',
      'track',
      'canvas',
      'dialog',
      'marquee',
      'noscript',
      'title',
      'body',
      'html',
      'head',
      'portal',
      'area',
      'map',
      'param',
      'picture',
      'plaintext',
      'xmp',
      'h1',
      'constructor',
      'toString',
      'valueOf',
      '',
    ];
    const box = render(...hostile.map((tag) => element(tag, {src: 'x', href: 'x', is: 'x'}, text(tag))));
    expect(box.querySelectorAll('*')).to.have.length(0);
    expect(box.textContent).to.equal(hostile.join(''));
  });

  it('lets no name of the page be taken over', () => {
    const names = {
      id: 'location',
      name: 'cookie',
      className: 'x',
      slot: 'poster',
      part: 'play-button',
      is: 'x-y',
      popover: '',
      tabIndex: 0,
      contentEditable: 'true',
      accessKey: 'x',
      autoFocus: true,
      dir: 'rtl',
      hidden: true,
      role: 'alert',
      'aria-label': 'x',
      'data-state': 'x',
      nonce: 'x',
    };
    const box = render(...['p', 'a', 'img', 'td', 'details', 'time'].map((tag) => element(tag, names)));
    for (const one of box.querySelectorAll('*')) {
      for (const {name} of one.attributes) expect(['loading', 'rel', 'target']).to.include(name);
    }
  });

  it('lets no attribute in but its own, whatever it is called', () => {
    const handlers = [
      'onclick',
      'onError',
      'ONLOAD',
      'onfocus',
      'on',
      'style',
      'srcdoc',
      'srcSet',
      'ping',
      'download',
      'formAction',
      'action',
      'background',
      'xlink:href',
      '__proto__',
      'target',
      'rel',
      'referrerPolicy',
      'integrity',
      'useMap',
      'open',
    ];
    const properties = Object.fromEntries(handlers.map((name) => [name, 'https://evil.example/']));
    const box = render(
      element('a', {...properties, href: 'https://x.example/'}),
      element('img', {...properties, src: 'x.webp'}),
      element('details', properties),
    );
    const found = [...box.querySelectorAll('*')].map((one) =>
      [...one.attributes]
        .map(({name}) => name)
        .sort()
        .join(' '),
    );
    expect(found).to.deep.equal(['href rel target', 'loading src', '']);
    expect(box.querySelector('a')!.rel).to.equal('noopener noreferrer');
  });

  it('takes words and numbers for values, no objects', () => {
    const evil = {toString: () => 'https://evil.example/'};
    const box = render(
      element('a', {href: evil, title: ['x']}, text('a')),
      element('img', {src: null, alt: true, width: 7, height: '8'}),
      element('ol', {start: 3}),
    );
    expect([...box.querySelector('a')!.attributes]).to.have.length(0);
    expect(box.querySelector('img')!.getAttribute('width')).to.equal('7');
    expect(box.querySelector('img')!.hasAttribute('alt')).to.equal(false);
    expect(box.querySelector('ol')!.start).to.equal(3);
  });

  it('keeps text whole: markup, entities, half letters, other directions', () => {
    const odd = '</p><img src=x onerror=alert(1)>&lt;\u202e\u0000\ud83d{{7*7}}${x}';
    expect(render(element('p', {}, text(odd))).querySelector('p')!.textContent).to.equal(odd);
  });

  it('keeps the text of a tag that is left out where it stood, with what is good inside', () => {
    const box = render(
      element('p', {}, text('a'), element('font', {}, text('b'), element('em', {}, text('c'))), text('d')),
    );
    expect(box.querySelector('p')!.textContent).to.equal('abcd');
    expect(box.querySelector('p > em')!.textContent).to.equal('c');
  });

  it('opens its own site in place, other sites apart, and no window for a letter', () => {
    const box = document.createElement('div');
    box.append(
      renderArticle(
        {
          tree: {
            type: 'root',
            children: [
              element('a', {href: 'b.html'}),
              element('a', {href: '#part'}),
              element('a', {href: 'https://x.example/'}),
              element('a', {href: 'mailto:a@b.example'}),
            ],
          },
        },
        `${location.origin}/a.json`,
      ),
    );
    expect([...box.querySelectorAll('a')].map(({target}) => target)).to.deep.equal(['', '', '_blank', '']);
    expect(box.querySelector('a')!.getAttribute('href')).to.equal(`${location.origin}/b.html`);
  });

  it('bears 20,000 nodes side by side, and makes the same twice', () => {
    const many = Array.from({length: 20_000}, (_, at) => element('p', {}, text(String(at))));
    const one = render(...many);
    expect(one.childElementCount).to.equal(20_000);
    expect(one.isEqualNode(render(...many))).to.equal(true);
  });

  it('is nothing for nothing', () => {
    expect(render().childNodes).to.have.length(0);
    expect(render(element('p', {})).querySelector('p')!.childNodes).to.have.length(0);
    expect(render({type: 'element', tagName: 'hr'} as ArticleNode).querySelector('hr')).to.not.equal(null);
  });
});
