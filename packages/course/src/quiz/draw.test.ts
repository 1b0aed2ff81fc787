import {expect} from '@esm-bundle/chai';
import {drawn, shuffled} from './draw.js';

const letters = [...'abcdefghij'];

describe('shuffled', () => {
  it('keeps every item and gives the same order for the same seed', () => {
    const once = shuffled(letters, 'ana');
    expect([...once].sort()).to.deep.equal(letters);
    expect(shuffled(letters, 'ana')).to.deep.equal(once);
  });

  it('gives different people different orders', () => {
    const orders = new Set(Array.from({length: 20}, (_, at) => shuffled(letters, `person ${at}`).join('')));
    expect(orders.size).to.be.above(15);
  });
});

describe('drawn', () => {
  it('takes so many, in their own order', () => {
    const some = drawn(letters, 4, 'ana');
    expect(some).to.have.length(4);
    expect([...some].sort()).to.deep.equal(some);
  });

  it('takes all when there are no more, or no number is given', () => {
    expect(drawn(letters, 20, 'ana')).to.deep.equal(letters);
    expect(drawn(letters, undefined, 'ana')).to.deep.equal(letters);
  });

  it('gives every item its chance', () => {
    const seen = new Set(Array.from({length: 60}, (_, at) => drawn(letters, 2, `person ${at}`)).flat());
    expect(seen.size).to.equal(letters.length);
  });
});
