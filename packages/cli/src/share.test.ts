import assert from 'node:assert/strict';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {publish} from './testing/publish.test.util.js';
import {makeFolder, serve, uggla} from './testing/run.test.util.js';

let folder: string;
let url: string;
const product = (fields: string) => `---\n${fields}\n---\n`;

before(async () => {
  const made = await publish({
    'campus.yml': 'title: Tienda\nlanguages: [es]\n',
    'products/bomba/product.md': product('title: Bomba'),
    'products/turbina/product.md': product('title: Turbina\naccess: clients'),
  });
  folder = made.folder;
  ({url} = await serve(made.out));
});

describe('uggla share', () => {
  it('makes, tells of and withdraws a link while the server runs', async () => {
    const {code, stdout, stderr} = await uggla([
      'share',
      'create',
      folder,
      '--for',
      'Cliente Pérez',
      '--products',
      'turbina',
      '--until',
      '2027-05-01',
      '--public-url',
      url,
      '--json',
    ]);
    assert.equal(code, 0, stderr);
    const made = JSON.parse(stdout) as {id: string; url: string; expires: string};
    assert.equal(made.expires, '2027-05-02T00:00:00.000Z');
    const opened = await fetch(made.url, {
      method: 'POST',
      headers: {'Content-Type': 'application/x-www-form-urlencoded'},
    });
    assert.match(await opened.text(), /Cliente Pérez/);
    assert.match(await (await fetch(`${opened.url}portfolio.json`)).text(), /Turbina/);
    assert.match(
      (await uggla(['share', 'list', folder])).stdout,
      new RegExp(`${made.id}  good .*opened 1, 0 products seen  Cliente Pérez`),
    );
    assert.equal((await uggla(['share', 'revoke', made.id, folder])).code, 0);
    assert.equal((await fetch(`${opened.url}portfolio.json`)).status, 410);
    const again = await uggla(['share', 'revoke', made.id, folder]);
    assert.deepEqual([again.code, /share-unknown/.test(again.stderr)], [1, true]);
  });

  it('says what is wrong, and makes no store where there is none', async () => {
    assert.match(
      (await uggla(['share', 'create', folder, '--for', 'X', '--password', 'corta'])).stderr,
      /password-unfit.*\n.*Choose one of 6 to 200 characters/,
    );
    assert.match((await uggla(['share', 'create', folder])).stderr, /--for/);
    assert.match(
      (await uggla(['share', 'list', makeFolder(), '--data', join(folder, 'none')])).stderr,
      /store-unavailable/,
    );
  });
});
