import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {makeFolder, write} from '../testing/run.test.util.js';
import {produce} from './produce.js';

/** What is told of a script that nothing is made of. */
async function told(files: Record<string, string>, script = 'courses/a/10-b.md') {
  const folder = makeFolder();
  write(folder, {'campus.yml': 'title: Acme\nlanguages: [es, en]\n', ...files});
  const before = readdirSync(folder, {recursive: true});
  const report = await produce(join(folder, script));
  assert.deepEqual(readdirSync(folder, {recursive: true}), before, 'nothing is written');
  assert.equal(report.film, undefined);
  return report.problems.map(({code, file, line}) => [code, file, line]);
}

describe('produce', () => {
  it('makes nothing of a script that says nothing', async () => {
    assert.deepEqual(await told({'courses/a/10-b.md': '## One\n\n- shown\n'}), [
      ['script-empty', 'courses/a/10-b.md', undefined],
    ]);
    assert.deepEqual(await told({'courses/a/10-b.md': 'Hola.\n', 'courses/a/10-b.en.md': '- shown\n'}), [
      ['script-empty', 'courses/a/10-b.en.md', undefined],
    ]);
    assert.deepEqual(await told({'courses/a/10-b.md': ''}), [['script-empty', 'courses/a/10-b.md', undefined]]);
  });

  it('checks the front matter by its schema', async () => {
    const script = '---\ntitle: B\nfilm: {theme: pink, voise: es, speed: 9}\n---\nHola.\n';
    assert.deepEqual(
      (await told({'courses/a/10-b.md': script})).map(([code, , line]) => [code, line]),
      [
        ['field-unknown', 3],
        ['field-invalid', 3],
        ['field-invalid', 3],
      ],
    );
    const option = '---\nfilm: {voice: --version}\n---\nHola.\n';
    assert.deepEqual(await told({'courses/a/10-b.md': option}), [['field-invalid', 'courses/a/10-b.md', 2]]);
  });

  it('wants the same slides in a translation: the picture is of all languages', async () => {
    const files = {
      'courses/a/10-b.md': 'Hola.\n\n## Uno\n\nA.\n\n---\n\nB.\n',
      'courses/a/10-b.en.md': 'Hello.\n\n## One\n\nA.\n\nB.\n',
    };
    assert.deepEqual(await told(files), [['translation-differs', 'courses/a/10-b.en.md', 3]]);
  });

  it('takes pictures out of the campus alone', async () => {
    const pictures = '![a](../../../x.png) ![b](/etc/passwd) ![c](https://acme.example/c.png) ![d](../d.png)';
    const problems = await told({'courses/a/10-b.md': `Hola.\n\n## Uno\n\n${pictures}\n`});
    assert.deepEqual(
      problems.map(([code, , line]) => [code, line]),
      [
        ['path-outside', 3],
        ['picture-remote', 3],
        ['picture-remote', 3],
        ['file-missing', 3],
      ],
    );
  });

  it('asks which language a name without one is in, where nobody has said it', async () => {
    const folder = makeFolder();
    write(folder, {'10-b.md': 'Hola.\n', '10-b.en.md': 'Hello.\n'});
    const [problem] = (await produce(join(folder, '10-b.md'))).problems;
    assert.equal(problem?.code, 'file-doubled');
    assert.match(problem.cure ?? '', /languages: \[es, en\]/);
  });

  it('refuses what is no script', async () => {
    const folder = makeFolder();
    write(folder, {'film.mp4': ''});
    await assert.rejects(produce(join(folder, 'film.mp4')), {code: 'usage-wrong'});
    await assert.rejects(produce(join(folder, 'no.md')), {code: 'file-missing'});
  });
});
