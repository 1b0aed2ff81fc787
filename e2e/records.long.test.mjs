// Nothing that was recorded is lost, and nothing counts twice: random visits with spells of no network, 503, 429 and answers
// cut off, reloads, closed tabs, and servers and browsers that are killed. `UGGLA_RUNS` (500 an engine) and `UGGLA_SEED`
// repeat a run that failed.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {createServer, request as ask} from 'node:http';
import {appendFile, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {after, before, describe, it} from 'node:test';
import {randomOf} from '@uggla/testing/random.js';
import {nodeResolve} from '@rollup/plugin-node-resolve';
import puppeteer from 'puppeteer-core';
import {rollup} from 'rollup';
import {chromiumArgs, findChromium, findFirefox} from '../scripts/lib/engines.mjs';
import {root} from './lib/campus.mjs';

const RUNS = Number(process.env.UGGLA_RUNS ?? 500);
const SEED = Number(process.env.UGGLA_SEED ?? Date.now() % 1e9);

/** What the page does: it opens records, makes statements, and tells of each as soon as it is said to be safe. */
const PAGE = `
import {openRecords} from '${root}packages/core/dist/records/open-records.js';
import {StatementMaker, verbs} from '${root}packages/protocol/dist/index.js';
const course = new URLSearchParams(location.search).get('course');
const records = openRecords({course, records: 'server', endpoint: location.origin, host: document, retryFirstMs: 20});
document.addEventListener('uggla-error', ({error}) => navigator.sendBeacon('/told', JSON.stringify({error: error.code + ' ' + error.message})));
globalThis.make = async (from, count) => {
  const to = await records;
  const maker = new StatementMaker({course: {id: course, version: '1', title: 'C'}, actor: to.learner, language: 'es'});
  for (let at = from; at < from + count; at++) {
    const verb = at % 5 === 0 ? verbs.completed : verbs.experienced;
    const statement = {...maker.make(verb), result: {response: String(at)}};
    await to.record(statement);
    navigator.sendBeacon('/told', JSON.stringify({course, safe: statement.id}));
  }
};
globalThis.drained = async () => {
  const to = await records;
  await to.drained();
  return to.pending();
};
`;

/** A server of ours in a process of its own, on a store that outlives it. */
function startServer(dataDir) {
  const code = `import('${root}packages/server/dist/index.js').then(async ({serve}) => console.log((await serve({chatOnly: true, port: 0, dataDir: ${JSON.stringify(dataDir)}, log: () => {}})).url))`;
  const child = spawn(process.execPath, ['-e', code], {stdio: ['ignore', 'pipe', 'inherit']});
  const url = new Promise((resolve, reject) => {
    child.stdout.once('data', (bytes) => resolve(String(bytes).trim()));
    child.once('exit', (status) => reject(new Error(`the server ended with ${status}`)));
  });
  url.catch(() => undefined);
  return {child, url};
}

describe('records', () => {
  let folder, server, proxy, origin, script;
  /** What the network does to the server's answers; and what pages told. */
  const net = {mode: 'well', safe: new Map(), errors: []};

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'uggla-records-'));
    const bundle = await rollup({
      input: 'page',
      plugins: [
        {
          name: 'page',
          resolveId: (id) => (id === 'page' ? id : undefined),
          load: (id) => (id === 'page' ? PAGE : undefined),
        },
        nodeResolve({browser: true}),
      ],
      onwarn: () => undefined,
    });
    script = (await bundle.generate({format: 'es', inlineDynamicImports: true})).output[0].code;
    server = startServer(join(folder, 'data'));
    await server.url;
    proxy = createServer((request, response) => void answer(request, response));
    proxy.keepAliveTimeout = 60_000;
    await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${proxy.address().port}`;
  });
  after(async () => {
    server?.child.kill('SIGKILL');
    proxy?.closeAllConnections();
    proxy?.close();
    if (folder) await rm(folder, {recursive: true, force: true, maxRetries: 5});
  });

  async function answer(request, response) {
    const {pathname} = new URL(request.url, 'http://x');
    if (pathname === '/page')
      return response
        .writeHead(200, {'content-type': 'text/html'})
        .end(
          '<!doctype html><title>C</title><link rel="icon" href="data:,"><script type="module" src="page.js"></script>',
        );
    if (pathname === '/page.js') return response.writeHead(200, {'content-type': 'text/javascript'}).end(script);
    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return; // its page is gone
    }
    const body = Buffer.concat(chunks);
    if (pathname === '/told') {
      const {course, safe, error} = JSON.parse(String(body));
      if (safe) net.safe.get(course)?.add(safe);
      else net.errors.push(error);
      return response.writeHead(204).end();
    }
    const {mode} = net;
    if (mode === 'offline') return request.socket.destroy();
    if (mode === 503) return response.writeHead(503).end();
    if (mode === 429) return response.writeHead(429, {'retry-after': '1'}).end();
    const url = await server.url.catch(() => undefined);
    if (!url) return request.socket.destroy();
    const on = ask(
      new URL(request.url, url),
      {method: request.method, headers: {...request.headers, host: new URL(origin).host}},
      (from) => {
        if (mode === 'cut') return request.socket.destroy(); // it was taken, and nobody hears of it
        response.writeHead(from.statusCode, from.headers);
        from.on('error', () => request.socket.destroy());
        from.pipe(response);
      },
    );
    on.on('error', () => request.socket.destroy());
    on.end(body);
  }

  const ENGINES = {
    chromium: (profile) => ({executablePath: findChromium(), args: chromiumArgs(), userDataDir: profile}),
    firefox: (profile) => ({
      browser: 'firefox',
      executablePath: findFirefox(),
      args: ['--profile', profile],
      protocol: 'webDriverBiDi',
    }),
  };

  for (const [engine, settings] of Object.entries(ENGINES)) {
    it(`${engine}: of what was said to be safe, all arrive, each once, in ${RUNS} random runs`, async () => {
      const profile = await mkdtemp(join(folder, `${engine}-`));
      const launch = async () => {
        await appendFile(join(profile, 'user.js'), ''); // Firefox's launcher wants one beside the prefs.js of an earlier launch
        return puppeteer.launch({headless: true, ...settings(profile)});
      };
      let browser = await launch();
      const database = new DatabaseSync(join(folder, 'data', 'records.sqlite'), {readOnly: true});
      const arrived = database.prepare('SELECT id, json FROM statements WHERE course = ? OR object = ?');
      const counts = {statements: 0, servers: 0, browsers: 0, reloads: 0, closed: 0, spells: 0};
      try {
        for (let run = 0; run < RUNS; run++) {
          const seed = SEED + run;
          const random = randomOf(seed);
          const pick = (list) => list[Math.floor(random() * list.length)];
          const course = `https://acme.example/${engine}/${SEED}-${run}`;
          const safe = new Set();
          net.safe.set(course, safe);
          net.errors = [];
          const open = async () => {
            const page = await browser.newPage();
            await page.goto(`${origin}/page?course=${encodeURIComponent(course)}`);
            return page;
          };
          let tabs = [await open()];
          let made = 0;
          const tell = (error) =>
            `run ${run} of ${engine}, UGGLA_SEED=${seed} UGGLA_RUNS=1: ${error}; ${JSON.stringify(counts)} ${net.errors.join('; ')}`;
          for (let step = 0; step < 4; step++) {
            const count = 1 + Math.floor(random() * 6);
            const working = pick(tabs)
              .evaluate((from, many) => globalThis.make(from, many), made, count)
              .catch(() => undefined); // what befalls its page befalls it
            made += count;
            if (random() < 0.5) await working;
            const what = random();
            if (what < 0.5) {
              net.mode = pick(['offline', 503, 429, 'cut', 'well', 'well']);
              counts.spells += 1;
            } else if (what < 0.65) {
              await pick(tabs)
                .reload()
                .catch(() => undefined);
              counts.reloads += 1;
            } else if (what < 0.75) {
              const [gone] = tabs.splice(Math.floor(random() * tabs.length), 1);
              await Promise.all([gone.close(), tabs.length === 0 ? open().then((page) => tabs.push(page)) : undefined]);
              counts.closed += 1;
            } else if (what < 0.85) {
              tabs.push(await open());
            } else if (what < 0.96) {
              server.child.kill('SIGKILL');
              server = startServer(join(folder, 'data'));
              counts.servers += 1;
            } else {
              browser.process().kill('SIGKILL');
              await new Promise((resolve) => browser.process().once('exit', resolve));
              browser = await launch();
              tabs = [await open()];
              counts.browsers += 1;
            }
            if (random() < 0.3) await working;
          }
          net.mode = 'well';
          await server.url;
          await Promise.all(tabs.map((page) => page.close()));
          const last = await open();
          assert.equal(await last.evaluate(() => globalThis.drained()), 0, tell('some still wait'));
          const rows = arrived.all(course, course);
          const ids = new Set(rows.map(({id}) => id));
          assert.deepEqual(
            [...safe].filter((id) => !ids.has(id)),
            [],
            tell('lost'),
          );
          const each = rows.map(({json}) => JSON.parse(json).result.response);
          assert.equal(new Set(each).size, each.length, tell('doubled'));
          assert.deepEqual(net.errors, [], tell('an error was told'));
          counts.statements += rows.length;
          const pages = await browser.pages();
          await Promise.all(pages.slice(1).map((page) => page.close()));
          net.safe.delete(course);
        }
        console.log(`${engine}: ${RUNS} runs from seed ${SEED}: ${JSON.stringify(counts)}`);
        assert.ok(counts.statements > RUNS);
      } finally {
        database.close();
        await browser.close().catch(() => undefined);
      }
    });
  }
});
