// Time from opening the page to the first picture on the screen, over a line of 20 Mbit/s and 40 ms: all contenders in
// one browser, one after the other, round after round, so that a busy machine is busy for all of them.
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {fixtureSite, startFixtureServer} from '@uggla/testing/fixture-server.js';
import {BARE, PLAYERS} from './contenders.mjs';
import {OURS, brotli, bundle, median, openBrowser, table} from './lib.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const SOURCES = {mp4: 'fixtures/media/clip.mp4', hls: 'fixtures/media/hls/master.m3u8'};
const LINE = {offline: false, latency: 40, downloadThroughput: 20e6 / 8, uploadThroughput: 5e6 / 8};

export async function firstFrame({rounds = 9} = {}) {
  const contenders = {
    'uggla-player': {
      head: `<link rel="stylesheet" href="/OURS/uggla.css"><script type="module" src="/OURS/uggla-player.js"></script>`.replaceAll(
        '/OURS',
        `./${OURS}`,
      ),
      body: (src) => `<uggla-player src="${src}" muted autoplay playsinline loading="eager"></uggla-player>`,
    },
  };
  for (const [name, {code, body}] of Object.entries({
    'bare <video>, hls.js light': BARE,
    'plyr + hls.js': PLAYERS['plyr + hls.js'],
    vidstack: PLAYERS.vidstack,
  })) {
    const files = await bundle(`frame-${name.replace(/\W+/g, '-')}`, code);
    const head = files
      .map(({path}) =>
        path.endsWith('.css')
          ? `<link rel="stylesheet" href="./${path}">`
          : path === files[0].path
            ? `<script type="module" src="./${path}"></script>`
            : `<link rel="modulepreload" href="./${path}">`,
      )
      .join('');
    contenders[name] = {
      head,
      body: (src, type) =>
        `${body}<script type="module">globalThis.start(${JSON.stringify(src)}, ${JSON.stringify(type)})</script>`,
    };
  }

  const server = await startFixtureServer();
  const browser = await openBrowser();
  try {
    const pages = {};
    for (const [name, {head, body}] of Object.entries(contenders)) {
      for (const [type, src] of Object.entries(SOURCES)) {
        pages[`${name} ${type}`] =
          `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><style>video,uggla-player,media-player{width:640px;aspect-ratio:16/9;display:block}</style>${head}<body>${body(src, type)}</body></html>`;
      }
    }
    for (const type of Object.keys(SOURCES)) {
      const times = new Map(Object.keys(contenders).map((name) => [name, []]));
      const code = new Map();
      for (let round = -1; round < rounds; round++) {
        for (const name of times.keys()) {
          const {ms, code: files} = await one(browser, server, pages[`${name} ${type}`]);
          if (round >= 0) times.get(name).push(ms); // the first round warms the browser
          code.set(name, files);
        }
      }
      const rows = [...times].map(([name, list]) => ({
        name,
        value: median(list),
        note: `${Math.min(...list).toFixed(0)} – ${Math.max(...list).toFixed(0)}`,
      }));
      const bare = rows.find(({name}) => name.startsWith('bare')).value;
      table(`First frame, ${type.toUpperCase()} (median of ${rounds} rounds)`, rows, {unit: 'ms'});
      console.log(`  → ours is ${(rows[0].value / bare).toFixed(2)} times the bare engine`);
      const loaded = [...code].map(([name, files]) => ({
        name,
        value: files.reduce((sum, file) => sum + brotli(readFileSync(at(file))), 0) / 1000,
        note: `${files.length} files`,
      }));
      table(`Scripts and CSS asked for by then, ${type.toUpperCase()}`, loaded, {unit: 'kB', digits: 1});
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

async function one(browser, server, html) {
  const site = await fixtureSite({server: server.url, files: {'page.html': html}});
  const context = await browser.createBrowserContext(); // nothing of the round before in any cache
  try {
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    const cdp = await page.createCDPSession();
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', LINE);
    await page.evaluateOnNewDocument(() => {
      const find = (root) =>
        root.querySelector('video') ??
        [...root.querySelectorAll('*')].map((el) => el.shadowRoot && find(el.shadowRoot)).find(Boolean);
      const look = () => {
        const video = find(document);
        if (video) video.requestVideoFrameCallback((now) => (globalThis.firstFrameAt = now));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.goto(site.url('page.html'), {waitUntil: 'domcontentloaded', timeout: 60_000});
    await page
      .waitForFunction(() => globalThis.firstFrameAt, {polling: 50, timeout: 60_000})
      .catch(async () => {
        const asked = (await site.requests())
          .map(({path, status, sent, ended}) => `${path} ${status} ${sent} ${ended}`)
          .join('\n  ');
        throw new Error(`no picture came within a minute of\n${html}\n  ${asked}\n  ${problems.join('\n  ')}`);
      });
    const code = (await site.requests(/\.(?:m?js|css)$/)).map(({path}) => path);
    return {ms: await page.evaluate(() => globalThis.firstFrameAt), code: [...new Set(code)]};
  } finally {
    await context.close();
  }
}
