import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {makeFolder, readJson, uggla, write} from '../testing/run.test.util.js';
import {outline, readFolder} from '../testing/read.test.util.js';
import {starterFiles} from './starter.js';

describe('the files of a new campus', () => {
  it('have no mistake, in each language and with any title', async () => {
    for (const [language, title] of [
      ['en', 'Acme'],
      ['es', 'Año: “Nuevo” #1'],
      ['es-MX', '{es: x}'],
      ['en', '- a\n---\nb'],
      ['en', '2026'],
    ] as const) {
      const folder = makeFolder();
      write(folder, starterFiles(language, title));
      const {campus, list} = await readFolder(folder);
      assert.deepEqual([list, campus.title, campus.languages], [[], title, [language]], title);
      assert.deepEqual(outline(campus.courses[0]!.items), ['first-steps', 'check']);
    }
  });

  it('speak the language that was chosen', () => {
    assert.match(starterFiles('es', 'A')['courses/10-welcome/course.md']!, /title: Bienvenida/);
    assert.match(starterFiles('en', 'A')['courses/10-welcome/course.md']!, /title: Welcome/);
  });

  it('keep what the build makes out of version control, but not the ids', () => {
    const ignored = starterFiles('en', 'A')['.gitignore']!.split('\n');
    assert.ok(
      ignored.includes('published/') && ignored.includes('.uggla/') && !ignored.some((line) => line.includes('lock')),
    );
  });
});

describe('uggla new', () => {
  it('takes a folder with hidden files only, as a fresh clone has them', async () => {
    const folder = makeFolder();
    write(folder, {'.git/config': 'x'});
    const {code, stdout} = await uggla(['new', folder, '--title', 'Mi: campus', '--json']);
    const {ok, files} = JSON.parse(stdout) as {ok: boolean; files: string[]};
    assert.deepEqual([code, ok, files.every((name) => existsSync(join(folder, name)))], [0, true, true]);
    await uggla(['build', folder], {UGGLA_FFMPEG: 'none'});
    assert.equal(readJson(folder, 'published/campus.json').title, 'Mi: campus');
  });
});
