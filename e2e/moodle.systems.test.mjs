// Packages of ours in a Moodle, which is installed for it: imported, played, left, gone on with, graded (UGGLA_MOODLE: its folder;
// PHP with the extensions that Moodle wants, and a MariaDB, on the path: Debian's php-cli, php-mysql, php-intl, …, mariadb-server).
import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {openBrowser, openPage} from './lib/browser.mjs';
import {startMoodle} from './lib/moodle.mjs';
import {answerQuiz} from './lib/quiz.mjs';
import {exportWelcome} from './lib/welcome.mjs';

const KINDS = ['scorm12', 'scorm2004'];

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

describe('our SCORM packages in Moodle', () => {
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
      await answerQuiz(again, {puerta: 'Falso', salida: 'escalera'});
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
});
