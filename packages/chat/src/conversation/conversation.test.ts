// Chromium first: what is asked when is the same script in all engines; post-events.test.ts tries the stream itself.
import {expect} from '@open-wc/testing';
import type {ChatMessage} from '@uggla/protocol';
import {ChatError} from '../chat-error.js';
import type {ChatProvider, Delta, ProviderRequest} from '../providers/provider.js';
import {branchesOf, showBranch, type Branched} from './branches.js';
import {Conversation, type ConversationHost} from './conversation.js';
import {hostOf} from './conversation.test.kit.js';
import type {Draft} from './message.js';
import {revive} from './store.js';

type Answer = (request: ProviderRequest, signal: AbortSignal) => AsyncIterable<Delta>;

/** An engine that says these pieces. */
async function* say(...pieces: string[]): AsyncGenerator<Delta> {
  for (const text of pieces) yield {type: 'text', text};
  yield {type: 'done', reason: 'stop'};
}

/** A conversation with engines for one question after another, and what happened in it. */
function talk(answers: Answer[], settings: Partial<ConversationHost> = {}) {
  const requests: ProviderRequest[] = [];
  const log: string[] = [];
  const waiting = [...answers];
  const provider: ChatProvider = {
    id: 'test',
    capabilities: {},
    stream: (request, signal) => {
      requests.push(request);
      return (waiting.shift() ?? (() => say('Más.')))(request, signal);
    },
  };
  const host = hostOf(provider, {
    sent: ({text}: Draft) => log.push(`sent ${text}`),
    began: () => log.push('began'),
    finished: ({text, state}: Draft) => log.push(`finished ${text} ${state}`),
    ...settings,
  });
  const conversation = new Conversation(host);
  const texts = () => conversation.messages.map(({role, text}) => `${role}: ${text}`);
  const wire = () =>
    requests.map(({messages}) =>
      messages.map(({role, content}) => `${role}: ${typeof content === 'string' ? content : JSON.stringify(content)}`),
    );
  return {conversation, log, texts, wire, requests};
}

describe('Conversation', () => {
  it('asks with all that was said before', async () => {
    const {conversation, wire, log} = talk([() => say('Buenas.'), () => say('Bien.')], {system: 'Sé breve.'});
    await conversation.send('Hola');
    await conversation.send('¿Qué tal?');
    expect(wire()).to.deep.equal([
      ['system: Sé breve.', 'user: Hola'],
      ['system: Sé breve.', 'user: Hola', 'assistant: Buenas.', 'user: ¿Qué tal?'],
    ]);
    expect(log).to.deep.equal([
      'sent Hola',
      'began',
      'finished Buenas. done',
      'sent ¿Qué tal?',
      'began',
      'finished Bien. done',
    ]);
  });

  it('sends the model, the adapters and the place with each question', async () => {
    const {conversation, requests} = talk([], {
      model: 'm',
      adapters: [{id: 0, scale: 1}],
      place: {course: 'c', lesson: 'l'},
    });
    await conversation.send('Hola');
    expect(requests[0]).to.deep.include({model: 'm', adapters: [{id: 0, scale: 1}], place: {course: 'c', lesson: 'l'}});
  });

  it('sends pictures as parts of the question', async () => {
    const {conversation, requests} = talk([]);
    await conversation.send('¿Qué es?', ['data:image/png;base64,AAAA']);
    const expected: ChatMessage[] = [
      {
        role: 'user',
        content: [
          {type: 'text', text: '¿Qué es?'},
          {type: 'image_url', image_url: {url: 'data:image/png;base64,AAAA'}},
        ],
      },
    ];
    expect(requests[0]!.messages).to.deep.equal(expected);
  });

  it('leaves answers without a word out of what it sends', async () => {
    const fail: Answer = async function* () {
      throw new ChatError('chat-busy', 'Busy', {status: 429});
    };
    const {conversation, wire} = talk([fail]);
    const failed = await conversation.send('Uno');
    expect(failed).to.include({state: 'failed', text: ''});
    await conversation.send('Dos');
    expect(wire()[1]).to.deep.equal(['user: Uno', 'user: Dos']);
  });

  it('keeps the code of an engine’s error, and gives one to other errors', async () => {
    const errors: [unknown, string][] = [
      [new ChatError('chat-busy', 'Busy'), 'chat-busy'],
      [new TypeError('x is not a function'), 'chat-answer-failed'],
      ['a string', 'chat-answer-failed'],
    ];
    for (const [thrown, code] of errors) {
      const {conversation} = talk([
        async function* () {
          yield {type: 'text', text: 'La mitad'};
          throw thrown;
        },
      ]);
      const answer = await conversation.send('Hola');
      expect(answer.error?.code).to.equal(code);
      expect(answer.text).to.equal('La mitad');
    }
  });

  it('takes an answer that never says that it is whole for one that was cut off', async () => {
    const {conversation} = talk([
      async function* () {
        yield {type: 'text', text: 'La mitad'};
      },
    ]);
    expect(await conversation.send('Hola')).to.deep.include({text: 'La mitad', state: 'failed', finish: 'cut'});
  });

  it('keeps the reason for the end, not the mark after it', async () => {
    const {conversation} = talk([
      async function* () {
        yield {type: 'text', text: 'Sí'};
        yield {type: 'done', reason: 'length'};
        yield {type: 'usage', usage: {prompt_tokens: 1, completion_tokens: 2, total_tokens: 3}};
        yield {type: 'done', reason: ''};
        yield {type: 'text', text: 'nothing follows'};
      },
    ]);
    expect(await conversation.send('Hola')).to.deep.include({
      text: 'Sí',
      finish: 'length',
      usage: {prompt_tokens: 1, completion_tokens: 2, total_tokens: 3},
    });
  });

  it('keeps the first of two citations with one number', async () => {
    const {conversation} = talk([
      async function* () {
        yield {type: 'citation', citation: {type: 'uggla_citation', index: 1, title: 'a'}};
        yield {type: 'citation', citation: {type: 'uggla_citation', index: 1, title: 'b'}};
        yield {type: 'citation', citation: {type: 'uggla_citation', index: 2, title: 'c'}};
        yield* say('Sí [1][2].');
      },
    ]);
    expect((await conversation.send('Hola')).citations.map(({title}) => title)).to.deep.equal(['a', 'c']);
  });

  it('stops: what an engine says afterwards is not heard', async () => {
    let release = () => {};
    const {conversation, log} = talk([
      async function* () {
        yield {type: 'text', text: 'Uno'};
        await new Promise<void>((resolve) => (release = resolve));
        yield* say('dos');
      },
    ]);
    const answer = conversation.send('Hola');
    while (conversation.messages[1]?.text !== 'Uno') await Promise.resolve();
    conversation.stop();
    release();
    expect(await answer).to.include({text: 'Uno', state: 'stopped'});
    expect(conversation.busy).to.equal(false);
    expect(log.at(-1)).to.equal('finished Uno stopped');
  });

  it('keeps what an edit or another answer takes away as a branch, and shows each again with what followed it', async () => {
    const failed: Answer = async function* () {
      throw new ChatError('chat-busy', 'Busy', {status: 429});
    };
    const {conversation, texts, wire} = talk([() => say('1'), () => say('2'), () => say('3'), failed, () => say('4')]);
    await conversation.send('a');
    await conversation.send('b');
    const [first] = conversation.messages as Draft[];
    await conversation.regenerate();
    await conversation.edit(first!.id, 'A');
    await conversation.regenerate();
    expect(texts()).to.deep.equal(['user: A', 'assistant: 4']);
    const go = (at: number, to: number) => {
      const message = conversation.messages[at]!;
      show(branchesOf(conversation as Branched, message as Draft)[to]!);
    };
    const show = (target: Draft) => {
      const {messages, aside} = showBranch(conversation as Branched, target);
      conversation.show(messages, aside);
    };
    const find = (text: string) =>
      ([...conversation.messages, ...conversation.aside] as Draft[]).find((one) => one.text === text)!;
    const versions = () =>
      (conversation.messages as Draft[]).map((one) =>
        branchesOf(conversation as Branched, one)
          .map(({text}) => text)
          .join('|'),
      );
    expect(versions(), 'an answer that never came is no version').to.deep.equal(['a|A', '4']);
    go(0, 0);
    expect(texts()).to.deep.equal(['user: a', 'assistant: 1', 'user: b', 'assistant: 3']);
    expect(versions()).to.deep.equal(['a|A', '1', 'b', '2|3']);
    go(3, 0);
    go(0, 1);
    go(0, 0);
    expect(texts(), 'the version that was shown last').to.deep.equal([
      'user: a',
      'assistant: 1',
      'user: b',
      'assistant: 2',
    ]);
    show(find('A'));
    expect(
      branchesOf(conversation as Branched, find('3')).map(({text}) => text),
      'of a message out of sight, those that are beside it',
    ).to.deep.equal(['2', '3']);
    show(find('3'));
    expect(texts(), 'with the branch that it lies in').to.deep.equal([
      'user: a',
      'assistant: 1',
      'user: b',
      'assistant: 3',
    ]);
    show({...find('2'), after: 'nowhere'});
    show(find('1'));
    expect(texts(), 'what is no version, or is shown already, changes nothing').to.deep.equal([
      'user: a',
      'assistant: 1',
      'user: b',
      'assistant: 3',
    ]);
    expect(conversation.messages.length + conversation.aside.length, 'nothing is lost').to.equal(7);
    show(find('2'));
    await conversation.send('c');
    expect(wire().at(-1), 'only what is shown is sent').to.deep.equal([
      'user: a',
      'assistant: 1',
      'user: b',
      'assistant: 2',
      'user: c',
    ]);

    const again = talk([]).conversation;
    await again.recall(Promise.resolve(revive(JSON.stringify([...conversation.messages, ...conversation.aside]))));
    expect(again.messages.map(({text}) => text)).to.deep.equal(['a', '1', 'b', '2', 'c', 'Más.']);
    expect(branchesOf(again as Branched, again.messages[0] as Draft).map(({text}) => text)).to.deep.equal(['a', 'A']);
    again.clear();
    expect(again.aside).to.deep.equal([]);
  });

  it('asks again: the last answer makes room', async () => {
    const {conversation, texts, wire} = talk([() => say('Uno.'), () => say('Dos.')]);
    await conversation.send('Hola');
    await conversation.regenerate();
    expect(texts()).to.deep.equal(['user: Hola', 'assistant: Dos.']);
    expect(wire()[1]).to.deep.equal(['user: Hola']);
  });

  it('has nothing to ask again, to go on with or to change before the first question', async () => {
    const {conversation, requests} = talk([]);
    expect(await conversation.regenerate()).to.equal(undefined);
    expect(await conversation.continue()).to.equal(undefined);
    expect(await conversation.edit('nobody', 'x')).to.equal(undefined);
    expect(requests).to.deep.equal([]);
  });

  it('goes on with an answer: its begin is sent, its rest is added', async () => {
    const {conversation, texts, wire} = talk([
      async function* () {
        yield {type: 'text', text: 'La mitad'};
      },
      () => say(' y el resto.'),
    ]);
    await conversation.send('Hola');
    expect(await conversation.continue()).to.include({state: 'done', error: undefined});
    expect(texts()).to.deep.equal(['user: Hola', 'assistant: La mitad y el resto.']);
    expect(wire()[1]).to.deep.equal(['user: Hola', 'assistant: La mitad']);
  });

  it('changes a question: what came after it is out of sight', async () => {
    const {conversation, texts} = talk([() => say('1'), () => say('2'), () => say('3')]);
    await conversation.send('a');
    await conversation.send('b');
    await conversation.edit(conversation.messages[0]!.id, 'A');
    expect(texts()).to.deep.equal(['user: A', 'assistant: 3']);
  });

  it('changes no answer', async () => {
    const {conversation, texts} = talk([() => say('1')]);
    await conversation.send('a');
    await conversation.edit(conversation.messages[1]!.id, 'x');
    expect(texts()).to.deep.equal(['user: a', 'assistant: 1']);
  });

  it('learns the window from a server that refused, and trims to it', async () => {
    const refuse: Answer = async function* () {
      throw new ChatError('chat-context-exceeded', 'Too long', {contextWindow: 300});
    };
    const long = 'palabra '.repeat(40);
    const {conversation, wire} = talk([() => say(long), () => say(long), refuse, () => say('Sí.')]);
    for (const text of ['uno', 'dos', 'tres']) await conversation.send(text);
    expect(conversation.contextWindow).to.equal(300);
    const answer = await conversation.regenerate();
    expect(answer).to.include({leftOut: 0, shortened: 1});
    expect(wire().at(-1)!.join().length).to.be.lessThan(wire().at(-2)!.join().length - 100);
    expect(wire().at(-1)!.at(-1)).to.equal('user: tres');
  });

  it('asks nothing that cannot fit', async () => {
    const {conversation, requests} = talk([], {contextWindow: 256});
    const answer = await conversation.send('x'.repeat(5000));
    expect(answer.error?.code).to.equal('chat-context-exceeded');
    expect(requests).to.deep.equal([]);
  });

  it('forgets everything, and breaks off what is on its way', async () => {
    const {conversation, texts} = talk([
      async function* (_, signal) {
        yield {type: 'text', text: 'Uno'};
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    ]);
    const answer = conversation.send('Hola');
    while (conversation.messages[1]?.text !== 'Uno') await Promise.resolve();
    conversation.clear();
    expect((await answer).state).to.equal('stopped');
    expect(texts()).to.deep.equal([]);
  });

  it('keeps what people think of an answer, and takes it back', async () => {
    const {conversation} = talk([]);
    const {id} = await conversation.send('Hola');
    expect(conversation.rate(id, 'up')?.feedback).to.equal('up');
    expect(conversation.rate(id, undefined)?.feedback).to.equal(undefined);
    expect(conversation.rate('nobody', 'up')).to.equal(undefined);
  });
});
