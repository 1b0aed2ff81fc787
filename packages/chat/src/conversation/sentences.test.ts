import {expect} from '@open-wc/testing';
import {Sentences, speakable} from './sentences.js';

describe('Sentences', () => {
  it('says finished sentences only, each once, and the rest at the end', () => {
    const text = 'Siéntate con la espalda recta y apoyada. Tira de la palanca de la derecha hacia arriba. Suéltala';
    const sentences = new Sentences();
    const said: string[] = [];
    for (let length = 1; length <= text.length; length++) said.push(sentences.take(text.slice(0, length), false));
    said.push(sentences.take(text, true));
    const heard = said.filter(Boolean);
    expect(heard).to.deep.equal([
      'Siéntate con la espalda recta y apoyada.',
      'Tira de la palanca de la derecha hacia arriba.',
      'Suéltala',
    ]);
  });

  it('does not stop at the number of a list or at a decimal point', () => {
    expect(new Sentences().take('1. La mesa mide 1.5 m', false)).to.equal('');
  });

  it('reads Markdown as one would read it out', () => {
    expect(speakable('## Silla\n\n- **Sube** la [palanca](https://x.example) [1][2]\n\n| a | b |\n|---|---|\n')).to.equal('Silla Sube la palanca a b');
  });
});
