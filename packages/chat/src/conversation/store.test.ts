import {expect} from '@open-wc/testing';
import {draft, type Draft} from './message.js';
import {openStore, revive} from './store.js';

const talk = (): Draft[] => [draft('user', '¿Cómo?'), {...draft('assistant', 'Así [1].'), state: 'done', citations: [{type: 'uggla_citation', index: 1, title: 'Silla'}]}];

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
    const [, answer] = revive(JSON.stringify([draft('user', 'a'), {...draft('assistant', 'La mit'), state: 'streaming'}]));
    expect(answer).to.include({text: 'La mit', state: 'stopped'});
  });

  it('takes no nonsense', () => {
    for (const stored of [undefined, null, '{', '{}', '[1, null, {"role": "system"}]', [{role: 'user', text: 7, id: 'x'}]]) {
      expect(revive(stored)).to.deep.equal([]);
    }
  });
});
