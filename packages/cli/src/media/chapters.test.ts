import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {makeFolder} from '../testing/run.test.util.js';
import {readChapters} from './chapters.js';

const folder = makeFolder();

/** Chapters out of files by language: `[[start, end, title], …]` in seconds. */
async function chapters(files: Record<string, [number, number, string][]>, main = 'es', duration = 60) {
  const problems = new Problems();
  const sources = Object.entries(files).map(([language, list]) => {
    const path = join(folder, `${language}.vtt`);
    const at = (seconds: number) => `00:${String(seconds).padStart(2, '0')}.000`;
    writeFileSync(
      path,
      `WEBVTT\n\n${list.map(([start, end, title]) => `${at(start)} --> ${at(end)}\n${title}\n`).join('\n')}`,
    );
    return {language, file: {path, name: `courses/a/10.chapters.${language}.vtt`}};
  });
  return {list: await readChapters(sources, duration, main, problems), problems: problems.list};
}

describe('readChapters', () => {
  it('is empty where there are none', async () => {
    assert.deepEqual(await chapters({}), {list: [], problems: []});
  });

  it('gives each chapter its title in every language that has one at its second', async () => {
    const {list, problems} = await chapters({
      en: [
        [0, 10, 'One'],
        [10, 20, 'Two'],
      ],
      es: [
        [0, 10, 'Uno'],
        [10, 20, 'Dos'],
      ],
    });
    assert.deepEqual(list, [
      {start: 0, end: 10, title: {es: 'Uno', en: 'One'}},
      {start: 10, end: 20, title: {es: 'Dos', en: 'Two'}},
    ]);
    assert.deepEqual(problems, []);
  });

  it('goes by the language of the campus, in whatever order the files are read', async () => {
    const {list} = await chapters({
      en: [[0, 30, 'All']],
      es: [
        [0, 10, 'Uno'],
        [10, 30, 'Dos'],
      ],
    });
    assert.deepEqual(
      list.map(({start, title}) => [start, title]),
      [
        [0, {es: 'Uno', en: 'All'}],
        [10, 'Dos'],
      ],
    );
  });

  it('goes by the only language there is, when it is another', async () => {
    const {list} = await chapters({de: [[0, 5, 'Eins']]});
    assert.deepEqual(list, [{start: 0, end: 5, title: 'Eins'}]);
  });

  it('names a chapter that has no counterpart at its second', async () => {
    const {list, problems} = await chapters({
      es: [[0, 10, 'Uno']],
      en: [
        [0, 10, 'One'],
        [30, 40, 'Alone'],
      ],
    });
    assert.equal(list.length, 1);
    assert.deepEqual(
      problems.map(({severity, code, file}) => [severity, code, file]),
      [['warning', 'chapter-alone', 'courses/a/10.chapters.en.vtt']],
    );
    assert.match(problems[0]!.message, /“Alone”.*10\.chapters\.es\.vtt/);
  });

  it('takes the words of a title alone', async () => {
    const {list} = await chapters({es: [[0, 10, '<b>A &amp; B</b> <img src=x onerror=alert(1)>']]});
    assert.equal(list[0]?.title, 'A & B');
  });

  it('ends the last chapter with the film', async () => {
    const {list} = await chapters(
      {
        es: [
          [0, 10, 'Uno'],
          [10, 50, 'Dos'],
        ],
      },
      'es',
      30,
    );
    assert.equal(list[1]?.end, 30);
  });
});
