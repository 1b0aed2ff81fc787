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

  it('lets no caption go on into the next one, nor beyond the film', () => {
    const quick = Array.from({length: 12}, (_, n) => say(`${n}.`, 0.2, n === 11 ? 'paragraph' : 'clause'));
    for (const pause of [0, 0.3, 0.9, 5]) {
      const {captions, seconds} = timelineOf(new Map([['en', [[quick], [[say('End.', 0.1)]]]]]), pause);
      const cues = captions.get('en')!;
      assert.equal(cues.length, 13);
      for (const [at, {start, end}] of cues.entries())
        assert.ok(start < end && end <= (cues[at + 1]?.start ?? seconds) + 1e-9, `${at} with a pause of ${pause}`);
    }
  });

  it('begins each slide on a picture, whatever the lengths are', () => {
    const slides = [0.3333, 1.0001, 2.71828].map((seconds) => [[say('a', seconds)]]);
    const {starts, seconds} = timelineOf(new Map([['en', slides]]), 0.9);
    for (const at of [...starts, seconds]) assert.ok(Math.abs(at * 25 - Math.round(at * 25)) < 1e-6, String(at));
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
  });

  it('is silent in a language that says nothing on a slide', () => {
    const {captions, sounds} = timelineOf(
      new Map([
        ['es', [[[say('a', 1)]], [[say('b', 1)]]]],
        ['en', [[], [[say('b', 2)]]]],
      ]),
      1,
    );
    assert.deepEqual(
      captions.get('en')!.map(({text}) => text),
      ['b'],
    );
    assert.equal(sounds.get('en')!.length, 1);
    assert.equal(captions.get('en')![0]!.start, captions.get('es')![1]!.start);
  });

  it('has no time for no slides', () => {
    assert.deepEqual(timelineOf(new Map(), 1), {seconds: 0, starts: [], sounds: new Map(), captions: new Map()});
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

  it('lets no part end before it begins, wherever the pauses are', () => {
    // the pause that is taken for the first end comes later than where the letters would let the second one be
    const spans = spansOf(tone(2.35, -0.2, 1.45), [50, 1, 50]);
    let before = 0;
    for (const {start, end} of spans) {
      assert.ok(start >= before && end > start, JSON.stringify(spans));
      before = end;
    }
    assert.equal(before, 4);
  });

  it('gives one part all of it, and no part of nothing anything', () => {
    assert.deepEqual(spansOf(tone(1), [7]), [{start: 0, end: 1}]);
    assert.deepEqual(spansOf(tone(1), []), []);
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

describe('readWav, of sound that others wrote', () => {
  /** A WAV file as its header says it. */
  const wav = (
    header: {format?: number; channels?: number; rate?: number; bits?: number},
    data: readonly number[],
    before: readonly number[] = [],
  ) => {
    const {format = 1, channels = 1, rate = 8000, bits = 16} = header;
    const bytes = Buffer.alloc(44 + before.length + 2 * data.length);
    bytes.write('RIFF', 0, 'latin1');
    bytes.writeUInt32LE(bytes.length - 8, 4);
    bytes.write('WAVE', 8, 'latin1');
    bytes.set(before, 12);
    const at = 12 + before.length;
    bytes.write('fmt ', at, 'latin1');
    bytes.writeUInt32LE(16, at + 4);
    bytes.writeUInt16LE(format, at + 8);
    bytes.writeUInt16LE(channels, at + 10);
    bytes.writeUInt32LE(rate, at + 12);
    bytes.writeUInt16LE(bits, at + 22);
    bytes.write('data', at + 24, 'latin1');
    bytes.writeUInt32LE(2 * data.length, at + 28);
    for (const [n, one] of data.entries()) bytes.writeInt16LE(one, at + 32 + 2 * n);
    return bytes;
  };

  it('hears two channels as one', () => {
    const sound = readWav(wav({channels: 2, rate: 48_000}, [16_384, 0, -16_384, -16_384]))!;
    assert.equal(sound.rate, 48_000);
    assert.deepEqual([...sound.samples], [0.25, -0.5]);
  });

  it('passes over what else stands in front of the sound, with a length that is odd', () => {
    const list = [...Buffer.from('LIST'), 3, 0, 0, 0, 1, 2, 3, 0];
    assert.deepEqual([...readWav(wav({}, [16_384], list))!.samples], [0.5]);
  });

  it('leaves other ways to write samples to ffmpeg, and headers that cannot be', () => {
    const wrong = [
      {format: 3},
      {format: 7},
      {format: 0xfffe},
      {bits: 8},
      {bits: 24},
      {channels: 0},
      {channels: 9},
      {rate: 0},
      {rate: 4_000_000_000},
    ];
    for (const header of wrong) assert.equal(readWav(wav(header, [1, 2])), undefined, JSON.stringify(header));
  });

  it('takes what there is of one that was cut off', () => {
    const whole = wav({channels: 2}, [1, 2, 3, 4, 5, 6]);
    assert.equal(readWav(whole.subarray(0, 53))!.samples.length, 2);
    assert.equal(readWav(whole.subarray(0, 44))!.samples.length, 0);
  });

  it('reads from the middle of a larger piece of memory', () => {
    const whole = Buffer.concat([Buffer.from('odd'), wav({}, [16_384, -16_384])]);
    assert.deepEqual([...readWav(whole.subarray(3))!.samples], [0.5, -0.5]);
  });

  it('writes no sample that is louder than the loudest', () => {
    assert.deepEqual(
      [...readWav(writeWav({rate, samples: Float32Array.of(9, -9)}))!.samples].map(
        (one) => Math.round(one * 100) / 100,
      ),
      [1, -1],
    );
  });
});

describe('trim and mix', () => {
  it('cut off what would be heard after the end', () => {
    const {samples} = mix([{at: 0.5, sound: tone(1)}], 1);
    assert.equal(samples.length, rate);
    assert.equal(mix([], 1).samples.length, 24_000);
    assert.equal(
      mix([{at: 1, sound: tone(1)}], 1).samples.every((one) => one === 0),
      true,
    );
  });

  it('take the silence away, and put it where it belongs', () => {
    const sound = trim(tone(-0.5, 1, -0.5));
    assert.equal(sound.samples.length, rate);
    assert.equal(trim(tone(-1)).samples.length, 0);
    const {samples} = mix([{at: 0.25, sound}], 1);
    assert.deepEqual([samples.length, samples[0], samples[rate / 4]], [rate, 0, 0.5]);
  });
});
