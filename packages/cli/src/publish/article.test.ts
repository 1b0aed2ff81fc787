import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {makeTree, relativeTo, sectionsOf, textOf, toArticle} from './article.js';

const article = (markdown: string) => toArticle(makeTree({markdown, linesBefore: 0}).tree, 'es');

describe('makeTree', () => {
  it('keeps what Markdown says', () => {
    const {tree} = article('## A\n\nuno **dos** `tres`\n\n- [x] hecho\n\n| a | b |\n| - | - |\n| 1 | 2 |\n');
    const json = JSON.stringify(tree);
    for (const tag of ['h2', 'strong', 'code', 'ul', 'li', 'table', 'th', 'td']) assert.ok(json.includes(`"tagName":"${tag}"`), tag);
    assert.ok(!json.includes('position') && !json.includes('checkbox') && !json.includes('className'));
  });

  it('lets no script, style, frame or foreign scheme through', () => {
    const hostile = [
      '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[a](javascript:alert(1))', '[b](JaVaScRiPt:alert(1))', '[c](data:text/html,x)',
      '![d](javascript:x)', '<iframe src="//evil"></iframe>', '[e]( &#106;avascript:alert(1))', '<a href="vbscript:x" style="x">f</a>', '<svg onload=alert(1)>',
      '[g](java\nscript:x)', '![h](file:///etc/passwd)',
    ];
    const json = JSON.stringify(article(hostile.join('\n\n')).tree, (key, value: unknown) => (key === 'value' ? '' : value));
    assert.doesNotMatch(json, /script:|onerror|onload|iframe|svg|style|data:text|file:/i);
  });

  it('begins headings at the second level, in their order', () => {
    const tags = (markdown: string) => article(markdown).tree.children.flatMap((node) => (node.type === 'element' ? [node.tagName] : []));
    assert.deepEqual(tags('# A\n\n## B\n\n### C\n'), ['h2', 'h3', 'h4']);
    assert.deepEqual(tags('## A\n\n### B\n'), ['h2', 'h3']);
    assert.deepEqual(tags('### A\n'), ['h2']);
  });

  it('finds links to files and pictures without alternative text, with their lines', () => {
    const {local, withoutAlt} = makeTree({markdown: 'a\n\n[plan](docs/Plan%20A.pdf#page=2) [web](https://a.example) [here](#x)\n\n![](silla.jpg)\n', linesBefore: 4});
    assert.deepEqual(local.map(({named, rest, line}) => [named, rest, line]), [['docs/Plan A.pdf', '#page=2', 7], ['silla.jpg', '', 9]]);
    assert.deepEqual(withoutAlt, [9]);
  });

  it('counts words', () => {
    assert.equal(article('Uno dos.\n\n- tres\n- cuatro\n').words, 4);
  });
});

describe('sectionsOf', () => {
  it('gives pieces under their headings', () => {
    const long = 'palabra '.repeat(50);
    const pieces = sectionsOf(article(`Antes.\n\n## Silla\n\n${long}\n\n${long}\n\n## Mesa\n\nCorto.\n`).tree);
    assert.equal(pieces.length, 4);
    assert.equal(pieces[0], 'Antes.');
    assert.ok(pieces[1]!.startsWith('Silla: palabra'));
    assert.equal(pieces[3], 'Mesa: Corto.');
  });
});

describe('textOf', () => {
  it('keeps words of neighbouring blocks apart', () => {
    assert.equal(textOf(article('## A\n\nb\n').tree).replace(/\s+/g, ' ').trim(), 'A b');
  });
});

describe('relativeTo', () => {
  it('gives the way from one published file to another', () => {
    assert.equal(relativeTo('courses/a/course.json', 'media/x/media.json'), '../../media/x/media.json');
    assert.equal(relativeTo('courses/a/course.json', 'courses/a/files/b.pdf'), 'files/b.pdf');
    assert.equal(relativeTo('campus.json', 'courses/a/course.json'), 'courses/a/course.json');
    assert.equal(relativeTo('media/x/media.json', 'media/x/h/main.m3u8'), 'h/main.m3u8');
  });
});
