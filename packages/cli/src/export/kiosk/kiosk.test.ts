import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {appendFileSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {createServer, request} from 'node:http';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {png, publish} from '../../testing/publish.test.util.js';
import {makeFolder, readJson, uggla} from '../../testing/run.test.util.js';
import {exportKiosk} from './export-kiosk.js';
import {startKiosk, type Kiosk} from './kiosk-server.js';

const evil = `"><script>alert(1)</script>`;
let campus: string;
let folder: string;
const open = new Set<{close: () => unknown}>();

before(async () => {
  const {out, problems} = await publish({
    'campus.yml': 'title: Acme\nlanguages: [es, en]\naddress: https://acme.example/aula\n',
    'products/silla/product.md': `---\ntitle: '${evil}'\nimages: [{src: a.png, alt: Silla}]\ndocuments: [{title: Ficha, src: ficha.pdf}]\nmodel: silla.glb\nactions: [{kind: form, label: Pide}]\n---\n\nUna ![silla](a.png).\n`,
    'products/silla/a.png': png(64, 48),
    'products/silla/ficha.pdf': '%PDF-1.4',
    'products/silla/silla.glb': readFileSync(
      new URL('../../../../../examples/campus/products/10-silla-tero/silla.glb', import.meta.url),
    ),
    'products/secreto/product.md': '---\ntitle: Prototipo Zorzal\naccess: clients\n---\n\nNadie lo sabe.\n',
    'courses/a/10-b.md': '---\ntitle: Un curso\n---\n\nTexto.\n',
  });
  assert.deepEqual(
    problems.filter(({severity}) => severity === 'error'),
    [],
  );
  campus = out;
  folder = join(makeFolder(), 'stick');
  await exportKiosk({
    campus,
    out: folder,
    language: 'es-MX',
    pin: `12"34`,
    idle: 45,
    endpoint: 'https://campus.acme.example',
  });
});
after(async () => {
  for (const one of open) await one.close();
});

const lead = (id: string, more: object = {}) => ({
  id,
  item: 'silla',
  email: 'ana@acme.example',
  name: 'Ana',
  message: '',
  time: '2026-01-01T00:00:00Z',
  ...more,
});
const post = (kiosk: Kiosk, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${kiosk.url}v1/leads`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json', ...headers},
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const start = async (endpoint?: string, at = folder) => {
  const kiosk = await startKiosk({folder: at, port: 0, endpoint});
  open.add(kiosk);
  return kiosk;
};

/** A server for leads that can be away. */
async function receiver(): Promise<{url: string; got: string[]; say: (status: number | 'cut') => void}> {
  const got: string[] = [];
  let status: number | 'cut' = 201;
  const server = createServer(async (asked, answer) => {
    let body = '';
    for await (const part of asked) body += String(part);
    got.push(`${asked.url} ${(JSON.parse(body) as {id: string}).id}`);
    if (status === 'cut') asked.socket.destroy();
    else answer.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.add(server);
  return {url: `http://127.0.0.1:${(server.address() as {port: number}).port}/aula`, got, say: (one) => (status = one)};
}

describe('uggla export --to kiosk', () => {
  it('brings the public products with all their files, and names no other', () => {
    const sizes = readJson(folder, 'offline.json') as Record<string, number>;
    const names = Object.keys(sizes);
    for (const part of [
      /^portfolio\.json$/,
      /^products\/silla\/.*\.png$/,
      /^products\/silla\/.*\.pdf$/,
      /^products\/silla\/.*\.glb$/,
      /^assets\/uggla\/uggla\.css$/,
      /^index\.html$/,
    ])
      assert.ok(
        names.some((name) => part.test(name)),
        String(part),
      );
    assert.ok(!names.some((name) => /course|campus\.json|search|secreto/.test(name)), names.join('\n'));
    for (const name of names.filter((one) => /\.(json|html)$/.test(one)))
      assert.ok(!readFileSync(join(folder, 'site', name), 'utf8').includes('Zorzal'), name);
    const {products} = readJson(folder, 'site/portfolio.json') as {products: {page?: string}[]};
    const page = 'https://acme.example/aula/products/silla/index.html';
    assert.deepEqual(
      products.map((one) => one.page),
      [page],
      'what visitors take along is not an address of the stand',
    );
  });

  it('makes a page under the strict policy, in one language, with its PIN', () => {
    const page = readFileSync(join(folder, 'site/index.html'), 'utf8');
    assert.match(
      page,
      /<uggla-portfolio src="portfolio\.json" lang="es" endpoint="\." kiosk kiosk-status="kiosk\.json" kiosk-pin="12&quot;34" kiosk-idle="45"><\/uggla-portfolio>/,
    );
    assert.match(page, /<title>Acme<\/title>[\s\S]*<main><h1>Acme<\/h1>/);
    assert.match(page, /trusted-types lit-html uggla/);
    const styles = readFileSync(join(folder, 'site/kiosk.css'), 'utf8');
    assert.match(styles, /background: var\(--uggla-surface, light-dark\(#fff, #16191d\)\)/, 'the elements’ own ground');
    assert.deepEqual(readJson(folder, 'settings.json'), {endpoint: 'https://campus.acme.example'});
    for (const name of ['start-windows.bat', 'start-macos.command', 'start-linux.sh', 'README.txt'])
      assert.ok(existsSync(join(folder, name)), name);
  });

  it('starts by itself with Node.js alone', async () => {
    const child = spawn(process.execPath, [join(folder, 'server.mjs'), '--no-browser'], {
      cwd: '/',
      env: {PORT: '0', PATH: ''},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const url = await new Promise<string>((resolve, reject) => {
        child.once('exit', () => reject(new Error('it ended')));
        child.stdout.on(
          'data',
          (chunk: Buffer) => /http:\S+/.exec(String(chunk)) && resolve(/http:\S+/.exec(String(chunk))![0]),
        );
      });
      assert.match(await (await fetch(url)).text(), /<uggla-portfolio/);
    } finally {
      child.kill();
    }
  });

  it('keeps the leads of an earlier export, and writes over nothing else', async () => {
    const out = join(makeFolder(), 'again');
    await exportKiosk({campus, out});
    const kiosk = await start(undefined, out);
    assert.equal((await post(kiosk, lead('old'))).status, 201);
    await kiosk.close();
    writeFileSync(join(out, 'site/left-over.txt'), 'x');
    await exportKiosk({campus, out});
    assert.match(readFileSync(join(out, 'leads/leads.csv'), 'utf8'), /ana@acme\.example/);
    assert.ok(!existsSync(join(out, 'site/left-over.txt')));
    await assert.rejects(exportKiosk({campus, out: campus}), {code: 'folder-not-empty'});
    await assert.rejects(exportKiosk({campus, out, language: 'fr'}), {code: 'usage-wrong'});
  });

  it('says what is wrong with the command', async () => {
    for (const more of [['curso'], ['--idle', '1'], ['--endpoint', 'x']]) {
      const {code, stderr} = await uggla([
        'export',
        ...more,
        '--to',
        'kiosk',
        '--campus',
        campus,
        '--out',
        join(makeFolder(), 'k'),
      ]);
      assert.deepEqual([code, /usage-wrong|no course|--idle|--endpoint|portfolio/.test(stderr)], [2, true], stderr);
    }
    const {out} = await publish({'courses/a/10-b.md': '---\ntitle: B\n---\n\nC\n'});
    await assert.rejects(exportKiosk({campus: out, out: join(makeFolder(), 'k')}), {code: 'portfolio-missing'});
  });
});

describe('the server of a kiosk', () => {
  it('serves its files with ranges, to this machine alone, and nothing beside them', async () => {
    const kiosk = await start();
    const answer = await fetch(`${kiosk.url}portfolio.json`, {headers: {Range: 'bytes=0-9'}});
    assert.deepEqual(
      [answer.status, (await answer.text()).length, answer.headers.get('content-type')],
      [206, 10, 'application/json'],
    );
    assert.equal((await fetch(`${kiosk.url}portfolio.json`, {headers: {Range: 'bytes=999999999-'}})).status, 416);
    symlinkSync(join(folder, 'settings.json'), join(folder, 'site/link.json'));
    const {port} = new URL(kiosk.url);
    const raw = (path: string, headers = {}, method = 'GET') =>
      new Promise<number>((resolve, reject) =>
        request({port, host: '127.0.0.1', path, headers, method}, (got) => resolve(got.resume().statusCode!))
          .on('error', reject)
          .end(),
      );
    for (const path of [
      '/../settings.json',
      '/%2e%2e/settings.json',
      '/..%2fsettings.json',
      '/link.json',
      '/%00',
      '/%',
      '/nothing',
      '/assets',
    ])
      assert.equal(await raw(path), 404, path);
    rmSync(join(folder, 'site/link.json'));
    assert.deepEqual(
      [await raw('/', {Host: 'evil.example'}), await raw('/', {}, 'DELETE'), await raw('/v1/leads')],
      [421, 405, 405],
    );
  });

  it('tells whether all files are there', async () => {
    const at = join(makeFolder(), 'k');
    await exportKiosk({campus, out: at});
    const kiosk = await start(undefined, at);
    const state = async () =>
      (await fetch(`${kiosk.url}kiosk.json`)).json() as Promise<{
        ready: boolean;
        missing: number;
        files: number;
        leads: object;
      }>;
    const {files, ...rest} = await state();
    assert.deepEqual([files > 8, rest], [true, {ready: true, missing: 0, leads: {kept: 0, waiting: 0}}]);
    rmSync(join(at, 'site/portfolio.json'));
    appendFileSync(join(at, 'site/kiosk.css'), ' ');
    const {ready, missing} = await state();
    assert.deepEqual([ready, missing], [false, 2]);
  });

  it('keeps a whole day of leads without a network, through a power cut, and sends each once', async () => {
    const at = join(makeFolder(), 'k');
    await exportKiosk({campus, out: at});
    const away = await receiver();
    away.say(503);
    let kiosk = await start(away.url, at);
    for (let one = 0; one < 200; one++) {
      assert.equal((await post(kiosk, lead(`l${one}`))).status, 201);
      if (one === 100) {
        await kiosk.close();
        appendFileSync(join(at, 'leads/leads.jsonl'), '{"id": "torn');
        appendFileSync(join(at, 'leads/leads.jsonl'), '\n');
        kiosk = await start(away.url, at);
      }
    }
    assert.equal((await post(kiosk, lead('l7'))).status, 201); // a visitor who pressed twice
    assert.deepEqual(((await (await fetch(`${kiosk.url}kiosk.json`)).json()) as {leads: object}).leads, {
      kept: 200,
      waiting: 200,
    });
    await kiosk.send();
    away.got.length = 0;
    away.say(201);
    await Promise.all([kiosk.send(), kiosk.send(), kiosk.send()]);
    await kiosk.send();
    assert.deepEqual(
      away.got,
      Array.from({length: 200}, (_, one) => `/aula/v1/leads l${one}`),
    );
    await kiosk.close();
    kiosk = await start(away.url, at);
    await kiosk.send();
    assert.equal(away.got.length, 200, 'a new day sends nothing again');
    assert.equal(readFileSync(join(at, 'leads/leads.csv'), 'utf8').trim().split('\r\n').length, 201);
  });

  it('sends again what may not have arrived, under the same id; what is never taken stands in nobody’s way', async () => {
    const at = join(makeFolder(), 'k');
    await exportKiosk({campus, out: at});
    const away = await receiver();
    const kiosk = await start(away.url, at);
    away.say('cut');
    await post(kiosk, lead('a'));
    await kiosk.send();
    const before = away.got.length;
    away.say(400);
    await kiosk.send();
    away.say(201);
    await post(kiosk, lead('b'));
    await kiosk.send();
    assert.ok(before > 0);
    assert.deepEqual(away.got.slice(before), ['/aula/v1/leads a', '/aula/v1/leads b']);
  });

  it('takes no lead from another page, none that is none, and lets no formula into the table', async () => {
    const at = join(makeFolder(), 'k');
    await exportKiosk({campus, out: at});
    const kiosk = await start(undefined, at);
    const cases: [unknown, Record<string, string>, number][] = [
      [lead('x'), {Origin: 'https://evil.example'}, 403],
      [lead('x'), {'Content-Type': 'text/plain'}, 415],
      ['{', {}, 400],
      ['null', {}, 400],
      [[], {}, 400],
      [{email: 'a'}, {}, 400],
      [{id: 'x'}, {}, 400],
      [{id: 3, email: 'a'}, {}, 400],
      [lead('x', {message: 'x'.repeat(40_000)}), {}, 400],
    ];
    for (const [body, headers, status] of cases)
      assert.equal((await post(kiosk, body, headers)).status, status, JSON.stringify(body).slice(0, 40));
    assert.ok(!existsSync(join(at, 'leads/leads.jsonl')));
    await post(kiosk, lead('f', {name: '=HYPERLINK("http://evil")', message: 'dos\nlíneas, "así"'}), {
      Origin: kiosk.url.slice(0, -1),
    });
    assert.match(
      readFileSync(join(at, 'leads/leads.csv'), 'utf8'),
      /"'=HYPERLINK\(""http:\/\/evil""\)".*"dos\nlíneas, ""así"""/s,
    );
  });
});
