import {expect} from '@open-wc/testing';
import {MarkdownTree} from './markdown-tree.js';

const words = {copy: 'Copy', copied: 'Copied', code: 'Code', table: 'Table', picture: 'Picture'};

function grow(...pieces: string[]): HTMLElement {
  const root = document.createElement('div');
  const tree = new MarkdownTree(root, {
    words,
    citation: (index) => Object.assign(document.createElement('button'), {textContent: String(index)}),
  });
  for (const piece of pieces) tree.write(piece);
  tree.end();
  root.normalize();
  return root;
}

/** The tree in a few letters: tags, brackets, text. */
function shape(node: Node): string {
  if (node instanceof Text) return node.data.replace(/\s+/g, ' ').trim();
  const element = node as Element;
  const inner = [...element.childNodes].map(shape).filter(Boolean).join(' ');
  return inner ? `${element.localName}(${inner})` : element.localName;
}

const shapes = (...pieces: string[]) => [...grow(...pieces).childNodes].map(shape).join(' ');

/** What models write, and what people are to see. */
const cases: [name: string, markdown: string, expected: string][] = [
  ['a line', 'Hola', 'p(Hola)'],
  ['two lines of a paragraph', 'Uno\ndos', 'p(Uno br dos)'],
  ['two paragraphs', 'Uno\n\nDos', 'p(Uno) p(Dos)'],
  ['many empty lines', 'Uno\n\n\n\nDos', 'p(Uno) p(Dos)'],
  ['empty lines at the start', '\n\nUno', 'p(Uno)'],
  ['emphasis', '*a* _b_', 'p(em(a) em(b))'],
  ['strong emphasis', '**a** __b__', 'p(strong(a) strong(b))'],
  ['emphasis in strong emphasis', '**a *b* c**', 'p(strong(a em(b) c))'],
  ['emphasis in a word', 'des**ta**cado', 'p(des strong(ta) cado)'],
  ['struck text', '~~a~~', 'p(s(a))'],
  ['stars with blanks around them', '2 * 3 * 4', 'p(2 * 3 * 4)'],
  ['a star at the end', 'nota*', 'p(nota*)'],
  ['emphasis that is never closed', '**a', 'p(strong(a))'],
  ['emphasis that ends with its paragraph', '**a\n\nb', 'p(strong(a)) p(b)'],
  ['code in a line', 'Usa `npm test`.', 'p(Usa code(npm test) .)'],
  ['code with a backtick in it', '``a`b``', 'p(code(a`b))'],
  ['code with stars in it', '`**a**`', 'p(code(**a**))'],
  ['an escaped star', '\\*a\\*', 'p(*a*)'],
  ['a heading of each level', '# a\n## b\n### c', 'h3(a) h4(b) h5(c)'],
  ['a heading with emphasis', '# a **b**', 'h3(a strong(b))'],
  ['a hash that is no heading', '#etiqueta', 'p(#etiqueta)'],
  ['a list of stars', '* a\n* b', 'ul(li(a) li(b))'],
  ['a list of dashes', '- a\n- b', 'ul(li(a) li(b))'],
  ['a list of pluses', '+ a\n+ b', 'ul(li(a) li(b))'],
  ['a numbered list', '1. a\n2. b', 'ol(li(a) li(b))'],
  ['a list in a list', '- a\n  - b\n- c', 'ul(li(a ul(li(b))) li(c))'],
  ['a numbered list in a list', '- a\n  1. b\n  2. c', 'ul(li(a ol(li(b) li(c))))'],
  ['a list after a paragraph', 'Pasos:\n\n1. a', 'p(Pasos:) ol(li(a))'],
  ['a paragraph after a list', '- a\n\nb', 'ul(li(a)) p(b)'],
  ['emphasis in a list', '- **a**: b', 'ul(li(strong(a) : b))'],
  ['a list with loose items', '- a\n\n- b', 'ul(li(a) li(b))'],
  ['a number that begins a sentence', '2026 fue un buen año', 'p(2026 fue un buen año)'],
  ['a quote', '> a', 'blockquote(p(a))'],
  ['a quote of two lines', '> a\n> b', 'blockquote(p(a br b))'],
  ['a quote in a quote', '> a\n>> b', 'blockquote(p(a) blockquote(p(b)))'],
  ['text after a quote', '> a\n\nb', 'blockquote(p(a)) p(b)'],
  ['a rule', 'a\n\n---\n\nb', 'p(a) hr p(b)'],
  ['a link', '[a](https://x.example)', 'p(a(a))'],
  ['a link with emphasis in it', '[**a**](https://x.example)', 'p(a(strong(a)))'],
  ['a link without text', '[](https://x.example)', 'p([](https://x.example))'],
  ['an address in the text', 'Mira https://x.example/a.', 'p(Mira a(https://x.example/a) .)'],
  ['an address at the end', 'https://x.example', 'p(a(https://x.example))'],
  ['a word that begins like an address', 'hola http', 'p(hola http)'],
  ['brackets that are no link', 'una [nota] aquí', 'p(una [nota] aquí)'],
  ['brackets in brackets', '[[a]]', 'p([[a]])'],
  ['a footnote', 'Así[^1].', 'p(Así button(1) .)'],
  ['citations side by side', 'Así [1][2]', 'p(Así button(1) button(2))'],
  ['a citation in emphasis', '**Así [1]**', 'p(strong(Así button(1)))'],
  ['a citation in a list', '- Así [1]', 'ul(li(Así button(1)))'],
  [
    'a citation in a table',
    '| a [1] |\n|---|\n| b [2] |',
    'div(table(thead(tr(th(a button(1)))) tbody(tr(td(b button(2))))))',
  ],
  ['a number in brackets that is too long', '[12345]', 'p([12345])'],
  ['a picture', '![a](https://x.example/b.png)', 'p(a(Picture: a (x.example)))'],
  ['a picture without a name', '![](https://x.example/b.png)', 'p(a(Picture (x.example)))'],
  ['a line break in HTML', 'a<br>b', 'p(a br b)'],
  ['HTML', 'a <b>c</b>', 'p(a <b>c</b>)'],
  ['a comparison', 'a < b y c > d', 'p(a < b y c > d)'],
  ['a price', 'cuesta $5 o $10', 'p(cuesta $5 o $10)'],
  ['a variable of a shell', 'echo $HOME y $PATH', 'p(echo $HOME y $PATH)'],
  ['a table', '| a | b |\n|---|---|\n| c | d |', 'div(table(thead(tr(th(a) th(b))) tbody(tr(td(c) td(d)))))'],
  [
    'a table with marks of alignment',
    '| a | b |\n|:--|--:|\n| c | d |',
    'div(table(thead(tr(th(a) th(b))) tbody(tr(td(c) td(d)))))',
  ],
  ['a table with code', '| a |\n|---|\n| `b` |', 'div(table(thead(tr(th(a))) tbody(tr(td(code(b))))))'],
];

describe('what models write', () => {
  for (const [name, markdown, expected] of cases) {
    it(`shows ${name}`, () => {
      expect(shapes(markdown)).to.equal(expected);
      expect(shapes(...markdown), 'letter by letter').to.equal(expected);
      for (let at = 1; at < markdown.length; at++) {
        expect(shapes(markdown.slice(0, at), markdown.slice(at)), `cut at ${at}`).to.equal(expected);
      }
    });
  }

  const code: [name: string, markdown: string, language: string, text: string][] = [
    ['with a language', '```js\nlet a = 1;\n```', 'js', 'let a = 1;'],
    ['without one', '```\na\n```', '', 'a'],
    ['with empty lines', '```\na\n\n\nb\n```', '', 'a\n\n\nb'],
    ['with Markdown in it', '```\n# a\n- **b**\n[1]\n```', '', '# a\n- **b**\n[1]'],
    ['with backticks in it', '````\n```\na\n```\n````', '', '```\na\n```'],
    ['with indentation', '```py\nif a:\n    b()\n```', 'py', 'if a:\n    b()'],
    ['that is never closed', '```\na\nb', '', 'a\nb'],
    ['with words after the language', '```js title="x"\na\n```', 'js', 'a'],
  ];
  for (const [name, markdown, language, text] of code) {
    it(`shows code ${name}`, () => {
      for (let at = 0; at <= markdown.length; at++) {
        const block = grow(markdown.slice(0, at), markdown.slice(at)).querySelector('[part=code]')!;
        expect(block.querySelector('code')!.textContent!.replace(/\n$/, ''), `cut at ${at}`).to.equal(text);
        expect(block.querySelector('.code-language')!.textContent, `cut at ${at}`).to.equal(language);
      }
    });
  }

  it('goes on after code', () => {
    expect(shapes('```\na\n```\nb')).to.match(/p\(b\)$/);
  });
});
