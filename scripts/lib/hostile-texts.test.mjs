import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {hostileTexts} from './hostile-texts.mjs';

describe('hostileTexts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'uggla-hostile-'));
  after(() => rmSync(folder, {recursive: true}));

  it('reads what stands in the files of others, each text once, and runs none of it', () => {
    const files = {
      'a.mjs':
        'globalThis.ran = true; export default [{title: "x", payload: "<img \\u0022>", expected: [\'<b>\']}]; /* "<comment>" */ const t = `<i>${"<u>"}</i>`;',
      'b.js': 'const again = "<img \\u0022>", word = "harmless";',
      'c.json': '[{"payload": "<svg>", "n": 1}, "[x](javascript:1)"]',
      'd.md': 'Text `<em>` and\n\n```html\n<p>\n</p>\n```\n',
      'e.txt': '<q>\n\nnothing\n',
      'f.png': '<png>',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    assert.deepEqual(hostileTexts(folder), {
      'a.mjs': ['<img ">', '</i>'],
      'b.js': [],
      'c.json': ['<svg>', '[x](javascript:1)'],
      'd.md': [files['d.md'], '<p>\n</p>', '<em>'],
      'e.txt': [],
    });
    assert.equal(globalThis.ran, undefined);
  });

  it('is nothing where no folder is named, and says when one holds nothing', () => {
    assert.deepEqual(hostileTexts(undefined), {});
    const empty = mkdtempSync(join(tmpdir(), 'uggla-hostile-'));
    assert.throws(() => hostileTexts(empty), /holds no \.js/);
    rmSync(empty, {recursive: true});
  });
});
