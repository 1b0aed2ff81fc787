import {expect} from '@open-wc/testing';
import {findIn, paragraphsOf} from './paragraphs.js';

describe('paragraphsOf', () => {
  const cue = (start: number, end: number, text: string) => ({start, end, text});

  it('joins cues, and begins anew after a silence', () => {
    expect(paragraphsOf([cue(0, 2, 'Hello\nthere.'), cue(2.1, 4, 'Again.'), cue(7, 8, 'Later.')])).to.deep.equal([
      {start: 0, end: 4, text: 'Hello there. Again.'},
      {start: 7, end: 8, text: 'Later.'},
    ]);
  });

  it('ends a long paragraph with its sentence', () => {
    const long = `${'word '.repeat(60)}end.`;
    expect(paragraphsOf([cue(0, 2, long), cue(2, 3, 'Next.')])).to.have.length(2);
    expect(paragraphsOf([cue(0, 2, long.slice(0, -1)), cue(2, 3, 'goes on.')])).to.have.length(1);
  });

  it('passes over what is empty', () => {
    expect(paragraphsOf([cue(0, 1, ' \n '), cue(1, 2, 'x')])).to.deep.equal([cue(1, 2, 'x')]);
    expect(paragraphsOf([])).to.deep.equal([]);
  });
});

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
    expect(findIn('😀 İstanbul', 'istanbul')!.map(({text}) => text).join('')).to.equal('😀 İstanbul');
  });
});
