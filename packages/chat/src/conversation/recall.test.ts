import {expect} from '@open-wc/testing';
import type {Delta} from '../providers/provider.js';
import {Conversation} from './conversation.js';
import {hostOf} from './conversation.test.kit.js';
import {draft, type Draft} from './message.js';

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
