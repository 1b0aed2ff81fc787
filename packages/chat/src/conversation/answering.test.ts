// Chromium first: what is asked when is the same script in all engines; post-events.test.ts tries the stream itself.
import {expect} from '@open-wc/testing';
import type {ChatProvider, Delta, ProviderRequest} from '../providers/provider.js';
import {runAnswer} from './answering.js';
import {draft, type Draft} from './message.js';

type Engine = (request: ProviderRequest, signal: AbortSignal) => AsyncIterable<Delta>;

const text = (piece: string): Delta => ({type: 'text', text: piece});
const done = (reason = 'stop'): Delta => ({type: 'done', reason});
const later = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));
const tools = [{type: 'function' as const, function: {name: 'seats'}}];

/** Lets an engine write an answer; gives it with what its watcher saw. */
async function run(
  stream: Engine,
  {
    begin = '',
    request = {},
    stallAfter = 0,
    abort = new AbortController(),
  }: {begin?: string; request?: Partial<ProviderRequest>; stallAfter?: number; abort?: AbortController} = {},
) {
  const answer: Draft = {...draft('assistant', begin), state: 'waiting'};
  const seen: string[] = [];
  const look = () => seen.push(`${answer.state}${answer.broken ? ' broken' : ''}${answer.stalled ? ' stalled' : ''}`);
  let grown = 0;
  const provider: ChatProvider = {id: 'test', stream};
  await runAnswer(answer, {provider, request: {messages: [], ...request}, stallAfter}, abort, {
    changed: look,
    grew: () => grown++,
  });
  return {answer, seen, grown, abort};
}

async function* say(...deltas: Delta[]): AsyncGenerator<Delta> {
  yield* deltas;
}

describe('runAnswer', () => {
  it('puts the pieces together in the order in which they came', async () => {
    const {answer, grown} = await run(() =>
      say(text('a'), {type: 'reasoning', text: 'x'}, text('b'), {type: 'reasoning', text: 'y'}, done()),
    );
    expect(answer).to.include({text: 'ab', reasoning: 'xy', state: 'done', finish: 'stop', error: undefined});
    expect(grown).to.equal(4);
  });

  it('goes on behind what stands there', async () => {
    expect((await run(() => say(text(' sube.'), done()), {begin: 'La silla'})).answer.text).to.equal('La silla sube.');
  });

  const endings: [
    name: string,
    deltas: Delta[],
    begin: string,
    outcome: {state: string; finish: string | undefined; code: string | undefined},
  ][] = [
    ['its own end', [text('a'), done()], '', {state: 'done', finish: 'stop', code: undefined}],
    ['its limit', [text('a'), done('length'), done('')], '', {state: 'done', finish: 'length', code: undefined}],
    ['the end of the stream alone', [text('a'), done('')], '', {state: 'done', finish: 'stop', code: undefined}],
    [
      'the first of two reasons',
      [text('a'), done('length'), done('stop')],
      '',
      {state: 'done', finish: 'length', code: undefined},
    ],
    ['no end', [text('a')], '', {state: 'failed', finish: 'cut', code: 'chat-answer-cut'}],
    ['nothing at all', [], '', {state: 'failed', finish: 'cut', code: 'chat-answer-cut'}],
    ['no word', [done()], '', {state: 'failed', finish: 'stop', code: 'chat-answer-empty'}],
    ['no further word', [done()], 'La silla', {state: 'failed', finish: 'stop', code: 'chat-answer-empty'}],
    [
      'thoughts alone',
      [{type: 'reasoning', text: 'x'}, done()],
      '',
      {state: 'failed', finish: 'stop', code: 'chat-answer-empty'},
    ],
  ];
  for (const [name, deltas, begin, outcome] of endings) {
    it(`ends with ${name}`, async () => {
      const {answer} = await run(() => say(...deltas), {begin});
      expect({state: answer.state, finish: answer.finish, code: answer.error?.code}).to.deep.equal(outcome);
    });
  }

  it('reads what comes between the reason and the end, and nothing after it', async () => {
    const usage = {prompt_tokens: 3, completion_tokens: 1, total_tokens: 4};
    const {answer} = await run(() => say(text('a'), done(), {type: 'usage', usage}, done(''), text('b')));
    expect(answer).to.include({text: 'a', usage});
  });

  it('keeps the first of two sources with one number', async () => {
    const citation = (title: string, index = 1): Delta => ({
      type: 'citation',
      citation: {type: 'uggla_citation', index, title},
    });
    const {answer} = await run(() => say(text('[1]'), citation('a'), citation('b'), citation('c', 2), done()));
    expect(answer.citations.map(({title}) => title)).to.deep.equal(['a', 'c']);
  });

  it('takes a call only where functions were offered, at its place in the text', async () => {
    const call: Delta = {type: 'tool-call', id: 'a', name: 'seats', arguments: '{}'};
    const {answer} = await run(() => say(text('Miro. '), call, done('tool_calls')), {request: {tools}});
    expect(answer.calls.map(({name, at, state}) => ({name, at, state}))).to.deep.equal([
      {name: 'seats', at: 6, state: 'asking'},
    ]);
    expect((await run(() => say(text('Miro.'), call, done()))).answer.calls).to.deep.equal([]);
  });

  it('keeps the text when the engine throws, whatever it throws', async () => {
    for (const thrown of [new Error('lost'), 'lost', undefined, null]) {
      const {answer} = await run(async function* () {
        yield text('a');
        throw thrown;
      });
      expect(answer).to.include({text: 'a', state: 'failed'});
      expect(answer.error?.code).to.equal('chat-answer-failed');
    }
  });

  it('says that the connection is being taken up again until something comes', async () => {
    const {answer, seen} = await run(async function* ({onActivity}) {
      yield text('a');
      onActivity!(true);
      onActivity!(true);
      onActivity!();
      yield text('b');
      yield done();
    });
    expect(seen).to.deep.equal(['streaming', 'streaming broken', 'streaming']);
    expect(answer).to.include({text: 'ab', broken: false});
  });

  it('leaves nothing of that behind when it ends meanwhile', async () => {
    const {answer} = await run(async function* ({onActivity}) {
      yield text('a');
      onActivity!(true);
    });
    expect(answer).to.include({broken: false, stalled: false, state: 'failed'});
  });

  it('does not listen any more once it is over', async () => {
    let heard: ProviderRequest['onActivity'];
    const {answer, seen} = await run(
      async function* ({onActivity}) {
        heard = onActivity;
        yield text('a');
        yield done();
      },
      {stallAfter: 0.02},
    );
    const before = seen.length;
    heard!(true);
    await later(60);
    expect(answer).to.include({broken: false, stalled: false});
    expect(seen.length).to.equal(before);
  });

  it('tells of silence, and takes it back with the next sign of life, be it no text', async () => {
    const {seen} = await run(
      async function* ({onActivity}) {
        yield text('a');
        await later(120);
        onActivity!();
        yield text('b');
        yield done();
      },
      {stallAfter: 0.04},
    );
    expect(seen).to.deep.equal(['streaming', 'streaming stalled', 'streaming']);
  });

  it('watches for silence with one timer, however many pieces come', async () => {
    const {setTimeout: real} = globalThis;
    let timers = 0;
    Object.assign(globalThis, {setTimeout: (...args: Parameters<typeof real>) => (timers++, real(...args))});
    try {
      await run(() => say(...Array.from({length: 100}, () => text('a')), done()), {stallAfter: 60});
    } finally {
      Object.assign(globalThis, {setTimeout: real});
    }
    expect(timers).to.equal(1);
  });

  it('waits anew from each piece on', async () => {
    const {seen} = await run(
      async function* () {
        for (let piece = 0; piece < 3; piece++) {
          yield text('a');
          await later(1);
        }
        await later(120);
        yield done();
      },
      {stallAfter: 0.06},
    );
    expect(seen).to.deep.equal(['streaming', 'streaming stalled', 'streaming']);
  });

  it('ends the request in every case, so that no connection stays open', async () => {
    for (const engine of [
      () => say(text('a'), done()),
      () => say(text('a')),
      () => say(text('a'), done(''), text('b')),
    ] as Engine[]) {
      let signal: AbortSignal | undefined;
      await run((request, given) => ((signal = given), engine(request, given)));
      expect(signal!.aborted).to.equal(true);
    }
  });

  it('is stopped, not cut, when it was given up before the first word', async () => {
    const abort = new AbortController();
    abort.abort();
    expect((await run(() => say(text('a'), done()), {abort})).answer).to.include({
      state: 'stopped',
      text: '',
      error: undefined,
    });
  });
});
