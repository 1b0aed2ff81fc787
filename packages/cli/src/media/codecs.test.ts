import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {readInit} from './codecs.js';

/** A box of an MP4 (ISO 14496-12): size, type, content. */
function box(type: string, ...content: Uint8Array[]): Buffer {
  const inside = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(inside.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, inside]);
}

const path = (entry: Uint8Array) =>
  box('moov', box('trak', box('mdia', box('minf', box('stbl', box('stsd', Buffer.alloc(8), entry))))));

function avc(profile: number[], width = 1280, height = 720): Buffer {
  const fields = Buffer.alloc(78);
  fields.writeUInt16BE(width, 24);
  fields.writeUInt16BE(height, 26);
  return path(box('avc1', fields, box('avcC', Buffer.from([1, ...profile, 0xff]))));
}

/** Sound whose decoder is described by these bytes; `length` is how the lengths of the descriptors are written. */
function aac(config: number[], length: (bytes: number) => number[] = (bytes) => [bytes]): Buffer {
  const specific = [5, ...length(config.length), ...config];
  const decoder = [4, ...length(13 + specific.length), 0x40, 0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...specific];
  const es = [3, ...length(3 + decoder.length), 0, 1, 0, ...decoder];
  return path(box('mp4a', Buffer.alloc(28), box('esds', Buffer.from([0, 0, 0, 0, ...es]))));
}

describe('readInit', () => {
  it('names the profile and level of H.264, and its size', () => {
    assert.deepEqual(readInit(avc([0x64, 0, 0x1f])), {codecs: ['avc1.64001f'], width: 1280, height: 720});
    assert.deepEqual(readInit(avc([0x42, 0xc0, 0x0d], 90, 160)), {codecs: ['avc1.42c00d'], width: 90, height: 160});
  });

  it('names the kind of AAC: plain, with doubled band, and kinds past 31', () => {
    assert.deepEqual(readInit(aac([0x12, 0x10])).codecs, ['mp4a.40.2']);
    assert.deepEqual(readInit(aac([0x2b, 0x92, 0x08])).codecs, ['mp4a.40.5']);
    assert.deepEqual(readInit(aac([0xf9, 0x48, 0x40])).codecs, ['mp4a.40.42']); // xHE-AAC: 31, then 10 in six bits
  });

  it('reads lengths that are written in four bytes, as some programs do', () => {
    assert.deepEqual(readInit(aac([0x12, 0x10], (bytes) => [0x80, 0x80, 0x80, bytes])).codecs, ['mp4a.40.2']);
  });

  it('names picture and sound in their order', () => {
    assert.deepEqual(
      readInit(Buffer.concat([box('ftyp', Buffer.from('iso5')), avc([0x4d, 0x40, 0x1f]), aac([0x12, 0x10])])).codecs,
      ['avc1.4d401f', 'mp4a.40.2'],
    );
  });

  it('takes sound that does not describe itself for plain AAC', () => {
    assert.deepEqual(readInit(path(box('mp4a', Buffer.alloc(28), box('esds', Buffer.alloc(4))))).codecs, ['mp4a.40.2']);
  });

  it('comes to an end with boxes whose sizes lie', () => {
    const lies = (size: number) => {
      const bytes = avc([0x64, 0, 0x1f]);
      bytes.writeUInt32BE(size, 8); // of the box within the first
      return readInit(bytes).codecs;
    };
    for (const size of [0, 1, 7, 9, 0xffffffff]) assert.deepEqual(lies(size), [], String(size));
    assert.deepEqual(readInit(Buffer.alloc(0)), {codecs: []});
    assert.deepEqual(readInit(Buffer.from('moov')), {codecs: []});
  });
});
