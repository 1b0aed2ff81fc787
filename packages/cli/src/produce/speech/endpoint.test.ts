import assert from 'node:assert/strict';
import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {UgglaError} from '@uggla/protocol';
import {readWav, writeWav} from '../wav.js';
import {endpoint} from './endpoint.js';

/** What it answers to some voices. */
const answers: Readonly<Record<string, [status: number, type: string, text: string]>> = {
  nothing: [200, 'audio/wav', ''],
  problem: [200, 'Application/Problem+JSON; charset=utf-8', '{"detail": "no"}'],
  xml: [200, 'application/xml', '<error/>'],
  busy: [429, 'application/json', '{"error": "slow down"}'],
  detail: [500, 'application/json', '{"detail": "out of memory"}'],
  list: [422, 'application/json', '{"detail": [{"loc": ["body"]}]}'],
  null: [502, 'application/json', 'null'],
  long: [400, 'application/json', JSON.stringify({error: {message: 'a'.repeat(5000)}})],
};

interface Asked {
  path: string | undefined;
  authorization: string | undefined;
  body: Record<string, unknown>;
}

/** An engine of OpenAI's form that answers a tone as long as the text. */
const asked: Asked[] = [];
const server = createServer(async (request, response) => {
  const body = JSON.parse(await textOf(request)) as {input: string; voice: string};
  asked.push({path: request.url, authorization: request.headers.authorization, body});
  if (body.voice === 'wrong') {
    response.writeHead(400, {'content-type': 'application/json'});
    response.end(JSON.stringify({error: {message: `no voice for ${request.headers.authorization}`}}));
  } else if (body.voice === 'page') {
    response.writeHead(200, {'content-type': 'text/html'});
    response.end('<h1>Welcome</h1>');
  } else if (answers[body.voice]) {
    const [status, type, text] = answers[body.voice]!;
    response.writeHead(status, {'content-type': type});
    response.end(text);
  } else if (body.voice === 'cut') {
    response.writeHead(200, {'content-type': 'audio/wav', 'content-length': '100000'});
    response.write('RIFF', () => response.destroy());
  } else if (body.voice === 'endless') {
    response.writeHead(500, {'content-type': 'application/json'});
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(10_000)));
    };
    response.on('drain', more);
    more();
  } else if (body.voice === 'elsewhere') {
    response.writeHead(307, {location: 'http://127.0.0.1:9/'});
    response.end();
  } else {
    response.writeHead(200, {'content-type': 'audio/wav'});
    response.end(writeWav({rate: 24_000, samples: new Float32Array(body.input.length * 100).fill(0.5)}));
  }
});
let address = '';
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
after(() => server.close());

describe('endpoint', () => {
  it('asks for a sound as OpenAI’s form has it, with the key in a header', async () => {
    const bytes = await endpoint({address, model: 'kokoro', key: 'sesame'}).speak('Hola.', 'ef_dora', 1.2);
    assert.equal(readWav(bytes)!.samples.length, 500);
    assert.deepEqual(asked.pop(), {
      path: '/v1/audio/speech',
      authorization: 'Bearer sesame',
      body: {model: 'kokoro', input: 'Hola.', voice: 'ef_dora', response_format: 'wav', speed: 1.2},
    });
  });

  it('takes the whole address too, and sends no key where there is none', async () => {
    await endpoint({address: `${address}/audio/speech`}).speak('Hola.', 'alloy', 1);
    assert.deepEqual(asked.pop(), {
      path: '/v1/audio/speech',
      authorization: undefined,
      body: {model: 'tts-1', input: 'Hola.', voice: 'alloy', response_format: 'wav'},
    });
  });

  it('tells what the engine says is wrong, and never its key', async () => {
    const {speak} = endpoint({address, key: 'sesame'});
    const message = async (voice: string) => {
      const caught: unknown = await speak('Hola.', voice, 1).catch((error: unknown) => error);
      assert.ok(caught instanceof UgglaError && caught.code === 'speech-failed');
      assert.doesNotMatch(caught.message, /sesame/);
      return caught.message;
    };
    assert.match(await message('wrong'), /answered 400: no voice for Bearer …/);
    assert.match(await message('page'), /sent no sound, but text\/html/);
    assert.match(await message('elsewhere'), /cannot be reached/);
    assert.match(await message('nothing'), /sent nothing/);
    assert.match(await message('problem'), /sent no sound, but Application\/Problem/);
    assert.match(await message('xml'), /sent no sound/);
    assert.match(await message('busy'), /answered 429: slow down/);
    assert.match(await message('detail'), /answered 500: out of memory/);
    assert.match(await message('list'), /answered 422$/);
    assert.match(await message('null'), /answered 502$/);
    assert.ok((await message('long')).length < 400);
    assert.match(await message('cut'), /broke off/);
    assert.match(await message('endless'), /answered 500$/, 'it is not heard to its end');
  });

  it('says so when nothing answers, and takes only addresses of the web', async () => {
    await assert.rejects(endpoint({address: 'http://127.0.0.1:9/v1'}).speak('Hola.', 'alloy', 1), {
      code: 'speech-failed',
    });
    for (const wrong of ['espeak-ng', 'file:///etc/passwd', 'http://me:secret@host/v1'])
      assert.throws(() => endpoint({address: wrong}), {code: 'usage-wrong'});
  });
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}
