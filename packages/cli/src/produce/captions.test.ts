import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {fold, isSayable, piecesOf} from './captions.js';

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

describe('piecesOf, of what is not plain', () => {
  const spoken = (text: string, language = 'en') => piecesOf(text, language, 'sentence').map((piece) => piece.text);

  it('ends no sentence behind what was only shortened', () => {
    assert.deepEqual(spoken('Dr. Smith met Mrs. Jones. They spoke.'), ['Dr. Smith met Mrs. Jones.', 'They spoke.']);
    assert.deepEqual(spoken('J. R. R. Tolkien wrote it.'), ['J. R. R. Tolkien wrote it.']);
    assert.deepEqual(spoken('Lo dijo la Sra. García. Es así.', 'es'), ['Lo dijo la Sra. García.', 'Es así.']);
    assert.deepEqual(spoken('Unos, p. ej. Madrid, sí.', 'es'), ['Unos, p. ej. Madrid, sí.']);
    assert.deepEqual(spoken('Viele, z. B. Berlin. Und Bonn.', 'de'), ['Viele, z. B. Berlin.', 'Und Bonn.']);
  });

  it('ends one behind a word that merely looks alike', () => {
    assert.deepEqual(spoken('Take plan B2. Then go.'), ['Take plan B2.', 'Then go.']);
    assert.deepEqual(spoken('It is 3 m. Or 5 A. Well.'), ['It is 3 m.', 'Or 5 A.', 'Well.']);
    assert.deepEqual(spoken('It costs 3.50. Pay at 12:30.'), ['It costs 3.50.', 'Pay at 12:30.']);
    assert.deepEqual(spoken('He said art. It was.').length, 1, 'a known limit: “art.” names an article, too');
  });

  it('gives the engine nothing in which there is no word', () => {
    assert.deepEqual(piecesOf('😀 … — !', 'en', 'clause'), []);
    assert.deepEqual(piecesOf('', 'en', 'clause'), []);
    const long =
      'This clause is nearly as long as a whole caption may be, and no more is said of it than that, — … , (!), and so it ends after some further words that stand behind all of the signs.';
    const pieces = piecesOf(long, 'en', 'clause');
    assert.ok(pieces.length > 1);
    for (const {text} of pieces) assert.ok(isSayable(text), text);
  });

  it('leaves addresses and numbers whole as long as they fit on a line', () => {
    const cues = piecesOf(
      'See https://acme.example/chairs, or call 900 123 456, from 9:00 to 17:30, for 1,250.75 €.',
      'en',
      'clause',
    ).flatMap((piece) => piece.cues);
    for (const whole of ['https://acme.example/chairs', '9:00', '17:30', '1,250.75 €'])
      assert.ok(
        cues.some((cue) => cue.includes(whole)),
        whole,
      );
  });

  it('cuts a word that is longer than a line, and loses no letter of it', () => {
    const address = `https://acme.example/${'a'.repeat(150)}`;
    const cues = piecesOf(`At ${address} it is.`, 'en', 'clause').flatMap((piece) => piece.cues);
    assert.equal(cues.join('').replaceAll(' ', ''), `At${address}itis.`);
    for (const line of cues.flatMap((cue) => fold(cue).split('\n'))) assert.ok(line.length <= 42, line);
  });

  it('never cuts an emoji or a letter with its accent in two', () => {
    const cues = piecesOf(`a ${'😀'.repeat(100)} ${'e\u0301'.repeat(100)}`, 'en', 'clause').flatMap(
      (piece) => piece.cues,
    );
    for (const cue of cues) assert.doesNotMatch(cue, /\p{Surrogate}/u);
  });

  it('takes a paragraph of ten thousand letters', () => {
    const text = `${'word '.repeat(2000)}end.`;
    const [piece, ...others] = piecesOf(text, 'en', 'clause');
    assert.equal(others.length, 0);
    assert.equal(piece!.cues.join(' '), text);
    assert.ok(piece!.cues.length >= text.length / 85);
  });
});

describe('fold', () => {
  it('counts no sign that is not seen', () => {
    const hidden = '\u200b\u200e\u00ad'.repeat(20);
    assert.equal(fold(`Short${hidden} text.`), `Short${hidden} text.`);
  });

  it('counts signs of East Asia twice', () => {
    assert.equal(fold('字'.repeat(21)), '字'.repeat(21));
    assert.equal(fold('字'.repeat(22)).split('\n').length, 2);
  });

  it('leaves what is short on one line, and breaks behind a comma near the middle', () => {
    assert.equal(fold('Se arregla en un minuto.'), 'Se arregla en un minuto.');
    assert.equal(
      fold('Siéntate y estira el brazo: la punta de los dedos casi la toca.'),
      'Siéntate y estira el brazo:\nla punta de los dedos casi la toca.',
    );
  });
});
