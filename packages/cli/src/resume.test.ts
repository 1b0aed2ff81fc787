import assert from 'node:assert/strict';
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {cpSync, existsSync, globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {film} from './testing/film.test.util.js';
import {
  bin,
  build,
  ended,
  hashes,
  makeFolder,
  readJson,
  start,
  until,
  write,
  type Report,
} from './testing/run.test.util.js';

const campus = 'title: Cine\nlanguages: [es]\nid: https://acme.example/cine\n';

/** Names of the finished parts of films, and of those that are being made. */
function parts(folder: string) {
  // unlike a recursive reading, these pass over what is moved to its place meanwhile
  const done = globSync('**/index.m3u8', {cwd: join(folder, 'published/media')});
  const open = globSync('*/*-360p', {cwd: join(folder, 'published/.work')});
  return {done, open};
}

describe('uggla build that is killed', () => {
  it('goes on where it was, and comes to the very same files', async () => {
    const folder = makeFolder();
    write(folder, {'campus.yml': campus});
    film(join(folder, 'courses/cine/10-a.mp4'), {size: '704x528', seconds: 8, keys: 50});
    film(join(folder, 'courses/cine/20-b.mp4'), {seconds: 3});
    const clean = makeFolder();
    cpSync(folder, clean, {recursive: true});

    const child = start(['build', folder]);
    const end = ended(child);
    // in the midst of encoding: a quality is being made that is not whole yet
    await until(() => parts(folder).open.length > 0 || child.exitCode !== null, 'encoding began');
    assert.equal(child.exitCode, null, 'it ended before it could be killed');
    child.kill('SIGKILL');
    assert.equal((await end).signal, 'SIGKILL');

    // what can be seen is whole: every address leads somewhere
    const left = readJson(folder, 'published/campus.json');
    assert.equal(left.packs[0].items[0].parts, 2);
    const {hls, id} = readJson(folder, 'published/media/cine-a/media.json');
    assert.match(readFileSync(join(folder, 'published/media', id, hls), 'utf8'), /704x528/);
    const finished = parts(folder).done;
    // and what was found out about the films need not be found out again
    const {facts} = readJson(folder, '.uggla/cache.json');
    assert.equal(Object.keys(facts).filter((key) => key.startsWith('probe:')).length, 2);

    const again = await build(folder);
    assert.equal(again.code, 0);
    const made = again.report.media.find((one) => one.id === 'cine-a')!.made;
    assert.ok(
      finished.length >= 2 && !made.includes('528p') && made.includes('360p'),
      `finished ${finished.join(' ')}, made again ${made.join(' ')}`,
    );
    await build(clean);
    assert.deepEqual(hashes(join(folder, 'published')), hashes(join(clean, 'published')));
    assert.ok(!existsSync(join(folder, 'published/.work')));
  });

  it('ends at once when it is asked to, and leaves no encoder behind', async () => {
    const folder = makeFolder();
    write(folder, {'campus.yml': campus});
    film(join(folder, 'courses/cine/10-a.mp4'), {size: '704x528', seconds: 8, keys: 50});
    const child = start(['build', folder]);
    const end = ended(child);
    await until(() => parts(folder).open.length > 0 || child.exitCode !== null, 'encoding began');
    child.kill('SIGTERM');
    assert.equal((await end).code, 143);
    const list = spawnSync('ps', ['-eo', 'args'], {encoding: 'utf8'}).stdout;
    assert.ok(!list.split('\n').some((line) => line.includes('ffmpeg') && line.includes(folder)));
  });

  it('lets no second build work on the same folder', async () => {
    const folder = makeFolder();
    write(folder, {'campus.yml': campus});
    film(join(folder, 'courses/cine/10-a.mp4'), {size: '704x528', seconds: 8, keys: 50});
    const child = start(['build', folder]);
    const end = ended(child);
    await until(
      () => existsSync(join(folder, 'published/.work', String(child.pid))) || child.exitCode !== null,
      'work began',
    );
    const second = await build(folder);
    assert.deepEqual([second.code, second.report.problems[0]?.code], [1, 'build-running']);
    child.kill('SIGTERM');
    await end;
  });
});

describe('uggla build on a full disk', () => {
  it('says so, changes nothing that was published, and goes on when there is room', async () => {
    const folder = makeFolder();
    write(folder, {'campus.yml': campus, 'courses/cine/05-hola.md': '---\ntitle: Hola\n---\n\nTexto.\n'});
    film(join(folder, 'courses/cine/10-a.mp4'), {seconds: 2});
    assert.equal((await build(folder)).code, 0);
    const before = hashes(join(folder, 'published'));
    film(join(folder, 'courses/cine/20-b.mp4'), {size: '704x528', seconds: 4, keys: 50});
    const {code, report} = await buildWithin(folder, 100);
    assert.equal(code, 1);
    const [problem] = report.problems.filter((one) => one.severity === 'error');
    assert.equal(problem?.code, 'disk-full');
    assert.match(problem.cure ?? '', /Make room/);
    // what was there is still there, byte for byte; nothing half-written lies beside it
    const after = hashes(join(folder, 'published'));
    for (const [path, hash] of Object.entries(before))
      if (path.startsWith('media/cine-a/')) assert.equal(after[path], hash, path);
    assert.ok(!Object.keys(after).some((path) => /\.part$|\.work/.test(path)));
    for (const path of ['campus.json', 'courses/cine/course.json']) readJson(folder, 'published', path);
    assert.equal((await build(folder)).code, 0);
    assert.equal(readJson(folder, 'published/courses/cine/course.json').items.length, 3);
  });

  it('keeps a file system that is full in order', async () => {
    const folder = makeFolder();
    write(folder, {'campus.yml': campus});
    film(join(folder, 'courses/cine/10-a.mp4'), {size: '704x528', seconds: 4, keys: 50});
    const disk = makeFolder();
    // where no file system can be mounted, the limit on the size of a file stands in for it
    const script = `mount -t tmpfs -o size=1500k tmpfs '${disk}' && '${process.execPath}' '${bin}' build '${folder}' --out '${disk}/p' --json; echo "code $?"; find '${disk}' -name '*.part' -o -name 'new-*'; ls '${disk}/p'`;
    const stdout = tmpfs()
      ? spawnSync('unshare', ['-rm', 'sh', '-c', script], {
          encoding: 'utf8',
          env: {...process.env, UGGLA_BUNDLE: makeBundle(), UGGLA_NICE: '0'},
        }).stdout
      : `${JSON.stringify((await buildWithin(folder, 100)).report)}\ncode 1`;
    assert.match(stdout, /"disk-full"/);
    assert.match(stdout, /code 1/);
    assert.doesNotMatch(stdout, /\.part|new-\d/);
  });
});

/** Builds with files of at most so many kilobytes: what the system answers is handled as a full disk is. */
async function buildWithin(folder: string, kilobytes: number): Promise<{code: number | null; report: Report}> {
  const script = `trap '' XFSZ; ulimit -f ${kilobytes}; exec '${process.execPath}' '${bin}' build '${folder}' --json`;
  const {code, stdout, stderr} = await ended(
    spawn('bash', ['-c', script], {env: {...process.env, UGGLA_BUNDLE: makeBundle(), UGGLA_NICE: '0'}}),
  );
  assert.ok(stdout, stderr);
  return {code, report: JSON.parse(stdout) as Report};
}

function makeBundle(): string {
  const folder = makeFolder();
  write(folder, {'uggla.js': 'export {};\n', 'uggla.css': 'uggla-campus { display: block }\n'});
  return folder;
}

/** Whether this user may mount a small file system. */
function tmpfs(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
}
