import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import type {ChildProcess} from 'node:child_process';
import {film, picture} from './testing/film.test.util.js';
import {
  ended,
  hashes,
  installed,
  makeFolder,
  readJson,
  start,
  uggla,
  until,
  write,
  type Report,
} from './testing/run.test.util.js';

const plain = {UGGLA_FFMPEG: 'none'};
const running: ChildProcess[] = [];
after(() => running.forEach((child) => child.kill('SIGKILL')));

describe('uggla', () => {
  it('tells its verbs, and of each verb what it takes', async () => {
    const {code, stdout} = await uggla(['--help']);
    assert.equal(code, 0);
    for (const verb of ['new', 'build', 'check', 'serve', 'doctor']) {
      assert.match(stdout, new RegExp(`^ {2}${verb} `, 'm'));
      const help = await uggla([verb, '--help']);
      assert.equal(help.code, 0);
      assert.match(help.stdout, new RegExp(`Usage: uggla ${verb}[\\s\\S]*--json`));
    }
    assert.match((await uggla(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('ends with 2 when it is used wrongly, and guesses what was meant', async () => {
    const verb = await uggla(['bild']);
    assert.equal(verb.code, 2);
    assert.match(verb.stderr, /Did you mean build\?/);
    assert.equal((await uggla(['build', '--owt', 'x'])).code, 2);
    assert.equal((await uggla(['new'])).code, 2);
    assert.equal((await uggla(['serve', '--port', 'many'])).code, 2);
  });
});

describe('uggla new', () => {
  it('makes a campus that builds, and in which nothing is missing', async () => {
    const folder = join(makeFolder(), 'mi-campus');
    const made = await uggla(['new', folder, '--language', 'es']);
    assert.equal(made.code, 0);
    assert.match(made.stdout, /uggla serve/);
    const {code, stderr} = await uggla(['build', folder], plain);
    assert.deepEqual([code, stderr], [0, '']);
    const campus = readJson(folder, 'published/campus.json');
    assert.deepEqual([campus.title, campus.languages], ['Mi campus', ['es']]);
    assert.deepEqual(
      readJson(folder, 'published', campus.packs[0].items[0].src).items.map(({kind}: {kind: string}) => kind),
      ['article', 'quiz'],
    );
    const check = await uggla(['check', folder], plain);
    assert.deepEqual([check.code, check.stderr], [0, '']);
    assert.match(check.stdout, /nothing is wrong, nothing is missing/);
    const before = hashes(folder);
    const doctor = await uggla(
      [
        'doctor',
        folder,
        '--mail-from',
        'nobody',
        '--smtp',
        'mail',
        '--lrs',
        'https://lrs.example/xapi',
        '--admin',
        'ana',
      ],
      {...plain, PORT: '0'},
    );
    assert.equal(doctor.code, 1);
    assert.match(doctor.stdout, /^✔ campus: “Mi campus” has no faults\n✔ published: published today/m);
    assert.match(doctor.stdout, /^! ffmpeg: UGGLA_FFMPEG is none.* → Unset it/m);
    assert.match(doctor.stdout, /^✖ settings: the address of the mail server is none → Write it as smtps:/m);
    assert.deepEqual(hashes(folder), before, 'it changes nothing');
  });

  it('writes into no folder that holds something', async () => {
    const folder = makeFolder();
    write(folder, {'a.txt': 'mine'});
    const {code, stderr} = await uggla(['new', folder]);
    assert.equal(code, 1);
    assert.match(stderr, /folder-not-empty/);
    assert.deepEqual(Object.keys(hashes(folder)), ['a.txt']);
  });
});

describe('uggla check', () => {
  it('tells what is missing for people, and publishes nothing', async () => {
    const folder = makeFolder();
    write(folder, {
      'campus.yml': 'title: Acme\nlanguages: [es, en]\nid: https://acme.example/c\n',
      'courses/curso/course.md': '---\ntitle: Curso\ncover: cover.jpg\n---\n\n![](cover.jpg)\n',
      'courses/curso/20-b.en.vtt': 'WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n',
    });
    film(join(folder, 'courses/curso/10-a.mp4'), {seconds: 1});
    film(join(folder, 'courses/curso/20-b.mp4'), {seconds: 1});
    picture(join(folder, 'courses/curso/cover.jpg'));
    const {code, stdout} = await uggla(['check', folder, '--json'], plain);
    assert.equal(code, 0);
    const {problems, ok} = JSON.parse(stdout) as Report;
    assert.equal(ok, true);
    const told = (one: string) =>
      problems
        .filter((problem) => problem.code === one)
        .map(({file, line}) => (line === undefined ? file : `${file}:${line}`));
    assert.deepEqual(told('captions-missing'), ['courses/curso/10-a.mp4', 'courses/curso/20-b.mp4']);
    assert.deepEqual(told('alt-missing'), ['courses/curso/course.md:6', 'courses/curso/course.md']);
    assert.ok(told('language-missing').includes('courses/curso/course.md'));
    assert.ok(problems.every(({severity}) => severity !== 'error'));
    assert.ok(!existsSync(join(folder, 'published')) && !existsSync(join(folder, 'uggla.lock.json')));
  });

  it('ends with 1 for what is wrong: broken links, unknown ids', async () => {
    const folder = makeFolder();
    write(folder, {
      'campus.yml': 'title: Acme\nlanguages: [es]\n',
      'courses/curso/10-a.md': '---\nunlock: {after: [b]}\n---\n\n[x](nada.pdf)\n',
    });
    const {code, stderr} = await uggla(['check', folder], plain);
    assert.equal(code, 1);
    assert.match(stderr, /courses\/curso\/10-a\.md:2 unlock\.after: .*\(reference-unknown\)/);
    assert.match(stderr, /courses\/curso\/10-a\.md:5: there is no file “nada\.pdf” \(file-missing\)/);
    assert.match(stderr, /2 errors/);
  });
});

describe('uggla serve', () => {
  async function serve(args: string[]): Promise<{url: string; child: ChildProcess}> {
    const child = start(['serve', ...args, '--json'], {...plain, PORT: '0'}, undefined, installed);
    running.push(child);
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    await until(() => /"url": "[^"]+"/.test(stdout) || child.exitCode !== null, 'the server told its address');
    assert.equal(child.exitCode, null, stderr);
    return {url: /"url": "([^"]+)"/.exec(stdout)![1]!, child};
  }

  it('builds an authored folder and serves it, with the chat on its page', async () => {
    const folder = join(makeFolder(), 'campus');
    await uggla(['new', folder]);
    const {url, child} = await serve([folder]);
    const page = await (await fetch(`${url}/`)).text();
    assert.match(page, /<uggla-campus id="campus" src="campus.json" endpoint="."/);
    assert.match(page, /<uggla-chat endpoint="v1" for="campus"/);
    assert.equal((await fetch(`${url}/served.js`)).status, 200);
    assert.equal(((await (await fetch(`${url}/campus.json`)).json()) as {title: string}).title, 'Campus');
    assert.equal((await fetch(`${url}/courses/welcome/answers.json`)).ok, false);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    const end = ended(child);
    child.kill('SIGTERM');
    assert.equal((await end).code, 0);
  });

  it('serves a published folder as it is, and further folders beside it', async () => {
    const folder = join(makeFolder(), 'campus');
    await uggla(['new', folder]);
    await uggla(['build', folder], plain);
    const before = hashes(join(folder, 'published'));
    const extra = makeFolder();
    write(extra, {'hello.txt': 'hello'});
    const {url, child} = await serve([
      join(folder, 'published'),
      '--mount',
      `/examples/=${extra}`,
      '--mount',
      `/=${extra}`,
    ]);
    assert.equal(await (await fetch(`${url}/examples/hello.txt`)).text(), 'hello');
    assert.equal(await (await fetch(`${url}/hello.txt`)).text(), 'hello');
    assert.match(await (await fetch(`${url}/`)).text(), /uggla-chat/);
    child.kill('SIGTERM');
    assert.deepEqual(hashes(join(folder, 'published')), before);
  });

  it('says what is wrong when it cannot start', async () => {
    const {code, stderr} = await uggla(['serve', join(makeFolder(), 'nope')], {PORT: '0'});
    assert.equal(code, 1);
    assert.match(stderr, /folder-missing/);
  });
});
