import {expect} from '@open-wc/testing';
import {ThinkSplitter} from './think-splitter.js';

function split(...pieces: string[]): {text: string; reasoning: string} {
  const splitter = new ThinkSplitter();
  const sum = {text: '', reasoning: ''};
  for (const delta of [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()]) {
    if (delta.type === 'text' || delta.type === 'reasoning') sum[delta.type] += delta.text;
  }
  return sum;
}

describe('ThinkSplitter', () => {
  const answers: [whole: string, text: string, reasoning: string][] = [
    ['Sí.', 'Sí.', ''],
    ['<think>Pienso</think>Sí.', 'Sí.', 'Pienso'],
    ['\n<think>\nPienso\n</think>Sí.', 'Sí.', '\nPienso\n'],
    ['<think></think>Sí.', 'Sí.', ''],
    ['<think>a < b </thin> c</think>Sí.', 'Sí.', 'a < b </thin> c'],
    ['<think>Sin fin', '', 'Sin fin'],
    ['<thi', '<thi', ''],
    ['<thinking>no', '<thinking>no', ''],
    ['Uso <think> en una frase</think>', 'Uso <think> en una frase</think>', ''],
    ['', '', ''],
  ];
  for (const [whole, text, reasoning] of answers) {
    it(`takes ${JSON.stringify(whole)} apart, wherever it is cut`, () => {
      expect(split(whole)).to.deep.equal({text, reasoning});
      expect(split(...whole)).to.deep.equal({text, reasoning});
      for (let at = 1; at < whole.length; at++) {
        expect(split(whole.slice(0, at), whole.slice(at)), `cut at ${at}`).to.deep.equal({text, reasoning});
      }
    });
  }

  it('gives out text at once when it cannot be a thought', () => {
    expect(new ThinkSplitter().push('La ')).to.deep.equal([{type: 'text', text: 'La '}]);
  });
});
