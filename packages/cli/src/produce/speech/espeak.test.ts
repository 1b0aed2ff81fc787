import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {espeak, sayable} from './espeak.js';

describe('sayable', () => {
  it('leaves nothing that espeak-ng takes for phonemes, however many brackets there are', () => {
    for (const text of ["[[h@l'oU]]", '[[[a]]]', '[[[[b]]]]', 'a [[ [[ c'])
      assert.doesNotMatch(sayable(text), /\[\[/, text);
    assert.equal(sayable('[one] [two]'), '[one] [two]');
  });

  it('leaves nothing that it takes for a command', () => {
    assert.equal(sayable('loud\u0001200A er\u0000\u001b.'), 'loud 200A er .');
  });

  it('changes nothing else of a text', () => {
    const text = '-x <break time="5s"/> مرحبا 😀 \u202eabc 3,5 m.';
    assert.equal(sayable(text), text);
  });
});

describe('espeak', () => {
  it('speaks each clause by itself, in the voice that is called as the language is', () => {
    const engine = espeak();
    assert.deepEqual([engine.breath, engine.voiceOf('pt-BR'), engine.voiceOf('es')], ['clause', 'pt-br', 'es']);
  });
});
