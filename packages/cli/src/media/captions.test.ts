import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {makeFolder} from '../testing/run.test.util.js';
import {clock, plainText, readCues, writeVtt} from './captions.js';
import {makePassages, makeTranscript} from './transcript.js';

const folder = makeFolder();
async function read(name: string, content: string | Uint8Array, duration = 60) {
  writeFileSync(join(folder, name), content);
  const problems = new Problems();
  const cues = await readCues({path: join(folder, name), name: `courses/a/${name}`}, duration, problems);
  return {cues, problems: problems.list};
}

describe('readCues', () => {
  it('reads SubRip with its commas, numbers and font tags', async () => {
    const {cues, problems} = await read(
      'a.srt',
      '1\r\n00:00:01,000 --> 00:00:02,500\r\n<font color="red"><i>Hola</i></font>\r\n{\\an8}mundo\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nAdiós\r\n',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(cues, [
      {start: 1, end: 2.5, text: '<i>Hola</i>\nmundo'},
      {start: 3, end: 4, text: 'Adiós'},
    ]);
  });

  it('reads WebVTT with notes, settings and speakers', async () => {
    const {cues} = await read(
      'b.vtt',
      'WEBVTT - title\n\nNOTE nothing\n\nintro\n00:01.000 --> 00:02.000 line:80% align:start\n<v Ana>Hola</v>\n',
    );
    assert.deepEqual(cues, [{start: 1, end: 2, text: '<v Ana>Hola</v>'}]);
  });

  it('reads what old programs wrote', async () => {
    const {cues} = await read('c.srt', Buffer.from('1\n00:00:01,000 --> 00:00:02,000\n¿Qué?\n', 'latin1'));
    assert.equal(cues[0]?.text, '¿Qué?');
  });

  it('tells a caption that ends before it starts, with its line, and leaves it out', async () => {
    const {cues, problems} = await read(
      'd.vtt',
      'WEBVTT\n\n00:05.000 --> 00:02.000\nMal\n\n00:06.000 --> 00:07.000\nBien\n',
    );
    assert.deepEqual(
      cues.map(({text}) => text),
      ['Bien'],
    );
    assert.deepEqual(
      problems.map(({code, line, file}) => [code, line, file]),
      [['captions-invalid', 3, 'courses/a/d.vtt']],
    );
    assert.match(problems[0]!.message, /ends \(00:00:02.000\) before it starts \(00:00:05.000\)/);
  });

  it('tells times that are none, and captions behind the end of the film', async () => {
    const {problems} = await read(
      'e.srt',
      '1\n00:00:01,000 -> 00:00:02,000\nA\n\n2\n00:99:01,000 --> 00:99:02,000\nB\n\n3\n00:05:00,000 --> 00:05:01,000\nC\n',
    );
    assert.deepEqual(
      problems.map(({line}) => line),
      [2, 6, undefined],
    );
    assert.match(problems[2]!.message, /1 further/);
  });

  it('tells an empty file', async () => {
    assert.equal((await read('f.vtt', 'WEBVTT\n')).problems[0]?.code, 'captions-invalid');
    assert.match((await read('g.vtt', '00:01.000 --> 00:02.000\nA\n')).problems[0]!.message, /WEBVTT/);
  });

  it('keeps what SubRip says with a < or an arrow in it', async () => {
    const {cues, problems} = await read(
      'j.srt',
      '1\n00:00:01,000 --> 00:00:02,000\nSi a < b, entonces\nb > a\n\n2\n00:00:03,000 --> 00:00:04,000\n9:00 -> 10:00 recreo, 2<3 y R&D\n',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      cues.map(({text}) => text),
      ['Si a &lt; b, entonces\nb > a', '9:00 -> 10:00 recreo, 2&lt;3 y R&D'],
    );
    assert.equal(plainText(cues[0]!.text), 'Si a < b, entonces b > a');
  });

  it('leaves out where on the picture a SubRip caption stands', async () => {
    const {cues} = await read('k.srt', '1\n00:00:01,000 --> 00:00:02,000 X1:10 X2:20 Y1:30 Y2:40\nHola\n');
    assert.deepEqual(cues, [{start: 1, end: 2, text: 'Hola'}]);
  });

  it('lets no tag through but those of WebVTT that mean something everywhere', async () => {
    const {cues} = await read(
      'l.srt',
      '1\n00:00:01,000 --> 00:00:02,000\n<img src=x onerror=alert(1)><script>no</script><b>sí</b> <c.red>rojo</c> <00:01.500>ya </i>\n',
    );
    assert.doesNotMatch(cues[0]!.text, /<(?!\/?[bi]>)/);
    assert.match(cues[0]!.text, /<b>sí<\/b> rojo ya/);
  });

  it('takes styles and regions of a WebVTT file for what they are: not captions', async () => {
    const {cues, problems} = await read(
      'm.vtt',
      'WEBVTT\n\nSTYLE\n::cue { background: url(https://evil.example/) }\n\nREGION\nid:x\nwidth:40%\n\n00:01.000 --> 00:02.000\nHola\n',
    );
    assert.deepEqual([cues.map(({text}) => text), problems], [['Hola'], []]);
    assert.doesNotMatch(writeVtt(cues), /evil|STYLE|REGION/);
  });

  it('reads UTF-16 with its mark, in both orders, and UTF-8 with one', async () => {
    const text = '1\r\n00:00:01,000 --> 00:00:02,000\r\n¿Qué? 😀\r\n';
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const [name, bytes] of Object.entries({
      little,
      big: Buffer.from(little).swap16(),
      eight: Buffer.from(`\ufeff${text}`),
    })) {
      assert.deepEqual(
        (await read(`${name}.srt`, bytes)).cues.map((cue) => cue.text),
        ['¿Qué? 😀'],
        name,
      );
    }
  });

  it('puts captions into the order of their times, and ends the last with the film', async () => {
    const {cues} = await read(
      'n.vtt',
      'WEBVTT\n\n00:05.000 --> 00:06.000\nDos\n\n00:01.000 --> 00:02.000\nUno\n\n00:09.000 --> 00:30.000\nTres\n',
      10,
    );
    assert.deepEqual(
      cues.map(({text, end}) => [text, end]),
      [
        ['Uno', 2],
        ['Dos', 6],
        ['Tres', 10],
      ],
    );
  });

  it('writes WebVTT that it reads again', async () => {
    const first = await read('h.srt', '1\n01:00:01,000 --> 01:00:02,500\n--> A & B <c>\n', 4000);
    const again = await read('i.vtt', writeVtt(first.cues), 4000);
    assert.deepEqual(again.cues, first.cues);
    assert.ok(!again.cues[0]!.text.includes('-->'));
  });
});

describe('clock', () => {
  it('writes times as WebVTT has them', () => {
    assert.equal(clock(3723.0456), '01:02:03.046');
    assert.equal(clock(0), '00:00:00.000');
    assert.equal(clock(59.9996), '00:01:00.000');
  });
});

describe('makeTranscript', () => {
  it('begins a paragraph after a pause and says no line twice', () => {
    const cues = [
      {start: 0, end: 1, text: 'Uno.'},
      {start: 1, end: 2, text: 'Uno.'},
      {start: 2, end: 3, text: '<v Ana>Dos.</v>'},
      {start: 9, end: 10, text: 'Tres.'},
    ];
    assert.deepEqual(makeTranscript(cues, 'es').paragraphs, [
      {start: 0, end: 3, text: 'Uno. Dos.'},
      {start: 9, end: 10, text: 'Tres.'},
    ]);
  });
});

describe('makePassages', () => {
  it('cuts at the ends of sentences, between 30 and 60 words', () => {
    const cues = Array.from({length: 40}, (_, at) => ({
      start: at * 4,
      end: at * 4 + 3,
      text: `Esta es la frase número ${at} y tiene diez palabras.`,
    }));
    const passages = makePassages(cues);
    assert.ok(passages.length > 5);
    for (const {text, start, end} of passages) {
      const words = text.split(' ').length;
      assert.ok(words >= 30 && words <= 62, `${words} words`);
      assert.ok(text.endsWith('.') && end > start);
    }
    assert.equal(passages[0]?.start, 0);
    assert.equal(passages.at(-1)?.end, 159);
  });

  it('starts anew where a chapter starts, even if its first caption comes a little early', () => {
    const said = ['Hola, empecemos.', 'Ahora la altura de la silla.', 'Tira de la palanca.', 'Y la pantalla.'];
    const cues = said.map((text, at) => ({start: at * 10, end: at * 10 + 9, text}));
    const chapters = [{start: 0}, {start: 10.3}, {start: 28}];
    assert.deepEqual(makePassages(cues, chapters), [
      {start: 0, end: 9, text: 'Hola, empecemos.'},
      {start: 10, end: 29, text: 'Ahora la altura de la silla. Tira de la palanca.'},
      {start: 30, end: 39, text: 'Y la pantalla.'},
    ]);
  });
});

describe('plainText', () => {
  it('leaves the words only', () => {
    assert.equal(plainText('<v Ana><i>A &amp; B</i> &lt;c&gt;\n d'), 'A & B <c> d');
  });
});
