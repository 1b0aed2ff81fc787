import assert from 'node:assert/strict';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {makeFolder} from '../testing/run.test.util.js';
import {markOf} from './made.js';
import {outputsOf, putInPlace} from './outputs.js';
import type {LessonScript} from './read-lesson.js';
import {readScript} from './script.js';

const tools = {ffmpeg: 'none', ffprobe: 'none', version: '0'};

/** A lesson of these scripts. */
function lessonOf(
  texts: Record<string, string>,
  {main = 'es', root = '/campus', stem = 'courses/a/10-b'} = {},
): LessonScript {
  const scripts: LessonScript['scripts'] = new Map(
    Object.entries(texts).map(([language, markdown]) => {
      const title = `Title ${language}`;
      return [language, {script: readScript({markdown, linesBefore: 0}), title, file: {path: '', name: ''}}];
    }),
  );
  return {
    root,
    stem,
    scripts,
    main,
    fields: {},
    brand: {},
    group: {files: []},
    campus: {name: ''},
  } as unknown as LessonScript;
}

describe('outputsOf', () => {
  it('names files as the build reads them', () => {
    const both = '## A\n\na\n\n## B\n\nb';
    const {media, captions, chapters, all} = outputsOf(lessonOf({es: both, en: both}));
    assert.deepEqual(media, ['courses/a/10-b.mp4', 'courses/a/10-b.en.m4a']);
    assert.deepEqual([...captions.values()], ['courses/a/10-b.es.vtt', 'courses/a/10-b.en.vtt']);
    assert.deepEqual([...chapters.values()], ['courses/a/10-b.chapters.vtt', 'courses/a/10-b.chapters.en.vtt']);
    assert.deepEqual(all, [...media, ...captions.values(), ...chapters.values()]);
    assert.equal(new Set(all).size, all.length);
  });

  it('says the language of the film where it is not the first of the campus', () => {
    assert.deepEqual(outputsOf(lessonOf({en: 'Hello.'})).media, ['courses/a/10-b.en.mp4']);
  });

  it('makes chapters only of more than one', () => {
    const count = (text: string) => outputsOf(lessonOf({es: text})).chapters.size;
    assert.equal(count('Hola.'), 0);
    assert.equal(count('## A\n\na'), 0);
    assert.equal(count('Hola.\n\n## A\n\na'), 1, 'the opening is one');
    assert.equal(count('- shown\n\n## A\n\na'), 0, 'one on which nothing is said is none');
    assert.equal(count('- x\n\n## A\n\na\n\n### C\n\nc'), 0, 'a lower heading is none');
  });

  it('keeps a name with points in it', () => {
    assert.deepEqual(outputsOf(lessonOf({es: 'Hola.'}, {stem: '1.5 m'})).all, ['1.5 m.mp4', '1.5 m.es.vtt']);
  });
});

describe('putInPlace', () => {
  const mark = markOf('a'.repeat(64));

  /** What stands in a folder in which a lesson was put in place; beside it a French file that was there before. */
  async function placed(texts: Record<string, string>, before?: {role: string; text: string}) {
    const root = makeFolder();
    const lesson = lessonOf(texts, {root, stem: '10-b'});
    if (before) {
      const file = {name: '10-b.fr.vtt', path: join(root, '10-b.fr.vtt')};
      writeFileSync(file.path, before.text);
      Object.assign(lesson.group, {files: [{role: before.role, file}]});
    }
    const outputs = outputsOf(lesson);
    const work = makeFolder();
    const files = outputs.media.map((name) => join(work, name));
    for (const file of files) writeFileSync(file, 'media');
    const captions = new Map(
      Object.keys(texts).map((one) => [one, [{start: 0.5, end: 2, text: `<i>${one}</i> --> & x\ny`}]]),
    );
    const timeline = {seconds: 20, starts: [0, 10], sounds: new Map(), captions};
    await putInPlace(lesson, outputs, {files, mark, timeline}, tools);
    return {names: readdirSync(root).sort(), text: (name: string) => readFileSync(join(root, name), 'utf8')};
  }

  it('writes captions that say what was said, whatever signs are in it', async () => {
    const {text} = await placed({es: 'Hola.'});
    assert.equal(
      text('10-b.es.vtt'),
      `WEBVTT\n\nNOTE ${mark}\n\n00:00:00.500 --> 00:00:02.000\n&lt;i&gt;es&lt;/i&gt; --&gt; &amp; x\ny\n`,
    );
  });

  it('writes chapters from slide to slide, the first from the beginning', async () => {
    const {text, names} = await placed({es: 'Hola.\n\n## Uno\n\nUno.'});
    assert.match(
      text('10-b.chapters.vtt'),
      /00:00:00\.000 --> 00:00:10\.000\nTitle es\n\n00:00:10\.000 --> 00:00:20\.000\nUno\n/,
    );
    assert.deepEqual(names, ['10-b.chapters.vtt', '10-b.es.vtt', '10-b.mp4']);
  });

  it('has the same chapters in all languages, also where the opening is silent in one', async () => {
    const {text} = await placed({es: 'Hola.\n\n## Uno\n\nUno.', en: '## One\n\nOne.'});
    assert.match(
      text('10-b.chapters.en.vtt'),
      /00:00:00\.000 --> 00:00:10\.000\nTitle en\n\n00:00:10\.000 --> 00:00:20\.000\nOne\n/,
    );
  });

  it('takes away what an earlier script had made, and nothing that others wrote', async () => {
    const ours = `WEBVTT\n\nNOTE ${mark}\n`;
    const left = async (role: string, text: string) => (await placed({es: 'Hola.'}, {role, text})).names;
    assert.deepEqual(await left('captions', ours), ['10-b.es.vtt', '10-b.mp4']);
    assert.deepEqual(await left('captions', 'WEBVTT\n'), ['10-b.es.vtt', '10-b.fr.vtt', '10-b.mp4']);
    assert.deepEqual(await left('text', ours), ['10-b.es.vtt', '10-b.fr.vtt', '10-b.mp4']);
  });
});
