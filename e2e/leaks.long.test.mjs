// What is left of elements that were put into a page and taken out again, two hundred times each: in Chromium, which counts
// nodes and listeners; timers, object URLs, media sources and audio contexts are counted as they are made and given back.
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {fixtureSite, startFixtureServer} from '@uggla/testing/fixture-server.js';
import {ensureFixtures} from '../scripts/fixtures.mjs';
import {openBrowser} from './lib/browser.mjs';

const TIMES = 200;
const BUNDLE = 'packages/elements/dist/bundle/';

const FILM = {
  id: 'urn:film',
  kind: 'video',
  title: {en: 'The film'},
  duration: 10,
  width: 320,
  height: 180,
  hls: 'hls/master.m3u8',
  fallback: {src: 'clip.mp4', type: 'video/mp4'},
  captions: [{language: 'en', src: 'captions.en.vtt'}],
  storyboard: 'storyboard.vtt',
  transcripts: [{language: 'en', src: 'captions.en.vtt'}],
  chapters: [{start: 0, end: 3, title: {en: 'Start'}}],
};

/** Of each: the markup, and what is done with it before it is taken out. */
const ELEMENTS = [
  ['a player that nobody plays', '<uggla-player src="fixtures/media/film.json"></uggla-player>'],
  ['a player that plays a file', '<uggla-player muted src="fixtures/media/clip.mp4"></uggla-player>', 'play'],
  ['a player that plays HLS', '<uggla-player muted src="fixtures/media/hls/master.m3u8"></uggla-player>', 'play'],
  [
    'a player with a transcript, notes and cues',
    '<uggla-player id="film" muted src="fixtures/media/film.json"><uggla-cue start="1"></uggla-cue></uggla-player><uggla-transcript for="film"></uggla-transcript><uggla-notes for="film"></uggla-notes>',
    'play',
  ],
  ['a chat', '<uggla-chat endpoint="v1"></uggla-chat>'],
  ['a course', '<uggla-course src="none.json"></uggla-course>'],
  ['a portfolio', '<uggla-portfolio src="none.json"></uggla-portfolio>'],
];

/** Runs in the page before all else: counts what is made and not given back. */
function count() {
  const live = (globalThis.live = {timers: new Set(), urls: new Set(), sources: new Set()});
  const {setTimeout, setInterval, clearTimeout} = globalThis;
  globalThis.setTimeout = (run, ms, ...args) => {
    const id = setTimeout((...all) => (live.timers.delete(id), run(...all)), ms, ...args);
    live.timers.add(id);
    return id;
  };
  globalThis.setInterval = (...all) => {
    const id = setInterval(...all);
    live.timers.add(id);
    return id;
  };
  globalThis.clearTimeout = globalThis.clearInterval = (id) => {
    live.timers.delete(id);
    clearTimeout(id);
  };
  const {createObjectURL, revokeObjectURL} = URL;
  URL.createObjectURL = (of) => {
    const url = createObjectURL.call(URL, of);
    live.urls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    live.urls.delete(url);
    revokeObjectURL.call(URL, url);
  };
  const {MediaSource} = globalThis;
  globalThis.MediaSource = class extends MediaSource {
    constructor() {
      super();
      const ref = new WeakRef(this);
      live.sources.add(ref);
    }
  };
}

/** Runs in the page: puts it in, waits until it is there (and plays), takes it out. */
async function once(markup, what) {
  const box = document.createElement('div');
  document.body.append(box);
  const holder = new DOMParser().parseFromString(markup, 'text/html').body;
  box.append(...holder.childNodes);
  const element = box.firstElementChild;
  await customElements.whenDefined(element.localName);
  await element.updateComplete;
  if (what === 'play') {
    await element.play();
    if (element.currentTime === 0)
      await new Promise((done) => element.addEventListener('timeupdate', done, {once: true}));
  }
  box.remove();
}

describe('two hundred times put in and taken out', {timeout: 900_000}, () => {
  let server, browser;
  before(async () => {
    await ensureFixtures();
    server = await startFixtureServer();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const [name, markup, what] of ELEMENTS) {
    it(`nothing is left of ${name}`, async () => {
      const site = await fixtureSite({
        server: server.url,
        files: {
          'fixtures/media/film.json': FILM,
          'page.html': `<!doctype html><html lang="en"><meta charset="utf-8"><title>Leaks</title><script type="module" src="${BUNDLE}uggla.js"></script><body></body></html>`,
        },
      });
      const page = await browser.newPage();
      await page.evaluateOnNewDocument(count);
      await page.goto(site.url('page.html'));
      const cdp = await page.createCDPSession();
      await cdp.send('Performance.enable');
      const look = async () => {
        await new Promise((done) => setTimeout(done, 1500)); // what ends a little later has ended
        for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage');
        const {metrics} = await cdp.send('Performance.getMetrics');
        const of = (wanted) => metrics.find((one) => one.name === wanted).value;
        const live = await page.evaluate(() => ({
          timers: globalThis.live.timers.size,
          urls: globalThis.live.urls.size,
          sources: [...globalThis.live.sources].filter((ref) => ref.deref()).length,
        }));
        return {nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize'), ...live};
      };
      const run = async (times) => {
        for (let at = 0; at < times; at++) await page.evaluate(once, markup, what);
      };
      await run(10); // what is loaded once, stays
      const start = await look();
      await run(TIMES);
      const end = await look();
      const grown = Object.fromEntries(Object.keys(end).map((key) => [key, end[key] - start[key]]));
      const said = JSON.stringify(grown);
      assert.ok(grown.nodes < 50 && grown.listeners < 20 && grown.heap < 2e6, said);
      assert.ok(Math.max(grown.timers, grown.urls, grown.sources) <= 0, said);
      await page.close();
    });
  }
});
