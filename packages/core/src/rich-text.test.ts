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
    expect([picture.getAttribute('src'), picture.alt, picture.loading]).to.deep.equal(['https://acme.example/courses/a/foto.webp', 'Foto', 'lazy']);
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
});
