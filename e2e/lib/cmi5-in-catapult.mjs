// A cmi5 package of ours in ADL's CATAPULT player, which refuses what breaks a rule of cmi5, before a record store.
// UGGLA_CATAPULT: a checkout of adlnet/CATAPULT with the packages of player/service installed; a MariaDB on the path (Debian: mariadb-server).
import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {openBrowser, until} from './browser.mjs';
import {startCatapult} from './catapult.mjs';
import {answerQuiz} from './quiz.mjs';
import {exportWelcome} from './welcome.mjs';

const actor = {objectType: 'Agent', name: 'Ana Ruiz', account: {homePage: 'https://lms.example', name: 'ana-7'}};

/**
 * Tests of the package in the player.
 *
 * @param {string} storeName - for the reader of results.
 * @param {(folder: string) => Promise<{endpoint: string, user: string, password: string, statements: (query: object) => Promise<object[]>, stop: () => Promise<void>}>} startStore -
 *   given a folder of its own; `statements` are in the order in which they came.
 */
export function describeCmi5InCatapult(storeName, startStore) {
  describe(`our cmi5 package in ADL’s CATAPULT player before ${storeName}`, () => {
    let folder, store, player, browser, course;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'uggla-cmi5-'));
      await exportWelcome(folder, 'cmi5');
      store = await startStore(join(folder, 'data'));
      assert.ok(process.env.UGGLA_CATAPULT, 'UGGLA_CATAPULT is not set; it names a checkout of adlnet/CATAPULT');
      player = await startCatapult(process.env.UGGLA_CATAPULT, store);
      course = await player.import(await readFile(join(folder, 'cmi5.zip')));
      browser = await openBrowser();
    });
    after(async () => {
      await browser?.close();
      await player?.stop();
      await store?.stop();
      if (folder) await rm(folder, {recursive: true, force: true, maxRetries: 5});
    });

    /** What the store holds of a registration, in the order in which it came. */
    const records = (registration) => store.statements({registration});
    /** Tells what is said of the unit, and of the course by the player, from what is said of lessons. */
    const unitOf =
      ([launched]) =>
      (one) =>
        one.object.id === launched.object.id || one.verb.id.endsWith('/satisfied');
    const said = (statements) => statements.map(({verb}) => verb.id.split('/').pop());
    /** Opens the unit as the player launches it, and writes down what the player refused. */
    async function open(launched) {
      const page = await browser.newPage();
      const refused = [];
      page.on('response', async (response) => {
        if (response.url().includes('/lrs/') && response.status() >= 400 && response.status() !== 404)
          refused.push(`${response.status()} ${await response.text().catch(() => '')}`);
      });
      await page.goto(launched.url);
      await until(page, () => document.querySelector('uggla-course')?.matches(':state(ready)'));
      return {page, refused};
    }
    const drained = (page) => page.evaluate(() => document.querySelector('uggla-course').drained());

    it('is imported, launched, done in two visits, and satisfied', async () => {
      const {code, id} = await player.register(course.id, actor, 'es,en');
      const first = await player.launch(course.id, {actor, reg: code});
      const {page, refused} = await open(first);
      await page.evaluate(() => document.querySelector('uggla-course').goTo('hola'));
      await until(page, () => document.querySelector('uggla-course').progress.lessons.hola?.completed !== undefined);
      await drained(page);
      assert.deepEqual(refused, []);
      await page.close();
      await told('is_terminated', first.id);
      assert.equal(await satisfied(id), false);

      const second = await player.launch(course.id, {actor, reg: code});
      const again = await open(second);
      assert.equal(
        await again.page.evaluate(() => document.querySelector('uggla-course').lesson),
        'prueba',
        'it goes on where it was left',
      );
      await answerQuiz(again.page, {puerta: 'Falso', salida: 'escalera'});
      await until(again.page, () => document.querySelector('uggla-course').progress.completed !== undefined);
      await drained(again.page);
      assert.deepEqual(again.refused, []);
      assert.equal(await satisfied(id), true);
      await again.page.close();
      await told('is_terminated', second.id);

      const statements = await records(code);
      const ofUnit = unitOf(statements);
      const unit = said(statements.filter(ofUnit));
      assert.deepEqual(
        [...unit.slice(0, 5), ...unit.slice(5, -1).sort(), ...unit.slice(-1)],
        [
          'launched',
          'initialized',
          'terminated',
          'launched',
          'initialized',
          'completed',
          'passed',
          'satisfied',
          'terminated',
        ],
      );
      const lessons = statements.filter((one) => !ofUnit(one));
      assert.deepEqual(said(lessons).sort(), [
        'answered',
        'answered',
        'completed',
        'completed',
        'initialized',
        'initialized',
        'passed',
      ]);
      assert.equal(statements.find((one) => ofUnit(one) && one.verb.id.endsWith('/passed')).result.score.scaled, 1);
    });

    it('is passed by nobody who answers wrongly, and goes on after a reload by the keyboard, not by the button', async () => {
      const ben = {...actor, name: 'Ben', account: {...actor.account, name: 'ben'}};
      const {code, id} = await player.register(course.id, ben, 'es,en');
      const launched = await player.launch(course.id, {actor: ben, reg: code});
      const {page, refused} = await open(launched);
      await page.evaluate(() => document.querySelector('uggla-course').goTo('hola'));
      await until(page, () => document.querySelector('uggla-course').progress.lessons.hola?.completed !== undefined);
      await page.evaluate(() => document.querySelector('uggla-course').goTo('prueba'));
      await answerQuiz(page, {puerta: 'Verdadero', salida: 'ascensor'});
      await until(page, () => document.querySelector('uggla-course').progress.lessons.prueba?.attempts === 1);
      await drained(page);
      await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', {key: 'F5'}))); // the browser itself acts on no made key
      await page.reload();
      await until(page, () => document.querySelector('uggla-course')?.matches(':state(ready)'));
      await page.evaluate(() => document.querySelector('uggla-course').goTo('hola'));
      await drained(page);
      assert.deepEqual([refused, await satisfied(id)], [[], false]);
      const statements = await records(code);
      assert.deepEqual(
        said(statements.filter(unitOf(statements))),
        ['launched', 'initialized'],
        'one session, and no verdict',
      );
      await page.reload(); // by no key: no page can tell it from being closed
      await told('is_terminated', launched.id);
      const alert = await page.waitForSelector('uggla-course >>> [role=alert]');
      assert.match(await alert.evaluate((one) => one.textContent), /records-launch-spent/);
      assert.deepEqual(refused, []);
      await page.close();
    });

    it('records nothing when it is only looked at again', async () => {
      const cleo = {...actor, name: 'Cleo', account: {...actor.account, name: 'cleo'}};
      const {code} = await player.register(course.id, cleo, 'es,en');
      const launched = await player.launch(course.id, {actor: cleo, reg: code, launchMode: 'Browse'});
      const {page, refused} = await open(launched);
      await page.evaluate(() => document.querySelector('uggla-course').goTo('hola'));
      await drained(page);
      await page.close();
      await told('is_terminated', launched.id);
      assert.deepEqual(refused, []);
      assert.deepEqual(
        said(await records(code)).filter((one) => ['completed', 'passed', 'failed'].includes(one)),
        [],
      );
    });

    const satisfied = async (id) => Boolean((await player.registration(id)).metadata.moveOn.satisfied);
    /** Waits until the player was told. */
    async function told(what, session) {
      const name = what.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
      for (let round = 0; ; round++) {
        const found = await player.session(session);
        if (found[what] || found[name]) return;
        assert.ok(round < 300, `${what} never came: ${JSON.stringify(found)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  });
}
