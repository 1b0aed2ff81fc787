import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {picture} from '../testing/film.test.util.js';
import {png} from '../testing/publish.test.util.js';
import {makeFolder} from '../testing/run.test.util.js';
import {findTools} from './ffmpeg.js';
import {makePlaceholder, sizeOfPicture} from './picture.js';

const folder = makeFolder();
const size = (...parts: (string | number[])[]) => {
  const bytes = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
  return sizeOfPicture(Buffer.concat([bytes, Buffer.alloc(Math.max(0, 40 - bytes.length))]));
};
const svg = (text: string) => sizeOfPicture(Buffer.from(text.padEnd(40)));

/** A JPEG that a camera marked as held this way (EXIF orientation). */
function photograph(name: string, orientation: number, {little = true} = {}): string {
  const path = join(folder, name);
  picture(path);
  const u16 = (value: number) => (little ? [value, 0] : [0, value]);
  const u32 = (value: number) => (little ? [value, 0, 0, 0] : [0, 0, 0, value]);
  const tiff = [
    ...Buffer.from(little ? 'II' : 'MM'),
    ...u16(42),
    ...u32(8),
    ...u16(1),
    ...u16(0x12),
    ...u16(3),
    ...u32(1),
    ...u16(orientation),
    0,
    0,
    ...u32(0),
  ];
  if (little) tiff.splice(10, 2, 0x12, 0x01);
  else tiff.splice(10, 2, 0x01, 0x12);
  const exif = Buffer.from([0xff, 0xe1, 0, 2 + 6 + tiff.length, ...Buffer.from('Exif\0\0', 'latin1'), ...tiff]);
  const bytes = readFileSync(path);
  writeFileSync(path, Buffer.concat([bytes.subarray(0, 2), exif, bytes.subarray(2)]));
  return path;
}

describe('sizeOfPicture', () => {
  it('reads PNG and GIF', () => {
    assert.deepEqual(sizeOfPicture(Buffer.from(png(1400, 900))), {width: 1400, height: 900});
    assert.deepEqual(size('GIF89a', [0x40, 0x01, 0xc8, 0x00]), {width: 320, height: 200});
  });

  it('reads the three forms of WebP', () => {
    assert.deepEqual(size('RIFF\0\0\0\0WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 0x7f, 2, 0, 0x67, 1, 0]), {
      width: 640,
      height: 360,
    });
    assert.deepEqual(size('RIFF\0\0\0\0WEBPVP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 0x02, 0x68, 0x41]), {
      width: 640,
      height: 360,
    });
    const bits = (639 | (359 << 14)) >>> 0;
    assert.deepEqual(
      size('RIFF\0\0\0\0WEBPVP8L', [
        0,
        0,
        0,
        0,
        0x2f,
        bits & 255,
        (bits >> 8) & 255,
        (bits >> 16) & 255,
        (bits >> 24) & 255,
      ]),
      {width: 640, height: 360},
    );
    assert.equal(size('RIFF\0\0\0\0WEBPVP9 '), undefined);
  });

  it('reads an AVIF, by the largest picture in it', () => {
    const ispe = (width: number, height: number) => [
      ...Buffer.from('\0\0\0\x14ispe\0\0\0\0', 'latin1'),
      0,
      0,
      width >> 8,
      width & 255,
      0,
      0,
      height >> 8,
      height & 255,
    ];
    assert.deepEqual(size('\0\0\0\x1cftypavif', ispe(64, 36), ispe(640, 360), ispe(128, 72)), {
      width: 640,
      height: 360,
    });
    assert.equal(size('\0\0\0\x1cftypavif'), undefined);
  });

  it('reads an SVG by its attributes, else by its view box', () => {
    assert.deepEqual(
      svg('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60.4px"/>'),
      {width: 120, height: 60},
    );
    assert.deepEqual(svg(`<svg viewBox='0 0 24 12' width="100%" height="100%">`), {width: 24, height: 12});
    assert.deepEqual(svg('<svg viewBox="-5,-5 , 30.6 20"></svg>'), {width: 31, height: 20});
    assert.equal(svg('<svg xmlns="http://www.w3.org/2000/svg"></svg> nothing said'), undefined);
    assert.equal(svg('<p>a page that only speaks of <b>svg</b></p>'), undefined);
  });

  it('reads a JPEG as it is shown, however the camera was held', () => {
    const upright = (orientation: number, little = true) =>
      sizeOfPicture(readFileSync(photograph(`o${orientation}${little}.jpg`, orientation, {little})));
    for (const orientation of [1, 2, 3, 4])
      assert.deepEqual(upright(orientation), {width: 64, height: 36}, String(orientation));
    for (const orientation of [5, 6, 7, 8])
      assert.deepEqual(upright(orientation), {width: 36, height: 64}, String(orientation));
    assert.deepEqual(upright(6, false), {width: 36, height: 64});
  });

  it('knows no size of what is cut off or no picture', () => {
    const whole = readFileSync(photograph('whole.jpg', 6));
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('short'),
      whole.subarray(0, 40),
      Buffer.alloc(100, 0xff),
      Buffer.from(`\xff\xd8${'x'.repeat(60)}`, 'latin1'),
    ]) {
      assert.equal(sizeOfPicture(bytes), undefined);
    }
  });
});

describe('makePlaceholder', () => {
  it('shows a photograph upright, as browsers do', async () => {
    const tools = (await findTools())!;
    const path = join(folder, 'split.jpg');
    // red on the left; turned a quarter to the right, red is on top
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-f',
      'lavfi',
      '-i',
      'color=red:size=32x64',
      '-f',
      'lavfi',
      '-i',
      'color=blue:size=32x64',
      '-filter_complex',
      'hstack',
      '-frames:v',
      '1',
      '-update',
      '1',
      path,
    ]);
    const bytes = readFileSync(path);
    const exif = readFileSync(photograph('six.jpg', 6)).subarray(2, 2 + 36);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, 2), exif, bytes.subarray(2)]));
    const placeholder = Buffer.from(
      (await makePlaceholder(path, tools)).replace('data:image/jpeg;base64,', ''),
      'base64',
    );
    writeFileSync(join(folder, 'small.jpg'), placeholder);
    const raw = execFileSync('ffmpeg', [
      '-v',
      'error',
      '-i',
      join(folder, 'small.jpg'),
      '-f',
      'rawvideo',
      '-pix_fmt',
      'rgb24',
      'pipe:1',
    ]);
    const [top, bottom] = [[...raw.subarray(0, 3)], [...raw.subarray(-3)]];
    assert.ok(top[0]! > 200 && top[2]! < 60, `on top: ${top}`);
    assert.ok(bottom[2]! > 200 && bottom[0]! < 60, `at the bottom: ${bottom}`);
  });
});
