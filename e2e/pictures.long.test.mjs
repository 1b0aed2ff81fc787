// How every layout of the player looks, in Chromium: each is compared with a picture that somebody has looked at, in
// e2e/pictures/. `UGGLA_PICTURES=new node scripts/unit.mjs e2e/pictures.long.test.mjs` takes them anew; look at each
// before it is committed. They are taken with Debian's DejaVu fonts, which scripts/setup.mjs installs with Chromium.
import assert from 'node:assert/strict';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';
import {ensureFixtures} from '../scripts/fixtures.mjs';
import {openBrowser, until} from './lib/browser.mjs';
import {root} from './lib/campus.mjs';
import {openStudio} from './lib/studio.mjs';

const KEPT = join(root, 'e2e/pictures');
const DIFFERENT = join(root, '.uggla/pictures');

/** How far a colour may be off (YIQ, 0 to 1), and the share of pixels that may be further off: edges of letters, never a button. */
const [COLOUR, SHARE] = [0.15, 0.002];

const film = (attributes = '', inside = '') =>
  `<uggla-player muted no-resume src="/media/film.json" ${attributes}>${inside}</uggla-player>`;
const sound = (attributes = '') => `<uggla-player muted no-resume src="/media/song.json" ${attributes}></uggla-player>`;

/** In the page: plays until that second is there, and stands. */
const stand = async (page, second = 4) => {
  await page.evaluate(async (second) => {
    for (const player of document.querySelectorAll('uggla-player')) {
      await player.play();
      player.pause();
      if (player.duration !== Infinity) player.currentTime = second;
      await new Promise((done) => (player.seeking ? player.addEventListener('seeked', done, {once: true}) : done()));
      player.renderRoot.activeElement?.blur();
      if (player.sound) continue;
      // In place of the film's own picture, which is decoded a little differently everywhere.
      const still = Object.assign(new Image(), {src: '/media/scene.svg', alt: ''});
      Object.assign(still.style, {position: 'absolute', inset: '0', width: '100%', height: '100%'});
      player.media.after(still);
      await still.decode();
    }
  }, second);
};
const press = (page, part) =>
  page.evaluate((part) => document.querySelector('uggla-player').renderRoot.querySelector(part).click(), part);
const there = (page, selector, host = 'uggla-player') =>
  until(
    page,
    (host, selector) => document.querySelector(host)?.shadowRoot?.querySelector(selector)?.checkVisibility(),
    host,
    selector,
  );
const open = async (page, part, then) => {
  await press(page, part);
  await there(page, then);
};
const settings = (page) => open(page, '.settings-button', '[part~=menu]');
const captions = async (page) => {
  await stand(page);
  await press(page, '.captions-button');
  await there(page, '.captions .cue, .captions span');
};
const focus = (page, part) =>
  page.evaluate((part) => document.querySelector('uggla-player').renderRoot.querySelector(part).focus(), part);

const FORCED = {'forced-colors': 'active'};
const DARK = {'prefers-color-scheme': 'dark'};

/** What is looked at: name, page, width, and what is done before. */
const PICTURES = [
  ['video-390-start', film(), 390],
  ['video-390', film('media-title="How to set the height of the chair" has-next has-previous'), 390, {act: captions}],
  ['video-390-settings', film(), 390, {act: async (page) => (await stand(page), await settings(page))}],
  ['video-768', film('media-title="How to set the height of the chair" has-next has-previous'), 768, {act: captions}],
  ['video-768-settings', film(), 768, {act: async (page) => (await stand(page), await settings(page))}],
  [
    'video-768-keys',
    film(),
    768,
    {
      act: async (page) => (
        await stand(page),
        await settings(page),
        await press(page, '.ways button:last-child'),
        await there(page, '[part~=help]')
      ),
    },
  ],
  [
    'video-768-caption-style',
    film(),
    768,
    {
      act: async (page) => (
        await captions(page),
        await settings(page),
        await open(page, '.style-button', '.menu select')
      ),
    },
  ],
  [
    'video-768-chapters',
    film(),
    768,
    {
      act: async (page) => (
        await stand(page),
        await settings(page),
        await open(page, '.chapters-button', '[part~=menu] button')
      ),
    },
  ],
  [
    'video-768-error',
    '<uggla-player src="/media/none.mp4"></uggla-player>',
    768,
    {
      act: async (page) => (
        await page.evaluate(() =>
          document
            .querySelector('uggla-player')
            .play()
            .catch(() => undefined),
        ),
        await there(page, '[part~=error]')
      ),
    },
  ],
  [
    'video-768-focus',
    film(),
    768,
    {act: async (page) => (await stand(page), await page.keyboard.press('Tab'), await focus(page, '.play-button'))},
  ],
  ['video-1920', film('media-title="How to set the height of the chair" has-next has-previous'), 1920, {act: captions}],
  ['video-forced', film('has-next'), 768, {media: FORCED, act: captions}],
  [
    'video-forced-settings',
    film(),
    768,
    {media: FORCED, act: async (page) => (await stand(page), await settings(page))},
  ],
  ['video-rtl', film('has-next has-previous lang="ar"'), 768, {dir: 'rtl', act: captions}],
  [
    'video-rtl-settings',
    film('lang="ar"'),
    768,
    {dir: 'rtl', act: async (page) => (await stand(page), await settings(page))},
  ],
  ['video-zoom', film('has-next has-previous'), 320, {height: 256, act: captions}],
  ['video-zoom-settings', film(), 320, {height: 256, act: async (page) => (await stand(page), await settings(page))}],
  [
    'video-zoom-error',
    '<uggla-player src="/media/none.mp4"></uggla-player>',
    320,
    {
      height: 256,
      act: async (page) => (
        await page.evaluate(() =>
          document
            .querySelector('uggla-player')
            .play()
            .catch(() => undefined),
        ),
        await there(page, '[part~=error]')
      ),
    },
  ],
  [
    'cues',
    film(
      '',
      `<uggla-cue start="0" end="10" kind="note">Tighten by hand only.</uggla-cue><uggla-cue start="0" end="10" kind="hotspot" x="62" y="40" label="The screw">M6 × 40</uggla-cue><uggla-cue start="0" end="10" kind="cta" href="https://example.org/chair">See the chair</uggla-cue>`,
    ),
    768,
    {
      act: async (page) => (
        await stand(page),
        await there(page, 'button', 'uggla-cue[kind=hotspot]'),
        await there(page, 'a', 'uggla-cue[kind=cta]')
      ),
    },
  ],
  [
    'question',
    film(
      '',
      `<uggla-cue start="3" kind="quiz" pause label="Which lever sets the height?"><form><label><input type="radio" name="lever">The left one</label><br><label><input type="radio" name="lever">The right one</label></form></uggla-cue>`,
    ),
    768,
    {
      act: async (page) => (
        await stand(page, 2.8),
        await page.evaluate(() => document.querySelector('uggla-player').play()),
        await until(page, () => document.querySelector('uggla-player').paused)
      ),
    },
  ],
  ['audio-390', sound(), 390, {act: stand}],
  ['audio-768', sound('has-next has-previous'), 768, {act: captions}],
  ['audio-dark', sound('has-next has-previous'), 768, {media: DARK, act: captions}],
  ['audio-forced', sound(), 768, {media: FORCED, act: stand}],
  ['audio-rtl', sound('lang="ar"'), 768, {dir: 'rtl', act: stand}],
  ['audio-zoom', sound('has-next has-previous'), 320, {height: 256, act: stand}],
  ['audio-settings', sound(), 768, {height: 640, act: async (page) => (await stand(page), await settings(page))}],
  [
    'radio',
    '<uggla-player muted layout="radio" media-title="Radio of the workshop" poster="/media/scene.svg" src="/media/hls-ts/live.m3u8"></uggla-player>',
    768,
    {act: async (page) => (await stand(page), await there(page, '.live'))},
  ],
  [
    'radio-dark',
    '<uggla-player muted layout="radio" media-title="Radio of the workshop" poster="/media/scene.svg" src="/media/hls-ts/live.m3u8"></uggla-player>',
    390,
    {media: DARK, act: async (page) => (await stand(page), await there(page, '.live'))},
  ],
  [
    'tv-1920',
    film('layout="tv" media-title="How to set the height of the chair" has-next has-previous'),
    1920,
    {
      act: async (page) => (
        await captions(page),
        await page.keyboard.press('ArrowDown'),
        await focus(page, '.play-button')
      ),
    },
  ],
  ['tv-settings', film('layout="tv"'), 1280, {act: async (page) => (await stand(page), await settings(page))}],
  ...[
    ['', {}],
    ['-dark', DARK],
    ['-forced', FORCED],
  ].map(([kind, media]) => [
    `reading${kind}`,
    `<div class="sides"><uggla-chapters for="film"></uggla-chapters><uggla-transcript for="film"></uggla-transcript><uggla-notes for="film" store="none"></uggla-notes><div>${film('id="film"')}</div></div>`,
    1024,
    {
      media,
      act: async (page) => (
        await stand(page),
        await there(page, 'ol', 'uggla-transcript'),
        await there(page, 'button', 'uggla-notes')
      ),
    },
  ]),
];

describe('how the player looks', () => {
  // One page for all: in windows behind others nothing counts as seen.
  let browser, page, session, studio;

  before(async () => {
    await ensureFixtures();
    await mkdir(DIFFERENT, {recursive: true});
    [browser, studio] = await Promise.all([openBrowser(), openStudio()]);
    page = (await browser.pages())[0] ?? (await browser.newPage());
    session = await page.createCDPSession();
    await page.evaluateOnNewDocument(() => localStorage.clear()); // what one picture chose is nothing to the next
  });
  after(async () => {
    await browser?.close();
    await studio?.close();
  });

  for (const [name, html, width, {height = 0, dir, media = {}, act} = {}] of PICTURES.filter(([name]) =>
    name.includes(process.env.UGGLA_PICTURE ?? ''),
  )) {
    it(name, async () => {
      studio.show(html, dir);
      await page.setViewport({width, height: height || Math.round((width * 9) / 16) + 32});
      const features = Object.entries({
        'prefers-reduced-motion': 'reduce',
        'prefers-color-scheme': 'light',
        'forced-colors': 'none',
        ...media,
      }).map(([name, value]) => ({name, value}));
      await session.send('Emulation.setEmulatedMedia', {features});
      await page.goto(studio.url, {waitUntil: 'load'});
      await until(page, () =>
        [...document.querySelectorAll('uggla-player')].every(
          (player) => player.status === 'ready' || player.src?.includes('none'),
        ),
      );
      await act?.(page);
      assert.equal(
        await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
        false,
        'it scrolls sideways',
      );
      assert.deepEqual(await page.evaluate(cutOff), [], 'controls that nobody can see whole');
      await compare(name, await calm(page));
    });
  }
});

/** In the page: buttons of a control bar that reach out of their player. */
function cutOff() {
  return [...document.querySelectorAll('uggla-player')].flatMap((player) => {
    const frame = player.getBoundingClientRect();
    return [
      ...player.renderRoot.querySelectorAll('.control-bar button, .control-bar input, .control-bar span'),
    ].flatMap((control) => {
      const {left, right, width} = control.getBoundingClientRect();
      return width > 0 && (left < frame.left - 1 || right > frame.right + 1) ? [control.className] : [];
    });
  });
}

/** A picture of what no longer changes. */
async function calm(page) {
  let last;
  for (let tries = 0; tries < 10; tries++) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 120))));
    const now = Buffer.from(await page.screenshot({type: 'png', optimizeForSpeed: false}));
    if (last?.equals(now)) return now;
    last = now;
  }
  return last;
}

async function compare(name, bytes) {
  const file = join(KEPT, `${name}.png`);
  const now = PNG.sync.read(bytes);
  if (process.env.UGGLA_PICTURES === 'new') {
    await writeFile(join(DIFFERENT, `${name}.png`), bytes);
    // Sixteen steps a colour: a quarter of the size, and nearer than what is compared.
    for (const [at, value] of now.data.entries()) now.data[at] = Math.round(value / 17) * 17;
    return writeFile(file, PNG.sync.write(now, {colorType: 2, deflateLevel: 9}));
  }
  const kept = PNG.sync.read(await readFile(file));
  const {width, height} = kept;
  assert.deepEqual([now.width, now.height], [width, height], 'another size');
  const shown = new PNG({width, height});
  const off = pixelmatch(kept.data, now.data, shown.data, width, height, {threshold: COLOUR});
  if (off <= width * height * SHARE) return;
  const seen = join(DIFFERENT, `${name}.png`);
  await writeFile(seen, bytes);
  await writeFile(join(DIFFERENT, `${name}.off.png`), PNG.sync.write(shown));
  assert.fail(`${off} of ${width * height} pixels are not as in ${file}: see ${seen}`);
}
