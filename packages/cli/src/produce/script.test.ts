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

  it('shows the picture of a paragraph and says its words, but no code of HTML, no comment and no footnote', () => {
    const markdown =
      'See ![a chair](chair.png) here.[^1]\n\n<!-- for me -->\n\n<script>alert(1)</script>\n\nDone <b onclick="x">now</b>.\n\n[^1]: Nobody says this.';
    assert.deepEqual(slidesOf(markdown), [{title: '', spoken: ['See here.', 'Done now.'], shown: ['img'], line: 4}]);
  });
});
