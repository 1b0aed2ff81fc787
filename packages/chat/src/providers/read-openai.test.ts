import {expect} from '@open-wc/testing';
import {readCitation, readOpenAiEvent} from './read-openai.js';
import {readModels} from './read-models.js';

const read = (event: unknown) => readOpenAiEvent(JSON.stringify(event));
const delta = (value: object, finish_reason: string | null = null) => ({
  choices: [{index: 0, delta: value, finish_reason}],
});

describe('readOpenAiEvent', () => {
  it('reads a piece of text', () => {
    expect(read(delta({content: 'Hola'}))).to.deep.equal([{type: 'text', text: 'Hola'}]);
  });

  it('reads nothing from the piece that only names the role', () => {
    expect(read(delta({role: 'assistant', content: null}))).to.deep.equal([]);
    expect(read(delta({role: 'assistant', content: ''}))).to.deep.equal([]);
  });

  it('reads thoughts under both names that engines give them', () => {
    expect(read(delta({reasoning_content: 'a'}))).to.deep.equal([{type: 'reasoning', text: 'a'}]);
    expect(read(delta({reasoning: 'b'}))).to.deep.equal([{type: 'reasoning', text: 'b'}]);
  });

  it('puts thoughts before the text of the same piece, and the end after it', () => {
    expect(read(delta({content: 'Sí', reasoning_content: 'Pienso'}, 'stop'))).to.deep.equal([
      {type: 'reasoning', text: 'Pienso'},
      {type: 'text', text: 'Sí'},
      {type: 'done', reason: 'stop'},
    ]);
  });

  it('reads every reason to end', () => {
    for (const reason of ['stop', 'length', 'content_filter', 'tool_calls']) {
      expect(read(delta({}, reason))).to.deep.equal([{type: 'done', reason}]);
    }
    expect(readOpenAiEvent('[DONE]')).to.deep.equal([{type: 'done', reason: ''}]);
    expect(readOpenAiEvent(' [DONE] ')).to.deep.equal([{type: 'done', reason: ''}]);
  });

  it('reads the text of raw completions', () => {
    expect(read({choices: [{index: 0, text: ' time', finish_reason: null}]})).to.deep.equal([
      {type: 'text', text: ' time'},
    ]);
  });

  it('reads a whole message, which is whole also when it does not say so', () => {
    expect(
      read({choices: [{message: {role: 'assistant', content: 'Sí.', reasoning_content: 'Pienso'}}]}),
    ).to.deep.equal([
      {type: 'reasoning', text: 'Pienso'},
      {type: 'text', text: 'Sí.'},
      {type: 'done', reason: 'stop'},
    ]);
  });

  it('reads how many tokens it took', () => {
    expect(
      read({
        choices: [],
        usage: {prompt_tokens: 36, completion_tokens: 32, total_tokens: 68, prompt_tokens_details: {cached_tokens: 0}},
      }),
    ).to.deep.equal([{type: 'usage', usage: {prompt_tokens: 36, completion_tokens: 32, total_tokens: 68}}]);
    // llama.cpp tells its timings in place of it: what stood in the cache was read, too.
    const timings = {cache_n: 48, prompt_n: 1, predicted_n: 60, prompt_ms: 0.9};
    expect(read({choices: [], timings})).to.deep.equal([
      {type: 'usage', usage: {prompt_tokens: 49, completion_tokens: 60, total_tokens: 109}},
    ]);
    expect(read({choices: [], timings: {prompt_n: '1', predicted_n: -4}})).to.deep.equal([
      {type: 'usage', usage: {prompt_tokens: 0, completion_tokens: 0, total_tokens: 0}},
    ]);
    expect(read({choices: [], timings: 'fast'})).to.deep.equal([]);
    expect(
      read({choices: [], usage: {prompt_tokens: '36', completion_tokens: -3, total_tokens: {}}}),
      'no numbers',
    ).to.deep.equal([{type: 'usage', usage: {prompt_tokens: 0, completion_tokens: 0, total_tokens: 0}}]);
    expect(read({choices: [], usage: null})).to.deep.equal([]);
  });

  it('takes the first choice only', () => {
    const event = {
      choices: [
        {index: 1, delta: {content: 'no'}},
        {index: 0, delta: {content: 'sí'}},
        {index: 2, delta: {content: 'no'}},
      ],
    };
    expect(read(event)).to.deep.equal([{type: 'text', text: 'sí'}]);
  });

  it('reads nothing from events of other shapes', () => {
    for (const event of [
      {},
      {choices: null},
      {choices: {}},
      {choices: [null, 7, 'x']},
      {choices: [{}]},
      {choices: [{delta: null}]},
      {choices: [{delta: {content: 7}}]},
      {prompt_progress: {total: 9}},
    ]) {
      expect(read(event), JSON.stringify(event)).to.deep.equal([]);
    }
  });

  it('knows what is no event at all', () => {
    for (const data of ['', 'hola', '{"choices":[{"del', '[]', '"x"', '7', 'null'])
      expect(readOpenAiEvent(data), data).to.equal(undefined);
  });

  it('throws what the server reports inside the stream', () => {
    const bodies: [unknown, string, string][] = [
      [{error: {message: 'Slot lost', code: 500}}, 'chat-answer-failed', 'Slot lost'],
      [{error: {message: 'it fell silent', code: 'engine-silent'}}, 'chat-answer-cut', 'it fell silent'],
      [{error: 'Out of memory'}, 'chat-answer-failed', 'Out of memory'],
      [{object: 'error', message: 'EngineDeadError'}, 'chat-answer-failed', 'EngineDeadError'],
      [
        {error: {type: 'exceed_context_size_error', message: 'Too long', n_ctx: 512}},
        'chat-context-exceeded',
        'Too long',
      ],
      [{error: {}}, 'chat-answer-failed', 'The server reported an error'],
    ];
    for (const [body, code, message] of bodies) {
      let thrown: unknown;
      try {
        read(body);
      } catch (caught) {
        thrown = caught;
      }
      expect(thrown, JSON.stringify(body)).to.include({code, message});
    }
  });
});

describe('readCitation', () => {
  it('takes the fields that it knows, of the types that they have', () => {
    const whole = {
      type: 'uggla_citation',
      index: 2,
      title: 'Silla',
      item: 'ergonomia',
      lesson: 'altura',
      media: 'm/media.json',
      start: 0,
      end: 9.5,
      url: '#/a',
      text: 'Tira…',
    };
    expect(readCitation(whole)).to.deep.equal(whole);
    expect(readCitation({...whole, title: 7, item: null, start: -1, end: Infinity, url: '', extra: 'x'})).to.deep.equal(
      {
        type: 'uggla_citation',
        index: 2,
        title: '',
        lesson: 'altura',
        media: 'm/media.json',
        text: 'Tira…',
      },
    );
  });

  it('takes none without a number', () => {
    for (const index of [undefined, null, '1', 1.5, Number.NaN])
      expect(readCitation({type: 'uggla_citation', index, title: 'x'})).to.equal(undefined);
    expect(readCitation({type: 'url_citation', index: 1})).to.equal(undefined);
  });
});

describe('readModels', () => {
  it('takes the models that have a name', () => {
    expect(
      readModels({data: [{id: 'a', generative: false}, {}, null, 7, {id: 3}, {id: 'b', meta: {n_ctx: 4096}}]}),
    ).to.deep.equal([
      {id: 'a', generative: false},
      {id: 'b', meta: {n_ctx: 4096}},
    ]);
  });

  it('takes nothing else', () => {
    for (const body of [null, undefined, 7, [], {}, {data: {}}, {data: 'x'}])
      expect(readModels(body)).to.deep.equal([]);
  });
});
