// Chromium first: what is asked when is the same script in all engines; post-events.test.ts tries the stream itself.
import {expect} from '@open-wc/testing';
import {ChatError} from '../chat-error.js';
import type {ChatProvider, Delta, ProviderRequest} from '../providers/provider.js';
import {Conversation, type ConversationHost} from './conversation.js';
import {hostOf} from './conversation.test.kit.js';

/** Never says a word, and listens to nobody. */
const silent = (): AsyncIterable<Delta> => ({
  [Symbol.asyncIterator]: () => ({next: () => new Promise<IteratorResult<Delta>>(() => {})}),
});

async function* say(text: string): AsyncGenerator<Delta> {
  yield {type: 'text', text};
  yield {type: 'done', reason: 'stop'};
}

const refuse = (contextWindow?: number) =>
  async function* (): AsyncGenerator<Delta> {
    throw new ChatError('chat-context-exceeded', 'Too long', {contextWindow});
  };

/** A conversation with an engine that answers each question so, the later ones with "Más.". */
function talk(
  answers: ((request: ProviderRequest) => AsyncIterable<Delta>)[],
  settings: Partial<ConversationHost> = {},
) {
  const requests: ProviderRequest[] = [];
  const provider: ChatProvider = {
    id: 'test',
    capabilities: {},
    stream: (request) => {
      requests.push(request);
      return (answers.shift() ?? (() => say('Más.')))(request);
    },
  };
  const conversation = new Conversation(hostOf(provider, settings));
  const asking = async () => {
    while (!conversation.busy || requests.length === 0) await Promise.resolve();
  };
  return {conversation, requests, asking};
}

describe('Conversation that is broken off', () => {
  it('stops at once, also when the engine does not listen', async () => {
    const {conversation, asking} = talk([silent]);
    const answer = conversation.send('Hola');
    await asking();
    conversation.stop();
    expect(await answer).to.include({state: 'stopped', error: undefined});
    expect((await conversation.send('¿Y?')).text).to.equal('Más.');
  });

  it('looks later for what an engine may have kept, and not for what it refused', async () => {
    const ends: [number | undefined, boolean][] = [
      [429, false],
      [401, false],
      [504, true],
      [undefined, true],
    ];
    for (const [status, isKept] of ends) {
      const {conversation} = talk([
        async function* ({onKept}) {
          onKept?.('n');
          throw new ChatError('chat-busy', 'Later', status ? {status} : {});
        },
      ]);
      await conversation.send('Hola');
      expect(conversation.messages.at(-1)!.kept !== undefined, String(status)).to.equal(isKept);
    }
  });

  it('does not mind an engine that fails after it was stopped', async () => {
    let fail: (reason: Error) => void = () => {};
    const {conversation, asking} = talk([
      () => ({
        [Symbol.asyncIterator]: () => ({
          next: () => new Promise<IteratorResult<Delta>>((_, reject) => (fail = reject)),
        }),
      }),
    ]);
    const answer = conversation.send('Hola');
    await asking();
    conversation.stop();
    fail(new Error('too late'));
    expect(await answer).to.include({state: 'stopped', error: undefined});
  });

  it('lets an engine that was stopped tidy up', async () => {
    let tidied = false;
    let asked = () => {};
    const begun = new Promise<void>((resolve) => (asked = resolve));
    const {conversation} = talk([
      () => ({
        [Symbol.asyncIterator]: () => ({
          next: () => (asked(), new Promise<IteratorResult<Delta>>(() => {})),
          return: async () => ((tidied = true), {done: true, value: undefined}),
        }),
      }),
    ]);
    const answer = conversation.send('Hola');
    await begun;
    conversation.stop();
    await answer;
    expect(tidied).to.equal(true);
  });

  it('goes on to the question that waits when only the answer is stopped', async () => {
    const {conversation, asking, requests} = talk([silent]);
    const first = conversation.send('uno');
    const second = conversation.send('dos');
    await asking();
    conversation.stop();
    expect((await first).state).to.equal('stopped');
    expect((await second).text).to.equal('Más.');
    expect(requests.length).to.equal(2);
  });

  it('asks nothing of what waited when the conversation was cleared', async () => {
    const {conversation, asking, requests} = talk([silent]);
    const answers = [
      conversation.send('uno'),
      conversation.send('dos'),
      conversation.regenerate(),
      conversation.continue(),
    ];
    await asking();
    conversation.clear();
    expect((await Promise.all(answers)).map((answer) => answer?.state)).to.deep.equal([
      'stopped',
      'stopped',
      undefined,
      undefined,
    ]);
    expect(requests.length).to.equal(1);
    expect(conversation.messages).to.deep.equal([]);
    expect((await conversation.send('tres')).text).to.equal('Más.');
    expect(conversation.messages.length).to.equal(2);
  });

  it('asks nothing of what waited when nobody is there any more, and keeps what came', async () => {
    const {conversation, asking, requests} = talk([silent]);
    const first = conversation.send('uno');
    await asking();
    const edited = conversation.edit(conversation.messages[0]!.id, 'otra');
    conversation.leave();
    expect(await edited).to.equal(undefined);
    expect((await first).state).to.equal('stopped');
    expect(requests.length).to.equal(1);
    expect(conversation.messages.map(({text}) => text)).to.deep.equal(['uno', '']);
  });
});

describe('Conversation that does not fit', () => {
  const history = 'palabra '.repeat(200);

  it('is not narrowed by a question that nobody was asked', async () => {
    const {conversation} = talk([], {contextWindow: 4096});
    for (let n = 0; n < 12; n++)
      expect((await conversation.send('x'.repeat(20_000))).error?.code).to.equal('chat-context-exceeded');
    expect(conversation.contextWindow).to.equal(4096);
    expect((await conversation.send('Hola')).text).to.equal('Más.');
  });

  it('can still be used after an engine has refused again and again without a number', async () => {
    const {conversation} = talk(Array.from({length: 10}, () => refuse()));
    for (let n = 0; n < 10; n++) await conversation.send('Hola');
    expect(conversation.contextWindow).to.equal(512);
    expect((await conversation.send('Hola')).text).to.equal('Más.');
  });

  it('halves its guess with each refusal', async () => {
    const {conversation} = talk([refuse(), refuse()], {contextWindow: 8192});
    await conversation.send('Hola');
    expect(conversation.contextWindow).to.equal(4096);
    await conversation.send('Hola');
    expect(conversation.contextWindow).to.equal(2048);
  });

  it('forgets what it learned with the conversation', async () => {
    const {conversation} = talk([refuse(1024)], {contextWindow: 8192});
    await conversation.send('Hola');
    expect(conversation.contextWindow).to.equal(1024);
    conversation.clear();
    expect(conversation.contextWindow).to.equal(8192);
  });

  for (const window of [4096, 8192]) {
    it(`sends a ${window / 1024}k model what it can read, and says how much it did not`, async () => {
      const {conversation, requests} = talk(
        Array.from({length: 12}, () => () => say(history)),
        {contextWindow: window, system: 'Sé breve.'},
      );
      for (let n = 0; n < 12; n++) await conversation.send(`${n} ${history}`);
      const last = requests.at(-1)!.messages;
      const characters = last.reduce((sum, {content}) => sum + content!.length, 0);
      expect(characters / 3).to.be.at.most(window * 0.75);
      expect(last[0]).to.deep.equal({role: 'system', content: 'Sé breve.'});
      expect(last[1]!.role).to.equal('user');
      expect(last.at(-1)!.content).to.match(/^11 /);
      // The system text, what was sent, what was left out: nothing is missing, nothing is there twice.
      const {leftOut, shortened} = conversation.messages.at(-1)!;
      expect(leftOut + shortened).to.be.greaterThan(0);
      expect(
        last.filter(({content}) => content!.length < 200).length - 1,
        'what is short, but for the system text',
      ).to.equal(shortened);
      expect(last.length - 1 + leftOut).to.equal(23);
    });
  }
});
