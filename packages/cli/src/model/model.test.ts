import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {after, before, beforeEach, describe, it} from 'node:test';
import {makeFolder, uggla} from '../testing/run.test.util.js';
import {advise} from './advise.js';
import {readHeader} from './gguf.js';

type Pair = [key: string, type: number, value: unknown];

/** A GGUF with these values, and so many bytes of weights that mean nothing. */
function gguf(pairs: Pair[], weights = 0): Buffer {
  const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);
  const u32 = (value: number) => ((buffer) => (buffer.writeUInt32LE(value), buffer))(Buffer.alloc(4));
  const u64 = (value: number) => ((buffer) => (buffer.writeBigUInt64LE(BigInt(value)), buffer))(Buffer.alloc(8));
  const one = (type: number, value: unknown): Buffer => {
    if (type === 8) return text(value as string);
    if (type === 9) return Buffer.concat([u32(8), u64((value as string[]).length), ...(value as string[]).map(text)]);
    return type === 10 ? u64(value as number) : type === 7 ? Buffer.from([value ? 1 : 0]) : u32(value as number);
  };
  return Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(0),
    u64(pairs.length),
    ...pairs.flatMap(([key, type, value]) => [text(key), u32(type), one(type, value)]),
    Buffer.alloc(weights, 7),
  ]);
}

/** The shape of a model of 8 billion weights, in 4 bits: 4.9 GB; its memory takes 131,072 bytes a token. */
const eight: Pair[] = [
  ['general.architecture', 8, 'llama'],
  ['general.name', 8, 'Ocho'],
  ['general.license', 8, 'apache-2.0'],
  ['llama.block_count', 4, 32],
  ['llama.context_length', 4, 131_072],
  ['llama.embedding_length', 4, 4096],
  ['llama.attention.head_count', 4, 32],
  ['llama.attention.head_count_kv', 4, 8],
  ['tokenizer.chat_template', 8, '{{x}}'],
  ['tokenizer.ggml.tokens', 9, Array.from({length: 1000}, (_, at) => `token${at}`)],
];

describe('readHeader', () => {
  it('tells name, licence, window, and what a token takes', () => {
    assert.deepEqual(readHeader(gguf(eight)), {
      architecture: 'llama',
      name: 'Ocho',
      license: 'apache-2.0',
      context: 131_072,
      bytesAToken: 131_072,
      kind: 'model',
      hasTemplate: true,
    });
  });

  it('knows lengths of keys and values of their own, and files that tell little', () => {
    const own: Pair[] = [...eight, ['llama.attention.key_length', 4, 256], ['llama.attention.value_length', 4, 64]];
    assert.equal(readHeader(gguf(own)).bytesAToken, 2 * 32 * 8 * 320);
    assert.deepEqual(
      readHeader(
        gguf([
          ['general.type', 8, 'adapter'],
          ['odd', 7, true],
          ['big', 10, 5],
        ]),
      ),
      {architecture: '', name: '', license: '', context: 0, bytesAToken: 0, kind: 'adapter', hasTemplate: false},
    );
  });

  it('reads what is there of a file that is cut anywhere, or lies about its lengths', () => {
    const whole = gguf(eight);
    for (let length = 24; length < whole.length; length += 61)
      assert.ok(['', 'llama'].includes(readHeader(whole.subarray(0, length)).architecture));
    const lie = Buffer.from(whole);
    lie.writeBigUInt64LE(2n ** 60n, 24); // the first key is said to be an exabyte long
    assert.equal(readHeader(lie).architecture, '');
    lie.writeBigUInt64LE(2n ** 63n, 16);
    assert.equal(readHeader(lie).architecture, '');
  });

  it('takes nothing else for a model', () => {
    for (const bytes of ['', '<!doctype html><title>Sign in', 'GGUF'])
      assert.throws(() => readHeader(Buffer.from(bytes)), {code: 'model-invalid'});
    const old = gguf(eight);
    old.writeUInt32LE(1, 4);
    assert.throws(() => readHeader(old), /version 1/);
  });
});

describe('advise', () => {
  it('says where 8 billion weights fit at 4k and 8k, and where one billion', () => {
    const [four, eightK] = advise({bytesAToken: 131_072, context: 131_072}, 4.9e9);
    assert.deepEqual(four!.fits, {phone: false, laptop: true, gpu: true});
    assert.ok(Math.abs(four!.bytes! - (4.9e9 + 0.537e9 + 0.3e9)) < 1e7);
    assert.equal(eightK!.bytes! - four!.bytes!, 131_072 * 4096);
    assert.deepEqual(
      advise({bytesAToken: 32_768, context: 4096}, 0.8e9).map(({fits, beyond}) => [fits.phone, beyond]),
      [
        [true, false],
        [true, true],
      ],
    );
  });

  it('says nothing where the header does not', () => {
    assert.deepEqual(advise({bytesAToken: 0, context: 0}, 1e9)[0], {
      window: 4096,
      bytes: undefined,
      fits: {phone: undefined, laptop: undefined, gpu: undefined},
      beyond: false,
    });
  });
});

describe('uggla model', () => {
  const file = gguf(eight, 300_000);
  const sum = createHash('sha256').update(file).digest('hex');
  let server: Server;
  let address: string;
  let requests: {url: string; range: string | undefined; sent: number}[] = [];
  let cut = 0;
  let headers: Record<string, string> = {};

  before(async () => {
    server = createServer((request, response) => {
      const {range} = request.headers;
      const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(range ?? '') ?? [];
      const body = file.subarray(Number(from), to === '' ? file.length : Number(to) + 1);
      const record = {url: request.url!, range, sent: 0};
      requests.push(record);
      if (request.url === '/gated.gguf') return void response.writeHead(401).end();
      if (request.url === '/page.gguf')
        return void response
          .writeHead(200, {'Content-Type': 'text/html', 'Content-Length': '20'})
          .end('<!doctype html>login');
      response.writeHead(range ? 206 : 200, {
        'Content-Length': body.length,
        ...(range ? {'Content-Range': `bytes ${from}-${Number(from) + body.length - 1}/${file.length}`} : {}),
        ...headers,
      });
      if (cut > 0 && to === '')
        return void response.write(body.subarray(0, cut), () => setTimeout(() => response.destroy(), 300)); // what came has been written by then
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ocho.gguf`;
  });
  after(() => void server.close());
  beforeEach(() => {
    requests = [];
    cut = 0;
    headers = {};
  });
  const pull = (folder: string, ...more: string[]) => uggla(['model', 'pull', address, '--out', folder, ...more]);

  it('tells size, licence and where it fits, and fetches nothing without a yes', async () => {
    const folder = makeFolder();
    const {code, stdout, stderr} = await pull(folder);
    assert.equal(code, 1);
    for (const word of [
      /ocho\.gguf, 1 MB|ocho\.gguf, \d+ MB/,
      /Ocho, llama/,
      /apache-2\.0/,
      /131072 tokens/,
      /at 4096 .*about .*laptop/,
      /at 8192/,
      /checksum +none is told/,
    ])
      assert.match(stdout, word);
    assert.match(stderr, /model-consent-missing/);
    assert.equal(existsSync(join(folder, 'ocho.gguf')), false);
    assert.deepEqual(
      requests.map(({range}) => range),
      ['bytes=0-1048575'],
    );
  });

  it('fetches it when told so, with the checksum that its host tells', async () => {
    const folder = makeFolder();
    headers = {'X-Linked-ETag': `"${sum}"`};
    const {code, stdout} = await pull(folder, '--yes', '--json');
    const told = JSON.parse(stdout) as {ok: boolean; sha256: string; checked: boolean; model: {license: string}};
    assert.deepEqual(
      [code, told.ok, told.sha256, told.checked, told.model.license],
      [0, true, sum, true, 'apache-2.0'],
    );
    assert.ok(readFileSync(join(folder, 'ocho.gguf')).equals(file));
    requests = [];
    assert.equal((await pull(folder, '--yes', '--sha256', sum)).code, 0);
    assert.equal(requests.length, 1, 'it is there already: only looked at');
  });

  it('takes up what broke off, and gives the file its name only when it is whole', async () => {
    const folder = makeFolder();
    cut = 200_000;
    const broken = await pull(folder, '--yes');
    assert.deepEqual([broken.code, /model-unavailable/.test(broken.stderr)], [1, true]);
    assert.equal(existsSync(join(folder, 'ocho.gguf')), false);
    cut = 0;
    requests = [];
    const {code, stdout} = await pull(folder, '--yes', '--sha256', sum);
    assert.equal(code, 0, stdout);
    assert.match(requests.at(-1)!.range!, /^bytes=[1-9]\d*-$/);
    assert.ok(readFileSync(join(folder, 'ocho.gguf')).equals(file));
  });

  it('keeps no file whose checksum is another', async () => {
    const folder = makeFolder();
    const {code, stderr} = await pull(folder, '--yes', '--sha256', 'a'.repeat(64));
    assert.deepEqual([code, /model-mismatch/.test(stderr)], [1, true]);
    for (const name of ['ocho.gguf', 'ocho.gguf.part']) assert.equal(existsSync(join(folder, name)), false);
  });

  it('says what is wrong with an address', async () => {
    const origin = new URL(address).origin;
    const cases: [string, number, RegExp][] = [
      [`${origin}/gated.gguf`, 1, /model-unavailable[\s\S]*agree/],
      [`${origin}/page.gguf`, 1, /model-invalid/],
      [`${origin}/other.bin`, 1, /model-invalid/],
      ['http://models.example/a.gguf', 1, /without encryption/],
      ['file:///etc/passwd', 2, /no address/],
      ['http://127.0.0.1:9/a.gguf', 1, /does not answer/],
    ];
    for (const [bad, wanted, words] of cases) {
      const {code, stderr} = await uggla(['model', 'pull', bad, '--yes', '--out', makeFolder()]);
      assert.equal(code, wanted, bad);
      assert.match(stderr, words);
    }
  });

  it('shows what is in a file of one’s own', async () => {
    const folder = makeFolder();
    writeFileSync(
      join(folder, 'a.gguf'),
      gguf([
        ['general.architecture', 8, 'llama'],
        ['general.name', 8, 'Evil\u001b[31m'],
      ]),
    );
    const {code, stdout} = await uggla(['model', 'show', join(folder, 'a.gguf')]);
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, /\u001b/);
    assert.match(stdout, /not told/);
    assert.match((await uggla(['model', 'show', join(folder, 'none.gguf')])).stderr, /model-unavailable/);
  });
});
