// W3C's tests of EPUB 3.3 reading systems (`UGGLA_EPUB_TESTS` names a checkout of w3c/epub-tests) in the frame that a
// course reads books in: each book of the groups nav, pkg, css and right to left opens, is read from its first page to its
// last, runs no script and asks nobody else; and what the book says that it tests is looked at.
import assert from 'node:assert/strict';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {zipSync} from 'fflate';
import {globSync} from '../scripts/lib/files.mjs';
import {openBrowser, openPage} from './lib/browser.mjs';
import {root} from './lib/campus.mjs';
import {serveFiles} from './lib/files.mjs';

const folder = join(process.env.UGGLA_EPUB_TESTS ?? '', 'tests');
const books = existsSync(folder) ? readdirSync(folder).sort() : [];

/** What a book must show, beside being read from end to end. */
const CHECKS = {
  'nav-non-text_img': ({labels}) => assert.deepEqual(labels, ['Start page', 'Description of the Abbey of Sénanque']),
  'nav-non-text_img_title': ({labels}) => assert.equal(labels.length, 2),
  'nav-spine_in-spine-hidden-toc-css': ({labels}) => assert.equal(labels.length, 2),
  'nav-spine_in-spine-hidden-toc-html': ({labels}) => assert.deepEqual(labels, ['The first link', 'The second link']),
  'nav-spine_not-in-spine': ({labels, texts}) => assert.ok(labels.length > 0 && texts.length > 0),
  'nav-activation': async ({opened, go, text}) => {
    await go({place: opened.contents[0].place}, () => text().then((words) => words.includes('to reach the linked')));
    await go({place: opened.contents[1].place}, () => text().then((words) => words.includes('leads here')));
  },
  'pkg-dir_but_not_content': async ({inDocument}) =>
    assert.deepEqual(
      await inDocument(({documentElement: root, defaultView}) => [
        root.lang,
        defaultView.getComputedStyle(root).direction,
      ]),
      ['', 'ltr'],
    ),
  'pkg-lang_but_not_content': async ({inDocument}) =>
    assert.equal(await inDocument(({documentElement: root}) => root.lang), ''),
  'pkg-manifest-unlisted-resource': async ({inDocument}) =>
    assert.equal(await inDocument((doc) => doc.querySelector('img')?.naturalWidth ?? 0), 0),
  'pkg-spine-duplicate-item-rendering': ({texts}) =>
    assert.equal(texts.filter((text) => /occurs three times/.test(text)).length, 3),
  'pkg-spine-nonlinear-activation': async ({follow, text}) => {
    await follow();
    assert.match(await text(), /Test passes if following the link opens this page/);
  },
  'pkg-spine-progression-default': ({opened}) => assert.equal(opened.direction, 'rtl'),
  'pkg-spine-progression-pre-paginated': ({opened}) => assert.equal(opened.direction, 'ltr'),
  'pkg-spine-progression_ltr': ({opened}) => assert.equal(opened.direction, 'ltr'),
  'pkg-spine-progression_rtl': ({opened}) => assert.equal(opened.direction, 'rtl'),
  'pkg-title-order': ({opened}) => assert.equal(opened.title, 'pkg-title-order'),
  'css-epub-hyphens': async ({styles}) =>
    assert.deepEqual(await styles('p[style]', 'hyphens'), ['none', 'manual', 'auto']),
  'css-epub-writing-mode': ({modes}) =>
    assert.ok(modes.includes('vertical-rl') && modes.includes('vertical-lr'), modes.join()),
  // Chromium does not know the value: what it was given is looked at.
  'css-epub-text-transform': async ({inDocument}) =>
    assert.match(
      await inDocument((doc) => doc.querySelector('p[style]').getAttribute('style')),
      /text-transform: full-width/,
    ),
  'css-epub-word-break': async ({styles}) =>
    assert.ok((await styles('p[style]', 'word-break')).some((value) => value !== 'normal')),
  'css-epub-line-break': async ({styles}) =>
    assert.ok((await styles('p.loose, p.strict', 'line-break')).some((value) => value !== 'auto')),
  'css-epub-text-align-last': async ({styles}) =>
    assert.ok((await styles('p[style]', 'text-align-last')).some((value) => value !== 'auto')),
};

/** The groups of this test. */
const WANTED = /^(?:nav-|pkg-|css-|cnt-css-)|rtl/;

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'";
const page =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Book</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script>';
const script = `globalThis.openBook = async (name) => {
  document.querySelector('iframe')?.remove();
  globalThis.heard = [];
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups');
  frame.src = '/bundle/frame.html#' + new URLSearchParams({origin: location.origin, talk: 'talk'});
  globalThis.tell = (message) => frame.contentWindow.postMessage({uggla: 'talk', message}, location.origin);
  const bytes = await (await fetch('/book/' + name)).arrayBuffer();
  globalThis.onmessage = ({source, data}) => {
    if (source !== frame.contentWindow) return;
    heard.push(data.message);
    if (data.message.type === 'ready') tell({type: 'open', content: {kind: 'epub', bytes, title: '', language: 'en', look: {dark: false, scale: 1}}});
  };
  document.body.append(frame);
};
globalThis.sections = () => document.querySelector('iframe').contentDocument.querySelector('foliate-view')?.renderer.getContents() ?? [];
globalThis.ready = true;`;

/** A book as an EPUB, out of its folder. */
function packed(name) {
  const from = join(folder, name);
  const files = globSync(['**/*'], {cwd: from}).sort(
    (one, other) => Number(other === 'mimetype') - Number(one === 'mimetype'),
  );
  return zipSync(
    Object.fromEntries(
      files.flatMap((file) => {
        try {
          return [[file, readFileSync(join(from, file))]];
        } catch (error) {
          if (error.code === 'EISDIR') return [];
          throw error;
        }
      }),
    ),
    {level: 0},
  );
}

describe("W3C's tests of reading systems", () => {
  let server, browser;

  before(async () => {
    server = await serveFiles(
      (path) => {
        if (path === '/') return {type: '.html', body: page};
        if (path === '/page.js') return {type: '.js', body: script};
        if (path === '/page.css') return {type: '.css', body: 'iframe { width: 800px; height: 700px; }'};
        if (path.startsWith('/book/')) return {type: '.epub', body: packed(path.slice(6))};
        return path.startsWith('/bundle/') ? {file: join(root, 'packages/elements/dist', path)} : undefined;
      },
      {policy},
    );
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.stop();
  });

  it('are there', () => assert.ok(books.length > 150, `${books.length} books in ${folder}`));

  for (const name of books.filter((book) => WANTED.test(book))) {
    it(name, async () => {
      const {page: tab, foreign, errors} = await openPage(browser);
      await tab.goto(server.url);
      await tab.waitForFunction(() => globalThis.ready);
      await tab.evaluate((book) => globalThis.openBook(book), name);
      await tab.waitForFunction(
        () =>
          globalThis.heard.some(({type}) => type === 'failed') ||
          (globalThis.heard.some(({type}) => type === 'place') && globalThis.heard.some(({type}) => type === 'opened')),
      );
      const heard = () => tab.evaluate(() => globalThis.heard);
      const first = await heard();
      assert.deepEqual(
        first.filter(({type}) => type === 'failed'),
        [],
        'it does not open',
      );
      const opened = first.find(({type}) => type === 'opened');
      const text = () =>
        tab.evaluate(() => globalThis.sections()[0]?.doc.body?.textContent.replace(/\s+/g, ' ').trim() ?? '');
      const go = async (to, arrived) => {
        await tab.evaluate((place) => globalThis.tell({type: 'go', to: place}), to);
        for (let times = 0; times < 100; times++) {
          if (await arrived()) return;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        assert.fail(`it does not go to ${JSON.stringify(to)}`);
      };
      const styles = (selector, property) =>
        tab.evaluate(
          (which, name) =>
            [...globalThis.sections()[0].doc.querySelectorAll(which)].map((one) =>
              one.ownerDocument.defaultView.getComputedStyle(one).getPropertyValue(name),
            ),
          selector,
          property,
        );
      const inDocument = (look) => tab.evaluate(`(${look})(globalThis.sections()[0].doc)`);
      const follow = async () => {
        await go(
          {place: opened.contents[0].place},
          async () => (await inDocument((doc) => doc.querySelectorAll('a[href]').length)) > 0,
        );
        await new Promise((resolve) => setTimeout(resolve, 500)); // while a page is turned the reader takes no other wish
        const before = await text();
        await tab.evaluate(() => globalThis.sections()[0].doc.querySelector('a[href]').click());
        for (let times = 0; times < 100 && (await text()) === before; times++)
          await new Promise((resolve) => setTimeout(resolve, 50));
      };
      const tools = {opened, labels: opened.contents.map(({label}) => label), text, go, styles, inDocument, follow};
      const check = CHECKS[name];
      const early = name.startsWith('css-') && name !== 'css-epub-writing-mode';
      if (early) await check?.(tools);

      // From the first page to the last.
      const [texts, modes] = [[], []];
      let section;
      for (let turns = 0; ; turns++) {
        assert.ok(turns < 200, 'it never ends');
        const places = (await heard()).filter(({type}) => type === 'place');
        const [index, words, mode] = await tab.evaluate(() => {
          const [one] = globalThis.sections();
          const body = one?.doc.body ?? one?.doc.documentElement;
          return [
            one?.index,
            one?.doc.documentElement.textContent.replace(/\s+/g, ' ').trim() ?? '',
            body && one.doc.defaultView.getComputedStyle(body).writingMode,
          ];
        });
        if (index !== section) {
          section = index;
          texts.push(words);
          modes.push(mode);
        }
        if (places.at(-1).end > 0.999) break;
        await tab.evaluate(() => globalThis.tell({type: 'go', to: 'next'}));
        await tab.waitForFunction(
          (count) => globalThis.heard.filter(({type}) => type === 'place').length > count,
          {timeout: 10_000},
          places.length,
        );
      }
      assert.ok(texts.length > 0);
      if (!early) await check?.({...tools, texts, modes});
      assert.deepEqual(
        (await heard()).filter(({type}) => type === 'failed'),
        [],
      );
      assert.deepEqual(foreign, [], 'it asks others');
      assert.deepEqual(errors, []);
      await tab.browserContext().close();
    });
  }
});
