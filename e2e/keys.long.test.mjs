// What the player is for who has no pointer: in Chromium, with real keys. From each stop of the Tab key a ring is to be seen,
// also in forced colours, and each button is pressed by Enter and by Space.
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {ensureFixtures} from '../scripts/fixtures.mjs';
import {openBrowser, until} from './lib/browser.mjs';
import {openStudio} from './lib/studio.mjs';

/** No player has as many stops: the walk ends where the focus leaves the page, or has come round. */
const MANY = 120;

const film = (attributes = '') =>
  `<uggla-player id="film" muted no-resume has-next has-previous src="/media/film.json" ${attributes}></uggla-player>`;
const sides =
  '<uggla-chapters for="film"></uggla-chapters><uggla-transcript for="film"></uggla-transcript><uggla-notes for="film" store="none"></uggla-notes>';
const inside = (page, find) =>
  page.evaluate((find) => document.querySelector('uggla-player').renderRoot.querySelector(find).click(), find);
const there = (page, find) =>
  until(page, (find) => document.querySelector('uggla-player').renderRoot.querySelector(find)?.checkVisibility(), find);
const settings = async (page) => (await inside(page, '.settings-button'), await there(page, '[part~=menu]'));

/** Name, page, what is done first, and how many stops there are at least. */
const STATES = [
  ['a film', film(), undefined, 9],
  ['a film with its settings open', film(), settings, 14],
  ['sound', '<uggla-player muted no-resume src="/media/song.json"></uggla-player>', undefined, 4],
  ['a film on a television set', film('layout="tv"'), undefined, 6],
  [
    'a film that cannot be played',
    '<uggla-player src="/media/none.mp4"></uggla-player>',
    async (page) => (
      await page.evaluate(() =>
        document
          .querySelector('uggla-player')
          .play()
          .catch(() => undefined),
      ),
      await there(page, '[part~=error]')
    ),
    1,
  ],
  [
    'chapters, transcript and notes',
    `${film()}${sides}`,
    (page) => until(page, () => document.querySelector('uggla-transcript')?.shadowRoot?.querySelector('ol button')),
    14,
  ],
];

describe('the player without a pointer', () => {
  let browser, page, session, studio;

  before(async () => {
    await ensureFixtures();
    [browser, studio] = await Promise.all([openBrowser(), openStudio()]);
    page = (await browser.pages())[0] ?? (await browser.newPage());
    session = await page.createCDPSession();
    await page.evaluateOnNewDocument(() => localStorage.clear());
    await page.setViewport({width: 1024, height: 768});
  });
  after(async () => {
    await browser?.close();
    await studio?.close();
  });

  for (const forced of ['none', 'active']) {
    for (const [name, html, act, least] of STATES) {
      it(`${name}${forced === 'active' ? ', in forced colours' : ''}`, async () => {
        studio.show(html);
        await session.send('Emulation.setEmulatedMedia', {features: [{name: 'forced-colors', value: forced}]});
        await page.goto(studio.url, {waitUntil: 'load'});
        await until(page, () =>
          [...document.querySelectorAll('uggla-player')].every(
            (player) => player.status === 'ready' || player.src?.includes('none'),
          ),
        );
        await act?.(page);
        const stops = await walk(page);
        assert.ok(stops.length >= least, `only ${stops.length} stops: ${stops.map(({what}) => what).join(', ')}`);
        assert.deepEqual(
          stops.filter(({ring}) => !ring).map(({what}) => what),
          [],
          'stops without a ring',
        );
        assert.deepEqual(
          stops
            .filter(({button, pressed}) => button && pressed !== 'Enter Space')
            .map(({what, pressed}) => `${what}: ${pressed}`),
          [],
          'buttons that not both keys press',
        );
      });
    }
  }
});

/** Goes through all by Tab; presses what is a button, so that nothing comes of it but the press. */
async function walk(page) {
  await page.evaluate(() => {
    globalThis.presses = [];
    addEventListener(
      'click',
      (event) => {
        event.preventDefault();
        event.stopImmediatePropagation();
        globalThis.presses.push(event.composedPath()[0]);
      },
      {capture: true},
    );
    globalThis.seen = new Set();
    document.activeElement?.blur();
  });
  const stops = [];
  while (stops.length < MANY) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      if (!at || at === document.body || globalThis.seen.has(at)) return undefined;
      globalThis.seen.add((globalThis.at = at));
      // A ring may be the element's own, or that of what holds it (a label around a hidden control).
      const rings = [at, at.parentElement, at.nextElementSibling].filter(Boolean).some((one) => {
        const {outlineStyle, outlineWidth} = getComputedStyle(one);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
      });
      return {what: `${at.localName}.${at.className || at.id}`, button: at.localName === 'button', ring: rings};
    });
    if (!stop) break;
    if (stop.button) {
      const pressed = [];
      for (const key of ['Enter', 'Space']) {
        await page.keyboard.press(key);
        if (await page.evaluate(() => globalThis.presses.splice(0).includes(globalThis.at))) pressed.push(key);
      }
      stop.pressed = pressed.join(' ');
    }
    stops.push(stop);
  }
  return stops;
}
