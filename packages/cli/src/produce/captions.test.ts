import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fold, piecesOf} from './captions.js';

const long =
  'Para ajustar la altura de la silla, tira hacia arriba de la palanca derecha, levántate un poco y suéltala cuando tengas los pies bien apoyados.';

describe('piecesOf', () => {
  it('makes a caption of each sentence that fits', () => {
    assert.deepEqual(piecesOf('Mide 3,5 m. ¿Y tú? 10 de cada 100.', 'es', 'clause'), [
      {text: 'Mide 3,5 m.', cues: ['Mide 3,5 m.'], end: 'sentence'},
      {text: '¿Y tú?', cues: ['¿Y tú?'], end: 'sentence'},
      {text: '10 de cada 100.', cues: ['10 de cada 100.'], end: 'paragraph'},
    ]);
  });

  it('cuts a long sentence behind its commas, into captions of about equal length', () => {
    const pieces = piecesOf(long, 'es', 'clause');
    assert.deepEqual(
      pieces.map(({text, end}) => [text, end]),
      [
        ['Para ajustar la altura de la silla, tira hacia arriba de la palanca derecha,', 'clause'],
        ['levántate un poco y suéltala cuando tengas los pies bien apoyados.', 'paragraph'],
      ],
    );
  });

  it('gives an engine of whole sentences the sentence, and shows it in the same captions', () => {
    const [piece, ...others] = piecesOf(long, 'es', 'sentence');
    assert.equal(others.length, 0);
    assert.equal(piece!.text, long);
    assert.deepEqual(
      piece!.cues,
      piecesOf(long, 'es', 'clause').map(({text}) => text),
    );
  });

  it('shows every word that is said, in order, in two lines of 42 letters at most, in any script', () => {
    const texts = {
      en: 'There is no comma anywhere in this sentence and so it has to be cut between two words wherever that leaves both of the halves about as long as one another which nobody likes.',
      ar: 'ارفع الشاشة حتى تصبح حافتها العليا في مستوى عينيك، ثم اجلس ومد ذراعك إلى الأمام حتى تكاد أطراف أصابعك تلمس الشاشة، وإذا انحنيت لتقرأ فكبر الخط ولا تقرب الكرسي.',
      zh: '把屏幕抬高，让上边缘与眼睛齐平，然后坐好并向前伸直手臂，指尖几乎能碰到屏幕；如果你需要前倾才能看清，请放大字体，而不是把椅子拉近。',
      de: `Das ist ${'Donaudampfschifffahrts'.repeat(4)}kapitän, ein langes Wort.`,
    };
    for (const [language, text] of Object.entries(texts)) {
      const cues = piecesOf(text, language, 'clause').flatMap((piece) => piece.cues);
      assert.equal(cues.join('').replaceAll(' ', ''), text.replaceAll(' ', ''), language);
      for (const lines of cues.map((cue) => fold(cue).split('\n'))) {
        assert.ok(lines.length <= 2, language);
        for (const line of lines) assert.ok(line.length <= (language === 'zh' ? 21 : 42), `${language}: ${line}`);
      }
    }
  });
});

describe('fold', () => {
  it('leaves what is short on one line, and breaks behind a comma near the middle', () => {
    assert.equal(fold('Se arregla en un minuto.'), 'Se arregla en un minuto.');
    assert.equal(
      fold('Siéntate y estira el brazo: la punta de los dedos casi la toca.'),
      'Siéntate y estira el brazo:\nla punta de los dedos casi la toca.',
    );
  });
});
