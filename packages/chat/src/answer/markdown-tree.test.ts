import {expect} from '@open-wc/testing';
import {highlight, piecesOf} from './highlight.js';
import {MarkdownTree} from './markdown-tree.js';

const words = {copy: 'Copy', copied: 'Copied', code: 'Code', table: 'Table', picture: 'Picture'};

/** The nodes for a text that comes in these pieces. */
function grow(...pieces: string[]): HTMLElement {
  const root = document.createElement('div');
  const tree = new MarkdownTree(root, {
    words,
    citation: (index) => Object.assign(document.createElement('button'), {textContent: String(index)}),
  });
  for (const piece of pieces) tree.write(piece);
  tree.end();
  return root;
}

/** Its shape in a few letters: `p(a b)`. */
function shape(node: Node): string {
  if (node instanceof Text) return node.data.trim();
  const inner = [...node.childNodes].map(shape).filter(Boolean).join(' ');
  return `${(node as Element).localName}(${inner})`;
}

function shapes(text: string): string {
  const root = grow(text);
  root.normalize();
  return [...root.childNodes].map(shape).join(' ');
}

/** Joins text nodes that a cut has parted. */
function html(root: HTMLElement): string {
  root.normalize();
  return root.outerHTML;
}

const everything = `# Silla **Sitka**

Un párrafo con *énfasis*, \`código\`, ~~tachado~~ y [1] 👍.

1. uno
2. dos
   - dentro

| Medida | Valor |
|---|--:|
| Altura | 47 cm |

\`\`\`js
const a = [1, 2];

if (a) run(\`x\`);
\`\`\`

> Cita con [enlace](https://example.com/a "título") y https://example.com/b.

- [x] hecho
- [ ] por hacer

![foto](https://example.com/foto.png)

---
Fin`;

describe('MarkdownTree', () => {
  it('makes headings, lists, tables, quotes and emphasis', () => {
    expect(shapes('# Uno\n\n## Dos')).to.equal('h3(Uno) h4(Dos)');
    expect(shapes('a **b** *c* ~~d~~ `e`')).to.equal('p(a strong(b) em(c) s(d) code(e))');
    expect(shapes('- a\n- b\n  1. c')).to.equal('ul(li(a) li(b ol(li(c))))');
    expect(shapes('> a')).to.equal('blockquote(p(a))');
    expect(shapes('| a | b |\n|---|---|\n| c | d |\n\nz')).to.equal(
      'div(table(thead(tr(th(a) th(b))) tbody(tr(td(c) td(d))))) p(z)',
    );
  });

  it('puts the columns of a table where its author wants them, and those of the next one anew', () => {
    const stand = (root: Element) =>
      [...root.querySelectorAll('th, td')].map((cell) => (cell as HTMLElement).style.textAlign).join(' ');
    const table = '| a | b | c | d |\n| :--- | :-: |---:|---|\n| 1 | 2 | 3 | 4 | 5 |';
    expect(stand(grow(table))).to.equal('left center right  left center right  ');
    expect(stand(grow(...table))).to.equal('left center right  left center right  ');
    expect(stand(grow(`${table}\n\n| a | b |\n|---|---|\n| 1 | 2 |`).lastElementChild!)).to.equal('   ');
    expect(stand(grow('| a | b |\n|---|--:|'))).to.equal(' right');
  });

  it('skips no level of headings, whatever the model skipped', () => {
    expect(shapes('## a\n\n#### b\n\n## c\n\n# d')).to.equal('h3(a) h4(b) h3(c) h3(d)');
  });

  it('shows the boxes of tasks', () => {
    expect(grow('- [x] a\n- [ ] b').textContent).to.match(/☑\s*a.*☐\s*b/s);
  });

  it('keeps a list that begins elsewhere than at 1', () => {
    expect(grow('3. c\n4. d').querySelector('ol')?.start).to.equal(3);
  });

  it('shows code with its language and a button that copies it', () => {
    const block = grow('```ts\nlet a = "<b>";\n```\n').querySelector('[part=code]')!;
    expect(block.querySelector('.code-language')?.textContent).to.equal('ts');
    expect(block.querySelector('code')?.textContent?.trimEnd()).to.equal('let a = "<b>";');
    expect(block.querySelector('button')?.textContent).to.equal('Copy');
  });

  it('tells of each block of code once, when it is whole', () => {
    const told: string[] = [];
    const tree = new MarkdownTree(document.createElement('div'), {
      words,
      citation: () => new Text(),
      code: (code, language) => told.push(`${language}: ${code.textContent!.trim()}`),
    });
    tree.write('`a`\n\n```ts\nlet a');
    tree.write(';\n');
    expect(told).to.deep.equal([]);
    tree.write('```\n\nDos\n\n```\nb');
    expect(told).to.deep.equal(['ts: let a;']);
    tree.end();
    expect(told).to.deep.equal(['ts: let a;', ': b']);
  });

  it('finds comments, strings, numbers and words in code of languages that it knows, and loses no letter', () => {
    const cases: [language: string, code: string, found: string][] = [
      [
        'js',
        'let a = "x\\"y"; // no\n`b ${1}` + 0x1F',
        'keyword let|string "x\\"y"|comment // no|string `b ${1}`|number 0x1F',
      ],
      [
        'Python',
        "def f(x): # 'a'\n  return 'b' + \"c\"",
        "keyword def|comment # 'a'|keyword return|string 'b'|string \"c\"",
      ],
      [
        'sql',
        "SELECT a FROM t -- it's\nWHERE b = 'c'",
        "keyword SELECT|keyword FROM|comment -- it's|keyword WHERE|string 'c'",
      ],
      [
        'html',
        '<a href="x">1</a><!-- b',
        'keyword <a|string "x"|keyword >|number 1|keyword </a|keyword >|comment <!-- b',
      ],
      ['json', '{"a": -1.5, "b": true}', 'string "a"|number 1.5|string "b"|keyword true'],
      ['klingon', 'let a = 1', ''],
      ['constructor', 'let a = 1', ''],
      ['js', `"${'x'.repeat(50_000)}`, ''],
    ];
    for (const [language, code, found] of cases) {
      expect(
        piecesOf(code, language)
          .map(({kind, start, end}) => `${kind} ${code.slice(start, end)}`)
          .join('|'),
        language,
      ).to.equal(found);
      const node = Object.assign(document.createElement('code'), {textContent: code});
      highlight(node, language);
      expect(node.textContent).to.equal(code);
    }
  });

  it('shows code that is never closed', () => {
    expect(grow('```\na\nb').querySelector('code')?.textContent).to.equal('a\nb');
  });

  it('makes the same nodes wherever the text is cut', () => {
    const whole = html(grow(everything));
    for (let at = 1; at < everything.length; at++) {
      expect(html(grow(everything.slice(0, at), everything.slice(at))), `cut at ${at}`).to.equal(whole);
    }
    expect(html(grow(...everything.split('')))).to.equal(whole);
  });

  it('never touches again what it has closed', () => {
    const root = document.createElement('div');
    const tree = new MarkdownTree(root, {words, citation: () => document.createTextNode('')});
    tree.write('Uno.\n\nDos.\n\nTr');
    const [first, second] = root.children;
    tree.write('es.\n\nCuatro.');
    tree.end();
    expect([...root.children].slice(0, 2)).to.deep.equal([first, second]);
    expect(root.childElementCount).to.equal(4);
  });

  it('leaves words_with_underscores, prices and formulas as they are written', () => {
    expect(shapes('usa UGGLA_FFMPEG_PATH y a__b__c')).to.equal('p(usa UGGLA_FFMPEG_PATH y a__b__c)');
    expect(grow('usa snake_case_name y ya').textContent).to.equal('usa snake_case_name y ya');
    expect(shapes('echo $HOME y\n\n**b**')).to.equal('p(echo $HOME y) p(strong(b))');
    expect(grow('\\(x\\) y').textContent).to.contain('x');
    expect(shapes('$$\nx^2\n\n**b**')).to.contain('strong(b)');
  });

  it('does not lose text that begins like a link and is none', () => {
    expect(grow('[sin cerrar').textContent).to.equal('[sin cerrar');
    expect(grow('[a] y [b]').textContent).to.equal('[a] y [b]');
    expect(grow('[a](https://x.example\n\nsigue').textContent).to.equal('[a](https://x.examplesigue');
    expect(grow('![a\n\nsigue').textContent).to.equal('![asigue');
    expect(shapes('[a](https://x.example\n\n**b**')).to.contain('strong(b)');
  });

  it('makes a control of each [n], and of [n, m]', () => {
    expect(shapes('Así [1][2] y [3, 4].')).to.equal('p(Así button(1) button(2) y button(3) button(4) .)');
    expect(shapes('`a[1]`')).to.equal('p(code(a[1]))');
  });

  it('ends an address in the text before the punctuation of the sentence', () => {
    const [link] = grow('Mira https://example.com/a(b). Y ya').querySelectorAll('a');
    expect(link?.href).to.equal('https://example.com/a(b)');
    expect(grow('(https://example.com/x).').textContent).to.equal('(https://example.com/x).');
  });
});
