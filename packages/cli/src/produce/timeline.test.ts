import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {mix, timelineOf, type Spoken} from './timeline.js';
import {readWav, spansOf, trim, writeWav, type Sound} from './wav.js';

const rate = 8000;
/** Seconds that are heard; those below zero are not. */
const tone = (...lengths: number[]): Sound => ({
  rate,
  samples: Float32Array.from(
    lengths.flatMap((one) =>
      Array.from({length: Math.round(Math.abs(one) * rate)}, (_, n) => (one < 0 ? 0 : 0.5 * (-1) ** n)),
    ),
  ),
});
const say = (text: string, seconds: number, end: Spoken['piece']['end'] = 'paragraph'): Spoken => ({
  piece: {text, cues: [text], end},
  sound: tone(seconds),
});

describe('timelineOf', () => {
  it('shows each caption while its words are heard, and a second at least where there is room', () => {
    const slide = [[say('One.', 2, 'sentence'), say('Two.', 0.5)]];
    const {captions, seconds, sounds} = timelineOf(new Map([['en', [slide]]]), 0.9);
    assert.deepEqual(captions.get('en'), [
      {start: 0.5, end: 2.5, text: 'One.'},
      {start: 2.82, end: 3.82, text: 'Two.'},
    ]);
    assert.deepEqual(
      sounds.get('en')!.map(({at}) => at),
      [0.5, 2.82],
    );
    assert.equal(seconds, 4.24); // half a second, what is said, 0.9 s of quiet, up to the next picture
  });

  it('lets paragraphs begin together in all languages, and a slide stay for the longest', () => {
    const es = [[[say('a', 3)], [say('b', 1)]], [[say('c', 1)]]];
    const en = [[[say('a', 1)], [say('b', 2)]], [[say('c', 1)]]];
    const {captions, starts} = timelineOf(
      new Map([
        ['es', es],
        ['en', en],
      ]),
      1,
    );
    const begin = (language: string) => captions.get(language)!.map(({start}) => Math.round(start * 100) / 100);
    assert.deepEqual(begin('es'), begin('en'));
    assert.deepEqual(begin('es').slice(0, 2), [0.5, 4.1]);
    assert.ok(starts[1]! >= 4.1 + 2 + 1);
  });

  it('lets languages of other paragraphs begin together with the slide', () => {
    const {captions} = timelineOf(
      new Map([
        ['es', [[[say('a', 1)], [say('b', 1)]]]],
        ['en', [[[say('a b', 3)]]]],
      ]),
      1,
    );
    assert.equal(captions.get('en')![0]!.start, captions.get('es')![0]!.start);
  });

  it('shows a slide of which nothing is said for three seconds', () => {
    assert.deepEqual(timelineOf(new Map([['en', [[], [[say('a', 1)]]]]]), 1).starts, [0, 3]);
  });
});

describe('spansOf', () => {
  it('ends a caption in the pause that is near to where its letters end', () => {
    const [first, second] = spansOf(tone(2, -0.2, 1.6), [50, 50]);
    assert.deepEqual(
      [first, second].map((one) => [one!.start.toFixed(2), one!.end.toFixed(2)]),
      [
        ['0.00', '2.00'],
        ['2.20', '3.80'],
      ],
    );
  });

  it('goes by the letters where nobody pauses', () => {
    assert.deepEqual(spansOf(tone(4), [30, 10]), [
      {start: 0, end: 3},
      {start: 3, end: 4},
    ]);
  });
});

describe('readWav', () => {
  it('reads what writeWav wrote, with the length that there is and not the one that is said', () => {
    const bytes = writeWav(tone(0.1));
    assert.equal(readWav(bytes)!.samples.length, 800);
    new DataView(bytes.buffer).setUint32(40, 0xffffffff, true); // as those do who send while they speak
    assert.equal(readWav(bytes)!.samples.length, 800);
    assert.ok(Math.abs(readWav(bytes)!.samples[0]! - 0.5) < 0.001);
  });

  it('leaves all else to ffmpeg, and stumbles over nothing', () => {
    const bytes = writeWav(tone(0.1));
    for (let length = 0; length < 44; length++)
      assert.equal(readWav(bytes.subarray(0, length))?.samples.length, undefined);
    assert.equal(readWav(Buffer.from('ID3 and no WAV')), undefined);
    bytes[34] = 8;
    assert.equal(readWav(bytes), undefined);
  });
});

describe('trim and mix', () => {
  it('take the silence away, and put it where it belongs', () => {
    const sound = trim(tone(-0.5, 1, -0.5));
    assert.equal(sound.samples.length, rate);
    assert.equal(trim(tone(-1)).samples.length, 0);
    const {samples} = mix([{at: 0.25, sound}], 1);
    assert.deepEqual([samples.length, samples[0], samples[rate / 4]], [rate, 0, 0.5]);
  });
});
