import assert from 'node:assert/strict';
import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {film} from './testing/film.test.util.js';
import {authored} from './testing/read.test.util.js';
import {build, ended, hashes, makeFolder, start, uggla, write, type Report} from './testing/run.test.util.js';

const plain = {UGGLA_FFMPEG: 'none'};
const lesson = {'courses/c/10-a.md': 'Texto'};

describe('uggla for machines', () => {
  it('answers with one JSON document, whatever is wrong', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'file'), 'x');
    const cases: [args: string[], exit: number, code: string][] = [
      [['build', '--owt'], 2, 'usage-wrong'],
      [['bild'], 2, 'usage-wrong'],
      [['serve', folder, '--port', '-1'], 2, 'usage-wrong'],
      [['serve', folder, '--host', '0.0.0.0'], 1, 'server-needs-identity'],
      [['build', folder, '--out', ''], 2, 'usage-wrong'],
      [['new', join(folder, 'x'), '--language', 'fr'], 2, 'usage-wrong'],
      [['build', folder, '--out', join(folder, 'file')], 1, 'out-not-ours'],
      [['new', join(folder, 'file')], 1, 'file-refused'],
      [['check', join(folder, 'file')], 1, 'folder-missing'],
    ];
    const ends = await Promise.all(cases.map(([args]) => uggla([...args, '--json'], plain)));
    for (const [at, [args, exit, code]] of cases.entries()) {
      const {ok, problems} = JSON.parse(ends[at]!.stdout) as Report;
      assert.deepEqual([ends[at]!.code, ok, problems.map((one) => one.code)], [exit, false, [code]], args.join(' '));
      assert.ok(problems[0]!.cure, args.join(' '));
    }
    assert.deepEqual(readdirSync(folder), ['file']);
  });

  it('does not mind a reader that goes away', async () => {
    const child = start(['build', authored(lesson), '--json'], plain);
    child.stdout!.destroy();
    const {code, stderr} = await ended(child);
    assert.deepEqual([code, stderr], [0, '']);
  });
});

describe('uggla for people', () => {
  it('tells what the system refused without a stack trace', async () => {
    const file = join(makeFolder(), 'file');
    writeFileSync(file, 'x');
    const {code, stderr} = await uggla(['new', file]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^✖ .*file is a file, where a folder was expected \(file-refused\)\n {2}Name a folder\.\n1 error, 0 warnings\n$/,
    );
  });

  it('shows in a log that long work goes on, a line for each film', async () => {
    const folder = authored({});
    film(join(folder, 'courses/c/10-a.mp4'), {seconds: 1});
    const {code, stderr} = await uggla(['build', folder]);
    assert.equal(code, 0);
    assert.match(stderr, /^Repack films as they are: .*10-a\.mp4$/m);
  });
});

describe('uggla build when nothing should be published', () => {
  it('leaves what was published as it was while the file of ids is broken', async () => {
    const folder = authored(lesson);
    await build(folder, plain);
    const before = hashes(join(folder, 'published'));
    write(folder, {'uggla.lock.json': '<<<<<<< ours\n', 'courses/c/20-b.md': 'Más'});
    const {code, report} = await build(folder, plain);
    assert.deepEqual(
      [code, report.problems.map((one) => [one.code, one.file, Boolean(one.cure)])],
      [1, [['lock-invalid', 'uggla.lock.json', true]]],
    );
    assert.deepEqual(hashes(join(folder, 'published')), before);
  });

  it('leaves what was published as it was when all that there is has mistakes', async () => {
    const folder = authored({'guides/g/guide.md': '---\nsteps: [{title: A}]\n---\n'});
    await build(folder, plain);
    const before = hashes(join(folder, 'published'));
    write(folder, {'guides/g/guide.md': '---\nsteps: []\n---\n'});
    const {code, report} = await build(folder, plain);
    assert.deepEqual(
      [code, report.written, report.problems.map((one) => one.code)],
      [1, 0, ['guide-empty', 'campus-empty']],
    );
    assert.deepEqual(hashes(join(folder, 'published')), before);
  });

  it('makes no folder when it cannot build', async () => {
    const folder = authored({...lesson, 'uggla.lock.json': '{}'});
    await uggla(['build', folder], plain);
    assert.ok(!existsSync(join(folder, 'published')));
  });
});
