import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {png, publish} from '../testing/publish.test.util.js';
import {hashes} from '../testing/run.test.util.js';
import {typeOf} from './assets-of.js';

const campus = 'title: Acme\nlanguages: [es]\n';

describe('typeOf', () => {
  it('goes by the ending, in capitals too, and says nothing of what it does not know', () => {
    assert.deepEqual(['a.pdf', 'A.PDF', 'a.b.epub', 'a.M4A', 'a.svg', 'a.webm'].map(typeOf), [
      'application/pdf',
      'application/pdf',
      'application/epub+zip',
      'audio/mp4',
      'image/svg+xml',
      'video/webm',
    ]);
    for (const name of ['a', 'a.', 'a.exe', 'a.constructor', 'a.__proto__', 'a.toString'])
      assert.equal(typeOf(name), 'application/octet-stream', name);
  });
});

describe('files beside a text', () => {
  it('are published once, under a name that holds their hash and nothing to escape', async () => {
    const {out, text} = await publish({
      'campus.yml': campus,
      'courses/a/10-b.md':
        '---\ntitle: B\n---\n\n[uno](Ficha%20N.º%201%20%26%20m%C3%A1s.PDF) [dos](Ficha%20N.º%201%20%26%20m%C3%A1s.PDF#page=2) ![](<foto 😀.png>)\n',
      'courses/a/Ficha N.º 1 & más.PDF': '%PDF-1.4 a',
      'courses/a/foto 😀.png': png(8, 8),
    });
    const files = Object.keys(hashes(join(out, 'courses/a/files')));
    assert.equal(files.length, 2);
    assert.match(files[0]!, /^ficha-n-o-1-mas\.[0-9a-f]{10}\.pdf$/);
    assert.match(files[1]!, /^foto\.[0-9a-f]{10}\.png$/);
    assert.ok(text('courses/a/b.es.article.json').includes(`files/${files[0]}#page=2`));
  });

  it('get another name with another content, and the old one goes', async () => {
    const files = {
      'campus.yml': campus,
      'courses/a/10-b.md': '---\ntitle: B\n---\n\n[x](x.pdf)\n',
      'courses/a/x.pdf': '%PDF one',
    };
    const first = await publish(files);
    const [before] = Object.keys(hashes(join(first.out, 'courses/a/files')));
    const again = await publish({'courses/a/x.pdf': '%PDF two'}, first.folder);
    const after = Object.keys(hashes(join(again.out, 'courses/a/files')));
    assert.equal(after.length, 1);
    assert.notEqual(after[0], before);
    assert.equal(readFileSync(join(again.out, 'courses/a/files', after[0]!), 'utf8'), '%PDF two');
  });

  it('that are not there leave the words of their link, and say where it stands', async () => {
    const {problems, json} = await publish({
      'campus.yml': campus,
      'courses/a/10-b.md': '---\ntitle: B\n---\n\nUno.\n\n[dos](nada.pdf)\n',
    });
    assert.deepEqual(
      problems.filter(({severity}) => severity === 'error').map(({code, file, line}) => [code, file, line]),
      [['file-missing', 'courses/a/10-b.md', 7]],
    );
    assert.deepEqual(json('courses/a/b.es.article.json').tree.children[1].children, [
      {type: 'element', tagName: 'a', children: [{type: 'text', value: 'dos'}]},
    ]);
  });

  it('ask for the words that stand for a picture', async () => {
    const {problems} = await publish({
      'campus.yml': campus,
      'courses/a/10-b.md': '---\ntitle: B\n---\n\n![](x.png)\n',
      'courses/a/x.png': png(8, 8),
    });
    const [problem] = problems.filter(({code}) => code === 'alt-missing');
    assert.deepEqual([problem?.severity, problem?.file, problem?.line], ['warning', 'courses/a/10-b.md', 5]);
  });
});
