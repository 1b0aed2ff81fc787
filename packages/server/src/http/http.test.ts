import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Hono, type Context} from 'hono';
import {z} from 'zod';
import {UgglaError} from '@uggla/protocol';
import type {Env} from '../env.js';
import type {ServerOptions} from '../options.js';
import {settle} from '../settle.js';
import {acceptedLanguages} from './languages.js';
import {check, problemResponse, readBytes, readJson, refuse, withHeaders} from './refuse.js';
import {frameAncestors, framePolicy, sandboxPolicy, strictPolicy} from './security-headers.js';
import {visitorReader, type Visitor} from './visitor.js';

/** What `use` makes of a request. */
async function inHandler<T>(use: (c: Context<Env>) => T | Promise<T>, request: Request, peer?: string): Promise<T> {
  let result: T | undefined;
  let failed: unknown;
  const app = new Hono<Env>();
  app.all('*', async (c) => {
    try {
      result = await use(c);
    } catch (error) {
      failed = error;
    }
    return c.body(null);
  });
  await app.fetch(request, peer === undefined ? {} : {incoming: {socket: {remoteAddress: peer}}});
  if (failed !== undefined) throw failed as Error;
  return result as T;
}

describe('visitorReader', () => {
  const visitor = (headers: Record<string, string>, peer: string, options: ServerOptions = {}): Promise<Visitor> =>
    inHandler(
      visitorReader(
        settle({chatOnly: true, trustedHeader: 'x-user', trustedProxies: ['10.0.0.0/8', 'fd00::1'], ...options}),
      ),
      new Request('http://campus.example/x', {headers}),
      peer,
    );

  it('takes the address of the socket, whatever a stranger writes', async () => {
    const {address, viaTrustedProxy, prefix, origin} = await visitor(
      {
        'X-Forwarded-For': '1.1.1.1',
        'X-Forwarded-Prefix': '/x',
        'X-Forwarded-Host': 'evil.example',
        'X-Forwarded-Proto': 'https',
      },
      '8.8.8.8',
    );
    assert.deepEqual([address, viaTrustedProxy, prefix, origin], ['8.8.8.8', false, '', 'http://campus.example']);
  });

  it('believes a trusted proxy about address, path, host and scheme', async () => {
    const {address, viaTrustedProxy, prefix, origin} = await visitor(
      {
        'X-Forwarded-For': '1.1.1.1',
        'X-Forwarded-Prefix': '/campus/',
        'X-Forwarded-Host': 'intranet.example',
        'X-Forwarded-Proto': 'https',
      },
      '10.1.2.3',
    );
    assert.deepEqual(
      [address, viaTrustedProxy, prefix, origin],
      ['1.1.1.1', true, '/campus', 'https://intranet.example'],
    );
    assert.equal((await visitor({}, 'fd00::1')).viaTrustedProxy, true);
    assert.equal((await visitor({}, '::ffff:10.1.2.3')).viaTrustedProxy, true);
    assert.equal((await visitor({}, 'fd00::2')).viaTrustedProxy, false);
  });

  it('takes of a list what the last trusted proxy saw, not what stood there before', async () => {
    assert.equal((await visitor({'X-Forwarded-For': '6.6.6.6, 1.1.1.1, 10.0.0.7'}, '10.1.2.3')).address, '1.1.1.1');
    assert.equal((await visitor({'X-Forwarded-For': 'nonsense'}, '10.1.2.3')).address, '10.1.2.3');
  });

  it('calls local only what can come from nowhere else', async () => {
    const local = (headers: Record<string, string>, peer: string, url = 'http://localhost:4173/') =>
      inHandler(visitorReader(settle({chatOnly: true})), new Request(url, {headers}), peer).then((one) => one.local);
    assert.equal(await local({}, '127.0.0.1'), true);
    assert.equal(await local({}, '::1', 'http://[::1]:4173/'), true);
    assert.equal(await local({}, '::ffff:127.0.0.1'), true);
    assert.equal(await local({}, '192.168.1.2'), false);
    assert.equal(await local({Host: 'evil.example'}, '127.0.0.1', 'http://evil.example/'), false);
    assert.equal(await local({'X-Forwarded-For': '127.0.0.1'}, '127.0.0.1'), false);
  });
});

describe('acceptedLanguages', () => {
  it('puts what is liked best first, and leaves out what is not wanted', async () => {
    const of = (header: string) =>
      inHandler(acceptedLanguages, new Request('http://x/', {headers: {'Accept-Language': header}}));
    assert.deepEqual(await of('en;q=0.5, es-ES, fr;q=0, de;q=0.9, *;q=0.1'), ['es-ES', 'de', 'en']);
    assert.deepEqual(await of('nonsense tag, "x"'), []);
    assert.deepEqual(await inHandler(acceptedLanguages, new Request('http://x/')), []);
  });
});

describe('readJson and readBytes', () => {
  const post = (body: BodyInit, type = 'application/json') =>
    new Request('http://x/', {method: 'POST', body, headers: {'Content-Type': type}, duplex: 'half'} as RequestInit);

  it('read JSON under its types', async () => {
    for (const type of [
      'application/json',
      'application/json; charset=utf-8',
      'application/problem+json',
      'Application/JSON',
    ])
      assert.deepEqual(await inHandler((c) => readJson(c, 100), post('{"ñ":1}', type)), {ñ: 1}, type);
    await assert.rejects(
      inHandler((c) => readJson(c, 100), post('{}', 'text/plain')),
      {code: 'body-unsupported', status: 415},
    );
    await assert.rejects(
      inHandler((c) => readJson(c, 100), post('{"a":')),
      {code: 'body-invalid', status: 400},
    );
  });

  it('stop as soon as there is too much, though no length was told', async () => {
    let made = 0;
    const endless = new ReadableStream({
      pull(controller) {
        made += 1;
        controller.enqueue(new Uint8Array(1000));
      },
    });
    await assert.rejects(
      inHandler((c) => readBytes(c, 5000), post(endless)),
      {code: 'body-too-long', status: 413},
    );
    assert.ok(made < 20);
    assert.equal((await inHandler((c) => readBytes(c, 5), post('12345'))).length, 5);
    assert.equal((await inHandler((c) => readBytes(c, 5), new Request('http://x/', {method: 'POST'}))).length, 0);
  });
});

describe('problemResponse', () => {
  it('tells the code, the cure and the field of an error of ours', async () => {
    const answer = problemResponse(
      withHeaders(refuse(429, 'rate-limited', 'too many', 'Wait.', 'a.b'), {'Retry-After': '3'}),
      'id-1',
      () => undefined,
    );
    assert.deepEqual(
      [
        answer.status,
        answer.headers.get('content-type'),
        answer.headers.get('retry-after'),
        answer.headers.get('cache-control'),
      ],
      [429, 'application/problem+json', '3', 'no-store'],
    );
    assert.deepEqual(await answer.json(), {
      type: 'https://uggla.dev/errors/rate-limited',
      title: 'too many',
      status: 429,
      code: 'rate-limited',
      detail: 'Wait.',
      field: 'a.b',
      instance: 'urn:uggla:request:id-1',
    });
  });

  it('keeps to itself what broke inside, and writes it to the log', async () => {
    const lines: string[] = [];
    const text = await problemResponse(new Error('password 123'), 'id-2', (line) => lines.push(line)).text();
    assert.doesNotMatch(text, /123/);
    assert.match(lines[0]!, /^id-2 server-failed: Error: password 123/);
    problemResponse(
      new UgglaError('engine-failed', 'it failed', {status: 502, cause: new Error('out of memory')}),
      'id-3',
      (line) => lines.push(line),
    );
    assert.equal(lines[1], 'id-3 engine-failed: it failed (out of memory)');
    problemResponse(refuse(404, 'file-unavailable', 'x'), 'id-4', (line) => lines.push(line));
    assert.equal(lines.length, 2, 'a refusal is no trouble of the server');
  });
});

describe('check', () => {
  it('names the field and what was wanted', () => {
    const schema = z.object({list: z.array(z.object({age: z.number()}))});
    assert.deepEqual(check(schema, {list: [{age: 1}]}, 'body-invalid', 'it'), {list: [{age: 1}]});
    assert.throws(() => check(schema, {list: [{age: 1}, {age: 'x'}]}, 'body-invalid', 'it'), {
      code: 'body-invalid',
      status: 400,
      field: 'list.1.age',
    });
    assert.throws(() => check(schema, 5, 'body-invalid', 'it'), /it: the whole is not as it should be/);
  });
});

describe('the policies', () => {
  it('allow nothing inline and nothing from elsewhere to run', () => {
    for (const policy of [strictPolicy, framePolicy, sandboxPolicy]) {
      assert.match(policy, /^default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe-eval|\*|script-src[^;]*(unsafe|http|blob|data)/);
    }
    assert.doesNotMatch(strictPolicy, /unsafe/);
  });

  it('let those frame our pages who may call us', () => {
    assert.equal(
      frameAncestors({corsOrigins: ['https://intranet.example'], open: false}),
      "frame-ancestors 'self' https://intranet.example",
    );
    assert.match(frameAncestors({corsOrigins: [], open: true}), /localhost:\*/);
  });
});
