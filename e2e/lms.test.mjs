// An exported package inside an LMS: scorm-again as the LMS's run-time, in the window around the package's frame.
import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {createServer} from 'node:http';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {extname, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {unzipSync} from 'fflate';
import {openBrowser, openPage} from './lib/browser.mjs';
import {command, publishCampus, published, root} from './lib/campus.mjs';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.mp4': 'video/mp4',
  '.svg': 'image/svg+xml',
  '.vtt': 'text/vtt',
};

/** The LMS: what it kept (`kept` in its storage) is what the next launch begins with; `?popup` opens a window in place of a frame. */
const LMS = `<!doctype html><meta charset="utf-8"><title>LMS</title><script src="/scorm-again.js"></script><script>
const api = globalThis.API = new Scorm12API({autocommit: false, logLevel: 5});
api.loadFromJSON(JSON.parse(localStorage.kept ?? '{"core":{"student_id":"ana-7","student_name":"Ruiz, Ana"}}'), 'cmi');
const keep = () => { localStorage.kept = JSON.stringify(api.cmi); };
api.on('LMSCommit', keep);
api.on('LMSFinish', () => { keep(); localStorage.ended = Number(localStorage.ended ?? 0) + 1; });
</script><body></body>`;

describe('a package in an LMS', () => {
  let browser, folder, files, server, origin;
  let each = {};

  before(async () => {
    await publishCampus();
    folder = await mkdtemp(join(tmpdir(), 'uggla-package-'));
    const zip = join(folder, 'welcome.zip');
    execFileSync(process.execPath, [
      command,
      'export',
      'proteccion-de-datos',
      '--to',
      'scorm12',
      '--campus',
      published,
      '--out',
      zip,
    ]);
    files = unzipSync(await readFile(zip));
    const library = await readFile(join(root, 'node_modules/scorm-again/dist/scorm-again.min.js'));
    server = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
      const content =
        path === '/lms'
          ? LMS
          : path === '/scorm-again.js'
            ? library
            : path === '/nest'
              ? '<iframe src="/package/index.html"></iframe>'
              : (files[path.replace('/package/', '')] ?? each[path.replace('/each/', '')]);
      if (!content) return response.writeHead(404).end();
      const type =
        TYPES[extname(path)] ?? (path === '/lms' || path === '/nest' ? 'text/html' : 'application/octet-stream');
      return response.writeHead(200, {'content-type': type}).end(content);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${server.address().port}`;
    browser = await openBrowser({windows: false});
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    if (folder) await rm(folder, {recursive: true, force: true});
  });

  const kept = async (page) => JSON.parse(await page.evaluate(() => localStorage.kept));
  /** Opens the LMS, and the package in a frame of it. */
  async function launch(view, address = '/package/index.html') {
    await view.page.goto(`${origin}/lms`);
    await view.page.evaluate(
      (src) => document.body.append(Object.assign(document.createElement('iframe'), {src})),
      address,
    );
    const frame = await view.page.waitForFrame((one) => one.url().endsWith('/package/index.html'), {timeout: 20_000});
    await isReady(frame);
    return frame;
  }
  const isReady = (frame) =>
    frame.waitForFunction(() => document.querySelector('uggla-course')?.matches(':state(ready)'), {timeout: 30_000});

  it('begins, is left by closing the frame, and goes on from there under its own strict policy', async () => {
    const view = await openPage(browser);
    const frame = await launch(view);
    const lessons = await frame.evaluate(async () => {
      const course = document.querySelector('uggla-course');
      const {course: definition} = await fetch(course.src).then(async (answer) => ({course: await answer.json()}));
      const ids = definition.items.flatMap((item) => item.items ?? [item]).map(({id}) => id);
      await course.goTo(ids[1]);
      await course.drained();
      return ids;
    });
    assert.equal((await kept(view.page)).core.lesson_status, 'incomplete');
    await view.page.evaluate(() => document.querySelector('iframe').remove());
    await view.page.waitForFunction(() => localStorage.ended === '1');
    const {core} = await kept(view.page);
    assert.deepEqual([core.lesson_location, core.exit], [lessons[1], 'suspend']);
    await view.page.evaluate(() => indexedDB.deleteDatabase('uggla-records'));
    const again = await launch(view);
    // It was done by being seen: what is left to do comes first.
    const [lesson, done] = await again.evaluate(
      (id) => [
        document.querySelector('uggla-course').lesson,
        document.querySelector('uggla-course').progress.lessons[id].completed,
      ],
      lessons[1],
    );
    assert.deepEqual([lesson, typeof done], [lessons[0], 'string']);
    assert.deepEqual([view.errors, view.breaches, view.foreign], [[], [], []]);
    await view.page.browserContext().close();
  });

  for (const kind of ['scorm12', 'scorm2004']) {
    it(`is tried by \`uggla export --try\` (${kind}): each call is written down, and it goes on where it was left`, async () => {
      const child = spawn(
        process.execPath,
        [
          command,
          'export',
          'proteccion-de-datos',
          '--to',
          kind,
          '--campus',
          published,
          '--out',
          join(folder, `${kind}.zip`),
          '--try',
          '--json',
        ],
        {stdio: ['ignore', 'pipe', 'inherit']},
      );
      try {
        let told = '';
        for await (const bytes of child.stdout) if ((told += bytes).trimEnd().endsWith('}')) break;
        const view = await openPage(browser);
        await view.page.goto(JSON.parse(told).url);
        const open = async () => {
          const frame = await view.page.waitForFrame((one) => one.url().includes('/package/index.html'), {
            timeout: 20_000,
          });
          await isReady(frame);
          return frame;
        };
        await (
          await open()
        ).evaluate(async () => {
          const course = document.querySelector('uggla-course');
          await course.goTo('politica');
          await course.drained();
        });
        const calls = () => view.page.$eval('#log', (one) => one.innerText);
        const [begin, commit] = kind === 'scorm12' ? ['LMSInitialize', 'LMSCommit'] : ['Initialize', 'Commit'];
        assert.match(await calls(), new RegExp(`${begin}\\(""\\) → "true"[\\s\\S]*${commit}\\(""\\) → "true"`));
        assert.equal(await view.page.$$eval('.wrong', (all) => all.map((one) => one.innerText).join('\n')), '');
        await Promise.all([view.page.waitForNavigation(), view.page.click('#again')]);
        await open();
        assert.match(await calls(), /GetValue\("cmi.suspend_data"\) → "U.{8,}"/);
        await Promise.all([view.page.waitForNavigation(), view.page.click('#anew')]);
        await open();
        assert.match(await calls(), /GetValue\("cmi.suspend_data"\) → ""/);
        assert.deepEqual([view.errors, view.foreign], [[], []]);
        await view.page.browserContext().close();
      } finally {
        child.kill();
      }
    });
  }

  it('is one lesson a page, with a state of its own, when it is made with --sco each', async () => {
    const zip = join(folder, 'each.zip');
    const args = [
      'export',
      'proteccion-de-datos',
      '--to',
      'scorm12',
      '--sco',
      'each',
      '--campus',
      published,
      '--out',
      zip,
    ];
    execFileSync(process.execPath, [command, ...args]);
    each = unzipSync(await readFile(zip));
    const pages = Object.keys(each).filter((name) => /^lesson-.*\.html$/.test(name));
    assert.ok(pages.length >= 2);
    const view = await openPage(browser);
    for (const name of ['lesson-politica.html', pages.find((one) => one !== 'lesson-politica.html')]) {
      await view.page.goto(`${origin}/lms`);
      await view.page.evaluate((src) => {
        localStorage.removeItem('kept'); // an LMS keeps a state for each
        document.body.append(Object.assign(document.createElement('iframe'), {src}));
      }, `/each/${name}`);
      const frame = await view.page.waitForFrame((one) => one.url().endsWith(name), {timeout: 20_000});
      await isReady(frame);
      const shown = await frame.evaluate(async () => {
        const course = document.querySelector('uggla-course');
        await course.drained();
        return [...course.renderRoot.querySelectorAll('.lesson-link')].map(({dataset}) => dataset.lesson);
      });
      const lesson = name.slice('lesson-'.length, -'.html'.length);
      assert.deepEqual(shown, [lesson]);
      const {core, suspend_data: state} = await kept(view.page);
      assert.deepEqual([core.lesson_location, state === ''], [lesson, false]);
    }
    assert.deepEqual([view.errors, view.breaches, view.foreign], [[], [], []]);
    await view.page.browserContext().close();
  });

  it('speaks the language of the browser, then that of the LMS, then the one that the learner chooses, which the LMS keeps', async () => {
    const view = await openPage(browser);
    await view.page.evaluateOnNewDocument(() =>
      Object.defineProperty(navigator, 'languages', {get: () => ['en-GB', 'en']}),
    );
    const shown = (frame) =>
      frame.evaluate(() => {
        const {title} = document;
        const {renderRoot} = document.querySelector('uggla-course');
        return [document.documentElement.lang, title, renderRoot.querySelector('h2').textContent];
      });
    const frame = await launch(view);
    const [language, title, heading] = await shown(frame);
    assert.deepEqual([language, title], ['en', heading]);
    await frame.select('uggla-course >>> [part=language]', 'es');
    await frame.waitForFunction(() => document.documentElement.lang === 'es');
    const [, ...spanish] = await shown(frame);
    assert.notEqual(spanish[0], title);
    assert.equal(spanish[0], spanish[1]);
    assert.equal((await kept(view.page)).student_preference.language, 'es');
    await view.page.evaluate(() => {
      document.querySelector('iframe').remove();
      for (const key of Object.keys(localStorage)) if (key.startsWith('uggla-course:')) localStorage.removeItem(key);
    });
    const again = await launch(view); // as on another device
    await again.waitForFunction(() => document.documentElement.lang === 'es');
    assert.deepEqual((await shown(again)).slice(1), spanish);
    assert.deepEqual([view.errors, view.breaches, view.foreign], [[], [], []]);
    await view.page.browserContext().close();
  });

  it('finds the LMS through a frame in a frame, and through the window that opened it', async () => {
    const view = await openPage(browser);
    await launch(view, '/nest');
    await view.page.goto(`${origin}/lms`);
    const [popup] = await Promise.all([
      new Promise((resolve) => view.page.once('popup', resolve)),
      view.page.evaluate(() => void globalThis.open('/package/index.html', 'course', 'width=900,height=700')),
    ]);
    await isReady(popup);
    await popup.evaluate(() => document.querySelector('uggla-course').drained());
    await popup.close();
    await view.page.waitForFunction(() => Number(localStorage.ended) >= 2);
    await view.page.browserContext().close();
  });

  it('keeps what was done when its window is killed', async () => {
    const view = await openPage(browser);
    await launch(view);
    const before = (await kept(view.page)).suspend_data;
    const done = await view.page
      .frames()
      .find((one) => one.url().includes('/package/'))
      .evaluate(async () => {
        const course = document.querySelector('uggla-course');
        await course.drained();
        return course.lesson;
      });
    const session = await view.page.createCDPSession();
    const crashed = new Promise((resolve) => view.page.once('error', resolve));
    void session.send('Page.crash').catch(() => undefined); // nobody is left to answer
    await crashed;
    const next = await view.page.browserContext().newPage();
    const frame = await launch({...view, page: next});
    assert.notEqual(before, '');
    assert.equal(await frame.evaluate(() => document.querySelector('uggla-course').lesson), done);
    await next.browserContext().close();
  });

  it('says in red where it looked when it is opened outside an LMS', async () => {
    const view = await openPage(browser);
    await view.page.goto(`${origin}/package/index.html?debug`);
    const alert = await view.page.waitForSelector('uggla-course >>> [role=alert]', {timeout: 20_000});
    const text = await alert.evaluate((one) => one.textContent);
    assert.match(text, /records-lms-missing/);
    assert.match(text, /Looked for API in 1 window/);
    await view.page.waitForFunction(() =>
      document.querySelector('[role=log]')?.textContent.includes('records-lms-missing'),
    );
    await view.page.browserContext().close();
  });
});
