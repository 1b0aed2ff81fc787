// Every EPUB of the campus as it is published, judged by EPUBCheck (`UGGLA_EPUBCHECK` names its jar; 5.x judges by EPUB 3.3).
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {unzipSync, zipSync} from 'fflate';
import {globSync} from '../scripts/lib/files.mjs';
import {publishCampus, published, root} from './lib/campus.mjs';

/** What EPUBCheck finds: `[id, message]` of each fatal flaw, error and warning. */
function check(file) {
  const {status, stdout, stderr} = spawnSync(
    'java',
    ['-jar', process.env.UGGLA_EPUBCHECK, file, '--json', '-', '--quiet'],
    {encoding: 'utf8', maxBuffer: 1e8},
  );
  assert.ok(stdout.includes('"messages"'), `EPUBCheck ended with ${status}: ${stderr}`);
  const {checker, messages} = JSON.parse(stdout.slice(stdout.indexOf('{')));
  return {
    version: checker.checkerVersion,
    flaws: messages
      .filter(({severity}) => ['FATAL', 'ERROR', 'WARNING'].includes(severity))
      .map(({ID, message}) => [ID, message]),
  };
}

describe('the books of the campus', () => {
  let folder;
  before(async () => {
    await publishCampus();
    folder = await mkdtemp(join(tmpdir(), 'uggla-books-'));
  });
  after(() => rm(folder, {recursive: true, force: true}));

  it('are valid, as they were written and as they are published', () => {
    const written = globSync(['examples/*/{books,courses}/**/*.epub'], {cwd: root}).map((file) => join(root, file));
    const books = [
      ...written,
      ...globSync(['courses/**/*.epub'], {cwd: published}).map((file) => join(published, file)),
    ];
    assert.ok(books.length > written.length && written.length > 0, 'there are books');
    for (const book of books) assert.deepEqual(check(book).flaws, [], basename(book));
  });

  it('would be told from one that is broken', async () => {
    const [book] = globSync(['courses/**/*.epub'], {cwd: published});
    const {mimetype, ...files} = unzipSync(await readFile(join(published, book)));
    const chapter = Object.keys(files).find((name) => name.endsWith('.xhtml'));
    const broken = join(folder, 'broken.epub');
    await writeFile(
      broken,
      zipSync({mimetype: [mimetype, {level: 0}], ...files, [chapter]: new TextEncoder().encode('<html><p>')}),
    );
    assert.notDeepEqual(check(broken).flaws, []);
  });
});
