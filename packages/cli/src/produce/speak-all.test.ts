import assert from 'node:assert/strict';
import {readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {makeFolder} from '../testing/run.test.util.js';
import {piecesOf} from './captions.js';
import {speakAll, type SpeakOptions} from './speak-all.js';
import {writeWav} from './wav.js';

const tools = {ffmpeg: 'none', ffprobe: 'none', version: '0'};

/** A tenth of a second a letter, between silences; of “mute” nothing is heard, of “fail” nothing comes. */
async function soundOf(text: string): Promise<Uint8Array> {
  if (text.includes('fail')) throw new Error('no such engine');
  const samples = new Float32Array(1600 + text.length * 800);
  if (!text.includes('mute')) samples.fill(0.5, 800, samples.length - 800);
  return writeWav({rate: 8000, samples});
}

/** Speaks slides of one paragraph each, and tells what the engine was asked for. */
async function speak(
  texts: Record<string, string[]>,
  {folder = makeFolder(), voice = 'v', id = 'test', speed = 1} = {},
) {
  const asked: string[] = [];
  const steps: number[] = [];
  const options: SpeakOptions = {
    ...{speed, tools, folder, room: folder},
    engine: {
      ...{id, breath: 'sentence', voiceOf: () => voice, open: () => Promise.resolve()},
      speak(text) {
        asked.push(text);
        return soundOf(text);
      },
    },
    onSpoken: (_, done) => steps.push(done),
  };
  const narrations = Object.entries(texts).map(
    ([language, slides]) =>
      [language, {voice, slides: slides.map((one) => [piecesOf(one, language, 'sentence')])}] as const,
  );
  return {...(await speakAll(new Map(narrations), options)), asked, steps, folder};
}

describe('speakAll', () => {
  it('gives each sentence its sound without the silence around it, by slide and paragraph', async () => {
    const {languages, steps} = await speak({en: ['One. Three.', 'Five.']});
    const lengths = languages
      .get('en')!
      .map((slide) => slide.map((some) => some.map(({sound}) => sound.samples.length / 800)));
    assert.deepEqual(lengths, [[[4, 6]], [[5]]]);
    assert.deepEqual(
      steps.map((one) => Math.round(one * 3)),
      [1, 2, 3],
    );
  });

  it('asks again for nothing that was spoken, and only for what changed', async () => {
    const {folder, asked} = await speak({en: ['One.', 'Two.']});
    assert.deepEqual(asked, ['One.', 'Two.']);
    assert.deepEqual((await speak({en: ['One.', 'Two.']}, {folder})).asked, []);
    assert.deepEqual((await speak({en: ['One.', 'Three.']}, {folder})).asked, ['Three.']);
  });

  it('asks anew for another voice, speed or engine', async () => {
    const {folder} = await speak({en: ['One.']});
    for (const other of [{voice: 'w'}, {speed: 1.5}, {id: 'other'}])
      assert.deepEqual((await speak({en: ['One.']}, {folder, ...other})).asked, ['One.'], JSON.stringify(other));
  });

  it('keeps nothing in which nothing is heard: the next run asks again', async () => {
    const folder = makeFolder();
    for (let run = 0; run < 2; run++) {
      await assert.rejects(speak({en: ['A mute one.']}, {folder}), {
        code: 'speech-failed',
        message: /“A mute one\.” nothing is heard/,
      });
      assert.deepEqual(readdirSync(folder), []);
    }
  });

  it('asks again at once for all in which nothing was heard', async () => {
    const folder = makeFolder();
    await assert.rejects(speak({en: ['One mute.', 'Two.', 'Three mute.']}, {folder}), {message: /“One mute/});
    assert.equal(readdirSync(folder).length, 1);
  });

  it('keeps what was spoken when the engine fails later', async () => {
    const folder = makeFolder();
    await assert.rejects(speak({en: ['One.', 'Two.', 'All fails.']}, {folder}), /no such engine/);
    assert.deepEqual((await speak({en: ['One.', 'Two.']}, {folder})).asked, []);
  });

  it('names the files that are needed, so that others can go', async () => {
    const {folder, files} = await speak({en: ['One.'], es: ['Uno.']});
    writeFileSync(join(folder, 'old.sound'), '');
    assert.deepEqual(
      readdirSync(folder).filter((name) => !files.has(name)),
      ['old.sound'],
    );
  });

  it('has nothing to do where nothing is said', async () => {
    const {languages, files, asked} = await speak({en: ['', '😀']});
    assert.deepEqual([languages.get('en'), files.size, asked], [[[[]], [[]]], 0, []]);
  });
});
