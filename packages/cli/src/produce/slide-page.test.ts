import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {contrast, LEAST_CONTRAST, parseColor} from '../colors.js';
import {readScript} from './script.js';
import {slideCss, slidePage, type SlideLook} from './slide-page.js';

const look: SlideLook = {css: '', logo: undefined, name: 'Acme', language: 'es', theme: 'light'};
const picture = 'data:image/png;base64,AAAA';

/** The last slide of a script as a page. */
function pageOf(markdown: string, more: Partial<SlideLook> = {}, isTitle = false): string {
  const slide = readScript({markdown, linesBefore: 0}).slides.at(-1)!;
  return slidePage(slide, isTitle, {...look, ...more}, new Map([['a.png', picture]]));
}

/** The value of a custom property. */
const valueOf = (css: string, name: string) => parseColor(new RegExp(`--${name}: ([^;]+);`).exec(css)![1]!)!;

describe('slidePage', () => {
  it('loads nothing, and runs nothing', () => {
    const page = pageOf('## One\n\n- a');
    assert.match(page, /http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:;/);
    assert.doesNotMatch(page, /<script|https?:/);
  });

  it('writes hostile words as words, wherever they stand', () => {
    const page = pageOf('## a `<script>x</script>`\n\n### b "><img src=x onerror=alert(1)>\n\n- `</style><script>`', {
      name: '<b>Acme</b>',
      language: '"><script>',
    });
    assert.doesNotMatch(page, /<script|<img|<b>/);
    assert.match(page, /&lt;script/);
  });

  it('has the heading, that of its chapter above it, and what is shown', () => {
    const page = pageOf('## Chair\n\nA.\n\n### Seat\n\nSaid.\n\n- shown\n\n## End\n\nB.\n\n### Legs\n\n- four');
    assert.match(page, /<header><p>End<\/p><h1>Legs<\/h1><\/header>/);
    assert.match(page, /<div class="text"><ul><li>four<\/li><\/ul><\/div>/);
    assert.doesNotMatch(page, /Said|Seat/);
  });

  it('shows pictures that are there, and no others', () => {
    const page = pageOf('## One\n\n![a](a.png) ![b](b.png) ![c](https://acme.example/c.png)');
    assert.equal(page.match(/<img/g)?.length, 1);
    assert.match(page, new RegExp(`<div class="pictures">.*${picture}`));
    assert.doesNotMatch(page, /b\.png|acme\.example/);
  });

  it('is bare where there is a heading alone, and full where there is more', () => {
    const kind = (markdown: string, isTitle = false) =>
      /<body class="(\w+) light">/.exec(pageOf(markdown, {}, isTitle))?.[1];
    assert.equal(kind('## One\n\nSaid.'), 'bare');
    assert.equal(kind('## One\n\n![b](b.png)'), 'bare', 'a picture that is not there is nothing');
    assert.equal(kind('## One\n\n![a](a.png)'), 'full');
    assert.equal(kind('## One\n\n- a'), 'full');
    assert.equal(kind('Said.', true), 'title');
  });

  it('is set from the right in languages that are', () => {
    assert.match(pageOf('## One', {language: 'ar'}), /<html lang="ar" dir="rtl">/);
    assert.match(pageOf('## One', {language: 'he-IL'}), /dir="rtl"/);
    assert.match(pageOf('## One', {language: 'eu'}), /<html lang="eu" dir="ltr">/);
  });

  it('has the logo in place of the name', () => {
    assert.match(pageOf('## One'), /<footer>Acme<\/footer>/);
    assert.match(pageOf('## One', {logo: picture}), new RegExp(`<footer><img src="${picture}" alt=""></footer>`));
  });
});

describe('slideCss', () => {
  it('writes in the accent only where that can be read, on both grounds', () => {
    for (const accent of ['#0b57a4', '#ffff00', '#ffffff', '#000000', '#777777', '#e3007a'])
      for (const theme of ['light', 'dark'] as const) {
        const css = slideCss({accent}, theme, undefined, []);
        for (const [over, under] of [
          ['mark', 'ground'],
          ['ink', 'ground'],
          ['on', 'accent'],
        ] as const)
          assert.ok(
            contrast(valueOf(css, over), valueOf(css, under)) >= LEAST_CONTRAST - 0.05,
            `${over} on ${under} of ${accent}, ${theme}`,
          );
      }
  });

  it('keeps the accent of the brand as the ground of the title', () => {
    assert.deepEqual(valueOf(slideCss({accent: '#ffff00'}, 'light', undefined, []), 'accent'), parseColor('#ffff00'));
  });

  it('takes the color that the brand has for text on its accent, unless nobody can read it', () => {
    const on = (accentText: string) => valueOf(slideCss({accent: '#003366', accentText}, 'light', undefined, []), 'on');
    assert.deepEqual(on('#ffee00'), parseColor('#ffee00'));
    assert.notDeepEqual(on('#003377'), parseColor('#003377'));
  });

  it('puts what is no color aside', () => {
    assert.equal(slideCss({accent: 'red; } </style>'}, 'light', undefined, []), slideCss({}, 'light', undefined, []));
  });

  it('writes with the typeface of the brand, which stands in the page', () => {
    const face = {data: 'data:font/sfnt;base64,AAAA', format: 'woff2', weight: '700', style: 'italic'};
    const css = slideCss({}, 'light', undefined, [face]);
    assert.match(
      css,
      /@font-face \{ font-family: 'Uggla brand'; src: url\('data:font\/sfnt;base64,AAAA'\) format\('woff2'\); font-weight: 700; font-style: italic; \}/,
    );
    assert.match(css, /font-family: 'Uggla brand', /);
    assert.match(slideCss({}, 'light', {stack: "'Georgia', serif"}, []), /font-family: 'Georgia', serif;/);
    assert.doesNotMatch(slideCss({}, 'light', undefined, []), /Uggla brand/);
  });
});
