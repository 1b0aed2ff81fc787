import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {before, describe, it} from 'node:test';
import {greatestKeyGap} from './media/key-frames.js';
import {sizeOfPicture} from './media/picture.js';
import {ask, film, picture, sound} from './testing/film.test.util.js';
import {build, makeFolder, readJson, write, type Report} from './testing/run.test.util.js';

const folder = makeFolder();
const out = join(folder, 'published');
let report: Report;
/** What a build that encoded nothing came to, before the others. */
let copied: {report: Report; shown: string[]; storyboard: boolean; qualities: string[]};

before(async () => {
  write(folder, {'campus.yml': 'title: Cine\nlanguages: [es, en]\nid: https://acme.example/cine\n'});
  film(join(folder, 'courses/cine/10-grande.mp4'), {size: '1280x720', seconds: 6, keys: 50});
  film(join(folder, 'courses/cine/20-otro.avi'), {codec: 'mpeg4', size: '320x180'});
  film(join(folder, 'courses/cine/30-mudo.mp4'), {sound: false});
  film(join(folder, 'courses/cine/40-lenguas.mp4'));
  sound(join(folder, 'courses/cine/40-lenguas.en.mp3'), 4, 880);
  film(join(folder, 'courses/cine/50-vertical.mp4'), {size: '90x160'});
  picture(join(folder, 'courses/cine/50-vertical.jpg'));
  sound(join(folder, 'courses/cine/60-voz.wav'));
  const {report: first} = await build(folder, {}, {encode: false});
  const {media, lines} = mediaOf('grande');
  copied = {
    report: first,
    shown: readdirSync(join(out, 'media'))
      .filter((id) => existsSync(join(out, 'media', id, 'media.json')))
      .sort(),
    storyboard: existsSync(join(out, 'media/cine-grande', media.storyboard)),
    qualities: lines.filter((line) => line.endsWith('p/index.m3u8')),
  };
  ({report} = await build(folder));
  assert.deepEqual(
    report.problems.filter(({severity}) => severity === 'error'),
    [],
  );
});

interface Variant {
  attributes: Record<string, string>;
  /** Its folder. */
  folder: string;
}

/** media.json, and the master playlist taken apart. */
function mediaOf(id: string) {
  const media = readJson(out, 'media', `cine-${id}`, 'media.json');
  const path = join(out, 'media', `cine-${id}`, media.hls ?? '');
  const lines = media.hls ? readFileSync(path, 'utf8').split('\n') : [];
  const read = (line: string) =>
    Object.fromEntries(
      [...line.matchAll(/([A-Z-]+)=("[^"]*"|[^,]*)/g)].map(([, key, value]) => [key, value!.replaceAll('"', '')]),
    );
  const variants = lines.flatMap((line, at): Variant[] =>
    line.startsWith('#EXT-X-STREAM-INF:')
      ? [{attributes: read(line), folder: join(dirname(path), dirname(lines[at + 1]!))}]
      : [],
  );
  const sounds = lines.filter((line) => line.startsWith('#EXT-X-MEDIA:')).map(read);
  return {media, variants, sounds, lines, root: join(out, 'media', `cine-${id}`)};
}

function segmentsOf(variant: string): {seconds: number; bytes: number}[] {
  const lines = readFileSync(join(variant, 'index.m3u8'), 'utf8').split('\n');
  return lines.flatMap((line, at) =>
    line.startsWith('#EXTINF:')
      ? [{seconds: Number.parseFloat(line.slice(8)), bytes: statSync(join(variant, lines[at + 1]!)).size}]
      : [],
  );
}

describe('a build that encodes nothing', () => {
  it('shows what browsers play as it is, with its storyboard', () => {
    assert.deepEqual(copied.shown, ['cine-grande', 'cine-lenguas', 'cine-mudo', 'cine-vertical']);
    assert.equal(copied.storyboard, true);
    assert.deepEqual(copied.qualities, ['720p/index.m3u8']);
  });

  it('tells what waits for a build that encodes', () => {
    assert.deepEqual(
      copied.report.problems.filter(({code}) => code === 'media-not-encoded').map(({file}) => file),
      ['courses/cine/20-otro.avi', 'courses/cine/60-voz.wav'],
    );
  });
});

describe('greatestKeyGap', () => {
  const file = {name: '10-grande.mp4', path: join(folder, 'courses/cine/10-grande.mp4')};
  const tools = {ffmpeg: '', ffprobe: '/no/ffprobe', version: ''};

  it('takes the distance of key frames from the table of an MP4, to its end', async () => {
    assert.equal(await greatestKeyGap(file, tools, {container: 'mp4', duration: 6}), 2);
    assert.equal(await greatestKeyGap(file, tools, {container: 'mp4', duration: 9}), 5);
  });

  it('asks ffprobe before it says that a film cannot be cut', async () => {
    const gap = greatestKeyGap(file, {...tools, ffprobe: 'ffprobe'}, {container: 'mp4', duration: 40});
    assert.equal(await gap, 36);
    await assert.rejects(greatestKeyGap(file, tools, {container: 'mp4', duration: 40}), /ENOENT/);
  });
});

describe('HLS that uggla build makes', () => {
  it('takes H.264 as it is and adds a smaller picture and the sound alone', () => {
    const {variants, media} = mediaOf('grande');
    assert.deepEqual(variants.map(({attributes}) => attributes['RESOLUTION']).sort(), [
      '1280x720',
      '640x360',
      undefined,
    ]);
    const copied = variants.find(({attributes}) => attributes['RESOLUTION'] === '1280x720')!;
    const source = ask('packet=size', join(folder, 'courses/cine/10-grande.mp4')).length;
    assert.ok(source > 0 && existsSync(join(copied.folder, 'init.mp4')));
    assert.deepEqual([media.width, media.height, media.duration, media.kind], [1280, 720, 6, 'video']);
  });

  it('writes rates that were measured, a file a segment', () => {
    for (const {attributes, folder: variant} of mediaOf('grande').variants) {
      const segments = segmentsOf(variant);
      const seconds = segments.reduce((sum, one) => sum + one.seconds, 0);
      const average = (segments.reduce((sum, one) => sum + one.bytes, 0) * 8) / seconds;
      const longest = Math.max(...segments.map((one) => one.seconds));
      const peak = Math.max(
        ...segments.filter((one) => one.seconds >= longest / 2).map((one) => (one.bytes * 8) / one.seconds),
      );
      assert.ok(Math.abs(Number(attributes['AVERAGE-BANDWIDTH']) / average - 1) < 0.01, 'average');
      assert.ok(Math.abs(Number(attributes['BANDWIDTH']) / peak - 1) < 0.01, 'peak');
      assert.ok(segments.length >= 2 && Math.abs(seconds - 6) < 0.2, `${seconds} s`);
    }
    const rates = mediaOf('grande').variants.map(({attributes}) => attributes['BANDWIDTH']);
    assert.equal(new Set(rates).size, 3);
  });

  it('names the codecs that are really in it', () => {
    for (const {attributes, folder: variant} of mediaOf('grande').variants) {
      const codecs = attributes['CODECS']!.split(',');
      assert.equal(codecs.at(-1), 'mp4a.40.2');
      if (codecs.length === 1) continue;
      const init = readFileSync(join(variant, 'init.mp4'));
      const box = init.indexOf('avcC') + 5;
      assert.equal(codecs[0], `avc1.${init.toString('hex', box, box + 3)}`);
      assert.equal(attributes['FRAME-RATE'], '25.000');
    }
  });

  it('has a variant without picture: the radio', () => {
    const radio = mediaOf('grande').variants.find(({attributes}) => !attributes['RESOLUTION'])!;
    const init = join(radio.folder, 'init.mp4');
    assert.doesNotMatch(readFileSync(init, 'latin1'), /avc1/);
    assert.match(readFileSync(init, 'latin1'), /mp4a/);
  });

  it('cuts all qualities at the same seconds', () => {
    const lengths = mediaOf('grande')
      .variants.filter(({attributes}) => attributes['RESOLUTION'])
      .map(({folder: variant}) => segmentsOf(variant).map(({seconds}) => seconds.toFixed(2)));
    assert.deepEqual(lengths[0], lengths[1]);
  });

  it('lets picture and sound of all playlists start at the same second', () => {
    for (const id of ['grande', 'lenguas', 'otro']) {
      const {variants, sounds, media, root} = mediaOf(id);
      for (const one of [
        ...variants.map((variant) => variant.folder),
        ...sounds.map(({URI}) => join(root, dirname(media.hls), dirname(URI!))),
      ]) {
        const whole = join(makeFolder(), 'first.mp4');
        writeFileSync(
          whole,
          Buffer.concat([readFileSync(join(one, 'init.mp4')), readFileSync(join(one, 's00000.m4s'))]),
        );
        const firsts = new Map(
          ask('packet=codec_type,dts_time', whole)
            .reverse()
            .map((line) => line.split(',') as [string, string]),
        );
        // a sound begins up to two of its frames early: what the encoder puts before it (ISO 14496-3)
        if (firsts.has('video'))
          assert.ok(Math.abs(Number(firsts.get('video')) - 1) < 0.1, `${one}: picture ${firsts.get('video')}`);
        if (firsts.has('audio'))
          assert.ok(
            Number(firsts.get('audio')) > 0.94 && Number(firsts.get('audio')) < 1.01,
            `${one}: sound ${firsts.get('audio')}`,
          );
      }
    }
  });

  it('plays from start to end', () => {
    const {media, root} = mediaOf('grande');
    const frames = ask('packet=codec_type,stream_index', join(root, media.hls)).filter((line) => line === 'video,0');
    assert.equal(frames.length, 150);
    const [duration] = ask('format=duration', join(root, media.hls));
    assert.ok(Math.abs(Number(duration) - 6) < 0.3, duration);
  });

  it('converts what browsers do not play', () => {
    const {variants, media, root} = mediaOf('otro');
    assert.deepEqual(
      variants.map(({attributes}) => attributes['RESOLUTION']),
      ['320x180', undefined],
    );
    assert.match(variants[0]!.attributes['CODECS']!, /^avc1\./);
    assert.deepEqual(ask('stream=codec_name', join(root, media.fallback.src)), ['h264', 'aac']);
    assert.equal(media.fallback.type, 'video/mp4');
  });

  it('makes do without sound', () => {
    const {variants, media} = mediaOf('mudo');
    assert.equal(variants.length, 1);
    assert.doesNotMatch(variants[0]!.attributes['CODECS']!, /mp4a/);
    assert.equal(media.audio, undefined);
  });

  it('gives a second language a track of its own', () => {
    const {variants, sounds, media, root} = mediaOf('lenguas');
    assert.deepEqual(
      sounds.map((one) => [one['LANGUAGE'], one['NAME'], one['DEFAULT']]),
      [
        ['es', 'Español', 'YES'],
        ['en', 'English', 'NO'],
      ],
    );
    assert.ok(variants.every(({attributes}) => attributes['AUDIO'] === 'sound'));
    assert.deepEqual(media.audioLanguages, ['es', 'en']);
    for (const one of sounds) assert.ok(existsSync(join(root, dirname(media.hls), one['URI']!)), one['URI']);
    const picture = variants.find(({attributes}) => attributes['RESOLUTION'])!;
    assert.doesNotMatch(readFileSync(join(picture.folder, 'init.mp4'), 'latin1'), /mp4a/);
    assert.match(picture.attributes['CODECS']!, /avc1.*mp4a/);
  });

  it('keeps upright films upright', () => {
    const {media, variants} = mediaOf('vertical');
    assert.deepEqual([media.width, media.height, variants[0]?.attributes['RESOLUTION']], [90, 160, '90x160']);
  });

  it('publishes a sound as a sound, in a form that all browsers play', () => {
    const {media, root} = mediaOf('voz');
    assert.deepEqual([media.kind, media.audio.type, media.fallback.type], ['audio', 'audio/mp4', 'audio/mp4']);
    assert.deepEqual(ask('stream=codec_name', join(root, media.audio.src)), ['aac']);
    assert.ok(report.problems.every(({severity}) => severity !== 'error'));
  });
});

describe('pictures that uggla build makes', () => {
  it('takes a poster out of the film, with its size and a placeholder of few bytes', () => {
    const {media, root} = mediaOf('grande');
    const size = sizeOfPicture(readFileSync(join(root, media.poster.src)));
    assert.deepEqual(size, {width: 1280, height: 720});
    assert.deepEqual([media.poster.width, media.poster.height], [1280, 720]);
    assert.match(media.poster.placeholder, /^data:image\/jpeg;base64,/);
    assert.ok(media.poster.placeholder.length < 900, String(media.poster.placeholder.length));
  });

  it('takes the author’s poster when there is one', () => {
    const {media, root} = mediaOf('vertical');
    assert.deepEqual(
      readFileSync(join(root, media.poster.src)),
      readFileSync(join(folder, 'courses/cine/50-vertical.jpg')),
    );
    assert.ok(!readdirSync(join(root, dirname(media.hls))).includes('poster'));
  });

  it('makes a storyboard whose parts lie within its picture', () => {
    const {media, root} = mediaOf('grande');
    const file = join(root, media.storyboard);
    const cues = [
      ...readFileSync(file, 'utf8').matchAll(/(\S+) --> (\S+)\nstoryboard\.jpg#xywh=(\d+),(\d+),(\d+),(\d+)/g),
    ];
    const {width, height} = sizeOfPicture(readFileSync(join(dirname(file), 'storyboard.jpg')))!;
    assert.equal(cues.length, 6);
    assert.deepEqual([cues[0]![1], cues.at(-1)![2]], ['00:00:00.000', '00:00:06.000']);
    for (const [, , , x, y, w, h] of cues) {
      assert.ok(Number(x) + Number(w) <= width && Number(y) + Number(h) <= height);
      assert.deepEqual([Number(w), Number(h)], [160, 90]);
    }
  });
});
