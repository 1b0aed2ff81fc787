import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {makeTree, relativeTo, sectionsOf, textOf, toArticle} from './article.js';

const article = (markdown: string) => toArticle(makeTree({markdown, linesBefore: 0}).tree, 'es');

describe('makeTree', () => {
  it('keeps what Markdown says', () => {
    const {tree} = article('## A\n\nuno **dos** `tres`\n\n- [x] hecho\n\n| a | b |\n| - | - |\n| 1 | 2 |\n');
    const json = JSON.stringify(tree);
    for (const tag of ['h2', 'strong', 'code', 'ul', 'li', 'table', 'th', 'td'])
      assert.ok(json.includes(`"tagName":"${tag}"`), tag);
    assert.ok(!json.includes('position') && !json.includes('checkbox') && !json.includes('className'));
  });

  it('lets no script, style, frame or foreign scheme through', () => {
    const hostile = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '[a](javascript:alert(1))',
      '[b](JaVaScRiPt:alert(1))',
      '[c](data:text/html,x)',
      '![d](javascript:x)',
      '<iframe src="//evil"></iframe>',
      '[e]( &#106;avascript:alert(1))',
      '<a href="vbscript:x" style="x">f</a>',
      '<svg onload=alert(1)>',
      '[g](java\nscript:x)',
      '![h](file:///etc/passwd)',
    ];
    const json = JSON.stringify(article(hostile.join('\n\n')).tree, (key, value: unknown) =>
      key === 'value' ? '' : value,
    );
    assert.doesNotMatch(json, /script:|onerror|onload|iframe|svg|style|data:text|file:/i);
  });

  it('begins headings at the second level, in their order', () => {
    const tags = (markdown: string) =>
      article(markdown).tree.children.flatMap((node) => (node.type === 'element' ? [node.tagName] : []));
    assert.deepEqual(tags('# A\n\n## B\n\n### C\n'), ['h2', 'h3', 'h4']);
    assert.deepEqual(tags('## A\n\n### B\n'), ['h2', 'h3']);
    assert.deepEqual(tags('### A\n'), ['h2']);
  });

  it('finds links to files and pictures without alternative text, with their lines', () => {
    const {local, withoutAlt} = makeTree({
      markdown: 'a\n\n[plan](docs/Plan%20A.pdf#page=2) [web](https://a.example) [here](#x)\n\n![](silla.jpg)\n',
      linesBefore: 4,
    });
    assert.deepEqual(
      local.map(({named, rest, line}) => [named, rest, line]),
      [
        ['docs/Plan A.pdf', '#page=2', 7],
        ['silla.jpg', '', 9],
      ],
    );
    assert.deepEqual(withoutAlt, [9]);
  });

  it('gives properties of the page to no text: no ids, classes, names, handlers', () => {
    const json = JSON.stringify(
      article(
        '<p id="x" class="y" name="z" onclick="a()" style="b" data-c="d" aria-hidden="true" contenteditable>uno</p>\n\n## Título {#id .clase}\n\n[a](x.pdf "t"){target=_blank}\n',
      ).tree,
    );
    assert.doesNotMatch(json, /"(id|className|name|onClick|onclick|style|dataC|ariaHidden|contentEditable|target)":/);
  });

  it('takes addresses of the web, of mail and of the telephone, and no others', () => {
    const href = (address: string) => {
      const [paragraph] = article(`[x](<${address}>)`).tree.children;
      const [link] = paragraph?.type === 'element' ? (paragraph.children ?? []) : [];
      return link?.type === 'element' ? link.properties?.['href'] : undefined;
    };
    for (const address of [
      'https://a.example/',
      'http://a.example/',
      'mailto:a@b.example',
      'tel:+34600',
      '#parte',
      'ficha.pdf',
      '../x.pdf?y=1#z',
      '/raiz',
    ])
      assert.equal(href(address), address, address);
    for (const address of [
      'javascript:alert(1)',
      'JAVASCRIPT:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'blob:x',
      'ftp://a.example',
      ' javascript:alert(1)',
      '\u0001javascript:alert(1)',
      'vbscript:x',
      'intent://x',
    ])
      assert.equal(href(address), undefined, address);
  });

  it('says where a link stands, counting the lines before the text', () => {
    const lines = (markdown: string, linesBefore: number) =>
      makeTree({markdown, linesBefore}).local.map(({line}) => line);
    assert.deepEqual(lines('[a](a.pdf)\n\ntexto\n[b](b.pdf)\n', 0), [1, 4]);
    assert.deepEqual(lines('- [a](a.pdf)\n', 7), [8]);
  });

  it('puts the address of a published file into its link, or takes it out', () => {
    const {tree, local} = makeTree({markdown: '[a](a.pdf#p) [b](b.pdf)', linesBefore: 0});
    local[0]!.replace('files/a.123.pdf');
    local[1]!.replace(undefined);
    const links = JSON.stringify(toArticle(tree, 'es').tree);
    assert.match(links, /"href":"files\/a\.123\.pdf#p"/);
    assert.doesNotMatch(links, /b\.pdf/);
  });

  it('reads names that are written wrongly escaped as they are', () => {
    assert.deepEqual(
      makeTree({markdown: '[a](100%.pdf) [b](b%20c.pdf)', linesBefore: 0}).local.map(({named}) => named),
      ['100%.pdf', 'b c.pdf'],
    );
  });

  it('keeps the spaces of code, and drops those between blocks', () => {
    const {tree} = article('```js\nif (a) {\n\n  b();\n}\n```\n\nuno\n\ndos\n');
    assert.equal(textOf(tree.children[0]!).trim(), 'if (a) {\n\n  b();\n}');
    assert.deepEqual(
      tree.children.map((node) => node.type),
      ['element', 'element', 'element'],
    );
  });

  it('keeps tables, notes and lists that go on from another number', () => {
    const {tree} = article('| a | b |\n|:-:|---|\n| 1 | 2 |\n\n3. tres\n4. cuatro\n\nNota[^1].\n\n[^1]: Al pie.\n');
    const json = JSON.stringify(tree);
    assert.match(json, /"tagName":"ol","properties":\{"start":3\}/);
    assert.match(json, /Al pie/);
    assert.doesNotMatch(json, /"align"|className|dataFootnote/);
  });

  it('comes to an end with what is nested very deep', () => {
    const {tree} = article(`${'> '.repeat(300)}hondo\n`);
    assert.match(textOf(tree), /hondo/);
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

describe('sectionsOf, of other blocks', () => {
  const pieces = (markdown: string) => sectionsOf(article(markdown).tree);

  it('reads lists and tables piece by piece, so that a long one is not one piece', () => {
    const list = Array.from({length: 30}, (_, at) => `- punto ${at} con cinco palabras`).join('\n');
    assert.ok(pieces(list).length >= 2);
    for (const piece of pieces(list)) assert.ok(piece.split(' ').length <= 66, piece);
  });

  it('gives a heading without a text its own words, and an empty text none', () => {
    assert.deepEqual(pieces('## Solo\n'), ['Solo:']);
    assert.deepEqual(pieces(''), []);
    assert.deepEqual(pieces('![](x.png)\n'), []);
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
    assert.equal(relativeTo('a/b/c/d.json', 'a/x.json'), '../../x.json');
    assert.equal(relativeTo('a/b.json', 'ab/c d#1.pdf'), '../ab/c%20d%231.pdf');
  });
});
