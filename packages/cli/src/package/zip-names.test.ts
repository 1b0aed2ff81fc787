import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {crc32} from 'node:zlib';
import {decodeName} from './zip-names.js';

const none = Buffer.alloc(0);
/** Info-ZIP's second name of a file. */
function second(name: string, of: Uint8Array, sum = crc32(of)): Buffer {
  const text = Buffer.from(name);
  const head = Buffer.alloc(9);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(5 + text.length, 2);
  head[4] = 1;
  head.writeUInt32LE(sum, 5);
  return Buffer.concat([head, text]);
}

describe('decodeName', () => {
  it('reads UTF-8, whether the zip says so or not', () => {
    for (const isUtf8 of [true, false])
      assert.equal(decodeName(Buffer.from('año/字.html'), isUtf8, none), 'año/字.html');
  });

  it('reads the code page of Windows where it is no UTF-8', () => {
    assert.equal(decodeName(Uint8Array.of(0x61, 0xa4, 0x6f), false, none), 'año');
    assert.equal(decodeName(Uint8Array.of(0x82), false, none), 'é');
  });

  it('has a letter for every byte', () => {
    for (let byte = 128; byte < 256; byte++)
      assert.equal(decodeName(Uint8Array.of(byte), false, none).length, 1, String(byte));
  });

  it('believes a second name when it belongs to the first, behind whatever other fields', () => {
    const name = Uint8Array.of(0x61, 0xff);
    const other = Buffer.from([0x55, 0x54, 2, 0, 9, 9]);
    assert.equal(decodeName(name, false, Buffer.concat([other, second('año', name)])), 'año');
    assert.notEqual(decodeName(name, false, second('año', name, 1)), 'año', 'of another file');
    assert.notEqual(decodeName(name, true, second('año', name)), 'año', 'it says that the first is right');
  });

  it('stumbles over no field that was cut off', () => {
    const name = Buffer.from('a');
    const whole = second('b', name);
    for (let length = 0; length < whole.length; length++)
      assert.equal(decodeName(name, false, whole.subarray(0, length)), 'a');
  });
});
