import {expect} from '@open-wc/testing';
import {ToolCallPieces, type ToolCallPiece} from './tool-call-pieces.js';

const piece = (index: number, text: string, more: Partial<ToolCallPiece> = {}): ToolCallPiece => ({
  type: 'tool-call-piece',
  index,
  arguments: text,
  ...more,
});

/** The calls that come out of these pieces. */
function callsOf(...pieces: ToolCallPiece[]) {
  const calls = new ToolCallPieces();
  for (const one of pieces) calls.add(one);
  return calls
    .take()
    .map((call) => (call.type === 'tool-call' ? `${call.id} ${call.name}(${call.arguments})` : call.type));
}

describe('ToolCallPieces', () => {
  it('puts the arguments together, however they are cut', () => {
    const text = '{"room":"Añil 👍🏽"}';
    for (let size = 1; size <= text.length; size++) {
      const parts = text.match(new RegExp(`[^]{1,${size}}`, 'g'))!;
      expect(callsOf(piece(0, '', {id: 'a', name: 'seats'}), ...parts.map((part) => piece(0, part)))).to.deep.equal([
        `a seats(${text})`,
      ]);
    }
  });

  it('keeps several apart, also when their pieces are mixed, in the order in which they began', () => {
    const mixed = [
      piece(1, '{', {id: 'b', name: 'two'}),
      piece(0, '[', {id: 'a', name: 'one'}),
      piece(1, '}'),
      piece(0, ']'),
    ];
    expect(callsOf(...mixed)).to.deep.equal(['b two({})', 'a one([])']);
  });

  it('keeps the first id and name of a call: some engines repeat them', () => {
    expect(callsOf(piece(0, '{', {id: 'a', name: 'one'}), piece(0, '}', {id: 'x', name: 'two'}))).to.deep.equal([
      'a one({})',
    ]);
  });

  it('gives a call without an id one of its own, and drops one without a name', () => {
    expect(
      callsOf(piece(0, '{}', {name: 'one'}), piece(1, '{}', {name: 'two'}), piece(2, '{}', {id: 'c'})),
    ).to.deep.equal(['call-0 one({})', 'call-1 two({})']);
  });

  it('gives each call out once', () => {
    const calls = new ToolCallPieces();
    calls.add(piece(0, '{}', {id: 'a', name: 'one'}));
    expect(calls.take().length).to.equal(1);
    expect(calls.take()).to.deep.equal([]);
  });
});
