import {expect} from '@esm-bundle/chai';
import type {Question} from '@uggla/protocol';
import {formatResponse, isAnswered, parseNumber} from './responses.js';

const pairs: Question = {
  id: 'p',
  type: 'match',
  text: 'Match',
  left: [
    {id: 'a', text: 'A'},
    {id: 'b', text: 'B'},
  ],
  right: [
    {id: 'x', text: 'X'},
    {id: 'y', text: 'Y'},
  ],
};

describe('isAnswered', () => {
  it('wants something given', () => {
    expect(isAnswered({id: 't', type: 'truefalse', text: '?'}, undefined)).to.equal(false);
    expect(isAnswered({id: 't', type: 'truefalse', text: '?'}, false)).to.equal(true);
    expect(isAnswered({id: 'f', type: 'fill', text: '?'}, '  ')).to.equal(false);
  });

  it('wants every pair of a match', () => {
    expect(isAnswered(pairs, {a: 'x'})).to.equal(false);
    expect(isAnswered(pairs, {a: 'x', b: 'y'})).to.equal(true);
  });
});

describe('formatResponse', () => {
  it('writes answers as xAPI interactions do', () => {
    expect(formatResponse(['a', 'c'])).to.equal('a[,]c');
    expect(formatResponse({a: 'x', b: 'y'})).to.equal('a[.]x[,]b[.]y');
    expect(formatResponse(true)).to.equal('true');
    expect(formatResponse(2.5)).to.equal('2.5');
    expect(formatResponse('the top edge')).to.equal('the top edge');
  });
});

describe('parseNumber', () => {
  it('reads a comma as Spaniards write it, and a point', () => {
    expect(parseNumber('2,5')).to.equal(2.5);
    expect(parseNumber(' -60 ')).to.equal(-60);
    expect(parseNumber('.5')).to.equal(0.5);
  });

  it('takes no words', () => {
    for (const text of ['', 'sixty', '6e1', '1.2.3', '0x10']) expect(parseNumber(text), text).to.equal(undefined);
  });
});
