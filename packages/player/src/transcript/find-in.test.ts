import {expect} from '@open-wc/testing';
import {findIn} from './find-in.js';

describe('findIn', () => {
  it('finds whatever the case and accents, and keeps the text as it is', () => {
    expect(findIn('Épica época', 'ep')).to.deep.equal([
      {text: 'Ép', match: true},
      {text: 'ica ', match: false},
      {text: 'ép', match: true},
      {text: 'oca', match: false},
    ]);
    expect(findIn('año', 'ANO')).to.deep.equal([{text: 'año', match: true}]);
  });

  it('is undefined where nothing is found or asked', () => {
    expect(findIn('text', 'none')).to.equal(undefined);
    expect(findIn('text', '  ')).to.equal(undefined);
  });

  it('keeps letters whole that change their length', () => {
    expect(
      findIn('😀 İstanbul', 'istanbul')!
        .map(({text}) => text)
        .join(''),
    ).to.equal('😀 İstanbul');
  });
});
