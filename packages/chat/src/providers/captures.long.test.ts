import {expect} from '@open-wc/testing';
import {readCapture} from '../testing/support.test.js';
import {readEvents} from './post-events.js';

/** What a real llama.cpp server said; see fixtures/README.md. */
const streams = [
  'chat-stream',
  'chat-stream-timings',
  'chat-stream-usage',
  'chat-lora-per-request',
  'completions-oai-stream',
  'messages-stream',
  'reasoning-stream',
  'toolcall-stream',
  'chat-nostream',
];

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

describe('a real server’s answers', function () {
  this.timeout(600_000);

  for (const name of streams) {
    for (const [form, change] of [
      ['as it came', (body: string) => body],
      ['with CRLF, a byte order mark and comments', (body: string) => `\uFEFF: ping\n\n${body}`.replace(/\n/g, '\r\n')],
    ] as const) {
      if (name === 'chat-nostream' && form !== 'as it came') continue; // has no lines
      it(`are the same events, cut in two at each of their bytes: ${name}, ${form}`, async () => {
        const {body} = await readCapture(name);
        const bytes = new TextEncoder().encode(change(body));
        const whole = await eventsOf(bytes);
        expect(whole.length).to.be.greaterThan(0);
        const expected = JSON.stringify(whole);
        for (let at = 1; at < bytes.length; at++) {
          const events = await eventsOf(bytes.slice(0, at), bytes.slice(at));
          if (JSON.stringify(events) !== expected) expect(events, `cut at ${at}`).to.deep.equal(whole);
        }
      });
    }
  }
});
