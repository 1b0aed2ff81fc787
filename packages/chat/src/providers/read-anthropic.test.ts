import {expect} from '@open-wc/testing';
import {readAnswer} from './openai.js';
import type {Delta} from './provider.js';
import {anthropicReader} from './read-anthropic.js';

// Written after Anthropic's documentation; what llama.cpp says in the same protocol is in protocols.test.ts.
async function read(...events: (object | string)[]): Promise<Delta[]> {
  async function* come() {
    for (const event of events) yield [typeof event === 'string' ? event : JSON.stringify(event)];
  }
  const deltas: Delta[] = [];
  for await (const delta of readAnswer(come(), '/v1/messages', anthropicReader())) deltas.push(delta);
  return deltas;
}

const start = {
  type: 'message_start',
  message: {usage: {input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 1}},
};
const piece = (delta: object, index = 0) => ({type: 'content_block_delta', index, delta});
const stop = (stop_reason: string) => ({type: 'message_delta', delta: {stop_reason}, usage: {output_tokens: 7}});
const failed = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: {code: string; message: string}) => error,
  );

describe('anthropicReader', () => {
  it('reads text and thoughts apart, and the tokens of question and answer together', async () => {
    const deltas = await read(
      start,
      {type: 'content_block_start', index: 0, content_block: {type: 'thinking', thinking: ''}},
      piece({type: 'thinking_delta', thinking: 'Pienso'}),
      piece({type: 'signature_delta', signature: 'abc'}),
      {type: 'ping'},
      piece({type: 'text_delta', text: 'La silla'}, 1),
      {type: 'content_block_stop', index: 1},
      stop('end_turn'),
      {type: 'message_stop'},
    );
    expect(deltas.filter(({type}) => type !== 'usage')).to.deep.equal([
      {type: 'reasoning', text: 'Pienso'},
      {type: 'text', text: 'La silla'},
      {type: 'done', reason: 'stop'},
      {type: 'done', reason: ''},
    ]);
    expect(deltas.filter(({type}) => type === 'usage').at(-1)).to.deep.equal({
      type: 'usage',
      usage: {prompt_tokens: 15, completion_tokens: 7, total_tokens: 22},
    });
  });

  it('puts calls together out of their pieces, each by its block', async () => {
    const deltas = await read(
      {type: 'content_block_start', index: 1, content_block: {type: 'tool_use', id: 'a', name: 'seats', input: {}}},
      {type: 'content_block_start', index: 2, content_block: {type: 'tool_use', id: 'b', name: 'now', input: {}}},
      piece({type: 'input_json_delta', partial_json: ''}, 1),
      piece({type: 'input_json_delta', partial_json: '{"room":'}, 1),
      piece({type: 'input_json_delta', partial_json: '{}'}, 2),
      piece({type: 'input_json_delta', partial_json: '"A"}'}, 1),
      stop('tool_use'),
    );
    expect(deltas.filter(({type}) => type !== 'usage')).to.deep.equal([
      {type: 'tool-call', id: 'a', name: 'seats', arguments: '{"room":"A"}'},
      {type: 'tool-call', id: 'b', name: 'now', arguments: '{}'},
      {type: 'done', reason: 'tool_calls'},
    ]);
  });

  it('reads an answer that comes whole', async () => {
    const content = [
      {type: 'text', text: 'Miro.'},
      {type: 'tool_use', id: 'a', name: 'seats', input: {room: 'A'}},
    ];
    const deltas = await read({
      type: 'message',
      role: 'assistant',
      content,
      stop_reason: 'tool_use',
      usage: {input_tokens: 3, output_tokens: 4},
    });
    expect(deltas.map(({type}) => type)).to.deep.equal(['text', 'usage', 'tool-call', 'done']);
    expect(deltas[2]).to.include({arguments: '{"room":"A"}'});
  });

  for (const [told, reason] of [
    ['max_tokens', 'length'],
    ['stop_sequence', 'stop'],
    ['refusal', 'refusal'],
    ['toString', 'toString'],
  ] as const) {
    it(`ends for "${told}" as "${reason}"`, async () => {
      expect((await read(stop(told))).at(-1)).to.deep.equal({type: 'done', reason});
    });
  }

  it('gives out no call and no end of a stream that is cut', async () => {
    const deltas = await read(
      piece({text: 'La'}),
      {type: 'content_block_start', index: 1, content_block: {type: 'tool_use', id: 'a', name: 'rm'}},
      '{"type":"content_bl',
    );
    expect(deltas).to.deep.equal([{type: 'text', text: 'La'}]);
  });

  it('throws an error inside the stream with the server’s words', async () => {
    const overloaded = await failed(
      read(start, {type: 'error', error: {type: 'overloaded_error', message: 'Overloaded'}}),
    );
    expect(overloaded).to.include({code: 'chat-answer-failed', message: 'Overloaded'});
    const long = await failed(
      read({
        type: 'error',
        error: {type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum'},
      }),
    );
    expect(long).to.include({code: 'chat-context-exceeded'});
  });

  it('is not fooled by what is no such protocol, and bears holes in it', async () => {
    expect(await failed(read('{"a":1}', 'hello'))).to.include({code: 'chat-answer-invalid'});
    const odd = [
      {type: 'message_start'},
      {type: 'content_block_start'},
      piece([]),
      {type: 'content_block_delta', delta: null},
      {type: 'message_delta', delta: 3},
      {type: 'message', content: 'x'},
      piece({text: 5}),
    ];
    expect(await read(...odd)).to.deep.equal([]);
  });
});
