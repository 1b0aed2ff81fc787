import {expect} from '@open-wc/testing';
import {draft, type Draft} from './message.js';
import {openStore, revive} from './store.js';

const talk = (): Draft[] => [
  draft('user', '¿Cómo?'),
  {...draft('assistant', 'Así [1].'), state: 'done', citations: [{type: 'uggla_citation', index: 1, title: 'Silla'}]},
];

describe('openStore', () => {
  for (const name of ['session', 'device']) {
    it(`gives back from "${name}" what was kept, and forgets what is removed`, async () => {
      const key = `test ${name} ${Math.random()}`;
      const messages = talk();
      await (await openStore(name))!.save(key, messages);
      const again = await (await openStore(name))!.load(key);
      expect(again).to.deep.equal(messages);
      await (await openStore(name))!.remove(key);
      expect(await (await openStore(name))!.load(key)).to.deep.equal([]);
    });
  }

  it('keeps nothing by default', async () => {
    expect(await openStore('none')).to.equal(undefined);
  });
});

describe('revive', () => {
  it('makes a stopped answer of one that was on its way when the page ended', () => {
    const [, answer] = revive(
      JSON.stringify([draft('user', 'a'), {...draft('assistant', 'La mit'), state: 'streaming'}]),
    );
    expect(answer).to.include({text: 'La mit', state: 'stopped'});
  });

  it('takes no nonsense', () => {
    for (const stored of [
      undefined,
      null,
      '{',
      '{}',
      '[1, null, {"role": "system"}]',
      [{role: 'user', text: 7, id: 'x'}],
    ]) {
      expect(revive(stored)).to.deep.equal([]);
    }
  });

  it('takes of a message what it can show, and leaves the rest as in a new one', () => {
    const odd = {
      ...draft('assistant', 'Sí [1].'),
      state: 'done',
      reasoning: 5,
      at: null,
      leftOut: 'all',
      feedback: 'sideways',
      citations: [null, {index: '1', title: 'x'}, {index: 1}, {index: 2, title: 'Silla'}],
      images: [7, 'data:,'],
    };
    const [message] = revive([odd]);
    expect(message).to.include({text: 'Sí [1].', reasoning: '', leftOut: 0, feedback: undefined, state: 'done'});
    expect(Number.isNaN(Date.parse(message!.at))).to.equal(false);
    expect(message!.citations).to.deep.equal([{index: 2, title: 'Silla'}]);
    expect(message!.images).to.deep.equal(['data:,']);
  });

  it('keeps the first of two messages with one id: the page could not tell them apart', () => {
    const question = draft('user', 'uno');
    expect(revive([question, {...question, text: 'dos'}]).map(({text}) => text)).to.deep.equal(['uno']);
  });

  it('gives back a question whose answer never came, without the empty answer', () => {
    expect(revive([draft('user', 'Hola'), draft('assistant', '')]).map(({role}) => role)).to.deep.equal(['user']);
  });

  it('keeps no error: what was wrong then may be right now', () => {
    const [answer] = revive([
      {...draft('assistant', 'La mitad'), state: 'failed', error: {code: 'chat-busy'}, finish: 'cut'},
    ]);
    expect(answer).to.include({error: undefined, state: 'stopped', text: 'La mitad'});
  });
});
