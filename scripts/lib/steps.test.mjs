import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {runSteps} from './steps.mjs';

describe('runSteps', () => {
  let root;
  const put = (file, text) => writeFileSync(join(root, file), text);
  const steps = (ran) => [
    {
      name: 'first',
      inputs: ['src/*.txt'],
      except: ['**/*.test.txt'],
      outputs: ['out.txt'],
      run: async () => void (ran.push('first'), put('out.txt', 'made')),
    },
    {name: 'second', inputs: ['out.txt'], outputs: [], run: async () => void ran.push('second')},
  ];
  const build = async (options) => {
    const ran = [];
    await runSteps(steps(ran), {root, ...options});
    return ran;
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'uggla-steps-'));
    mkdirSync(join(root, 'src'));
    put('src/a.txt', 'a');
  });
  afterEach(() => rmSync(root, {recursive: true}));

  it('does what has changed, and nothing else', async () => {
    assert.deepEqual(await build(), ['first', 'second']);
    assert.deepEqual(await build(), []);
    put('src/a.txt', 'b');
    assert.deepEqual(await build(), ['first']); // what it makes is the same
    put('src/new.txt', 'c');
    assert.deepEqual(await build(), ['first']);
    put('src/new.test.txt', 'no input');
    assert.deepEqual(await build(), []);
    assert.deepEqual(await build({force: true}), ['first', 'second']);
  });

  it('knows what has changed by its content, whatever its date says', async () => {
    const {mtime} = statSync(join(root, 'src/a.txt'));
    await build();
    for (const text of ['b', 'c']) {
      put('src/a.txt', text); // as long as before
      utimesSync(join(root, 'src/a.txt'), mtime, mtime);
      assert.deepEqual(await build(), ['first']);
    }
    utimesSync(join(root, 'src/a.txt'), new Date(), new Date());
    assert.deepEqual(await build(), []);
  });

  it('reads all again when what it knew of files is lost', async () => {
    await build();
    put('.uggla/build/digests.json', '{"src/a.t');
    assert.deepEqual(await build(), []);
    put('src/a.txt', 'b');
    assert.deepEqual(await build(), ['first']);
  });

  it('makes again what somebody took away', async () => {
    await build();
    rmSync(join(root, 'out.txt'));
    assert.deepEqual(await build(), ['first', 'second'].slice(0, 1));
  });

  it('tries again after a failure', async () => {
    const broken = [{name: 'broken', inputs: ['src/*.txt'], outputs: [], run: () => Promise.reject(new Error('no'))}];
    await assert.rejects(runSteps(broken, {root}), /no/);
    await assert.rejects(runSteps(broken, {root}), /no/);
  });

  it('lets the second of two at once wait, and find all done', async () => {
    const ran = [];
    const slow = [
      {
        name: 'slow',
        inputs: ['src/*.txt'],
        outputs: [],
        run: () => new Promise((done) => setTimeout(() => done(ran.push('slow')), 300)),
      },
    ];
    await Promise.all([runSteps(slow, {root}), runSteps(slow, {root})]);
    assert.deepEqual(ran, ['slow']);
  });

  it('takes over from a build that was killed', async () => {
    mkdirSync(join(root, '.uggla/build'), {recursive: true});
    put('.uggla/build/running', '999999999');
    assert.deepEqual(await build(), ['first', 'second']);
  });
});
