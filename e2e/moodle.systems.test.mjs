// Courses of ours in a Moodle, which is installed for it: packages are imported, played, left, gone on with, graded; by LTI 1.3 a
// course is chosen, the class enrolled, the course passed and graded (UGGLA_MOODLE: its folder; PHP with the extensions that Moodle
// wants, and a MariaDB, on the path: Debian's php-cli, php-mysql, php-intl, …, mariadb-server).
import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {openBrowser, openPage, until} from './lib/browser.mjs';
import {freePort} from './lib/mariadb.mjs';
import {startMoodle} from './lib/moodle.mjs';
import {answerQuiz} from './lib/quiz.mjs';
import {exportWelcome} from './lib/welcome.mjs';
import {serve} from '../packages/server/dist/index.js';

const KINDS = ['scorm12', 'scorm2004'];
/** The course of the packages, as it is published. */
const COURSE = 'https://campus.example/courses/acogida';

/** What Moodle is to have kept, by kind: while it was left, and at the end. */
const KEPT = {
  scorm12: {
    left: {'cmi.core.lesson_status': 'incomplete', 'cmi.core.exit': 'suspend', 'cmi.core.lesson_location': 'prueba'},
    done: {
      'cmi.core.lesson_status': 'passed',
      'cmi.core.score.raw': '100',
      'cmi.core.score.min': '0',
      'cmi.core.score.max': '100',
      'cmi.interactions_0.result': 'correct',
      'cmi.interactions_1.result': 'correct',
    },
  },
  scorm2004: {
    left: {'cmi.completion_status': 'incomplete', 'cmi.exit': 'suspend', 'cmi.location': 'prueba'},
    done: {
      'cmi.completion_status': 'completed',
      'cmi.success_status': 'passed',
      'cmi.score.scaled': '1',
      'cmi.score.raw': '100',
      'cmi.progress_measure': '1',
      'cmi.interactions.0.result': 'correct',
      'cmi.interactions.1.result': 'correct',
    },
  },
};

describe('our courses in Moodle', () => {
  let folder, moodle, browser, made;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uggla-moodle-packages-'));
    await exportWelcome(folder, ...KINDS);
    moodle = await startMoodle(process.env.UGGLA_MOODLE);
    made = await moodle.make(Object.fromEntries(KINDS.map((kind) => [kind, join(folder, `${kind}.zip`)])));
    console.log(`Moodle ${made.release}`);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await moodle?.stop();
    if (folder) await rm(folder, {recursive: true, force: true, maxRetries: 5});
  });

  /** Opens the package as a learner does, from wherever one is. */
  async function play(page, activity) {
    await page.goto(moodle.player(activity));
    const frame = await page.waitForFrame((one) => one.url().includes('/mod_scorm/content/'), {timeout: 60_000});
    await frame.waitForFunction(() => document.querySelector('uggla-course')?.matches(':state(ready)'), {
      timeout: 60_000,
    });
    return frame;
  }
  const drained = (frame) => frame.evaluate(() => document.querySelector('uggla-course').drained());
  const keptOf = ({elements}, wanted) =>
    Object.fromEntries(Object.keys(wanted).map((name) => [name, elements[name] ?? 'nothing']));

  for (const kind of KINDS) {
    it(`${kind}: is imported, left, gone on with, passed and graded, in one attempt`, async () => {
      const activity = made.activities[kind];
      assert.equal(activity.version, kind === 'scorm12' ? 'SCORM_1.2' : 'SCORM_1.3');
      const {page, errors} = await openPage(browser);
      await moodle.signIn(page);

      const first = await play(page, activity);
      await first.evaluate(() => document.querySelector('uggla-course').goTo('hola'));
      await first.waitForFunction(
        () => document.querySelector('uggla-course').progress.lessons.hola?.completed !== undefined,
      );
      await first.evaluate(() => document.querySelector('uggla-course').goTo('prueba'));
      await drained(first);
      await page.goto(`${moodle.url}/course/view.php?id=${made.course}`);
      const left = await moodle.report(made, activity);
      assert.deepEqual(keptOf(left, KEPT[kind].left), KEPT[kind].left);
      assert.equal(left.complete, 0);

      const again = await play(page, activity);
      assert.deepEqual(
        await again.evaluate(() => {
          const {lesson, progress} = document.querySelector('uggla-course');
          return [lesson, progress.lessons.hola?.completed !== undefined];
        }),
        ['prueba', true],
        'it goes on where it was left',
      );
      await answerQuiz(again, {puerta: 'Fals', salida: 'escalera'}); // Falso, or False: as the browser's language is
      await again.waitForFunction(() => document.querySelector('uggla-course').progress.completed !== undefined);
      await drained(again);
      await page.goto(`${moodle.url}/course/view.php?id=${made.course}`);
      const done = await moodle.report(made, activity);
      assert.deepEqual(keptOf(done, KEPT[kind].done), KEPT[kind].done);
      assert.deepEqual([done.attempts, done.grade], [1, 100]);
      assert.ok(done.complete > 0, 'the activity is complete');

      await play(page, activity); // looked at once more: nothing is taken back
      await page.goto(`${moodle.url}/course/view.php?id=${made.course}`);
      const seen = await moodle.report(made, activity);
      assert.deepEqual(keptOf(seen, KEPT[kind].done), KEPT[kind].done);
      assert.deepEqual([seen.attempts, seen.grade], [1, 100]);
      assert.deepEqual(errors, []);
      await page.browserContext().close();
    });
  }

  describe('by LTI 1.3', () => {
    let server, tool, registered, activity;
    before(async () => {
      const port = await freePort();
      tool = `http://localhost:${port}`; // another site than Moodle's
      registered = await moodle.tool(made, tool);
      server = await serve({
        root: join(folder, 'published'),
        dataDir: ':memory:',
        port,
        publicUrl: tool,
        limits: {scoreDelayMs: 0},
        lti: [
          {
            name: 'Moodle',
            issuer: moodle.url,
            clientId: registered.client,
            deploymentIds: [String(registered.type)],
            authorizationEndpoint: `${moodle.url}/mod/lti/auth.php`,
            tokenEndpoint: `${moodle.url}/mod/lti/token.php`,
            jwksUri: `${moodle.url}/mod/lti/certs.php`,
          },
        ],
      });
    });
    after(() => server?.close());

    const toolIn = (page) => page.frames().find((one) => one.url().startsWith(`${tool}/`));
    /** Waits until it is so in the frame of the tool, whichever that is just then. */
    const comes = (page, isSo) =>
      until(
        {
          evaluate: (one) =>
            toolIn(page)
              ?.evaluate(one)
              .catch(() => false),
        },
        isSo,
      );

    it('a teacher chooses a course for an activity, and enrols the class', async () => {
      const {page, errors} = await openPage(browser);
      await moodle.signIn(page, 'rosa');
      const fresh = {add: 'lti', typeid: registered.type, course: made.course, section: 1, return: 0};
      await page.goto(`${moodle.url}/course/modedit.php?${new URLSearchParams(fresh)}`);
      await until(page, () => typeof globalThis.processContentItemReturnData === 'function');
      await page.click('[name=selectcontent]');
      await comes(page, () => document.querySelector('[data-choice] button')?.disabled === false);
      await toolIn(page).evaluate(() => document.querySelector('input[name=course]').click());
      await toolIn(page).evaluate(() => document.querySelector('[data-choice] button').click());
      await until(page, () => document.querySelector('#id_name').value !== '');
      await Promise.all([
        page.waitForNavigation({timeout: 60_000}),
        page.evaluate(() => document.querySelector('#id_submitbutton2').click()),
      ]);
      activity = await moodle.linked(made, registered);
      assert.deepEqual([activity.name, activity.custom], ['Welcome', `course=${COURSE}`]);

      await page.goto(`${moodle.url}/mod/lti/view.php?id=${activity.module}`);
      await comes(page, () => document.querySelector('[data-members]')?.hidden === false);
      await toolIn(page).evaluate(() => document.querySelector('[data-members] button').click());
      await comes(page, () => /\d/.test(document.querySelector('[data-members] [role=status]').textContent));
      assert.equal(
        await toolIn(page).evaluate(() => document.querySelector('[data-members] [role=status]').textContent),
        'Learners in the class: 1. Newly enrolled: 1.',
      );
      assert.deepEqual(errors, []);
      await page.browserContext().close();
    });

    it('a learner opens it in its frame, completes it, and finds the grade in the gradebook', async () => {
      const {page, errors} = await openPage(browser);
      await moodle.signIn(page);
      await page.goto(`${moodle.url}/mod/lti/view.php?id=${activity.module}`);
      await comes(page, () => document.querySelector('uggla-course')?.matches(':state(ready)') === true);
      const frame = toolIn(page);
      await frame.evaluate(() => document.querySelector('uggla-course').goTo('hola'));
      await comes(page, () => document.querySelector('uggla-course').progress.lessons.hola?.completed !== undefined);
      await frame.evaluate(() => document.querySelector('uggla-course').goTo('prueba'));
      // in Moodle's language
      await answerQuiz(frame, {puerta: 'False', salida: 'escalera'});
      await comes(page, () => document.querySelector('uggla-course').progress.completed !== undefined);
      await frame.evaluate(() => document.querySelector('uggla-course').drained());
      for (const began = Date.now(); (await moodle.grade(made, activity)) !== 100;)
        assert.ok(Date.now() - began < 60_000, 'the grade never came');
      await page.goto(`${moodle.url}/grade/report/user/index.php?id=${made.course}`);
      const row = await page.evaluate(
        (name) => [...document.querySelectorAll('tr')].find((one) => one.textContent.includes(name))?.textContent ?? '',
        activity.name,
      );
      assert.match(row, /100\.00/);
      assert.deepEqual(errors, []);
      await page.browserContext().close();
    });
  });
});
