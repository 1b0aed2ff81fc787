import {expect} from '@open-wc/testing';
import {readAnswer} from './openai.js';
import type {Delta} from './provider.js';
import {readResponsesEvent} from './read-responses.js';

// Written after OpenAI's documentation.
async function read(...events: (object | string)[]): Promise<Delta[]> {
  async function* come() {
    for (const event of events) yield [typeof event === 'string' ? event : JSON.stringify(event)];
  }
  const deltas: Delta[] = [];
  for await (const delta of readAnswer(come(), '/v1/responses', readResponsesEvent)) deltas.push(delta);
  return deltas;
}

const usage = {input_tokens: 10, output_tokens: 4, total_tokens: 14};
const failed = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: {code: string; message: string}) => error,
  );

describe('readResponsesEvent', () => {
  it('reads text, thoughts, tokens and the end; what repeats the text is not read twice', async () => {
    const message = {type: 'message', content: [{type: 'output_text', text: 'La silla'}]};
    const deltas = await read(
      {type: 'response.created', response: {status: 'in_progress', usage: null}},
      {type: 'response.reasoning_summary_text.delta', delta: 'Pienso'},
      {type: 'response.output_text.delta', output_index: 0, delta: 'La '},
      {type: 'response.output_text.delta', output_index: 0, delta: 'silla'},
      {type: 'response.output_text.done', text: 'La silla'},
      {type: 'response.output_item.done', output_index: 0, item: message},
      {type: 'response.completed', response: {status: 'completed', error: null, output: [message], usage}},
    );
    expect(deltas).to.deep.equal([
      {type: 'reasoning', text: 'Pienso'},
      {type: 'text', text: 'La '},
      {type: 'text', text: 'silla'},
      {type: 'usage', usage: {prompt_tokens: 10, completion_tokens: 4, total_tokens: 14}},
      {type: 'done', reason: 'stop'},
      {type: 'done', reason: ''},
    ]);
  });

  it('gives out a call when it is whole', async () => {
    const deltas = await read(
      {
        type: 'response.output_item.added',
        output_index: 1,
        item: {type: 'function_call', call_id: 'a', name: 'seats', arguments: ''},
      },
      {type: 'response.function_call_arguments.delta', output_index: 1, delta: '{"room":"A"}'},
      {
        type: 'response.output_item.done',
        output_index: 1,
        item: {type: 'function_call', call_id: 'a', name: 'seats', arguments: '{"room":"A"}'},
      },
      {type: 'response.completed', response: {status: 'completed'}},
    );
    expect(deltas[0]).to.deep.equal({type: 'tool-call', id: 'a', name: 'seats', arguments: '{"room":"A"}'});
    expect(deltas.filter(({type}) => type === 'tool-call').length).to.equal(1);
  });

  it('reads an answer that comes whole', async () => {
    const output = [
      {type: 'reasoning', summary: []},
      {type: 'message', content: [{type: 'output_text', text: 'Sí.'}]},
    ];
    expect(await read({object: 'response', status: 'completed', error: null, output, usage})).to.deep.include.members([
      {type: 'text', text: 'Sí.'},
      {type: 'done', reason: 'stop'},
    ]);
  });

  for (const [why, reason] of [
    ['max_output_tokens', 'length'],
    ['content_filter', 'content_filter'],
  ] as const) {
    it(`says that an answer ended early for ${why}`, async () => {
      const deltas = await read({
        type: 'response.incomplete',
        response: {status: 'incomplete', incomplete_details: {reason: why}},
      });
      expect(deltas[0]).to.deep.equal({type: 'done', reason});
    });
  }

  it('shows a refusal as the answer that it is', async () => {
    expect(await read({type: 'response.refusal.delta', delta: 'No puedo.'})).to.deep.equal([
      {type: 'text', text: 'No puedo.'},
    ]);
  });

  it('gives out no end and no call of a stream that is cut', async () => {
    const added = {
      type: 'response.output_item.added',
      output_index: 0,
      item: {type: 'function_call', call_id: 'a', name: 'rm', arguments: ''},
    };
    expect(await read(added, '{"type":"response.outp')).to.deep.equal([]);
  });

  it('throws what the server says went wrong', async () => {
    const error = {code: 'server_error', message: 'The model broke'};
    for (const event of [
      {type: 'response.failed', response: {status: 'failed', error}},
      {type: 'error', ...error},
      {error},
    ]) {
      expect(await failed(read(event)), JSON.stringify(event)).to.include({
        code: 'chat-answer-failed',
        message: 'The model broke',
      });
    }
    const long = {
      type: 'response.failed',
      response: {status: 'failed', error: {code: 'context_length_exceeded', message: 'Too long'}},
    };
    expect(await failed(read(long))).to.include({code: 'chat-context-exceeded'});
  });

  it('is not fooled by what is no such protocol, and bears holes in it', async () => {
    expect(await failed(read('{"a":1}', 'hello'))).to.include({code: 'chat-answer-invalid'});
    const odd = [
      {type: 'response.output_text.delta', delta: 5},
      {type: 'response.output_item.done'},
      {type: 'response.completed'},
      {type: 'response.new_thing', delta: 'x'},
    ];
    expect(await read(...odd)).to.deep.equal([]);
  });
});
