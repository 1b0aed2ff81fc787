import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {textOf} from '../publish/article.js';
import {readScript} from './script.js';

const slidesOf = (markdown: string) =>
  readScript({markdown, linesBefore: 3}).slides.map(({shown, line, ...slide}) => ({
    ...slide,
    line,
    shown: shown.map((node) => (node.type === 'element' ? `${node.tagName} ${textOf(node).trim()}`.trim() : '')),
  }));

describe('readScript', () => {
  it('says paragraphs and shows what else there is, a slide for each heading', () => {
    assert.deepEqual(slidesOf('Hello **you**.\n\n## One\n\nSaid.\n\n- a\n- b\n\nMore,\nsaid.\n\n## Two\n\n> Shown.'), [
      {title: '', spoken: ['Hello you.'], shown: [], line: 4},
      {title: 'One', chapter: 'One', spoken: ['Said.', 'More, said.'], shown: ['ul a b'], line: 6},
      {title: 'Two', chapter: 'Two', spoken: [], shown: ['blockquote Shown.'], line: 16},
    ]);
  });

  it('goes on under the same heading at a rule, and makes no slide of a rule alone', () => {
    const slides = slidesOf('## One\n\nA.\n\n---\n\n- b\n\n---\n\n---\n\nC.\n\n---\n');
    assert.deepEqual(
      slides.map(({title, chapter, spoken}) => [title, chapter, spoken.join()]),
      [
        ['', undefined, ''],
        ['One', 'One', 'A.'],
        ['One', undefined, ''],
        ['One', undefined, 'C.'],
      ],
    );
  });

  it('puts lower headings into their chapter, and has no slide for a heading alone above them', () => {
    const slides = slidesOf('## Chair\n\n### Seat\n\nA.\n\n### Back\n\nB.\n\n## End\n\n## Thanks\n');
    assert.deepEqual(
      slides.slice(1).map(({title, within, chapter}) => [title, within, chapter]),
      [
        ['Seat', 'Chair', 'Chair'],
        ['Back', 'Chair', undefined],
        ['End', undefined, 'End'],
        ['Thanks', undefined, 'Thanks'],
      ],
    );
  });

  it('takes one heading above all others, at the start, for the title', () => {
    const script = readScript({markdown: '# The chair\n\nHello.\n\n## Seat\n\nA.', linesBefore: 0});
    assert.equal(script.title, 'The chair');
    assert.deepEqual(
      script.slides.map(({title}) => title),
      ['', 'Seat'],
    );
    assert.equal(readScript({markdown: '# One\n\nA.\n\n# Two\n\nB.', linesBefore: 0}).slides.length, 3);
  });

  it('says nothing of what has no word in it', () => {
    assert.deepEqual(
      slidesOf('😀\n\n…\n\nHello 😀.').map(({spoken}) => spoken),
      [['Hello 😀.']],
    );
  });

  it('gives no engine and no caption a sign that only machines read', () => {
    const [slide] = slidesOf('One\u0001100S two\u001b[31m three\u009b.');
    assert.deepEqual(slide!.spoken, ['One 100S two [31m three .']);
  });

  it('shows a picture in a heading, and takes no title from it', () => {
    const titled = readScript({markdown: '# ![logo](a.png)\n\nHello.\n\n## One\n\nA.', linesBefore: 0});
    assert.equal(titled.title, undefined);
    assert.equal(titled.slides[0]!.shown.length, 1);
    assert.deepEqual(
      slidesOf('## One ![a](a.png)\n\nSaid.').map(({title, shown}) => [title, shown]),
      [
        ['', []],
        ['One', ['img']],
      ],
    );
  });

  it('makes no chapter of a heading without words', () => {
    const slides = slidesOf('## One\n\nA.\n\n##\n\nB.');
    assert.deepEqual(
      slides.map(({title, chapter, within}) => [title, chapter, within]),
      [
        ['', undefined, undefined],
        ['One', 'One', undefined],
        ['', undefined, 'One'],
      ],
    );
  });

  it('shows what is nested as it stands, and says none of it', () => {
    const [slide] = slidesOf('1. a\n   - b\n\n     c\n2. d\n\n> e\n>\n> f\n\n| g |\n|---|\n| h |\n\n```\ni\n```');
    assert.deepEqual(slide!.spoken, []);
    assert.deepEqual(
      slide!.shown.map((one) => one.split(' ')[0]),
      ['ol', 'blockquote', 'table', 'pre'],
    );
  });

  it('says the words of links and code, and no address that is not written out', () => {
    const [slide] = slidesOf(
      'Open [the page](https://acme.example/x?y=1 "tip") and type `npm start`, ~~not~~ **now**.',
    );
    assert.deepEqual(slide!.spoken, ['Open the page and type npm start, not now.']);
  });

  it('leaves marks for engines as the letters that they are', () => {
    const [slide] = slidesOf('Say [[h@l\'oU]] &lt;break time="5s"/&gt; -x --version.');
    assert.deepEqual(slide!.spoken, ['Say [[h@l\'oU]] <break time="5s"/> -x --version.']);
  });

  it('has one slide, on which nothing is, for a text without any', () => {
    for (const markdown of ['', '\n\n', '---', '<div>x</div>', '<!-- x -->', '[a]: b'])
      assert.deepEqual(slidesOf(markdown), [{title: '', spoken: [], shown: [], line: 4}], markdown);
  });

  it('shows the picture of a paragraph and says its words, but no code of HTML, no comment and no footnote', () => {
    const markdown =
      'See ![a chair](chair.png) here.[^1]\n\n<!-- for me -->\n\n<script>alert(1)</script>\n\nDone <b onclick="x">now</b>.\n\n[^1]: Nobody says this.';
    assert.deepEqual(slidesOf(markdown), [{title: '', spoken: ['See here.', 'Done now.'], shown: ['img'], line: 4}]);
  });
});
