// Chromium first: real answers are read by the same script in all engines; post-events.test.ts tries the stream itself.
import {expect} from '@open-wc/testing';
import {fixtureSite, type FixtureSite} from '@uggla/testing';
import {readCapture} from '../testing/support.test.js';
import type {Delta} from './provider.js';
import {CompletionsProvider} from './completions.js';
import {OpenAiProvider} from './openai.js';
import {readEvents} from './post-events.js';

/** What a real llama.cpp server said; see fixtures/README.md. */
const streams = [
  'chat-stream',
  'chat-stream-timings',
  'chat-stream-usage',
  'chat-lora-per-request',
  'reasoning-stream',
  'toolcall-stream',
  'chat-nostream',
];

/** The text that a capture holds, found by another way than ours. */
function textIn(body: string, field: 'content' | 'reasoning_content'): string {
  const events = body.startsWith('{')
    ? [body]
    : body
        .split('\n')
        .filter((line) => line.startsWith('data: {'))
        .map((line) => line.slice(6));
  return events
    .map((line) => JSON.parse(line).choices[0])
    .map((choice) => (choice?.delta ?? choice?.message)?.[field] ?? '')
    .join('');
}

async function ask(site: FixtureSite): Promise<{text: string; reasoning: string; finish: string[]}> {
  const provider = new OpenAiProvider({endpoint: site.url('v1'), headers: async () => ({})});
  const sum = {text: '', reasoning: '', finish: [] as string[]};
  for await (const delta of provider.stream(
    {messages: [{role: 'user', content: 'Hola'}]},
    new AbortController().signal,
  ))
    add(sum, delta);
  return sum;
}

function add(sum: {text: string; reasoning: string; finish: string[]}, delta: Delta): void {
  if (delta.type === 'text') sum.text += delta.text;
  else if (delta.type === 'reasoning') sum.reasoning += delta.text;
  else if (delta.type === 'done') sum.finish.push(delta.reason);
}

/** The events of a body that comes in these pieces, each as it was cut. */
async function eventsOf(...pieces: Uint8Array[]): Promise<string[]> {
  const events: string[] = [];
  const response = new Response(
    new ReadableStream<Uint8Array>({
      start: (controller) => (pieces.forEach((piece) => controller.enqueue(piece)), controller.close()),
    }),
  );
  await readEvents(response, response.body, (data) => events.push(data));
  return events;
}

describe('a real server’s answers', () => {
  it('lose and double nothing of a line of five million bytes', async () => {
    const text = 'ñ👍 a'.repeat(625_000);
    const bytes = new TextEncoder().encode(`data: {"x":"${text}"}\n\ndata: b\n\n`);
    const pieces = Array.from({length: Math.ceil(bytes.length / 65_537)}, (_, at) =>
      bytes.slice(at * 65_537, (at + 1) * 65_537),
    );
    const [first, ...rest] = await eventsOf(...pieces);
    expect(first!.length).to.equal(text.length + 8);
    expect(first === `{"x":"${text}"}`).to.equal(true);
    expect(rest).to.deep.equal(['b']);
  });

  for (const name of streams) {
    it(`reads ${name} the same, however it is cut`, async () => {
      const {head, body} = await readCapture(name);
      const type = head.headers['content-type']!;
      const site = await fixtureSite();
      const size = new TextEncoder().encode(body).length;
      // A chunk of n bytes cuts at n, 2n, 3n …: small ones cut everything apart, large ones once at a place of their own.
      const chunks = [size, 1, 7, 64, Math.floor(size / 2), Math.floor(size / 3) + 1];
      for (const chunk of chunks) {
        await site.rule({match: 'chat/completions', method: 'POST', body, type, chunk});
        const {text, reasoning, finish} = await ask(site);
        expect(text, `cut every ${chunk} bytes`).to.equal(textIn(body, 'content'));
        expect(reasoning, `cut every ${chunk} bytes`).to.equal(textIn(body, 'reasoning_content'));
        expect(finish.length, `cut every ${chunk} bytes`).to.be.greaterThan(0);
      }
      expect((await site.requests('chat/completions')).length).to.equal(chunks.length);
    });
  }

  it('reads the raw completions of a base model', async () => {
    const {head, body} = await readCapture('completions-oai-stream');
    const site = await fixtureSite({
      rules: [{match: 'v1/completions', method: 'POST', body, type: head.headers['content-type']!, chunk: 9}],
    });
    const provider = new CompletionsProvider({endpoint: site.url('v1'), headers: async () => ({})}, 'alpaca');
    const sum = {text: '', reasoning: '', finish: [] as string[]};
    for await (const delta of provider.stream(
      {messages: [{role: 'user', content: 'Hola'}]},
      new AbortController().signal,
    ))
      add(sum, delta);
    const expected = body
      .split('\n')
      .filter((line) => line.startsWith('data: {'))
      .map((line) => JSON.parse(line.slice(6)).choices[0]?.text ?? '');
    expect(sum.text).to.equal(expected.join(''));
    const [request] = await site.requests('v1/completions');
    expect(JSON.parse(request!.body).prompt).to.match(/### Instruction:\nHola\n\n### Response:\n$/);
  });

  for (const [name, code] of [
    ['err-401', 'chat-unauthorized'],
    ['err-bad-json', 'chat-server-failed'],
    ['err-context', 'chat-context-exceeded'],
  ] as const) {
    it(`tells of ${name} as ${code}, with the server’s own words`, async () => {
      const {head, body} = await readCapture(name);
      const site = await fixtureSite({
        rules: [{match: 'chat/completions', method: 'POST', status: head.status, body, type: 'application/json'}],
      });
      const error = await ask(site).then(
        () => undefined,
        (caught: unknown) => caught,
      );
      expect(error).to.include({code, message: JSON.parse(body).error.message});
    });
  }
});
