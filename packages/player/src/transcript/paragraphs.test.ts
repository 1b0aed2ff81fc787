import {expect} from '@open-wc/testing';
import {paragraphsOf} from './paragraphs.js';

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
