import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {film} from './testing/film.test.util.js';
import {build, makeFolder, readJson, uggla, write} from './testing/run.test.util.js';

describe('uggla build of a folder of videos and nothing else', () => {
  it('makes one course of twenty films, in the order of their names', async () => {
    const folder = makeFolder();
    for (let n = 1; n <= 20; n++) film(join(folder, `Video ${n}.mp4`), {seconds: 1});
    const {code, report} = await build(folder, {UGGLA_FFMPEG: 'none', LC_ALL: 'es_ES.UTF-8'});
    assert.equal(code, 0);
    assert.deepEqual(
      report.problems.filter(({severity}) => severity === 'error'),
      [],
    );
    const campus = readJson(folder, 'published/campus.json');
    const [item] = campus.packs[0].items;
    assert.deepEqual([item.kind, item.parts, campus.languages], ['course', 20, ['es']]);
    const course = readJson(folder, 'published', item.src);
    assert.deepEqual(
      course.items.slice(0, 3).map(({id, title}: {id: string; title: string}) => [id, title]),
      [
        ['video-1', 'Video 1'],
        ['video-2', 'Video 2'],
        ['video-3', 'Video 3'],
      ],
    );
    // the machine's language no longer matters
    await build(folder, {UGGLA_FFMPEG: 'none', LC_ALL: 'C'});
    assert.deepEqual(readJson(folder, 'published/campus.json').languages, ['es']);
  });

  it('takes folders for courses', async () => {
    const folder = makeFolder();
    film(join(folder, 'Prevención de riesgos/1. Caídas.mp4'), {seconds: 1});
    film(join(folder, '02 Ergonomía/clip 😀.mp4'), {seconds: 1});
    const {code} = await build(folder, {UGGLA_FFMPEG: 'none'});
    assert.equal(code, 0);
    const {items} = readJson(folder, 'published/campus.json').packs[0];
    assert.deepEqual(
      items.map(({id, title}: {id: string; title: string}) => [id, title]),
      [
        ['ergonomia', 'Ergonomía'],
        ['prevencion-de-riesgos', 'Prevención de riesgos'],
      ],
    );
  });
});

describe('uggla build without ffmpeg', () => {
  it('publishes plain films, says so, and names the line that installs it', async () => {
    const folder = makeFolder();
    film(join(folder, '10-hola.mp4'));
    const {code, stdout, stderr} = await uggla(['build', folder], {UGGLA_FFMPEG: '/nowhere/ffmpeg'});
    assert.equal(code, 0);
    assert.match(stderr, /there is no ffmpeg: films are published as they are/);
    assert.match(stderr, /install ffmpeg/);
    assert.match(stdout, /1 course, 1 film/);
    const [course] = readJson(folder, 'published/campus.json').packs[0].items;
    const {media} = readJson(folder, 'published', course.src).items[0];
    const made = readJson(folder, 'published/courses/x', media);
    assert.equal(made.hls, undefined);
    assert.equal(made.fallback.type, 'video/mp4');
    assert.ok(Math.abs(made.duration - 4) < 0.2, String(made.duration));
    assert.deepEqual([made.width, made.height], [160, 90]);
    const published = join(folder, 'published/media', made.id, made.fallback.src);
    assert.deepEqual(readFileSync(published), readFileSync(join(folder, '10-hola.mp4')));
    assert.equal(made.fallback.bytes, readFileSync(published).length);
  });

  it('says which film browsers would not play, and builds the rest', async () => {
    const folder = makeFolder();
    film(join(folder, '10-bien.mp4'), {seconds: 1});
    film(join(folder, '20-mal.mkv'), {seconds: 1, codec: 'mpeg4'});
    write(folder, {'30-roto.mp4': 'this is no film'});
    const {code, report} = await build(folder, {UGGLA_FFMPEG: 'none'});
    assert.equal(code, 1);
    assert.deepEqual(
      report.problems
        .filter(({severity}) => severity === 'error')
        .map(({code: one, file}) => [one, file])
        .sort(),
      [
        ['media-needs-ffmpeg', '20-mal.mkv'],
        ['media-unreadable', '30-roto.mp4'],
      ],
    );
    assert.equal(report.counts['media'], 1);
  });

  it('makes the streams when ffmpeg has come', async () => {
    const folder = makeFolder();
    film(join(folder, '10-hola.mp4'));
    await build(folder, {UGGLA_FFMPEG: 'none'});
    const {report} = await build(folder);
    assert.equal(report.media[0]?.mode, 'hls');
    const [course] = readJson(folder, 'published/campus.json').packs[0].items;
    const made = readJson(folder, 'published/courses/x', readJson(folder, 'published', course.src).items[0].media);
    assert.ok(existsSync(join(folder, 'published/media', made.id, made.hls)));
  });
});
