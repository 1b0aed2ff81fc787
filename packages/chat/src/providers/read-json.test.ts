import {expect} from '@open-wc/testing';
import {countOf, isRecord, parseRecord, recordsOf, textOf} from './read-json.js';

const strange: unknown[] = [undefined, null, true, 0, '', 'x', [], [[]], Number.NaN];

describe('what stands in JSON of a stranger', () => {
  it('is an object only when it is one', () => {
    for (const value of strange) expect(isRecord(value), String(value)).to.equal(false);
    expect(isRecord({})).to.equal(true);
  });

  it('is a list of objects, without what is none', () => {
    for (const value of strange) expect(recordsOf(value), String(value)).to.deep.equal([]);
    expect(recordsOf([{a: 1}, null, 'x', [], {b: 2}])).to.deep.equal([{a: 1}, {b: 2}]);
  });

  it('is a text only when it says something, and a count only when it counts', () => {
    expect(['x', '', 0, null].map(textOf)).to.deep.equal(['x', undefined, undefined, undefined]);
    expect([7, 0, -1, '7', null, Number.NaN].map(countOf)).to.deep.equal([7, 0, 0, 0, 0, 0]);
  });

  it('is nothing when it is torn, or no object', () => {
    for (const text of ['', '{', '{"a":', '[1]', 'null', '"x"', '{} {}'])
      expect(parseRecord(text), text).to.equal(undefined);
    expect(parseRecord(' {"a": 1}\n')).to.deep.equal({a: 1});
  });
});
