import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {brotliDecompressSync, gunzipSync} from 'node:zlib';
import {Compressor} from './compress.js';
import {contentType, isActive, isText} from './content-types.js';
import {isHashed} from './files.js';

describe('contentType', () => {
  it('knows what browsers and players are strict about', () => {
    const types = {
      'master.m3u8': 'application/vnd.apple.mpegurl',
      'seg.m4s': 'video/iso.segment',
      'a.MP4': 'video/mp4',
      'a.m4a': 'audio/mp4',
      'a.mp3': 'audio/mpeg',
      'a.webm': 'video/webm',
      'a.js': 'text/javascript; charset=utf-8',
      'a.mjs': 'text/javascript; charset=utf-8',
      'a.wasm': 'application/wasm',
      'a.epub': 'application/epub+zip',
      'a.pdf': 'application/pdf',
      'a.avif': 'image/avif',
      'feed.xml': 'application/xml; charset=utf-8',
      'a.woff2': 'font/woff2',
      'unknown.xyz': 'application/octet-stream',
      noname: 'application/octet-stream',
    };
    for (const [name, type] of Object.entries(types)) assert.equal(contentType(name), type, name);
  });

  it('compresses texts only, and locks up what could run scripts', () => {
    for (const name of ['a.html', 'a.json', 'a.js', 'a.vtt', 'a.svg', 'a.m3u8', 'a.xml'])
      assert.equal(isText(contentType(name)), true, name);
    for (const name of ['a.mp4', 'a.jpg', 'a.epub', 'a.wasm', 'a.pdf'])
      assert.equal(isText(contentType(name)), false, name);
    for (const name of ['a.svg', 'a.xml', 'a.xhtml']) assert.equal(isActive(contentType(name)), true, name);
    for (const name of ['a.html', 'a.png', 'a.json']) assert.equal(isActive(contentType(name)), false, name);
  });
});

describe('isHashed', () => {
  it('sees a hash in the name or in the folder', () => {
    for (const path of [
      'film.1a2b3c4d5e.mp4',
      'seg-0f9e8d7c6b5a.m4s',
      'chunk-AB12CD34.js',
      'media/x/hls.1a2b3c4d5e/seg1.m4s',
      '1a2b3c4d5e6f.jpg',
    ])
      assert.equal(isHashed(path), true, path);
  });

  it('does not take words, dates and numbers for one', () => {
    for (const path of [
      'film.mp4',
      'my-document.js',
      'report-20261123.pdf',
      'facade-deadbeef.js',
      'seg-00000012.m4s',
      'chapter.es.vtt',
      'INTRODUC.mp4',
      'a-b-c.json',
    ])
      assert.equal(isHashed(path), false, path);
  });
});

describe('Compressor', () => {
  const text = Buffer.from('palabras '.repeat(1000));

  it('takes the coding that the browser likes, when it is worth it', () => {
    const one = new Compressor();
    assert.equal(one.choose('gzip, deflate, br', 5000), 'br');
    assert.equal(one.choose('gzip', 5000), 'gzip');
    assert.equal(one.choose('br;q=0, gzip;q=0.5', 5000), 'gzip');
    assert.equal(one.choose('BR', 5000), 'br');
    for (const accept of [undefined, '', 'identity', 'gzip;q=0', 'deflate'])
      assert.equal(one.choose(accept, 5000), undefined, String(accept));
    assert.equal(one.choose('br', 100), undefined);
    assert.equal(one.choose('br', 50_000_000), undefined);
  });

  it('makes what gives the same text, once a version', async () => {
    const one = new Compressor();
    let reads = 0;
    const read = () => {
      reads += 1;
      return Promise.resolve(text);
    };
    const [br, again, gz] = await Promise.all([
      one.compress('a', 'br', read),
      one.compress('a', 'br', read),
      one.compress('a', 'gzip', read),
    ]);
    assert.deepEqual(brotliDecompressSync(br), text);
    assert.deepEqual(gunzipSync(gz), text);
    assert.equal(again, br);
    assert.equal(reads, 2);
    await one.compress('b', 'br', read);
    assert.equal(reads, 3);
  });

  it('tries again after a file could not be read', async () => {
    const one = new Compressor();
    await assert.rejects(
      one.compress('a', 'br', () => Promise.reject(new Error('gone'))),
      /gone/,
    );
    assert.deepEqual(brotliDecompressSync(await one.compress('a', 'br', () => Promise.resolve(text))), text);
  });
});
