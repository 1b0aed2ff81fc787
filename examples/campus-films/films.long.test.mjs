import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {parse} from 'yaml';

const campus = join(dirname(fileURLToPath(import.meta.url)), '..', 'campus');
const scenarios = join(campus, '..', 'campus-films', 'scenarios');
const files = readdirSync(campus, {recursive: true})
  .map(String)
  .filter((file) => statSync(join(campus, file)).isFile())
  .sort();
const ending = (...ends) => files.filter((file) => ends.some((end) => file.endsWith(end)));
const read = (file) => readFileSync(join(campus, file), 'utf8');
const stem = (file) => file.replace(/\.[^.]+$/, '');
const films = ending('.mp4');
const episodes = ending('.mp3');

/** What ffprobe knows of a file. */
function probe(file, ...more) {
  const args = ['-v', 'error', '-show_format', '-show_streams', ...more, '-of', 'json', join(campus, file)];
  return JSON.parse(execFileSync('ffprobe', args, {encoding: 'utf8', maxBuffer: 1 << 26}));
}
const seconds = (file) => Number(probe(file).format.duration);

/** The cues of a WebVTT file. */
function cues(file) {
  const [head, ...blocks] = read(file).trim().split('\n\n');
  assert.equal(head, 'WEBVTT', file);
  return blocks.map((block) => {
    const [times, ...lines] = block.split('\n');
    const [start, end] = times.split(' --> ').map(toSeconds);
    return {start, end, lines};
  });
}
const toSeconds = (clock) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
const frontMatter = (file) => parse(read(file).split(/^---$/m)[1]);

describe('the films of the sample campus', () => {
  it('are nine at least, one for each product and guide', () => {
    assert.ok(films.length >= 9, `${films.length} films`);
    for (const kind of ['products', 'guides']) {
      for (const folder of readdirSync(join(campus, kind))) {
        assert.ok(
          films.some((film) => dirname(film) === join(kind, folder)),
          `${kind}/${folder} has no film`,
        );
      }
    }
  });

  for (const film of films) {
    it(`${film} is 30 to 90 s of H.264 and AAC that can be cut every two seconds`, () => {
      const {format, streams, packets} = probe(film, '-show_packets', '-select_streams', 'v');
      const [video] = streams;
      const audio = probe(film).streams.find(({codec_type}) => codec_type === 'audio');
      const length = Number(format.duration);
      const limit = film.includes('pausa-activa') ? 60 : 90; // a micro-lesson is a minute at most
      assert.ok(length >= 30 && length <= limit, `${length} s`);
      assert.deepEqual(
        [video.codec_name, video.profile, video.pix_fmt, video.width, video.height, video.r_frame_rate],
        ['h264', 'High', 'yuv420p', 1280, 720, '25/1'],
      );
      assert.ok(video.level <= 40, `level ${video.level}: television sets and phones stop at 4.0`);
      assert.equal(audio.codec_name, 'aac');
      const keys = packets.filter(({flags}) => flags.startsWith('K')).map(({pts_time}) => Number(pts_time));
      keys.forEach((at, i) => assert.ok(Math.abs(at - i * 2) < 0.001, `key frame ${i} at ${at} s`));
    });

    it(`${film} begins with its index, so that it plays before it is loaded`, () => {
      const bytes = readFileSync(join(campus, film));
      assert.ok(bytes.indexOf('moov') < bytes.indexOf('mdat'));
    });
  }

  for (const media of [...films, ...episodes]) {
    it(`${media} has captions in Spanish and English that fit its time and two lines`, () => {
      const length = seconds(media);
      const counts = ['es', 'en'].map((language) => {
        const shown = cues(`${stem(media)}.${language}.vtt`);
        shown.forEach(({start, end, lines}, i) => {
          assert.ok(start >= (shown[i - 1]?.end ?? 0) && start < end && end <= length, `${language} ${start}–${end}`);
          assert.ok(lines.length <= 2 && lines.every((line) => line.length <= 48), lines.join(' / '));
        });
        return shown.length;
      });
      assert.equal(counts[0], counts[1], 'as many sentences in both languages');
    });
  }

  it('have chapters in order, in both languages', () => {
    for (const file of ending('.chapters.vtt')) {
      const [spanish, english] = [cues(file), cues(file.replace('.vtt', '.en.vtt'))];
      assert.ok(spanish.length >= 2, file);
      assert.deepEqual(
        spanish.map(({start}) => start),
        english.map(({start}) => start),
      );
      spanish.forEach(({start}, i) => assert.equal(start, spanish[i - 1]?.end ?? 0));
    }
  });

  it('are made of scenarios whose texts are whole: a comma inside {…} needs quotes', () => {
    const whole = (value, name) => {
      assert.notEqual(value, null, `“${name}” is a word without a value`);
      if (typeof value === 'object') for (const [key, part] of Object.entries(value)) whole(part, key);
    };
    for (const file of readdirSync(scenarios)) whole(parse(readFileSync(join(scenarios, file), 'utf8')), file);
  });

  it('are dubbed in English, to the same length, in the courses', () => {
    const dubs = ending('.en.m4a');
    assert.ok(dubs.length >= 2);
    for (const dub of dubs) assert.ok(Math.abs(seconds(dub) - seconds(dub.replace('.en.m4a', '.mp4'))) < 0.2, dub);
  });

  it('say how to adjust the height of the chair', () => {
    assert.match(
      read('courses/30-ergonomia/10-ajusta-tu-puesto.es.vtt').replace(/\n/g, ' '),
      /ajustar la altura de la silla/,
    );
  });

  it('hold every step of their guide and every question asked in them', () => {
    for (const file of ending('guide.md')) {
      const length = seconds(join(dirname(file), 'film.mp4'));
      const {steps} = frontMatter(file);
      steps.forEach(({id, start, end}, i) => {
        assert.ok(start >= (steps[i - 1]?.end ?? 0) && start < end && end <= length, `${file}: ${id} ${start}–${end}`);
      });
    }
    for (const film of films.filter((name) => existsSync(join(campus, `${stem(name)}.quiz.yml`)))) {
      for (const {id, at} of parse(read(`${stem(film)}.quiz.yml`)).questions) {
        assert.ok(at > 0 && at < seconds(film), `${film}: ${id} at ${at}`);
      }
    }
  });
});

describe('the sample campus', () => {
  it('is small enough to be cloned: under 12 MB of media', () => {
    const media = ending('.mp4', '.m4a', '.mp3', '.jpg', '.pdf', '.epub', '.svg');
    const bytes = media.reduce((sum, file) => sum + statSync(join(campus, file)).size, 0);
    assert.ok(bytes < 12_000_000, `${bytes} bytes`);
  });

  it('is whole in both languages', () => {
    const both = (text) => typeof text === 'object' && Boolean(text.es && text.en);
    for (const file of ending('.md').filter((name) => !name.endsWith('.en.md'))) {
      const english = `${stem(file)}.en.md`;
      const {title, summary} = frontMatter(file);
      if (existsSync(join(campus, english))) assert.ok(frontMatter(english).title, english);
      else assert.ok(both(title) && (summary === undefined || both(summary)), file);
    }
  });

  it('names no picture or document that is not there', () => {
    for (const file of ending('product.md', 'course.md', 'podcast.md')) {
      const {cover, images = [], documents = []} = frontMatter(file);
      const named = [cover, ...images.map(({src}) => src), ...documents.map(({src}) => src)].filter(Boolean);
      for (const name of named) assert.ok(existsSync(join(campus, dirname(file), name)), `${file}: ${name}`);
      for (const {src, alt} of images) assert.ok(alt.es && alt.en, `${file}: ${src} has no alternative text`);
    }
  });

  it('has a book that is a container as EPUB wants it: the type first, and stored', () => {
    for (const file of ending('.epub')) {
      const bytes = readFileSync(join(campus, file));
      assert.equal(bytes.subarray(0, 4).toString('latin1'), 'PK\x03\x04');
      assert.equal(bytes.readUInt16LE(8), 0, `${basename(file)}: not stored`);
      assert.equal(bytes.subarray(30, 58).toString('latin1'), 'mimetypeapplication/epub+zip');
    }
  });
});
