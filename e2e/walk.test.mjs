// The whole path, as a person goes it: search, film, quiz, document, chat, citation; then the network goes away.
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {openBrowser, openPage, seen} from './lib/browser.mjs';
import {publishCampus, serveCampus} from './lib/campus.mjs';
import {answerQuiz} from './lib/quiz.mjs';

const COURSE = 'https://campus.olmeda.example/courses/ergonomia';
const verb = (statement) => statement.verb.id.split('/').at(-1);

describe('a person in the sample campus', () => {
  let browser, server, view, page;

  before(async () => {
    await publishCampus();
    server = await serveCampus();
    browser = await openBrowser();
    view = await openPage(browser, {width: 390, height: 844});
    page = view.page;
    await page.goto(server.url, {waitUntil: 'load'});
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('searches "ergonomía" and opens the course', async () => {
    const search = await seen(page, 'uggla-campus >>> [part~="search"] input, uggla-campus >>> input[part~="search"]');
    await search.type('ergonomía');
    const found = await seen(page, 'uggla-campus >>> ::-p-text(Ergonomía en el puesto de trabajo)');
    await found.evaluate((element) => element.closest('a, button').click());
    await seen(page, 'body >>> [part~="lesson"]');
    assert.match(await page.evaluate(() => location.hash), /ergonomia/);
  });

  it('plays its HLS film to 90 %, and the lesson is complete', async () => {
    const player = await openLesson('ajusta-tu-puesto', 'uggla-player');
    await player.evaluate(async (element) => {
      element.muted = true;
      element.playbackRate = 2;
      await element.play();
    });
    await page.waitForFunction(() => globalThis.deep('uggla-player')?.currentTime > 1, {timeout: 30_000});
    // Half of it by itself, at twice the speed; the rest too: nothing else completes it.
    await page.waitForFunction(() => lessonDone('ajusta-tu-puesto'), {timeout: 120_000});
    const {hls, time, duration} = await page.evaluate(() => {
      const player = globalThis.deep('uggla-player');
      const hls = performance.getEntriesByType('resource').filter(({name}) => name.endsWith('.m4s')).length;
      return {hls, time: player.currentTime, duration: player.duration};
    });
    assert.ok(hls > 3, `${hls} HLS segments were fetched`);
    assert.ok(time / duration >= 0.85, `${time} of ${duration} s`);
  });

  it('reads the article', async () => {
    await openLesson('lista-de-ajustes', '[part~="lesson"]');
    await page.evaluate(() => {
      const text = globalThis.deep('[part~="lesson"]');
      text.lastElementChild?.scrollIntoView();
      globalThis.scrollTo(0, document.body.scrollHeight);
    });
    await scrollThrough();
    await page.waitForFunction(() => lessonDone('lista-de-ajustes'), {timeout: 60_000});
  });

  it('answers the quiz and passes', async () => {
    await openLesson('comprueba-tu-puesto', '[part~="quiz"]');
    await answerQuiz(page, {
      altura: 'Con los pies apoyados en el suelo',
      pantalla: 'superior',
      distancia: 60,
      pausas: 'Falso',
      brazos: ['Hombros sueltos', 'Codos a unos 90°', 'Muñecas rectas'],
      orden: ['La altura de la silla', 'El respaldo', 'El teclado', 'La pantalla'],
      parejas: {'Cada 20 minutos': 'Mirar lejos', 'Cada hora': 'Levantarse', 'En una llamada larga': 'Ponerse de pie'},
    });
    await page.waitForFunction(() => lessonDone('comprueba-tu-puesto'), {timeout: 20_000});
  });

  it('acknowledges the document, and sees the course complete', async () => {
    await openLesson('mi-puesto-esta-ajustado', '[part~="accept"]');
    await scrollThrough();
    const name = await seen(page, 'body >>> input[autocomplete="name"]');
    await name.type('Lena Prueba');
    const accept = await seen(page, 'body >>> [part~="accept"][aria-disabled="false"]', {timeout: 60_000});
    await page.evaluate((element) => element.click(), accept);
    await page.waitForFunction(() => lessonDone('mi-puesto-esta-ajustado'), {timeout: 20_000});
    assert.match(await page.$eval('body >>> .signed', ({textContent}) => textContent), /Lena Prueba/);
    const progress = await page.evaluate(() => globalThis.deep('uggla-course').progress);
    assert.ok(progress.completed, `the course is not complete: ${JSON.stringify(progress)}`);
    await page.evaluate(() => globalThis.deep('uggla-course').drained());
  });

  it('finds the statements in the store of the server', async () => {
    const statements = await readStatements();
    const verbs = new Set(statements.map(verb));
    for (const one of ['initialized', 'played', 'answered', 'passed', 'completed', 'acknowledge'])
      assert.ok(verbs.has(one), `no ${one}: ${[...verbs]}`);
    assert.ok(
      statements.some((one) => verb(one) === 'completed' && one.object.id === COURSE),
      'the course was completed',
    );
    assert.equal(new Set(statements.map(({id}) => id)).size, statements.length, 'no statement stands twice');
  });

  it('asks the chat, and the citation takes the player to that second', async () => {
    await (await seen(page, 'uggla-chat >>> [part~="launcher"]')).click();
    await (await seen(page, 'uggla-chat >>> textarea')).type('¿Cómo ajusto la altura de la silla?');
    await page.keyboard.press('Enter');
    const citation = await seen(page, 'uggla-chat >>> [part~="citation"]', {timeout: 20_000});
    const text = await page.evaluate(
      () =>
        globalThis.deep('uggla-chat [part~="assistant"], uggla-chat').shadowRoot.querySelector('[part~="assistant"]')
          .textContent,
    );
    assert.match(text, /silla|asiento/i);
    const opened = page.evaluate(
      () =>
        new Promise((resolve) =>
          globalThis
            .deep('uggla-chat')
            .addEventListener(
              'uggla-citation-open',
              (event) => resolve(event.citation?.start ?? event.detail?.start ?? null),
              {once: true},
            ),
        ),
    );
    await citation.click();
    const start = await opened;
    await page.waitForFunction(
      (wanted) => Math.abs((globalThis.deep('uggla-player')?.currentTime ?? -1) - wanted) < 3,
      {timeout: 20_000},
      start ?? 0,
    );
  });

  it('loses nothing and doubles nothing when the network is away for 30 s', async () => {
    // In the middle of a film, as it happens to people: what is buffered plays on.
    await page.evaluate(
      () =>
        void globalThis
          .deep('uggla-player')
          .play()
          .catch(() => {}),
    );
    await page.waitForFunction(
      () => {
        const {paused, currentTime, buffered} = globalThis.deep('uggla-player');
        for (let at = 0; at < buffered.length; at++)
          if (!paused && buffered.start(at) <= currentTime && buffered.end(at) > currentTime + 2) return true;
        return false;
      },
      {timeout: 30_000},
    );
    await page.evaluate(() => globalThis.deep('uggla-course').drained());
    const before = (await readStatements()).length;
    await page.setOfflineMode(true);
    const made = await page.evaluate(async () => {
      const player = globalThis.deep('uggla-player');
      const ids = [];
      document.addEventListener('uggla-record', ({statement}) => ids.push(statement.id));
      const end = Date.now() + 30_000;
      for (let turn = 0; Date.now() < end; turn++) {
        if (turn % 2) player.pause();
        else void player.play().catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
      player.pause();
      return ids;
    });
    assert.ok(made.length > 5, `${made.length} statements were made offline`);
    assert.equal((await readStatements()).length, before, 'nothing could arrive');
    await page.setOfflineMode(false);
    await page.evaluate(() => globalThis.deep('uggla-course').drained());
    const ids = (await readStatements()).map(({id}) => id);
    for (const id of made) assert.equal(ids.filter((one) => one === id).length, 1, `statement ${id}`);
  });

  it('made no request to another origin, broke no policy and threw nothing', async () => {
    assert.deepEqual(view.foreign, []);
    assert.deepEqual(view.breaches, []);
    assert.deepEqual(await page.evaluate(() => globalThis.breaches), []);
    assert.deepEqual(view.errors, []);
  });

  async function openLesson(id, selector) {
    await page.evaluate(() => {
      // The first element that fits, through shadow roots.
      globalThis.deep = (wanted, root = document) => {
        const own = root.querySelector(wanted);
        if (own) return own;
        for (const element of root.querySelectorAll('*')) {
          const inside = element.shadowRoot && globalThis.deep(wanted, element.shadowRoot);
          if (inside) return inside;
        }
        return null;
      };
      globalThis.lessonDone = (lesson) =>
        globalThis.deep('uggla-course')?.progress?.lessons?.[lesson]?.completed !== undefined;
    });
    await page.waitForFunction(() => globalThis.deep('uggla-course')?.matches(':state(ready), [data-state~="ready"]'));
    await page.evaluate((lesson) => globalThis.deep('uggla-course').goTo(lesson), id);
    return seen(page, `body >>> ${selector}`);
  }

  /** As a reader does: down the page, a screen at a time. */
  async function scrollThrough() {
    for (let screen = 0; screen < 12; screen++) {
      await page.evaluate(() => {
        const scroll = (root) => {
          for (const element of root.querySelectorAll('*')) {
            if (element.scrollHeight > element.clientHeight + 4) element.scrollBy(0, element.clientHeight * 0.8);
            if (element.shadowRoot) scroll(element.shadowRoot);
          }
        };
        scroll(document);
        globalThis.scrollBy(0, innerHeight * 0.8);
      });
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  async function readStatements() {
    const {token} = await (
      await fetch(`${server.url}/v1/tokens`, {
        method: 'POST',
        headers: {'content-type': 'application/json', ...(await ownToken())},
        body: '{}',
      })
    ).json();
    const statements = [];
    for (let more = '/xapi/statements?limit=200'; more;) {
      const response = await fetch(new URL(more, server.url), {
        headers: {authorization: `Bearer ${token}`, 'x-experience-api-version': '1.0.3'},
      });
      assert.equal(response.status, 200);
      const part = await response.json();
      statements.push(...part.statements);
      more = part.more;
    }
    return statements;
  }

  /** The token that the page itself holds: a person sees their own records. */
  async function ownToken() {
    const token = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open('uggla-records');
          request.onsuccess = () => {
            const all = request.result.transaction('keep').objectStore('keep').getAll();
            all.onsuccess = () => resolve(all.result.find((one) => one?.token)?.token ?? '');
          };
        }),
    );
    return {authorization: `Bearer ${token}`};
  }
});
