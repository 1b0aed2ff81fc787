import {expect} from '@open-wc/testing';
import {findText} from './find-text.js';

const found = (pieces: string[], query: string) => [...findText(pieces, query)];

describe('findText', () => {
  it('finds words over pieces, and says where they begin and end', () => {
    const [match, ...more] = found(['The ow', '', 'l sees ', 'in the dark'], 'owl  SEES in');
    expect(more).to.deep.equal([]);
    expect(match).to.deep.equal({start: [0, 4], end: [3, 2], before: 'The ', match: 'owl sees in', after: ' the dark'});
  });

  it('does not mind case, accents, vowel signs and soft hyphens', () => {
    expect(found(['El búho GIRÓ'], 'BUHO giro').map(({match}) => match)).to.deep.equal(['búho GIRÓ']);
    expect(found(['el bu\u0301ho'], 'búho').map(({match}) => match)).to.deep.equal(['bu\u0301ho']);
    expect(found(['البُومَة تطير'], 'البومة')).to.have.length(1);
    expect(found(['wald\u00adkauz 🦉 Ende'], 'waldkauz 🦉').map(({end}) => end)).to.deep.equal([[0, 12]]);
  });

  it('finds each place once, in order, and nothing for nothing', () => {
    expect(found(['aaaa'], 'aa').map(({start}) => start[1])).to.deep.equal([0, 2]);
    expect(found(['owl'], '  ')).to.deep.equal([]);
    expect(found([], 'owl')).to.deep.equal([]);
    expect(found(['(owl)*'], 'owl)*')).to.have.length(1);
  });
});
