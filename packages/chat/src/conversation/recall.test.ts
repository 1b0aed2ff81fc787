// Chromium first: what is asked when is the same script in all engines; post-events.test.ts tries the stream itself.
import {expect} from '@open-wc/testing';
import type {Delta} from '../providers/provider.js';
import {Conversation} from './conversation.js';
import {hostOf} from './conversation.test.kit.js';
import {draft, type Draft} from './message.js';
import {revive} from './store.js';

/** A conversation whose engine says "Sí.", and what it was asked. */
function talk() {
  const asked: string[][] = [];
  const host = hostOf({
    id: 'test',
    async *stream({messages}): AsyncGenerator<Delta> {
      asked.push(messages.map(({content}) => content as string));
      yield {type: 'text', text: 'Sí.'};
      yield {type: 'done', reason: 'stop'};
    },
  });
  const conversation = new Conversation(host);
  return {conversation, asked, texts: () => conversation.messages.map(({text}) => text)};
}

const kept = (): Draft[] => [draft('user', 'antes'), {...draft('assistant', 'Así.'), state: 'done'}];

describe('Conversation.recall', () => {
  it('lets a question wait for what is kept, and asks it with that', async () => {
    const {conversation, asked, texts} = talk();
    let load: (messages: Draft[]) => void = () => {};
    const recalled = conversation.recall(new Promise((resolve) => (load = resolve)));
    const answer = conversation.send('ahora');
    await Promise.resolve();
    expect(asked).to.deep.equal([]);
    load(kept());
    expect((await answer).text).to.equal('Sí.');
    expect(asked).to.deep.equal([['antes', 'Así.', 'ahora']]);
    expect(texts()).to.deep.equal(['antes', 'Así.', 'ahora', 'Sí.']);
    expect(await recalled).to.equal(false);
  });

  it('puts what is kept before what was said without it, and says that both are to be kept', async () => {
    const {conversation, texts} = talk();
    await conversation.send('ahora');
    expect(await conversation.recall(Promise.resolve(kept()))).to.equal(true);
    expect(texts()).to.deep.equal(['antes', 'Así.', 'ahora', 'Sí.']);
  });

  it('doubles nothing that is there already, and keeps the newer of the two', async () => {
    const {conversation, texts} = talk();
    const old = kept();
    await conversation.recall(Promise.resolve(old));
    conversation.rate(old[1]!.id, 'up');
    await conversation.recall(Promise.resolve(old.map((message) => ({...message, feedback: undefined}))));
    expect(texts()).to.deep.equal(['antes', 'Así.']);
    expect(conversation.messages[1]!.feedback).to.equal('up');
  });

  it('brings back nothing that was cleared while it was loaded', async () => {
    const {conversation, texts} = talk();
    const recalled = conversation.recall(Promise.resolve(kept()));
    conversation.clear();
    expect(await recalled).to.equal(false);
    expect(texts()).to.deep.equal([]);
  });

  it('brings back what is kept also when the element was taken away meanwhile', async () => {
    const {conversation, texts} = talk();
    const recalled = conversation.recall(Promise.resolve(kept()));
    conversation.leave();
    await recalled;
    expect(texts()).to.deep.equal(['antes', 'Así.']);
  });

  it('changes nothing when nothing is kept', async () => {
    const {conversation, texts} = talk();
    await conversation.send('ahora');
    expect(await conversation.recall(Promise.resolve([]))).to.equal(false);
    expect(texts()).to.deep.equal(['ahora', 'Sí.']);
  });
});

describe('an answer that was on its way when the page ended', () => {
  const whole: Delta[] = [
    {type: 'reasoning', text: 'Hmm, '},
    {type: 'reasoning', text: 'sillas.'},
    {type: 'text', text: 'Tira '},
    {type: 'text', text: 'de la palanca.'},
  ];
  const call: Delta = {type: 'tool-call', id: 'c', name: 'f', arguments: '{}'};

  /** What comes of an answer of which so much was stored. */
  async function readOn(
    stored: Partial<Draft>,
    deltas: readonly Delta[] = whole,
  ): Promise<{answer: Draft; asked: (string | undefined)[]}> {
    const asked: (string | undefined)[] = [];
    const host = hostOf(
      {
        id: 'test',
        async *stream({kept, onKept}): AsyncGenerator<Delta> {
          asked.push(kept);
          onKept?.('n');
          yield* deltas;
          yield {type: 'done', reason: 'stop'};
        },
      },
      {tools: {f: {description: '', parameters: {}, execute: () => 'ok', approve: false}}},
    );
    const conversation = new Conversation(host);
    const answer = {
      ...draft('assistant', ''),
      state: 'streaming',
      kept: {name: 'n', text: 0, reasoning: 0, calls: 0},
      ...stored,
    };
    await conversation.recall(Promise.resolve(revive(JSON.stringify([draft('user', '¿Cómo?'), answer]))));
    return {answer: conversation.messages[1]!, asked};
  }

  const reasoning = 'Hmm, sillas.';
  const text = 'Tira de la palanca.';

  it('is read on from its name, without a letter lost or doubled, wherever it stood', async () => {
    for (let length = 0; length <= reasoning.length; length++) {
      const {answer, asked} = await readOn({reasoning: reasoning.slice(0, length)});
      expect([answer.reasoning, answer.text, answer.state, asked.join()]).to.deep.equal([reasoning, text, 'done', 'n']);
    }
    for (let length = 0; length <= text.length; length++) {
      const {answer} = await readOn({reasoning, text: text.slice(0, length)});
      expect([answer.reasoning, answer.text, answer.state, answer.kept]).to.deep.equal([
        reasoning,
        text,
        'done',
        undefined,
      ]);
    }
  });

  it('may be the second part of one: what stood before stays', async () => {
    const {answer} = await readOn({text: 'Antes. Tira', reasoning, kept: {name: 'n', text: 7, reasoning: 0, calls: 0}});
    expect(answer.text).to.equal('Antes. Tira de la palanca.');
  });

  it('is read on, too, when its connection had failed: browsers break connections before they end the page', async () => {
    const {answer, asked} = await readOn({reasoning, text: 'Tira', state: 'failed', finish: 'cut'});
    expect([answer.text, answer.state, answer.finish, asked.join()]).to.deep.equal([text, 'done', 'stop', 'n']);
  });

  it('asks for its functions once', async () => {
    const {answer, asked} = await readOn(
      {text: 'Tira', calls: [{id: 'c', name: 'f', arguments: '{}', state: 'asking', result: '', at: 4}]},
      [...whole.slice(2), call],
    );
    expect(answer.calls.length).to.be.greaterThan(0);
    expect(asked.filter((name) => name === 'n').length).to.equal(1);
    expect(answer.text.startsWith('Tira de la palanca.')).to.equal(true);
  });

  it('is a stopped one when nobody keeps it, or what is stored makes no sense', () => {
    for (const kept of [
      undefined,
      {name: 5},
      {name: 'n', text: 99, reasoning: 0, calls: 0},
      {name: 'n', text: -1, reasoning: 0, calls: 0},
      'n',
    ]) {
      const [answer] = revive([{...draft('assistant', 'Tira'), state: 'streaming', kept}]);
      expect(answer).to.include({state: 'stopped', kept: undefined});
    }
    expect(
      revive([{...draft('assistant', 'Tira'), state: 'done', kept: {name: 'n', text: 0, reasoning: 0, calls: 0}}])[0]!
        .kept,
    ).to.equal(undefined);
  });
});
