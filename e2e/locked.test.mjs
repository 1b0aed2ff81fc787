// A locked lesson on a real server: its files come when the server says so, whatever the page's clock says.
import assert from 'node:assert/strict';
import {copyFile, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {openBrowser, openPage, until} from './lib/browser.mjs';
import {root} from './lib/campus.mjs';
import {serve} from '../packages/server/dist/index.js';

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Course</title>
<script type="module" src="/bundle/uggla-course.js"></script>
<uggla-course src="courses/year/course.json" records="server" endpoint="ENDPOINT" lang="en"></uggla-course>`;

const article = (value) =>
  JSON.stringify({
    language: 'en',
    words: 3,
    tree: {type: 'root', children: [{type: 'element', tagName: 'p', children: [{type: 'text', value}]}]},
  });

const course = {
  id: 'https://campus.example/courses/year',
  version: '1',
  languages: ['en'],
  title: 'Year',
  items: [
    {id: 'begin', kind: 'article', title: 'Begin', content: {en: 'begin.json'}},
    {
      id: 'film',
      kind: 'video',
      title: 'Film',
      media: '../../media/film/media.json',
      duration: 2,
      unlock: {after: ['begin']},
    },
    {id: 'later', kind: 'article', title: 'Later', content: {en: 'later.json'}, unlock: {at: 'P1M'}},
  ],
};

describe('a course with locked lessons on a real server', () => {
  let browser, folder, server;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uggla-locked-'));
    const files = {
      'campus.json': JSON.stringify({
        id: 'https://campus.example/',
        title: 'Campus',
        languages: ['en'],
        packs: [
          {
            id: 'all',
            title: 'All',
            items: [{id: 'year', kind: 'course', title: 'Year', src: 'courses/year/course.json'}],
          },
        ],
      }),
      'courses/year/course.json': JSON.stringify(course),
      'courses/year/begin.json': article('To begin with.'),
      'courses/year/later.json': article('What nobody may read before its day.'),
      'media/film/media.json': JSON.stringify({
        id: 'film',
        kind: 'video',
        title: 'Film',
        duration: 2,
        fallback: {src: 'short.mp4', type: 'video/mp4'},
      }),
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), {recursive: true});
      await writeFile(join(folder, name), text);
    }
    await copyFile(join(root, '.uggla/fixtures/media/short.mp4'), join(folder, 'media/film/short.mp4'));
    server = await serve({
      root: folder,
      dataDir: ':memory:',
      port: 0,
      mounts: {'/bundle/': join(root, 'packages/elements/dist/bundle')},
    });
    await writeFile(join(folder, 'course.html'), page.replace('ENDPOINT', server.url));
    browser = await openBrowser({windows: false});
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    if (folder) await rm(folder, {recursive: true, force: true});
  });

  const shows = (view, words) =>
    until(
      view.page,
      (wanted) =>
        document.querySelector('uggla-course').shadowRoot?.querySelector('.lesson')?.textContent.includes(wanted),
      words,
    );
  const goTo = (view, id) => view.page.evaluate((lesson) => document.querySelector('uggla-course').goTo(lesson), id);

  it('plays a film that what was read a moment ago has opened, from an address of its own', async () => {
    const view = await openPage(browser);
    const asked = [];
    view.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await view.page.goto(`${server.url}/course.html`);
    await shows(view, 'To begin with.');
    assert.ok(!asked.some((path) => path.includes('/v1/tokens/lesson')), 'nobody asks for what is not locked');
    await until(
      view.page,
      () => document.querySelector('uggla-course').progress.lessons.begin?.completed !== undefined,
    );
    await goTo(view, 'film');
    await until(view.page, async () => {
      const player = document.querySelector('uggla-course').shadowRoot.querySelector('uggla-player');
      if (!player?.play) return false;
      await player.play().catch(() => undefined);
      return player.currentTime > 0.2;
    });
    const film = asked.filter((path) => path.endsWith('/short.mp4'));
    assert.ok(
      film.length > 0 && film.every((path) => /^\/t\/[\w.-]+\/media\/film\/short\.mp4$/.test(path)),
      film.join(),
    );
    for (const path of ['media/film/short.mp4', 'media/film/media.json', 'courses/year/later.json'])
      assert.equal((await fetch(`${server.url}/${path}`)).status, 403, path);
    assert.deepEqual([view.errors, view.breaches], [[], []]);
    await view.page.browserContext().close();
  });

  it('opens nothing to a page whose clock was put forward, and says when it opens', async () => {
    const view = await openPage(browser);
    await view.page.evaluateOnNewDocument(() => {
      const RealDate = Date;
      const ahead = 60 * 86_400_000;
      globalThis.Date = class extends RealDate {
        constructor(...given) {
          super(...(given.length > 0 ? given : [RealDate.now() + ahead]));
        }
        static now() {
          return RealDate.now() + ahead;
        }
      };
    });
    await view.page.goto(`${server.url}/course.html`);
    await shows(view, 'To begin with.');
    // By its own clock and word it was enrolled two months ago.
    await view.page.evaluate(async () => {
      const element = document.querySelector('uggla-course');
      await element.drained();
      await element.goTo('later');
    });
    await shows(view, 'This lesson is not open yet');
    const text = await view.page.evaluate(
      () => document.querySelector('uggla-course').shadowRoot.querySelector('.lesson').textContent,
    );
    assert.match(text, /Opens on /);
    assert.doesNotMatch(text, /nobody may read/);
    await view.page.browserContext().close();
  });
});
