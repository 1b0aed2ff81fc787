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

  const unfinished: [name: string, text: string][] = [
    ['an example', 'Puedes apoyar los pies en un reposapiés regulable, p. ej. '],
    ['a person', 'Pregunta en el despacho de la segunda planta al Sr. '],
    ['a number of a list', 'Siéntate con la espalda recta y apoyada\n2. '],
    ['an initial', 'La silla fue pensada para la oficina por J. '],
  ];
  for (const [name, text] of unfinished) {
    it(`does not stop in the middle of ${name}`, () => {
      const sentences = new Sentences();
      expect(sentences.take(text, false)).to.equal('');
      expect(sentences.take(`${text}sigue así hasta el final. `, false)).to.match(/sigue así hasta el final\.$/);
    });
  }

  const finished: [name: string, text: string][] = [
    ['a year', 'La norma que hoy se aplica es la del año 2024. '],
    ['a closing bracket', 'Tira de la palanca de la derecha (la larga). '],
    ['a quotation', 'La etiqueta de la palanca dice «arriba y abajo». '],
    ['a source', 'Tira de la palanca de la derecha hacia arriba [1]. '],
    ['a question', '¿Quieres que te explique también la altura de la mesa? '],
    ['a paragraph', 'Siéntate con la espalda recta y apoyada en el respaldo\n\n'],
  ];
  for (const [name, text] of finished) {
    it(`stops after ${name}`, () => {
      expect(new Sentences().take(`${text}Y después`, false)).not.to.equal('');
    });
  }

  it('says an answer that grows anew from its begin when it goes on', () => {
    const sentences = new Sentences();
    expect(sentences.take('La primera mitad de la frase', true)).to.equal('La primera mitad de la frase');
    expect(sentences.take('La primera mitad de la frase y la segunda.', true)).to.equal('y la segunda.');
    expect(sentences.take('La primera mitad de la frase y la segunda.', true)).to.equal('');
  });

  it('reads Markdown as one would read it out', () => {
    expect(
      speakable('## Silla\n\n- **Sube** la [palanca](https://x.example) [1][2]\n\n| a | b |\n|---|---|\n'),
    ).to.equal('Silla Sube la palanca a b');
  });
});
