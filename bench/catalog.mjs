// A portfolio of 1,000 products as a visitor meets it: over a slow line and on a slow machine, in Chromium.
import {readFileSync} from 'node:fs';
import {median, openBrowser, OURS, table} from './lib.mjs';
import {serve} from './site.mjs';

const PRODUCTS = 1000;
/** The bars: first card and a facet at 70 ms, 5 Mbit/s and a processor four times slower; frames a second in the feed. */
const MOST_FIRST_CARD_MS = 1000;
const MOST_FACET_MS = 50;
const LEAST_FRAMES = 58; // of 60: a browser's clock and the screen's drift
const SWIPES = 500;
const MOST_GROWTH_MB = 5;

const uses = ['Oficina', 'Casa', 'Aula', 'Hotel', 'Terraza'];
const product = (at) => ({
  id: `p-${at}`,
  title: {es: `Pieza ${at}`, en: `Piece ${at}`},
  summary: {es: `Una pieza de la serie ${at % 17}, para quien la necesita.`},
  category: {es: `Familia ${at % 8}`},
  brand: `Marca ${at % 5}`,
  price: {amount: 10 + at, currency: 'EUR'},
  facets: {use: [uses[at % 5], uses[(at * 3) % 5]], color: `Color ${at % 12}`},
});

const facet = (id, title, values) => ({
  id,
  title: {es: title},
  values: values.map((one) => ({id: one, title: {es: one}})),
});

/** As `uggla build` publishes it: the first 24 inline, the rest in files of 100. */
function publish(pages) {
  const products = Array.from({length: PRODUCTS}, (_, at) => product(at));
  const shards = [];
  for (let at = 24; at < PRODUCTS; at += 100) {
    const some = products.slice(at, at + 100);
    shards.push({src: `products/shard-${shards.length + 1}.json`, count: some.length});
    pages.set(`shop/products/shard-${shards.length}.json`, JSON.stringify({products: some}));
  }
  pages.set(
    'shop/portfolio.json',
    JSON.stringify({
      id: 'https://bench.example/shop',
      title: {es: 'Tienda'},
      languages: ['es', 'en'],
      total: PRODUCTS,
      products: products.slice(0, 24),
      shards,
      facets: [
        facet('use', 'Uso', uses),
        facet(
          'color',
          'Color',
          Array.from({length: 12}, (_, at) => `Color ${at}`),
        ),
      ],
    }),
  );
  // as in the head of a built campus's first page: what comes at first is named there
  const early = JSON.parse(readFileSync(`${OURS}/preload.json`, 'utf8'))
    ['uggla-catalog.js'].map((file) => `<link rel="modulepreload" href="/${OURS}/${file}">`)
    .join('');
  const page = (attributes) =>
    `<!doctype html><html lang="es"><meta charset="utf-8"><title>Tienda</title><link rel="stylesheet" href="/${OURS}/uggla.css"><script type="module" src="/${OURS}/uggla-catalog.js"></script>${early}<link rel="preload" as="fetch" crossorigin href="portfolio.json"><uggla-portfolio src="portfolio.json"${attributes}></uggla-portfolio>`;
  pages.set('shop/grid.html', page(''));
  pages.set('shop/feed.html', page(' layout="feed"'));
  pages.set('shop/before.html', '<!doctype html><title>Antes</title>');
}

/** Notes in the page, frame by frame, when the first card stands: to ask from outside would take its own time. */
function watchForCard() {
  const look = () => {
    if (document.querySelector('uggla-portfolio')?.shadowRoot?.querySelector('[part~=card]')?.checkVisibility())
      globalThis.cardAt = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}

/** Opens a page in a browser context of its own. */
async function visit(browser, url, {slow = 1} = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const client = await page.createCDPSession();
  if (slow > 1) {
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 70,
      downloadThroughput: 5e6 / 8,
      uploadThroughput: 5e6 / 8,
    });
    await client.send('Emulation.setCPUThrottlingRate', {rate: slow});
  }
  await page.setViewport({width: 1280, height: 800});
  await page.goto(new URL('before.html', url).href); // people come from another page of the site: to start a browser is not measured
  await page.evaluateOnNewDocument(watchForCard);
  await page.goto(url, {waitUntil: 'domcontentloaded'});
  if (url.endsWith('grid.html')) await page.waitForFunction(() => globalThis.cardAt, {polling: 100, timeout: 60_000});
  return {page, context, client};
}

async function firstCard(browser, url) {
  const {page, context} = await visit(browser, url, {slow: 4});
  const value = await page.evaluate(() => globalThis.cardAt);
  await context.close();
  return value;
}

/** From the click to the frame in which the other cards stand. */
async function facets(browser, url) {
  const {page, context} = await visit(browser, url, {slow: 4});
  const times = await page.evaluate(async () => {
    const portfolio = document.querySelector('uggla-portfolio');
    const buttons = () => [...portfolio.shadowRoot.querySelectorAll('[part=filter]')];
    buttons()[0].click(); // brings all products
    await new Promise((resolve) => {
      const wait = () =>
        /\d/.test(portfolio.shadowRoot.querySelector('[role=status]')?.textContent ?? '') &&
        performance.getEntriesByType('resource').filter(({name}) => name.includes('shard')).length === 10
          ? setTimeout(resolve, 500)
          : setTimeout(wait, 50);
      wait();
    });
    const taken = [];
    for (let at = 0; at < 20; at++) {
      const button = buttons()[at % buttons().length];
      const from = performance.now();
      button.click();
      await portfolio.updateComplete;
      portfolio.getBoundingClientRect(); // laid out, too
      taken.push(performance.now() - from);
      await new Promise(requestAnimationFrame);
    }
    return taken;
  });
  await context.close();
  return times;
}

/** Swipes through the feed: frames a second while it moves, and what the heap has grown by at the end. */
async function swipes(browser, url) {
  const {page, context, client} = await visit(browser, url);
  await page.waitForFunction(
    () => document.querySelector('uggla-portfolio')?.shadowRoot?.querySelector('[part=feed]'),
    {timeout: 30_000},
  );
  const heap = async () => {
    await client.send('HeapProfiler.collectGarbage');
    return (await client.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  const run = (count) =>
    page.evaluate(async (times) => {
      const feed = document.querySelector('uggla-portfolio').shadowRoot.querySelector('[part=feed]');
      let frames = 0;
      const from = performance.now();
      for (let at = 0; at < times; at++) {
        feed.scrollBy({top: feed.clientHeight, behavior: 'instant'});
        for (let one = 0; one < 4; one++) {
          await new Promise(requestAnimationFrame);
          frames++;
        }
        if (feed.scrollTop + feed.clientHeight * 1.5 > feed.scrollHeight) feed.scrollTop = 0;
      }
      return (frames * 1000) / (performance.now() - from);
    }, count);
  await run(50);
  const before = await heap();
  const frames = await run(SWIPES);
  const grown = (await heap()) - before;
  await context.close();
  return {frames, grown};
}

/** Measures, prints, and says which bars hold. */
export async function catalog({rounds}) {
  const site = await serve();
  publish(site.pages);
  const browser = await openBrowser();
  const held = (is) => (is ? 'held' : 'NOT held');
  try {
    const cards = [];
    for (let one = 0; one < rounds; one++) cards.push(await firstCard(browser, `${site.url}shop/grid.html`));
    const card = median(cards);
    table(
      `First card of ${PRODUCTS} products (70 ms, 5 Mbit/s, processor four times slower; median of ${rounds})`,
      [
        {
          name: 'uggla-portfolio',
          value: card,
          note: `bar: ${MOST_FIRST_CARD_MS} ms, ${held(card <= MOST_FIRST_CARD_MS)}`,
        },
      ],
      {unit: 'ms'},
    );
    const times = await facets(browser, `${site.url}shop/grid.html`);
    const facet = median(times);
    table(
      'A facet is chosen or taken back (all products there, processor four times slower; median of 20, to the layout)',
      [
        {
          name: 'uggla-portfolio',
          value: facet,
          note: `bar: ${MOST_FACET_MS} ms, ${held(facet <= MOST_FACET_MS)}; slowest ${Math.max(...times).toFixed(0)} ms`,
        },
      ],
      {unit: 'ms', digits: 1},
    );
    const {frames, grown} = await swipes(browser, `${site.url}shop/feed.html`);
    table(
      `The feed, ${SWIPES} swipes`,
      [{name: 'frames a second', value: frames, note: `bar: 60, ${held(frames >= LEAST_FRAMES)}`}],
      {unit: ''},
    );
    table(
      '',
      [
        {
          name: 'memory more than before',
          value: grown,
          note: `flat: below ${MOST_GROWTH_MB} MB, ${held(grown <= MOST_GROWTH_MB)}`,
        },
      ],
      {unit: 'MB', digits: 1},
    );
  } finally {
    await browser.close();
    await site.close();
  }
}
