import assert from 'node:assert/strict';
import {truncateSync, unlinkSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {brotliCompressSync, brotliDecompressSync, gunzipSync} from 'node:zlib';
import {codeOf, openApp, type TestApp} from '../support/app.test.util.js';
import {countingBytes, publishedCampus, temporaryFolder, writeFiles} from '../support/campus.test.util.js';

let root: string;
let app: TestApp;
const film = '/media/ajusta/film.1a2b3c4d5e.mp4';
const captions = '/media/ajusta/captions.es.vtt';
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') => app.send(method, path, {headers});
const header = async (answer: Promise<Response>, name: string) => (await answer).headers.get(name);

before(async () => {
  root = await publishedCampus();
  writeFiles(root, {
    'empty.bin': '',
    'empty.txt': '',
    'ñandú 😀 100%.txt': 'hola',
    'deep/a/b/index.html': '<!doctype html>',
  });
  app = await openApp({root});
});

describe('a HEAD request', () => {
  it('tells the same as GET, without the bytes', async () => {
    for (const path of [film, captions, '/', '/campus.json', '/brand/logo.svg']) {
      const [one, other] = [await get(path), await get(path, {}, 'HEAD')];
      assert.equal(other.status, 200, path);
      assert.equal(await other.text(), '');
      for (const name of [
        'content-type',
        'content-length',
        'etag',
        'last-modified',
        'cache-control',
        'content-security-policy',
        'vary',
      ])
        assert.equal(other.headers.get(name), one.headers.get(name), `${path} ${name}`);
    }
  });

  it('knows no stretches: they are for GET', async () => {
    for (const range of ['bytes=0-9', 'bytes=5000-']) {
      const answer = await get(film, {Range: range}, 'HEAD');
      assert.deepEqual(
        [answer.status, answer.headers.get('content-length'), answer.headers.get('content-range')],
        [200, '1000', null],
        range,
      );
    }
  });

  it('says 304 and 404 as GET does', async () => {
    const etag = (await header(get(film), 'etag'))!;
    assert.equal((await get(film, {'If-None-Match': etag}, 'HEAD')).status, 304);
    assert.equal((await get('/no-such-file', {}, 'HEAD')).status, 404);
  });
});

describe('a file without a byte', () => {
  it('is sent whole, and has no stretch', async () => {
    const answer = await get('/empty.bin');
    assert.deepEqual([answer.status, answer.headers.get('content-length'), await answer.text()], [200, '0', '']);
    assert.equal((await get('/empty.txt', {'Accept-Encoding': 'br'})).headers.get('content-encoding'), null);
    const stretch = await get('/empty.bin', {Range: 'bytes=0-'});
    assert.deepEqual([stretch.status, stretch.headers.get('content-range')], [416, 'bytes */0']);
  });
});

describe('what a visitor has already', () => {
  it('is not sent again, under the tag of the coding in which they have it', async () => {
    const plain = (await header(get(captions), 'etag'))!;
    const br = (await header(get(captions, {'Accept-Encoding': 'br'}), 'etag'))!;
    const gzip = (await header(get(captions, {'Accept-Encoding': 'gzip'}), 'etag'))!;
    assert.equal(new Set([plain, br, gzip]).size, 3);
    assert.equal((await get(captions, {'Accept-Encoding': 'br', 'If-None-Match': br})).status, 304);
    assert.equal((await get(captions, {'Accept-Encoding': 'br', 'If-None-Match': gzip})).status, 200);
    assert.equal((await get(captions, {'If-None-Match': plain})).status, 304);
  });

  it('is answered with what a cache must know, and no body', async () => {
    const first = await get(captions, {'Accept-Encoding': 'br'});
    const again = await get(captions, {'Accept-Encoding': 'br', 'If-None-Match': `W/${first.headers.get('etag')!}`});
    assert.equal(again.status, 304);
    assert.equal(await again.text(), '');
    for (const name of ['etag', 'cache-control', 'last-modified', 'vary'])
      assert.equal(again.headers.get(name), first.headers.get(name), name);
    for (const name of ['content-type', 'content-length', 'content-encoding'])
      assert.equal(again.headers.get(name), null, name);
  });

  it('counts by its tag before its date', async () => {
    const {headers} = await get(film);
    const date = headers.get('last-modified')!;
    assert.equal((await get(film, {'If-None-Match': '"other"', 'If-Modified-Since': date})).status, 200);
    assert.equal(
      (await get(film, {'If-None-Match': headers.get('etag')!, 'If-Modified-Since': 'Mon, 01 Jan 2001 00:00:00 GMT'}))
        .status,
      304,
    );
    assert.equal((await get(film, {'If-None-Match': headers.get('etag')!, Range: 'bytes=0-9'})).status, 304);
  });
});

describe('a text', () => {
  it('is compressed as the visitor likes, and comes out the same', async () => {
    const plain = Buffer.from(await (await get(captions)).arrayBuffer());
    const br = await get(captions, {'Accept-Encoding': 'gzip, br'});
    const gzip = await get(captions, {'Accept-Encoding': 'gzip'});
    assert.deepEqual([br.headers.get('content-encoding'), gzip.headers.get('content-encoding')], ['br', 'gzip']);
    const [small, bigger] = [Buffer.from(await br.arrayBuffer()), Buffer.from(await gzip.arrayBuffer())];
    assert.equal(br.headers.get('content-length'), String(small.length));
    assert.deepEqual(brotliDecompressSync(small), plain);
    assert.deepEqual(gunzipSync(bigger), plain);
  });

  it('is sent in stretches of its plain bytes', async () => {
    const answer = await get(captions, {'Accept-Encoding': 'br', Range: 'bytes=0-5'});
    assert.deepEqual(
      [answer.status, answer.headers.get('content-encoding'), await answer.text()],
      [206, null, 'WEBVTT'],
    );
    const br = (await header(get(captions, {'Accept-Encoding': 'br'}), 'etag'))!;
    assert.equal(
      (await get(captions, {Range: 'bytes=0-5', 'If-Range': br})).status,
      200,
      'a stretch of one coding does not go on another',
    );
  });

  it('comes as the build compressed it, unless the text is newer', async () => {
    const text = 'palabras '.repeat(500);
    writeFiles(root, {
      'search/de.json': text,
      'search/de.json.br': brotliCompressSync(Buffer.from('made by the build')),
    });
    const read = async () =>
      brotliDecompressSync(
        Buffer.from(await (await get('/search/de.json', {'Accept-Encoding': 'br'})).arrayBuffer()),
      ).toString();
    const minute = Date.now() / 1000;
    utimesSync(join(root, 'search/de.json'), minute - 60, minute - 60);
    assert.equal(await read(), 'made by the build');
    utimesSync(join(root, 'search/de.json'), minute + 60, minute + 60);
    assert.equal(await read(), text);
    unlinkSync(join(root, 'search/de.json.br'));
    assert.equal(await read(), text);
  });

  it('is compressed anew after it changed', async () => {
    const read = async () =>
      brotliDecompressSync(Buffer.from(await (await get('/search/fr.json', {'Accept-Encoding': 'br'})).arrayBuffer()))
        .toString()
        .slice(0, 3);
    writeFiles(root, {'search/fr.json': 'uno'.repeat(500)});
    assert.equal(await read(), 'uno');
    writeFiles(root, {'search/fr.json': 'dos'.repeat(500)});
    utimesSync(join(root, 'search/fr.json'), 1_700_000_000, 1_700_000_000);
    assert.equal(await read(), 'dos');
  });
});

describe('an address', () => {
  it('may have letters of any kind, escaped once', async () => {
    assert.equal(await (await get(`/${encodeURIComponent('ñandú 😀 100%.txt')}`)).text(), 'hola');
    assert.equal((await get(`/${encodeURIComponent(encodeURIComponent('ñandú 😀 100%.txt'))}`)).status, 404);
  });

  it('with a query is the same file', async () => {
    assert.equal(await header(get(`${film}?v=2&t=../..`), 'etag'), await header(get(film), 'etag'));
  });

  it('never leads to another host by a redirect', async () => {
    for (const path of ['/deep/a/b', '//deep/a/b', '///deep//a/b']) {
      const answer = await app.app.request(`http://localhost${path}`);
      assert.equal(answer.status, 308, path);
      assert.match(answer.headers.get('location')!, /^\/deep\/+a\/b\/$/, path);
    }
  });

  it('without a file says so in problem details that nobody keeps', async () => {
    for (const path of [
      '/no-such-file',
      '/deep',
      '/deep/',
      '/campus.json/',
      '/campus.json/x',
      '/media',
      '/%E0%A4%A',
      '/%00',
    ]) {
      const answer = await get(path);
      assert.deepEqual(
        [answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')],
        [404, 'application/problem+json', 'no-store'],
        path,
      );
    }
  });

  it('takes reading only, and says so', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await get('/campus.json', {}, method);
      assert.deepEqual(
        [answer.status, answer.headers.get('allow'), await codeOf(answer)],
        [405, 'GET, HEAD', 'method-refused'],
        method,
      );
    }
  });
});

describe('right answers', () => {
  it('stay here under whatever name a course gives them', async () => {
    const fresh = await publishedCampus();
    const course = (await (await get('/courses/ergonomia/course.json')).json()) as object;
    writeFiles(fresh, {
      'courses/ergonomia/course.json': JSON.stringify({...course, answers: '../../keys/right.json'}),
      'keys/right.json': '{"answers":{"prueba/altura":{"choices":["b"]}}}',
      'keys/other.json': '{}',
    });
    const server = await openApp({root: fresh});
    const answer = await server.send('GET', '/keys/right.json');
    assert.equal(answer.status, 404);
    assert.doesNotMatch(await answer.text(), /choices/);
    assert.equal((await server.send('GET', '/keys/other.json')).status, 200);
    assert.equal((await server.send('GET', '/courses/ergonomia/answers.json')).status, 404);
    assert.equal((await server.send('GET', '/courses/ergonomia/course.json')).status, 200);
  });

  it('stay here when they lie in a folder beside the campus, too', async () => {
    const beside = temporaryFolder();
    writeFiles(beside, {'answers.json': '{"hush":1}', 'answers.json.gz': 'hush', 'page.html': '', '.env': 'hush'});
    const server = await openApp({root, mounts: {examples: beside}});
    for (const path of [
      '/examples/answers.json',
      '/examples/answers.json.gz',
      '/examples/Answers.Json',
      '/examples/.env',
      '/examples/%2Eenv',
    ])
      assert.equal((await server.send('GET', path)).status, 404, path);
    assert.equal((await server.send('GET', '/examples/page.html')).status, 200);
  });
});

describe('policies', () => {
  const policy = async (server: TestApp, path: string) =>
    (await server.send('GET', path)).headers.get('content-security-policy');

  it('can be replaced or left to a proxy, but for strangers’ content', async () => {
    const [own, none] = [
      await openApp({root, contentSecurityPolicy: "default-src 'self'"}),
      await openApp({root, contentSecurityPolicy: false}),
    ];
    assert.equal(await policy(own, '/'), "default-src 'self'");
    assert.match((await policy(own, '/assets/uggla/frame.html'))!, /^default-src 'none'/);
    assert.equal(await policy(none, '/'), null);
    for (const server of [own, none]) assert.match((await policy(server, '/brand/logo.svg'))!, /sandbox/);
  });

  it('let those origins frame our pages that may call us', async () => {
    const server = await openApp({
      root,
      issuer: 'https://login.example',
      corsOrigins: ['https://intranet.example/some/page'],
    });
    assert.match((await policy(server, '/'))!, /frame-ancestors 'self' https:\/\/intranet\.example$/);
  });

  it('keep what browsers would run as a page from running', async () => {
    writeFiles(root, {
      'feeds/a.xml': '<x/>',
      'books/a.xhtml': '<html xmlns="http://www.w3.org/1999/xhtml"/>',
      'odd.shtml': '<script>',
      odd: '<script>',
    });
    for (const path of ['/feeds/a.xml', '/books/a.xhtml'])
      assert.match((await policy(app, path))!, /default-src 'none'.*sandbox/, path);
    for (const path of ['/odd.shtml', '/odd'])
      assert.deepEqual(
        [await header(get(path), 'content-type'), await header(get(path), 'x-content-type-options')],
        ['application/octet-stream', 'nosniff'],
        path,
      );
  });
});

describe('a file that changes while it is sent', () => {
  it('does not take the server with it', async () => {
    writeFiles(root, {'media/shrinking.bin': countingBytes(3_000_000)});
    const answer = await get('/media/shrinking.bin');
    truncateSync(join(root, 'media/shrinking.bin'), 10);
    await answer.arrayBuffer().catch(() => undefined);
    writeFileSync(join(root, 'media/shrinking.bin'), 'new');
    assert.equal(await (await get('/media/shrinking.bin')).text(), 'new');
  });
});
