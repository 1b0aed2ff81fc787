// What a package of another maker says while its tab closes is not lost: most say their score as their window goes.
import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import puppeteer from 'puppeteer-core';
import {chromiumArgs, findChromium, findFirefox} from '../scripts/lib/engines.mjs';
import {until} from './lib/browser.mjs';
import {root} from './lib/campus.mjs';
import {serveFiles} from './lib/files.mjs';

const calls = {
  scorm12: {
    name: 'API',
    begin: 'LMSInitialize',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    end: 'LMSFinish',
    last: {'cmi.core.exit': 'suspend', 'cmi.core.score.raw': '80', 'cmi.core.lesson_status': 'passed'},
  },
  scorm2004: {
    name: 'API_1484_11',
    begin: 'Initialize',
    get: 'GetValue',
    set: 'SetValue',
    end: 'Terminate',
    last: {
      'cmi.exit': 'suspend',
      'cmi.score.scaled': '0.8',
      'cmi.success_status': 'passed',
      'cmi.completion_status': 'completed',
    },
  },
};
const unit = ({
  name,
  begin,
  get,
  set,
  end,
  last,
}) => `<!doctype html><html lang="en"><title>Chair</title><h1>Chair</h1><script>
const lms = parent.${name};
lms.${begin}('');
document.body.dataset.kept = lms.${get}('cmi.suspend_data');
addEventListener('unload', () => {
  lms.${set}('cmi.suspend_data', document.body.dataset.kept + '+');
  for (const [name, value] of ${JSON.stringify(Object.entries(last))}) lms.${set}(name, value);
  lms.${end}('');
});
</script>`;
const courseOf = (standard) => ({
  id: `https://acme.example/courses/${standard}`,
  version: '1',
  languages: ['en'],
  title: 'Chair',
  items: [
    {
      id: 'chair',
      kind: 'embed',
      title: 'Chair',
      src: `${standard}/unit/index.html`,
      standard,
      complete: {passed: true},
    },
  ],
});
const page = (standard) =>
  `<!doctype html><html lang="en"><title>Course</title><link rel="icon" href="data:,"><script type="module" src="/bundle/uggla-course.js"></script><uggla-course src="${standard}.json" records="local"></uggla-course>`;

const engines = {
  chromium: (profile) => ({executablePath: findChromium(), args: chromiumArgs(), userDataDir: profile}),
  firefox: (profile) => ({
    browser: 'firefox',
    executablePath: findFirefox(),
    args: ['--profile', profile],
    protocol: 'webDriverBiDi',
  }),
};

for (const [engine, settings] of Object.entries(engines)) {
  describe(`a package’s last words, in ${engine}`, () => {
    let server, browser, profile;

    before(async () => {
      server = await serveFiles((path) => {
        const [, standard, ending] = /^\/(scorm12|scorm2004)(\.html|\.json|\/unit\/index\.html)$/.exec(path) ?? [];
        if (ending === '.html') return {type: '.html', body: page(standard)};
        if (ending === '.json') return {type: '.json', body: JSON.stringify(courseOf(standard))};
        if (ending) return {type: '.html', body: unit(calls[standard])};
        return path.startsWith('/bundle/') ? {file: join(root, 'packages/elements/dist', path)} : undefined;
      });
      profile = await mkdtemp(join(tmpdir(), 'uggla-last-'));
      browser = await puppeteer.launch({headless: true, ...settings(profile)});
    });
    after(async () => {
      await browser?.close();
      server?.stop();
      await rm(profile, {recursive: true, force: true, maxRetries: 5});
    });

    /** The course in a tab, once its package has found the run-time; and what that has kept. */
    async function open(standard) {
      const tab = await browser.newPage();
      await tab.goto(`${server.url}${standard}.html`);
      await until(tab, () => {
        const frame = document
          .querySelector('uggla-course')
          ?.shadowRoot?.querySelector('iframe')
          ?.contentDocument?.querySelector('iframe');
        return frame?.contentDocument?.body?.dataset.kept !== undefined;
      });
      return {
        tab,
        kept: await tab.evaluate(
          () =>
            document
              .querySelector('uggla-course')
              .shadowRoot.querySelector('iframe')
              .contentDocument.querySelector('iframe').contentDocument.body.dataset.kept,
        ),
      };
    }

    for (const standard of Object.keys(calls)) {
      it(`counts, and is there at the next visit, when the tab is closed or goes elsewhere (${standard})`, async () => {
        const {tab} = await open(standard);
        const gone = new Promise((resolve) => tab.once('close', resolve));
        await tab.close({runBeforeUnload: true});
        await gone;

        const second = await open(standard);
        assert.equal(second.kept, '+');
        await until(second.tab, () => {
          const {passed, score, completed} = document.querySelector('uggla-course').progress.lessons.chair ?? {};
          return passed === true && score === 0.8 && completed !== undefined;
        });
        await second.tab.goto('about:blank');

        const third = await open(standard);
        assert.equal(third.kept, '++');
        const verdicts = await third.tab.evaluate(async () =>
          (await document.querySelector('uggla-course').exportRecords())
            .map(({verb}) => verb.id.split('/').pop())
            .filter((verb) => /passed|failed/.test(verb)),
        );
        assert.deepEqual(verdicts, ['passed'], 'it is told once');
        await third.tab.close();
      });
    }
  });
}
