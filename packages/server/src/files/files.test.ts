import assert from 'node:assert/strict';
import {readdirSync, readFileSync, readlinkSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {countingBytes, publishedCampus, temporaryFolder, writeFiles} from '../support/campus.test.util.js';
import {sendRaw, startServer, until, type ServerProcess} from '../support/server.test.util.js';

let root: string;
let server: ServerProcess;
const film = '/media/ajusta/film.1a2b3c4d5e.mp4';
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(server.url + path, {headers, method, redirect: 'manual'});
const status = (raw: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(raw)?.[1]);

before(async () => {
  root = await publishedCampus();
  const outside = temporaryFolder();
  writeFiles(outside, {'secret.txt': 'hush-hush', 'examples/page.html': '<!doctype html>'});
  symlinkSync(join(outside, 'secret.txt'), join(root, 'link.txt'));
  symlinkSync(outside, join(root, 'linked'));
  symlinkSync(join(root, 'index.html'), join(root, 'inner.html'));
  symlinkSync(join(root, 'courses/ergonomia/answers.json'), join(root, 'harmless.json'));
  const course = join(root, 'courses/ergonomia/course.json');
  const {items, ...rest} = JSON.parse(readFileSync(course, 'utf8')) as {items: object[]};
  writeFiles(root, {
    'courses/ergonomia/silla/index.html': '<!doctype html><script>lms()</script>',
    'courses/ergonomia/course.json': JSON.stringify({
      ...rest,
      items: [
        ...items,
        {id: 'silla', kind: 'embed', title: 'Silla', standard: 'scorm12', src: 'silla/index.html'},
        {id: 'nota', kind: 'embed', title: 'Nota', src: 'index.html'},
      ],
    }),
  });
  server = await startServer({root, dataDir: ':memory:', mounts: {'/examples/': join(outside, 'examples')}});
});

describe('files', () => {
  it('sends a whole file with its type, length and a strong tag', async () => {
    const answer = await get(film);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'video/mp4');
    assert.equal(answer.headers.get('content-length'), '1000');
    assert.equal(answer.headers.get('accept-ranges'), 'bytes');
    assert.match(answer.headers.get('etag')!, /^"[^"]+"$/);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), countingBytes(1000));
  });

  it('sends the stretch that a player asks for', async () => {
    for (const [range, start, end] of [
      ['bytes=10-19', 10, 19],
      ['bytes=990-', 990, 999],
      ['bytes=-5', 995, 999],
      ['bytes=995-5000', 995, 999],
      ['bytes=0-0', 0, 0],
    ] as const) {
      const answer = await get(film, {Range: range});
      assert.equal(answer.status, 206, range);
      assert.equal(answer.headers.get('content-range'), `bytes ${start}-${end}/1000`);
      assert.equal(answer.headers.get('content-length'), String(end - start + 1));
      assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), countingBytes(1000).slice(start, end + 1));
    }
  });

  it('says that a stretch behind the end is not there, and how long the file is', async () => {
    const answer = await get(film, {Range: 'bytes=1000-'});
    assert.equal(answer.status, 416);
    assert.equal(answer.headers.get('content-range'), 'bytes */1000');
    assert.equal(((await answer.json()) as {code: string}).code, 'range-unsatisfiable');
  });

  it('sends the whole for several stretches at once and for what it does not understand', async () => {
    for (const range of ['bytes=0-1,5-6', 'lines=1-2', 'bytes=abc', 'bytes=9-1', 'bytes=-']) {
      const answer = await get(film, {Range: range});
      assert.equal(answer.status, 200, range);
      assert.equal((await answer.arrayBuffer()).byteLength, 1000);
    }
  });

  it('sends a stretch only of the version that the player has begun', async () => {
    const first = await get(film, {}, 'HEAD');
    const etag = first.headers.get('etag')!;
    const modified = first.headers.get('last-modified')!;
    assert.equal((await get(film, {Range: 'bytes=0-9', 'If-Range': etag})).status, 206);
    assert.equal((await get(film, {Range: 'bytes=0-9', 'If-Range': modified})).status, 206);
    assert.equal((await get(film, {Range: 'bytes=0-9', 'If-Range': '"other"'})).status, 200);
    assert.equal((await get(film, {Range: 'bytes=0-9', 'If-Range': `W/${etag}`})).status, 200);
    assert.equal((await get(film, {Range: 'bytes=0-9', 'If-Range': 'Mon, 01 Jan 2001 00:00:00 GMT'})).status, 200);
  });

  it('answers HEAD with the headers alone', async () => {
    const answer = await get(film, {}, 'HEAD');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-length'), '1000');
    assert.equal(await answer.text(), '');
  });

  it('says 304 to who has the file, until the file changes', async () => {
    const path = '/media/ajusta/master.m3u8';
    const first = await get(path);
    const etag = first.headers.get('etag')!;
    assert.equal(first.headers.get('content-type'), 'application/vnd.apple.mpegurl');
    const again = await get(path, {'If-None-Match': `"x", ${etag}`});
    assert.equal(again.status, 304);
    assert.equal(again.headers.get('etag'), etag);
    assert.equal((await get(path, {'If-Modified-Since': first.headers.get('last-modified')!})).status, 304);
    writeFileSync(join(root, path), '#EXTM3V\n'); // as long as before
    utimesSync(join(root, path), 1_700_000_000, 1_700_000_000);
    assert.equal((await get(path, {'If-None-Match': etag})).status, 200);
  });

  it('lets browsers keep what has a hash in its name, and ask again for all else', async () => {
    assert.match((await get(film)).headers.get('cache-control')!, /immutable/);
    for (const path of ['/campus.json', '/index.html', '/media/ajusta/master.m3u8'])
      assert.equal((await get(path)).headers.get('cache-control'), 'no-cache', path);
  });

  it('knows the types of what a campus holds', async () => {
    const types = {
      '/media/ajusta/captions.es.vtt': 'text/vtt; charset=utf-8',
      '/books/manual.epub': 'application/epub+zip',
      '/campus.json': 'application/json; charset=utf-8',
      '/': 'text/html; charset=utf-8',
    };
    for (const [path, type] of Object.entries(types)) assert.equal((await get(path)).headers.get('content-type'), type);
  });

  it('compresses texts, each coding under a tag of its own, and never a stretch', async () => {
    const path = '/media/ajusta/captions.es.vtt';
    const raw = (headers: string) =>
      sendRaw(server.port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n\r\n`);
    assert.match(await raw('Accept-Encoding: br'), /content-encoding: br/i);
    assert.match(await raw('Accept-Encoding: gzip, br;q=0'), /content-encoding: gzip/i);
    assert.doesNotMatch(await raw('Accept-Encoding: identity'), /content-encoding/i);
    assert.doesNotMatch(await raw('Accept-Encoding: br\r\nRange: bytes=0-5'), /content-encoding/i);
    const whole = await (await get(path, {'Accept-Encoding': 'identity'})).text();
    for (const coding of ['br', 'gzip'])
      assert.equal(await (await get(path, {'Accept-Encoding': coding})).text(), whole);
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(async (coding) =>
        (await get(path, {'Accept-Encoding': coding})).headers.get('etag'),
      ),
    );
    assert.equal(new Set(tags).size, 3);
    const br = await get(path, {'Accept-Encoding': 'br'});
    assert.equal((await get(path, {'Accept-Encoding': 'br', 'If-None-Match': br.headers.get('etag')!})).status, 304);
    assert.match(br.headers.get('vary')!, /Accept-Encoding/);
  });

  it('shows the index of a folder, after a slash', async () => {
    const answer = await get('/courses/ergonomia?x=1');
    assert.equal(answer.status, 308);
    assert.equal(answer.headers.get('location'), '/courses/ergonomia/?x=1');
    assert.match(await (await get('/courses/ergonomia/')).text(), /Curso/);
    assert.equal((await get('/media/')).status, 404);
  });

  it('serves folders mounted beside the campus', async () => {
    assert.equal((await get('/examples/page.html')).status, 200);
    assert.equal((await get('/examples/../secret.txt')).status, 404);
    assert.equal((await get('/examples')).headers.get('location'), '/examples/');
  });

  it('never leaves the published folder', async () => {
    const ways = [
      '/../../etc/passwd',
      '/..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/media/%2e%2e%2f%2e%2e%2fsecret.txt',
      '/media/..\\..\\secret.txt',
      '/media/%5c..%5c..',
      '/campus.json%00.txt',
      '/%c0%ae%c0%ae/etc/passwd',
      '/%',
      '//etc/passwd',
      '/examples/%2e%2e/secret.txt',
      '/link.txt',
      '/linked/secret.txt',
    ];
    for (const way of ways) {
      const raw = await sendRaw(server.port, `GET ${way} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      assert.ok([400, 404].includes(status(raw)), `${way}: ${raw.slice(0, 60)}`);
      assert.doesNotMatch(raw, /hush-hush|root:/);
    }
    assert.equal((await get('/inner.html')).status, 200); // a link that stays inside
  });

  it('hands out no dot file and no right answer', async () => {
    for (const path of [
      '/.git/config',
      '/notes/.env',
      '/%2egit/config',
      '/courses/ergonomia/answers.json',
      '/courses/ergonomia/ANSWERS.JSON',
      '/courses/ergonomia/answers%2ejson',
      '/courses//ergonomia/answers.json/',
      '/harmless.json',
    ]) {
      const answer = await get(path);
      assert.equal(answer.status, 404, path);
      assert.doesNotMatch(await answer.text(), /hush-hush|choices/);
    }
  });

  it('puts the strict policy on pages, its own on frame.html, a sandbox on pictures with scripts', async () => {
    const policy = async (path: string) => (await get(path)).headers.get('content-security-policy') ?? '';
    assert.match(
      await policy('/'),
      /default-src 'none'; script-src 'self'; style-src 'self';.*require-trusted-types-for 'script'; trusted-types lit-html uggla/,
    );
    assert.doesNotMatch(await policy('/'), /unsafe/);
    assert.match(await policy('/assets/uggla/frame.html'), /style-src 'self' 'unsafe-inline' blob:/);
    assert.doesNotMatch(await policy('/assets/uggla/frame.html'), /script-src[^;]*unsafe/);
    assert.match(await policy('/brand/logo.svg'), /sandbox/);
    assert.equal(await policy('/campus.json'), '');
    assert.equal(
      await policy('/courses/ergonomia/silla/index.html'),
      "frame-ancestors 'self' http://localhost:* http://127.0.0.1:*",
      'packages of others have inline scripts',
    );
    assert.match(await policy('/courses/ergonomia/index.html'), /script-src 'self'/);
  });

  it('says in problem details that nothing is there, and under which number it looked', async () => {
    const answer = await get('/no-such-file', {'X-Request-Id': 'request-12345'});
    assert.equal(answer.status, 404);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    assert.equal(answer.headers.get('x-request-id'), 'request-12345');
    const problem = (await answer.json()) as {code: string; instance: string};
    assert.equal(problem.code, 'file-unavailable');
    assert.equal(problem.instance, 'urn:uggla:request:request-12345');
    assert.equal((await get('/campus.json', {}, 'DELETE')).status, 405);
  });

  it('gives a file up when the visitor goes away in the middle', async () => {
    writeFiles(root, {'media/big.bin': new Uint8Array(20_000_000)});
    const openFiles = () =>
      readdirSync(`/proc/${server.child.pid}/fd`, {withFileTypes: true}).filter((one) =>
        linkOf(one.name).endsWith('big.bin'),
      ).length;
    const linkOf = (name: string) => {
      try {
        return readlinkSync(`/proc/${server.child.pid}/fd/${name}`);
      } catch {
        return '';
      }
    };
    for (let visit = 0; visit < 20; visit++) {
      const abort = new AbortController();
      const answer = await fetch(`${server.url}/media/big.bin`, {signal: abort.signal});
      await answer.body!.getReader().read();
      abort.abort();
    }
    assert.equal((await get('/campus.json')).status, 200);
    if (process.platform === 'linux') await until(() => openFiles() === 0);
  });
});
