import {expect} from '@open-wc/testing';
import {chatStream} from '@uggla/testing';
import type {UgglaChat} from '../chat/chat-element.js';
import {engine, pageOf, stream, until} from '../testing/support.test.js';
import {AnswerView} from './answer-view.js';
import {hostileFormulas, isOfFormula, wrongInFormula} from './formulas.test.kit.js';
import {drawFormula} from './math.js';

const words = {copy: 'Copy', copied: 'Copied', code: 'Code', table: 'Table', picture: 'Picture'};

function view(): AnswerView {
  return new AnswerView({words, citation: () => document.createElement('button')}, document);
}

/** An answer that came in these pieces, with its formulas drawn. */
async function shown(...pieces: string[]): Promise<HTMLElement> {
  const answer = view();
  pieces.forEach((_, index) => {
    answer.update(pieces.slice(0, index + 1).join(''), index === pieces.length - 1);
    answer.flush();
  });
  await drawn();
  answer.root.normalize();
  return answer.root;
}

/** What is asked for by import() has come, and has had its turn. */
async function drawn(): Promise<void> {
  await import('./formulas.js');
  await import('./math.js');
  await new Promise((resolve) => setTimeout(resolve));
}

function draw(source: string): HTMLElement {
  const place = Object.assign(document.createElement('span'), {className: 'formula'});
  place.textContent = source;
  drawFormula(place, source, false);
  return place;
}

describe('formulas of an answer', () => {
  before(async () => void (await shown('$a$')));

  for (const [name, text, count, blocks] of [
    ['signs of money around it', 'Es $a_1 * b_2 * c$, y $2x + 1$.', 2, 0],
    ['round brackets', 'Es \\(\\frac{a}{b}\\).', 1, 0],
    ['square brackets', 'Es\n\n\\[\n\\sum_{i=1}^n i\n\\]\n\nFin.', 1, 1],
    ['square brackets in a line', 'Es \\[x^2\\] siempre.', 1, 1],
    ['two signs of money', '$$\nE = mc^2\n$$', 1, 1],
    ['two signs of money in a line', 'Es $$E = mc^2$$ siempre.', 1, 1],
    [
      'a list, a heading and a table',
      '# El $x$\n\n- Si $y$\n- o \\(z\\)\n\n| $a$ | $b$ |\n|---|---|\n| $|c|$ | d |\n',
      6,
      0,
    ],
    ['a formula at the very end', 'Es $x$', 1, 0],
  ] as const) {
    it(`are shown as MathML: ${name}; the same wherever the text is cut`, async () => {
      const whole = await shown(text);
      expect(whole.querySelectorAll('math').length).to.equal(count);
      expect(whole.querySelectorAll('math[display=block]').length).to.equal(blocks);
      expect(whole.textContent).not.to.match(/[$\\]/);
      const cut = await Promise.all(Array.from(text, (_, at) => shown(text.slice(0, at), text.slice(at))));
      for (const [at, {innerHTML}] of cut.entries()) expect(innerHTML, `cut at ${at}`).to.equal(whole.innerHTML);
      expect((await shown(...text)).innerHTML).to.equal(whole.innerHTML);
    });
  }

  for (const [name, text, expected] of [
    ['prices', 'cuesta $5 o $10, US$5 o 4$, y $5, o 4$.', 'cuesta $5 o $10, US$5 o 4$, y $5, o 4$.'],
    ['variables of a shell', 'echo $HOME y $PATH:$HOME', 'echo $HOME y $PATH:$HOME'],
    ['code', '`$x$` y `\\(y\\)`', '$x$ y \\(y\\)'],
    ['a signed escape', 'son \\$x\\$ y', 'son $x$ y'],
    ['one that never ends', 'son $x y más', 'son $x y más'],
    ['an empty one', 'son $$ $$ y \\(\\)', 'son $$ $$ y ()'],
  ] as const) {
    it(`are not seen in ${name}`, async () => {
      for (const pieces of [[text], [...text]]) {
        const root = await shown(...pieces);
        expect(root.querySelector('math')).to.equal(null);
        expect(root.textContent).to.equal(expected);
      }
    });
  }

  it('are not seen in a block of code, and what follows one that never ends is Markdown', async () => {
    expect((await shown('```tex\n$x$\n\\[y\\]\n```\nfin')).querySelector('pre')?.textContent).to.equal('$x$\n\\[y\\]');
    expect((await shown('son $x **y**\n\nfin')).querySelector('strong')?.textContent).to.equal('y');
    expect((await shown('\\[\nx\n\n**y**')).querySelector('strong')?.textContent).to.equal('y');
  });

  it('let what stands before them be seen while what reads them is fetched, and lose nothing that comes meanwhile', async () => {
    const page = await pageOf(400, 300);
    const fresh = await engine({...stream, body: chatStream(['**Antes** ', '$x^2$', ' y ', '\\(y\\)', ' después.'])});
    const chat = Object.assign(page.document.createElement('uggla-chat') as UgglaChat, {endpoint: fresh.url('v1')});
    page.document.body.append(chat);
    await chat.send('¿Qué?');
    await until(() => chat.renderRoot.querySelectorAll('.formula math').length === 2);
    const root = chat.renderRoot.querySelector('[part~=assistant] .text')!;
    expect(root.querySelector('strong')?.textContent).to.equal('Antes');
    expect(root.textContent).to.match(/^Antes .+ y .+ después\.$/);
    page.close();
  });

  it('hold back their own source while it comes, and nothing that stands before it', async () => {
    const answer = view();
    answer.update('El área es $\\pi r', false);
    answer.flush();
    expect(answer.root.textContent).to.equal('El área es');
    answer.update('El área es $\\pi r^2$, y ', false);
    answer.flush();
    await drawn();
    expect(answer.root.querySelector('math msup')).not.to.equal(null);
    expect(answer.root.textContent).to.contain(', y');
  });

  it('are read by what reads the page: fractions, roots, matrices and their letters', async () => {
    const {innerHTML} = await shown(
      '$$\\begin{pmatrix} \\frac12 & \\sqrt{x} \\\\ \\alpha & \\mathbb{R} \\end{pmatrix}$$',
    );
    for (const piece of ['<mfrac', '<msqrt', '<mtable', 'α', 'ℝ']) expect(innerHTML).to.contain(piece);
  });

  it('stay as their source where they cannot be read, or stand in a link', async () => {
    expect((await shown('Es $\\nothing{x}$ y')).textContent).to.equal('Es $\\nothing{x}$ y');
    expect((await shown('[a $\\text{https://bank.example}$](https://example.com)')).querySelector('a math')).to.equal(
      null,
    );
  });
});

describe('formulas that mean harm', () => {
  it(`make no link, no picture, no id, no class and no script: ${hostileFormulas.length} of them`, () => {
    for (const source of hostileFormulas) {
      const place = draw(source);
      const wrong = [...place.querySelectorAll('*')].flatMap((element) =>
        isOfFormula(element) ? wrongInFormula(element) : [`<${element.localName}>`],
      );
      expect(wrong, source).to.deep.equal([]);
      expect(place.querySelectorAll('*').length, source).to.be.lessThan(3001);
    }
  });

  it('are drawn nowhere where they define words, so that nothing grows', () => {
    for (const source of hostileFormulas.filter((one) => /\\([egx]?def|let|(re)?newcommand)\b/.test(one)))
      expect(draw(source).textContent).to.equal(source);
    expect(draw('\\left(\\deg x\\right)').querySelector('math')).not.to.equal(null);
  });

  it('forget between two formulas what one of them has defined', () => {
    draw('\\gdef\\frac{y}\\gdef\\mine{y}\\mine');
    expect(draw('\\frac{1}{2}').querySelector('mfrac')).not.to.equal(null);
    expect(draw('\\mine').querySelector('math')).to.equal(null);
  });

  it('are drawn in a strict page, fetched with the first of them, and ask for nothing else', async () => {
    const site = await engine({
      ...stream,
      body: chatStream([
        `Es $x^2$ y ${hostileFormulas
          .slice(0, 12)
          .map((one) => `\\(${one}\\)`)
          .join(' y ')}`,
        '\n\nFin.',
      ]),
    });
    const page = await pageOf(800, 600, 'strict.html');
    let hits = 0;
    Object.assign(page.window, {hit: () => hits++});
    const chat = Object.assign(page.document.createElement('uggla-chat') as UgglaChat, {endpoint: site.url('v1')});
    page.document.body.append(chat);
    await chat.send('¿Qué tal?');
    await until(() => chat.renderRoot.querySelector('.formula msup'));
    await until(() => chat.renderRoot.querySelector('[part~=assistant] .text')?.textContent?.includes('Fin.'));
    expect(hits).to.equal(0);
    expect(page.violations).to.deep.equal([]);
    const asked = (page.window as typeof globalThis).performance.getEntriesByType('resource').map(({name}) => name);
    expect(asked.filter((address) => new URL(address).origin !== page.window.location.origin)).to.deep.equal([]);
    page.close();
  });
});
