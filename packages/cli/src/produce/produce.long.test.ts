import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {readCues} from '../media/captions.js';
import {ask} from '../testing/film.test.util.js';
import {Problems} from '../problems.js';
import {build, makeFolder, readJson, uggla} from '../testing/run.test.util.js';
import type {ProduceReport} from './produce.js';

// The sample of docs/guides/produce.md, for real: espeak-ng speaks, Chromium draws, ffmpeg encodes, the build takes it.
const folder = join(makeFolder(), 'produced');
const lesson = join(folder, 'courses/10-pantalla');
const stem = join(lesson, '10-a-tu-altura');
const produce = async (env?: Record<string, string>) => {
  const {code, stdout} = await uggla(['produce', `${stem}.md`, '--json'], env);
  return {code, ...(JSON.parse(stdout) as ProduceReport)};
};
const cuesOf = (name: string) => readCues({path: `${stem}.${name}.vtt`, name}, 1000, new Problems());
let made: Awaited<ReturnType<typeof produce>>;

before(async () => {
  const sample = fileURLToPath(new URL('../../../../examples/produced', import.meta.url));
  cpSync(sample, folder, {recursive: true, filter: (path) => !/\.(?:mp4|m4a|vtt)$|published|\.uggla/.test(path)});
  made = await produce();
});

describe('uggla produce', () => {
  it('makes film, sounds, captions and chapters beside the script', () => {
    assert.deepEqual([made.code, made.problems, made.languages, made.slides], [0, [], ['es', 'en'], 4]);
    const names = ['mp4', 'en.m4a', 'es.vtt', 'en.vtt', 'chapters.vtt', 'chapters.en.vtt'];
    assert.deepEqual(
      made.written,
      names.map((name) => `courses/10-pantalla/10-a-tu-altura.${name}`),
    );
    for (const name of names) assert.ok(statSync(`${stem}.${name}`).size > 0, name);
  });

  it('makes what every player takes, and what the build cuts as it is', () => {
    assert.deepEqual(ask('stream=codec_name,profile,width,height,pix_fmt,level,r_frame_rate', `${stem}.mp4`), [
      'h264,High,1280,720,yuv420p,31,25/1',
      'aac,LC,0/0',
    ]);
    const bytes = readFileSync(`${stem}.mp4`);
    assert.ok(bytes.indexOf('moov') < bytes.indexOf('mdat'), 'it plays before it is loaded');
  });

  it('shows captions while their words are heard', async () => {
    const {stderr} = heard(`${stem}.mp4`);
    const sounds = [...stderr.matchAll(/silence_end: ([\d.]+)/g)].map(([, at]) => Number(at));
    for (const {start, text} of await cuesOf('es'))
      assert.ok(
        sounds.some((at) => Math.abs(at - start) < 0.06),
        `“${text}” at ${start}; sounds begin at ${sounds.join(', ')}`,
      );
  });

  it('says in captions what the script says, in both languages, at the same time', async () => {
    const words = (text: string) => text.replace(/\s+/g, ' ');
    const [spanish, english] = [await cuesOf('es'), await cuesOf('en')];
    assert.match(
      words(spanish.map(({text}) => text).join(' ')),
      /^Una pantalla mal puesta se nota en el cuello\. Se arregla/,
    );
    assert.match(
      words(english.map(({text}) => text).join(' ')),
      /^A badly placed screen is felt in the neck\. It takes/,
    );
    assert.equal(spanish.at(-1)!.start, english.at(-1)!.start);
    const [one, other] = [await cuesOf('chapters'), await cuesOf('chapters.en')];
    assert.deepEqual(
      one.map(({start}) => start),
      other.map(({start}) => start),
    );
    assert.deepEqual(
      other.map(({text}) => text),
      ['The screen at your height', 'Height', 'Distance'],
    );
  });

  it('makes nothing again that did not change, and speaks only what did', async () => {
    const before = statSync(`${stem}.mp4`).mtimeMs;
    const again = await produce({UGGLA_CHROMIUM: '/nowhere', PATH: withoutEspeak()});
    assert.deepEqual([again.code, again.written], [0, []]);
    assert.equal(statSync(`${stem}.mp4`).mtimeMs, before);
    const text = readFileSync(`${stem}.md`, 'utf8');
    writeFileSync(`${stem}.md`, text.replace('en el cuello. Se', 'en la espalda. Se'));
    const spoken = () =>
      readdirSync(join(folder, '.uggla/produce'), {recursive: true})
        .map(String)
        .filter((one) => one.endsWith('.sound'));
    const kept = spoken();
    const changed = await produce({UGGLA_CHROMIUM: '/nowhere'}); // no slide changed: none is drawn
    assert.deepEqual([changed.code, changed.written.length], [0, 6]);
    assert.equal(spoken().filter((one) => !kept.includes(one)).length, 1);
  });

  it('gives a lesson that plays in both languages, with chapters', async () => {
    const {code, report} = await build(folder, {}, {encode: false});
    assert.deepEqual([code, report.problems], [0, []]);
    const media = readJson(folder, 'published/media/pantalla-a-tu-altura/media.json');
    assert.deepEqual(media.audioLanguages, ['es', 'en']);
    assert.deepEqual(
      media.captions.map(({language}: {language: string}) => language),
      ['es', 'en'],
    );
    assert.deepEqual(media.chapters[1].title, {es: 'La altura', en: 'Height'});
  });

  it('writes over nothing that others made', async () => {
    writeFileSync(`${stem}.en.vtt`, 'WEBVTT\n\n00:00.000 --> 00:01.000\nBy hand\n');
    const refused = await produce();
    assert.deepEqual([refused.code, refused.problems[0]?.code], [1, 'film-not-ours']);
    assert.match(readFileSync(`${stem}.en.vtt`, 'utf8'), /By hand/);
  });

  it('takes away what it had made for a translation that is gone, and nothing else', async () => {
    rmSync(`${stem}.en.md`);
    const {code, written} = await produce();
    assert.deepEqual([code, written.length], [0, 3]);
    const left = readdirSync(lesson).filter((name) => /\.en\./.test(name));
    assert.deepEqual(left, ['10-a-tu-altura.en.vtt'], 'what was written by hand');
  });

  it('names what is missing on a machine', async () => {
    const script = join(makeFolder(), '10-a.md');
    writeFileSync(script, 'Hello.\n');
    const codeOf = async (env: Record<string, string>) => {
      const {code, stdout} = await uggla(['produce', script, '--json'], {UGGLA_SPEECH: '', ...env});
      return [code, (JSON.parse(stdout) as ProduceReport).problems[0]?.code];
    };
    assert.deepEqual(await codeOf({UGGLA_FFMPEG: 'none'}), [1, 'ffmpeg-missing']);
    assert.deepEqual(await codeOf({PATH: withoutEspeak()}), [1, 'speech-missing']);
    assert.deepEqual(await codeOf({UGGLA_CHROMIUM: '/nowhere'}), [1, 'browser-missing']);
    assert.deepEqual(await codeOf({UGGLA_CHROMIUM: '/bin/false'}), [1, 'browser-failed']);
  });
});

/** A path on which ffmpeg is, and espeak-ng is not. */
function withoutEspeak(): string {
  const bare = makeFolder();
  for (const name of ['ffmpeg', 'ffprobe'])
    writeFileSync(join(bare, name), `#!/bin/sh\nPATH='${process.env['PATH']}' exec ${name} "$@"\n`, {mode: 0o755});
  return bare;
}

/** What ffmpeg tells of silences. */
function heard(file: string): {stderr: string} {
  const script = `ffmpeg -hide_banner -i "$0" -af silencedetect=n=-38dB:d=0.1 -f null - 2>&1`;
  return {stderr: execFileSync('sh', ['-c', script, file], {encoding: 'utf8'})};
}
