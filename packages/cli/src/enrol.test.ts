import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {before, describe, it} from 'node:test';
import {makeFolder, serve, uggla} from './testing/run.test.util.js';

const folder = makeFolder();
const published = join(folder, 'published');
const data = join(folder, '.uggla');
const table = join(folder, 'people.csv');
const course = 'https://campus.example/courses/welcome';

before(async () => {
  mkdirSync(join(published, 'courses/welcome'), {recursive: true});
  writeFileSync(
    join(published, 'campus.json'),
    JSON.stringify({
      id: 'https://campus.example/',
      title: 'C',
      languages: ['en'],
      packs: [
        {
          id: 'all',
          title: 'All',
          items: [{id: 'welcome', kind: 'course', title: 'W', src: 'courses/welcome/course.json'}],
        },
      ],
    }),
  );
  writeFileSync(
    join(published, 'courses/welcome/course.json'),
    JSON.stringify({id: course, version: '1', languages: ['en'], title: 'Welcome', items: []}),
  );
  writeFileSync(table, 'account,name,course\nana,Ana,welcome\nben,Ben,none\n');
  await serve(published);
});

describe('uggla enrol', () => {
  it('enrols while the server runs, names the rows that it does not understand, and ends with 1 for them', async () => {
    const {code, stdout, stderr} = await uggla(['enrol', table, published]);
    assert.equal(code, 1);
    assert.match(stdout, /2 rows: 1 enrolled, 0 were already, 1 not understood/);
    assert.match(stderr, /row-unknown[\s\S]*no course none|no course none[\s\S]*row-unknown/);
    writeFileSync(table, 'account,name\nana,Ana\n');
    const again = await uggla(['enrol', table, folder, '--course', course, '--json']);
    assert.deepEqual([again.code, (JSON.parse(again.stdout) as {already: number}).already], [0, 1]);
  });

  it('tells of a table that is not there', async () => {
    assert.equal((await uggla(['enrol', join(folder, 'none.csv'), published])).code, 2);
  });
});

describe('uggla audit erase', () => {
  it('cuts the records of a person, and the audit file stays whole', async () => {
    const store = new DatabaseSync(join(data, 'records.sqlite'));
    store.exec("INSERT INTO forwarding (lrs, sent, next) VALUES ('https://lrs.example/xapi', 9, '')");
    store.close();
    const {code, stdout} = await uggla(['audit', 'erase', 'ana', '--data', data]);
    assert.equal(code, 0);
    assert.match(stdout, /1 records speak of [0-9a-f]{64} now/);
    assert.match(stdout, /Not erased: 1 records that were handed on to https:\/\/lrs\.example\/xapi before\./);
    assert.match(stdout, /\n {2}ana \(http\S+\): 1 records, here of [0-9a-f]{64}\n/);
    const zip = join(folder, 'audit.zip');
    assert.equal((await uggla(['audit', 'export', published, '--out', zip])).code, 0);
    const checked = await uggla(['verify', zip]);
    assert.match(checked.stdout, /whole: 2 records/);
    assert.match((await uggla(['audit', 'erase', 'ana', '--data', data])).stderr, /person-unknown/);
  });

  it('wants one person or an age', async () => {
    for (const args of [[], ['ana', '--older-than', 'P1Y'], ['--older-than', 'long']])
      assert.equal((await uggla(['audit', 'erase', ...args, '--data', data])).code, 2, args.join(' '));
    assert.match((await uggla(['audit', 'erase', '--older-than', 'P6Y', '--data', data])).stdout, /0 people erased/);
  });
});
