// What a player costs its page: alone before anybody plays, playing, and twenty at once. A line of 10 Mbit/s and 40 ms;
// all contenders one after the other, round after round, and each ratio is taken within one round, so that a busy machine
// is busy for all of them.
import {readFileSync} from 'node:fs';
import {ensureFilm} from './film.mjs';
import {BARE, OURS_PLAYER, PEERS} from './player-contenders.mjs';
import {OURS, bundle, median, openBrowser} from './lib.mjs';
import {serve} from './site.mjs';

const LINE = {offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 5e6 / 8};
const US = 'uggla-player';
const LIGHT = 'bare, hls.js light';
const FULL = 'bare, hls.js';
const CODE = /\.(?:m?js|css)$/;

/** Seconds of the film to go to; far from each other, so that none has been fetched. */
const FAR = [200, 285, 140];

/** How each bar is read: which page, which number, against whom, and how much is allowed. */
const BARS = [
  {name: 'interface ready', page: 'idle', of: 'ready', to: LIGHT, limit: 2},
  {name: 'idle: script', page: 'idle', of: 'script', to: LIGHT, limit: 1},
  {name: 'idle: main thread', page: 'idle', of: 'task', to: LIGHT, limit: 1.3},
  {name: 'idle: heap', page: 'idle', of: 'heap', to: LIGHT, limit: 1.3},
  {name: 'idle: layout shift', page: 'idle', of: 'shift', most: 0},
  {name: 'idle: media bytes', page: 'idle', of: 'media', most: 0},
  {name: 'idle: engine bytes', page: 'idle', of: 'engine', most: 0},
  {name: 'idle: other origins', page: 'idle', of: 'foreign', most: 0},
  {name: 'first frame, muted autoplay', page: 'playing', of: 'frame', to: FULL, limit: 0.9},
  {name: 'far seek', page: 'playing', of: 'seek', to: LIGHT, limit: 0.6},
  {name: 'playing: main thread', page: 'playing', of: 'task', to: LIGHT, limit: 1.5},
  {name: 'playing: layout shift', page: 'playing', of: 'shift', most: 0},
  {name: 'twenty: main thread', page: 'twenty', of: 'task', to: LIGHT, limit: 1.5},
  {name: 'twenty: script', page: 'twenty', of: 'script', to: LIGHT, limit: 1},
  {name: 'twenty: heap', page: 'twenty', of: 'heap', to: LIGHT, limit: 1.3},
  {name: 'twenty: nodes', page: 'twenty', of: 'nodes', most: 4000},
  {name: 'twenty: asked for off screen', page: 'twenty', of: 'hidden', most: 0},
  {name: 'twenty: layout shift', page: 'twenty', of: 'shift', most: 0},
];

const COLUMNS = {
  idle: {
    ready: 'ready ms',
    first: 'first seen ms',
    code: 'code kB',
    script: 'script ms',
    task: 'task ms',
    heap: 'heap MB',
    nodes: 'nodes',
    shift: 'shift',
    media: 'media kB',
    engine: 'engine kB',
    foreign: 'origins',
  },
  playing: {
    frame: 'frame ms',
    seek: 'seek ms',
    code: 'code kB',
    script: 'script ms',
    task: 'task ms',
    heap: 'heap MB',
    nodes: 'nodes',
    shift: 'shift',
  },
  twenty: {
    ready: 'ready ms',
    code: 'code kB',
    script: 'script ms',
    task: 'task ms',
    heap: 'heap MB',
    nodes: 'nodes',
    hidden: 'hidden',
    shift: 'shift',
  },
};

/** Prints all pages of all contenders and the bars; resolves with the rows of the bars. */
export async function players({rounds = 5, pages = Object.keys(COLUMNS), peers = true} = {}) {
  await ensureFilm();
  const site = await serve();
  const contenders = {[US]: ours(), ...(await bundled(peers ? {...BARE, ...PEERS} : BARE))};
  const seen = Object.fromEntries(
    pages.map((page) => [page, new Map(Object.keys(contenders).map((name) => [name, []]))]),
  );
  const browser = await openBrowser();
  try {
    for (let round = -1; round < rounds; round++) {
      for (const page of pages) {
        for (const [name, contender] of Object.entries(contenders)) {
          const numbers = await VISITS[page](browser, site, contender).catch((error) => {
            console.error(`  ${name}, ${page}: ${error.message}`);
            return {};
          });
          if (round >= 0) seen[page].get(name).push(numbers); // the first round warms the browser
        }
      }
    }
  } finally {
    await browser.close();
    await site.close();
  }
  for (const page of pages) tell(page, seen[page], rounds);
  return bars(seen, pages);
}

/**
 * As docs/guides/embed.md says for pages where the first second counts; of the peers too everything that comes at first is
 * named in the page's head.
 */
function ours() {
  const entry = 'uggla-player.js';
  const named = JSON.parse(readFileSync(`${OURS}/preload.json`, 'utf8'));
  const early = (name) => named[name].map((file) => `<link rel="modulepreload" href="/${OURS}/${file}">`).join('');
  const begin = `<link rel="stylesheet" href="/${OURS}/uggla.css"><script type="module" src="/${OURS}/${entry}"></script>`;
  return {
    ...OURS_PLAYER,
    head: (stream) =>
      stream
        ? `${begin}${early('stream')}<link rel="preload" as="fetch" crossorigin href="${stream}">${early(entry)}${early('hls-tracks')}`
        : `${begin}${early(entry)}`,
  };
}

async function bundled(list) {
  const done = {};
  for (const [name, contender] of Object.entries(list)) {
    const files = await bundle(`player-${name.replace(/\W+/g, '-')}`, contender.code);
    const tag = ({path}) => {
      if (path.endsWith('.css')) return `<link rel="stylesheet" href="/${path}">`;
      return path === files[0].path
        ? `<script type="module" src="/${path}"></script>`
        : `<link rel="modulepreload" href="/${path}">`;
    };
    const head = files.map(tag).join('');
    done[name] = {...contender, head: () => head};
  }
  return done;
}

const VISITS = {
  idle: (browser, site, contender) =>
    visit(browser, site, contender, {count: 1, width: 800}, async (page) => {
      await page.waitForFunction(() => bench.ready, {polling: 100, timeout: 30_000});
      await wait(1500);
    }),
  playing: (browser, site, contender) =>
    visit(browser, site, contender, {count: 1, width: 800, autoplay: true}, async (page, numbers) => {
      await page.waitForFunction(() => bench.frame, {polling: 50, timeout: 30_000});
      await wait(4000);
      Object.assign(numbers, await metrics(page));
      numbers.seek = median(await page.evaluate(seekTo, FAR));
    }),
  twenty: (browser, site, contender) =>
    visit(browser, site, contender, {count: 20, width: 400}, async (page) => {
      await page.waitForFunction(() => bench.ready, {polling: 100, timeout: 30_000});
      await wait(2000);
    }),
};

async function visit(browser, site, {head, mark, ready}, {count, width, autoplay = false}, body) {
  const marks = Array.from({length: count}, (_, at) => mark(`/film-${at}/master.m3u8`, autoplay)).join('');
  // The sizes that a careful author gives: the frames of all contenders stand where they will be.
  const style = `body{margin:0;display:grid;grid-template-columns:repeat(auto-fill,${width}px);gap:8px}.frame{width:${width}px;aspect-ratio:16/9}`;
  site.pages.set(
    'page.html',
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><style>${style}</style>${head(autoplay ? '/film-0/master.m3u8' : undefined)}<body>${marks}`,
  );
  site.take();
  const context = await browser.createBrowserContext(); // nothing of the round before in any cache
  try {
    const page = await context.newPage();
    await page.setViewport({width: 1280, height: 720});
    const foreign = new Set();
    page.on('request', (request) => {
      const {protocol, origin, host} = new URL(request.url());
      if (protocol.startsWith('http') && !site.url.startsWith(origin)) foreign.add(host);
    });
    const cdp = await page.createCDPSession();
    page.bench = cdp;
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', LINE);
    await cdp.send('Performance.enable', {timeDomain: 'threadTicks'});
    await page.evaluateOnNewDocument(watch, ready.toString(), count, autoplay);
    await page.goto(`${site.url}page.html`, {waitUntil: 'domcontentloaded', timeout: 60_000});
    const numbers = {};
    await body(page, numbers);
    const asked = site.take();
    const measured = {...(await metrics(page)), ...numbers};
    const {bench, inView} = await page.evaluate(() => ({
      bench: globalThis.bench,
      inView: [...document.querySelectorAll('.frame')].filter((one) => one.getBoundingClientRect().top < innerHeight)
        .length,
    }));
    const sum = (list) => list.reduce((total, {bytes}) => total + bytes, 0) / 1000;
    return {
      ...measured,
      ready: bench.ready,
      first: bench.first,
      frame: bench.frame,
      shift: Math.round(bench.shift * 1000) / 1000,
      code: sum(asked.filter(({path}) => CODE.test(path))),
      engine: sum(asked.filter(({path}) => /hls/.test(path.split('/').at(-1)) && CODE.test(path))),
      media: sum(asked.filter(({path}) => path.startsWith('film-'))),
      hidden: asked.filter(({path}) => Number(/^film-(\d+)/.exec(path)?.[1] ?? -1) >= inView).length,
      foreign: foreign.size,
    };
  } finally {
    await context.close();
  }
}

/** Runs in the page before all else. */
function watch(ready, count, plays) {
  const bench = (globalThis.bench = {ready: 0, first: 0, frame: 0, shift: 0});
  const find = new Function(`return ${ready}`)();
  new PerformanceObserver((list) => {
    for (const {value} of list.getEntries()) bench.shift += value;
  }).observe({type: 'layout-shift', buffered: true});
  const shown = (element) =>
    element?.checkVisibility({opacityProperty: true, visibilityProperty: true}) &&
    element.getBoundingClientRect().width > 0;
  // Of twenty, those in sight: the rest may be built when they come to be seen.
  const inView = () =>
    [...document.querySelectorAll('.frame')].findLastIndex((one) => one.getBoundingClientRect().top < innerHeight);
  let last = -1;
  const look = () => {
    if (!bench.first && document.querySelector('uggla-player')?.shadowRoot?.firstElementChild)
      bench.first = performance.now();
    if (last < 0 && document.readyState !== 'loading') last = count === 1 ? 0 : inView();
    if (last >= 0 && shown(find(0)) && (last === 0 || shown(find(last)))) bench.ready = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const deep = (root) =>
    root.querySelector('video') ??
    [...root.querySelectorAll('*')].map((el) => el.shadowRoot && deep(el.shadowRoot)).find(Boolean);
  const film = () => {
    const video = deep(document);
    if (!video) return requestAnimationFrame(film);
    bench.video = () => video;
    video.requestVideoFrameCallback((now) => (bench.frame = now));
  };
  if (plays) requestAnimationFrame(film); // else whoever puts its <video> into the page later pays for the search
}

/** Runs in the page: milliseconds until there is a picture at each of those seconds; nothing for one that was there already. */
async function seekTo(places) {
  const video = bench.video();
  const times = [];
  for (const place of places) {
    const {buffered} = video;
    if (
      Array.from({length: buffered.length}, (_, at) => buffered.start(at) <= place && buffered.end(at) > place).some(
        Boolean,
      )
    )
      continue;
    const begun = performance.now();
    video.currentTime = place;
    await new Promise((resolve) => video.addEventListener('seeked', resolve, {once: true}));
    times.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return times;
}

async function metrics({bench: cdp}) {
  await cdp.send('Performance.getMetrics'); // what is measured is up to now, not up to the last frame
  const {metrics: before} = await cdp.send('Performance.getMetrics');
  await cdp.send('HeapProfiler.collectGarbage');
  const {metrics: after} = await cdp.send('Performance.getMetrics');
  const of = (list, wanted) => list.find(({name}) => name === wanted).value;
  return {
    script: of(before, 'ScriptDuration') * 1000,
    task: of(before, 'TaskDuration') * 1000,
    heap: of(after, 'JSHeapUsedSize') / 1e6,
    nodes: of(after, 'Nodes'),
  };
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const middle = (list) => (list.length > 0 ? median(list) : NaN);
const digits = (name) => (['heap', 'shift'].includes(name) ? (name === 'heap' ? 2 : 3) : 0);

function tell(page, seen, rounds) {
  const columns = Object.entries(COLUMNS[page]);
  console.log(
    `\n${{idle: 'One player, nobody plays', playing: 'One player, muted autoplay', twenty: 'Twenty players, nobody plays'}[page]} (medians of ${rounds} rounds; in brackets the median ratio to ${LIGHT} in the same round)`,
  );
  console.log(`  ${''.padEnd(26)}${columns.map(([, title]) => title.padStart(16)).join('')}`);
  for (const [name, list] of seen) {
    const cells = columns.map(([of]) => {
      const value = middle(list.map((one) => one[of]).filter(Number.isFinite));
      const ratio = ratioOf(seen, name, of, LIGHT);
      return `${value.toFixed(digits(of))}${Number.isFinite(ratio) && name !== LIGHT ? ` (${ratio.toFixed(2)})` : ''}`.padStart(
        16,
      );
    });
    console.log(`  ${name.padEnd(26)}${cells.join('')}`);
  }
}

function ratioOf(seen, name, of, to) {
  const others = seen.get(to);
  return middle(
    seen
      .get(name)
      .map((one, round) => one[of] / others[round]?.[of])
      .filter(Number.isFinite),
  );
}

function bars(seen, pages) {
  const rows = BARS.filter(({page}) => pages.includes(page)).map(({name, page, of, to, limit, most}) => {
    const value = to ? ratioOf(seen[page], US, of, to) : Math.max(...seen[page].get(US).map((one) => one[of]));
    const best = [...seen[page].keys()]
      .filter((other) => other in PEERS)
      .map((other) => ({
        other,
        value: to
          ? ratioOf(seen[page], other, of, to)
          : middle(
              seen[page]
                .get(other)
                .map((one) => one[of])
                .filter(Number.isFinite),
            ),
      }))
      .filter(({value}) => Number.isFinite(value))
      .sort((one, other) => one.value - other.value)[0];
    return {name, value, limit: limit ?? most, unit: to ? `× ${to}` : '', best};
  });
  return rows;
}

/** Prints what was reached and what was not. */
export function verdicts(rows) {
  console.log('\nBars');
  for (const {name, value, limit, unit, best} of rows) {
    const number = (one) => (Number.isInteger(one) ? String(one) : one.toFixed(one < 10 ? 2 : 1));
    console.log(
      `  ${value <= limit ? '✔' : '✖'} ${name.padEnd(34)} ${number(value).padStart(8)}  limit ${number(limit)} ${unit}${best ? `   (best peer: ${best.other} ${number(best.value)})` : ''}`,
    );
  }
}
