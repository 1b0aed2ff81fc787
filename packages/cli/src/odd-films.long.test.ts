import assert from 'node:assert/strict';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {before, describe, it} from 'node:test';
import {sizeOfPicture} from './media/picture.js';
import {ask, oddFilm, turned} from './testing/film.test.util.js';
import {build, makeFolder, readJson, write, type Report} from './testing/run.test.util.js';

// One build of all that comes out of cameras, recorders and other people's programs.
const folder = makeFolder();
const out = join(folder, 'published');
const picture = (size: string, rate = 25, seconds = 1) => `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`;
const tone = (frequency = 440) => `sine=frequency=${frequency}:sample_rate=44100:duration=1`;
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '25'];
let report: Report;

before(async () => {
  const at = (name: string) => join(folder, 'courses/raro', name);
  write(folder, {'campus.yml': 'title: Raro\nlanguages: [es]\nid: https://acme.example/raro\n'});
  oddFilm(at('10-foto.mp4'), [picture('160x90')], ['-frames:v', '1', ...h264]);
  turned(at('20-lado.mp4'), 90);
  turned(at('30-cabeza.mp4'), 180);
  oddFilm(
    at('40-tele.mkv'),
    [picture('160x90'), tone(), tone(880)],
    [
      '-map',
      '0',
      '-map',
      '1',
      '-map',
      '2',
      '-vf',
      'setsar=2/1',
      ...h264,
      '-c:a',
      'ac3',
      '-ac',
      '6',
      '-metadata:s:a:1',
      'language=eng',
    ],
  );
  oddFilm(at('50-grabadora.ts'), [picture('160x90'), tone()], [...h264, '-c:a', 'aac']);
  oddFilm(
    at('60-pantalla.mkv'),
    [picture('160x90', 120)],
    ['-vf', "select='not(mod(n,8))+eq(n,1)'", '-vsync', 'vfr', ...h264, '-pix_fmt', 'yuv420p10le'],
  );
  oddFilm(
    at('70-impar.webm'),
    ['testsrc=size=161x91:rate=25:duration=1', tone()],
    ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus'],
  );
  oddFilm(at('80-sin-imagen.mp4'), [tone()], ['-c:a', 'aac']);
  const outside = join(makeFolder(), 'secret.ts');
  oddFilm(outside, [picture('160x90')], h264);
  writeFileSync(
    at('90-lista.mp4'),
    `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.0,\nfile://${outside}\n#EXT-X-ENDLIST\n`,
  );
  ({report} = await build(folder));
});

/** media.json, the attributes of each variant with a picture, and the folder of its first. */
function made(id: string) {
  const root = join(out, 'media', `raro-${id}`);
  const media = readJson(root, 'media.json');
  const master = join(root, media.hls);
  const lines = readFileSync(master, 'utf8').split('\n');
  const variants = lines.filter((line) => /^#EXT-X-STREAM-INF:.*RESOLUTION/.test(line));
  const first = lines[lines.findIndex((line) => line.includes('RESOLUTION')) + 1]!;
  return {media, root, variants, folder: join(dirname(master), dirname(first)), playlist: join(dirname(master), first)};
}

/** Frames of the picture in a file or playlist. */
const frames = (file: string) => ask('packet=codec_type', file).filter((line) => line.startsWith('video')).length;

describe('uggla build of odd films', () => {
  it('publishes all that is a film, and says of the rest why it is none', () => {
    const errors = report.problems.filter(({severity}) => severity === 'error');
    assert.deepEqual(
      errors.map(({code, file}) => [code, file]),
      [
        ['media-unreadable', 'courses/raro/80-sin-imagen.mp4'],
        ['media-unreadable', 'courses/raro/90-lista.mp4'],
      ],
    );
    assert.match(errors[0]!.message, /no picture/);
    assert.match(errors[1]!.message, /no film, but a list that names others/);
    const course = readJson(out, 'courses/raro/course.json');
    assert.deepEqual(
      course.items.map(({id}: {id: string}) => id),
      ['foto', 'lado', 'cabeza', 'tele', 'grabadora', 'pantalla', 'impar'],
    );
  });

  it('gives all of them a master playlist with every number that a player asks for', () => {
    for (const id of ['foto', 'lado', 'cabeza', 'tele', 'grabadora', 'pantalla', 'impar']) {
      for (const line of made(id).variants) {
        assert.match(
          line,
          /^#EXT-X-STREAM-INF:BANDWIDTH=[1-9]\d+,AVERAGE-BANDWIDTH=[1-9]\d+,CODECS="avc1\.[0-9a-f]{6}(,mp4a\.40\.2)?",RESOLUTION=\d+x\d+,FRAME-RATE=\d+\.\d{3}$/,
          `${id}: ${line}`,
        );
      }
    }
  });

  it('makes a poster and a storyboard even of a film of one frame', () => {
    const {media, root, playlist} = made('foto');
    assert.deepEqual([media.width, media.height, media.audio], [160, 90, undefined]);
    assert.deepEqual(sizeOfPicture(readFileSync(join(root, media.poster.src))), {width: 160, height: 90});
    assert.match(
      readFileSync(join(root, media.storyboard), 'utf8'),
      /00:00:00\.000 --> 00:00:00\.040\nstoryboard\.jpg#xywh=0,0,160,90/,
    );
    assert.ok(existsSync(playlist));
  });

  it('turns what a camera took on its side or head down, in the picture itself', () => {
    const side = made('lado');
    assert.deepEqual([side.media.width, side.media.height], [90, 160]);
    assert.match(side.variants[0]!, /RESOLUTION=90x160/);
    assert.deepEqual(sizeOfPicture(readFileSync(join(side.root, side.media.poster.src))), {width: 90, height: 160});
    for (const id of ['lado', 'cabeza']) {
      // a player that is handed segments does not look for a turn in their head
      const [rotation = ''] = ask('stream_side_data=rotation', join(made(id).folder, 'init.mp4'));
      assert.ok(['', '0'].includes(rotation.replace(/\D/g, '')), `${id} is still turned by ${rotation}`);
    }
  });

  it('keeps the shape of a picture whose pixels are not square', () => {
    const {media, root, variants} = made('tele');
    assert.deepEqual([media.width, media.height], [320, 90]);
    assert.match(variants[0]!, /RESOLUTION=320x90/);
    assert.deepEqual(sizeOfPicture(readFileSync(join(root, media.poster.src))), {width: 320, height: 90});
    assert.deepEqual(ask('stream=width,height', join(root, media.fallback.src))[0], '320,90');
  });

  it('makes stereo AAC of other sounds, and takes the first of several', () => {
    const {media, root} = made('tele');
    assert.deepEqual(ask('stream=codec_name,channels', join(root, media.audio.src)), ['aac,2']);
    assert.deepEqual(media.audioLanguages, ['es']);
  });

  it('repackages a transport stream as it is', () => {
    const {media, root, folder: variant, playlist} = made('grabadora');
    assert.deepEqual(report.media.find(({id}) => id === 'raro-grabadora')?.made.includes('90p'), true);
    assert.equal(frames(playlist), 25);
    assert.match(readFileSync(join(variant, 'init.mp4'), 'latin1'), /avcC.*esds/s);
    assert.deepEqual(ask('stream=codec_name', join(root, media.fallback.src)), ['h264', 'aac']);
  });

  it('brings 10 bits to 8, and frames that come unevenly to a steady pace that is not mostly copies', () => {
    const {variants, playlist, folder: variant} = made('pantalla');
    const whole = join(makeFolder(), 'first.mp4');
    writeFileSync(
      whole,
      Buffer.concat([readFileSync(join(variant, 'init.mp4')), readFileSync(join(variant, 's00000.m4s'))]),
    );
    assert.deepEqual(ask('stream=pix_fmt', whole), ['yuv420p']);
    const rate = Number(/FRAME-RATE=([\d.]+)/.exec(variants[0]!)![1]);
    const count = frames(playlist);
    assert.ok(rate <= 60 && count <= 62, `${count} frames at ${rate}`);
    assert.ok(Math.abs(count - rate) <= 2, `${count} frames in a second, and it says ${rate}`);
  });

  it('makes an even size of an odd one', () => {
    const {media, variants, root} = made('impar');
    assert.deepEqual([media.width, media.height], [161, 91]);
    assert.match(variants[0]!, /RESOLUTION=1(58|60)x90/);
    assert.deepEqual(ask('stream=codec_name', join(root, media.fallback.src)), ['h264', 'aac']);
  });

  it('publishes nothing of a file outside, whatever a list inside names', () => {
    assert.ok(!existsSync(join(out, 'media/raro-lista')));
  });
});
