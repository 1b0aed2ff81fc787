import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {crc32, deflateRawSync} from 'node:zlib';
import {zipSync} from 'fflate';
import {readZip} from './read-zip.js';

const text = 'what was checked'.repeat(9);

/** A file of a zip; what is said of it in its place may differ from what the directory says. */
interface Packed {
  name?: string;
  nameHere?: string;
  /** What is packed, when it is more than what is told of. */
  content?: string;
  size?: number;
  crc?: number;
  more?: Buffer;
  flags?: number;
}

function fields(...values: [bytes: 2 | 4, value: number][]): Buffer {
  return Buffer.concat(
    values.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}

/** A zip of these, byte for byte; `between` lies before the last file, `behind` before the directory. */
function zipOf(files: Packed[], {between = '', behind = ''} = {}): Buffer {
  let [bodies, directory] = [Buffer.alloc(0), Buffer.alloc(0)];
  files.forEach(({name = 'index.html', nameHere = name, content = text, size, crc, more, flags = 0}, at) => {
    const packed = deflateRawSync(content);
    if (at === files.length - 1) bodies = Buffer.concat([bodies, Buffer.from(between)]);
    const extra = more ?? Buffer.alloc(0);
    const told: [2 | 4, number][] = [
      [2, flags],
      [2, 8],
      [4, 0],
      [4, crc ?? crc32(content)],
      [4, packed.length],
      [4, size ?? content.length],
      [2, name.length],
      [2, extra.length],
    ];
    const place = bodies.length;
    bodies = Buffer.concat([bodies, fields([4, 0x04034b50], [2, 20], ...told), Buffer.from(nameHere), extra, packed]);
    const entry = fields([4, 0x02014b50], [2, 20], [2, 20], ...told, [2, 0], [2, 0], [2, 0], [4, 0], [4, place]);
    directory = Buffer.concat([directory, entry, Buffer.from(name), extra]);
  });
  bodies = Buffer.concat([bodies, Buffer.from(behind)]);
  const count = files.length;
  const end = fields(
    [4, 0x06054b50],
    [4, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, bodies.length],
    [2, 0],
  );
  return Buffer.concat([bodies, directory, end]);
}

const read = (zip: Uint8Array) =>
  [...readZip(zip, 10_000)].map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);

describe('readZip', () => {
  it('reads what we make, and what is packed anew', () => {
    assert.deepEqual(read(zipOf([{}, {name: 'a'}])), [
      ['index.html', text],
      ['a', text],
    ]);
    const ours = zipSync({'ü.txt': Buffer.from(text), empty: new Uint8Array()});
    assert.deepEqual(read(ours), [
      ['ü.txt', text],
      ['empty', ''],
    ]);
    assert.deepEqual(read(zipOf([{more: fields([2, 0x5455], [2, 1], [2, 0]).subarray(0, 5)}])), [['index.html', text]]);
  });

  it('refuses one that another program would unpack otherwise', () => {
    const whole = zipOf([{}, {name: 'a'}]);
    const evil = `${text}<script src="https://evil.example"></script>`;
    const unicodeName = Buffer.concat([fields([2, 0x7075], [2, 6], [2, 1]), Buffer.from('evil')]);
    for (const [what, zip] of Object.entries({
      'more content than its length tells': zipOf([{content: evil, size: text.length}]),
      'more content than its length and checksum tell': zipOf([{content: evil, size: text.length, crc: crc32(text)}]),
      'less content than its length tells': zipOf([{size: text.length + 1}]),
      'a wrong checksum': zipOf([{crc: 1}]),
      'another name in its place': zipOf([{nameHere: 'index.htm_'}]),
      'a second name behind it': zipOf([{more: unicodeName}]),
      'a name in no known letters': zipOf([{name: '\xff'.repeat(3), nameHere: '\xff'.repeat(3)}]),
      'the same name twice': zipOf([{}, {}]),
      'a file that no directory tells of': zipOf([{}, {name: 'a'}], {
        between: zipOf([{content: evil}]).toString('latin1'),
      }),
      'something behind its files': zipOf([{}], {behind: 'PK'}),
      'another zip before it': Buffer.concat([whole, whole]),
      'something before it': Buffer.concat([Buffer.from('MZ'), whole]),
      'something behind it': Buffer.concat([whole, Buffer.from('x')]),
      'a longer one than may be': zipOf([{content: 'x'.repeat(10_001)}]),
      encryption: zipOf([{flags: 1}]),
    }))
      assert.throws(() => readZip(zip, 10_000), Error, what);
    for (let cut = 0; cut < whole.length; cut++)
      assert.throws(() => readZip(whole.subarray(0, cut), 10_000), Error, `cut at ${cut}`);
  });
});
