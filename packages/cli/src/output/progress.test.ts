import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {withProgress} from './progress.js';

describe('withProgress', () => {
  it('tells each film once in a log, however many are worked on at the same time', async (test) => {
    const written: string[] = [];
    test.mock.method(process.stderr, 'write', (text: string) => written.push(text) > 0);
    await withProgress(false, async (onStep) => {
      onStep({phase: 'read'});
      for (const done of [0, 0.5, 1])
        for (const subject of ['a.mp4', 'b.mp4']) onStep({phase: 'repack', subject, done});
      onStep({phase: 'encode', subject: 'a.mp4', done: 0});
      onStep({phase: 'publish'});
    });
    test.mock.restoreAll();
    assert.deepEqual(written, [
      'Repack films as they are: a.mp4\n',
      'Repack films as they are: b.mp4\n',
      'Make smaller qualities: a.mp4\n',
    ]);
  });
});
