import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {agentKey} from '../records/agent.js';
import {openApp, type TestApp} from '../support/app.test.util.js';
import {courseId, publishedCampus} from '../support/campus.test.util.js';
import type {FoundCourse} from '../campus/campus-files.js';
import {enrolTable, readPeople} from './enrol-csv.js';
import {readCsv} from './read-csv.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readCsv', () => {
  it('reads what spreadsheets write', () => {
    const lines = [
      {line: 1, cells: ['account', 'name']},
      {line: 2, cells: ['ana', 'Núñez, "Ana"']},
      {line: 3, cells: ['ben', 'two\nlines']},
      {line: 6, cells: ['cleo', '']},
    ];
    const texts = [
      'account,name\nana,"Núñez, ""Ana"""\nben,"two\nlines"\n\ncleo,\n',
      '\uFEFFaccount;name\r\nana;"Núñez, ""Ana"""\r\nben;"two\nlines"\r\n;\r\ncleo;',
      'account\tname\nana\t"Núñez, ""Ana"""\nben\t"two\nlines"\n \t \ncleo\t',
    ];
    for (const text of texts) assert.deepEqual(readCsv(bytes(text)), lines, text);
  });

  it('reads the code pages of old spreadsheets', () => {
    assert.deepEqual(readCsv(Uint8Array.from([0x4e, 0xfa, 0xf1, 0x65, 0x7a]))[0]?.cells, ['Núñez']);
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from('Núñez', (letter) => letter.charCodeAt(0)).buffer),
    ]);
    assert.deepEqual(readCsv(wide)[0]?.cells, ['Núñez']);
  });

  it('bears what is no table', () => {
    assert.deepEqual(readCsv(bytes('')), []);
    assert.deepEqual(readCsv(bytes('"never closed,\n1')).length, 1);
    assert.equal(readCsv(bytes('a\n'.repeat(10_000))).length, 10_000);
  });
});

describe('a table of people', () => {
  let app: TestApp;
  let courses: FoundCourse[];
  before(async () => {
    app = await openApp({root: await publishedCampus()});
    courses = await app.services.campus!.courses();
  });
  const by = {objectType: 'Agent' as const, account: {homePage: 'https://campus.example/', name: 'boss'}};
  const head = 'account,name,email,course,timezone';

  it('is enrolled row by row, once, with what is told of each', async () => {
    const table = bytes(
      `${head}\nana,Ana Ruiz,ana@example.com,ergonomia,Europe/Madrid\nkai,,,${courseId},Pacific/Kiritimati\n`,
    );
    assert.deepEqual(await enrolTable(app.services, courses, table, by, {}), {
      rows: 2,
      enrolled: 2,
      already: 0,
      problems: [],
    });
    assert.deepEqual(await enrolTable(app.services, courses, table, by, {}), {
      rows: 2,
      enrolled: 0,
      already: 2,
      problems: [],
    });
    const account = {homePage: app.services.homePage, name: 'ana'};
    const row = await app.services.store.db
      .selectFrom('people')
      .selectAll()
      .where('actor', '=', agentKey({account}))
      .executeTakeFirstOrThrow();
    assert.deepEqual([row.name, row.email, row.time_zone], ['Ana Ruiz', 'ana@example.com', 'Europe/Madrid']);
  });

  it('enrols nobody when it is only tried', async () => {
    assert.deepEqual(
      await enrolTable(app.services, courses, bytes('account\nnew\n'), by, {course: 'ergonomia', dryRun: true}),
      {rows: 1, enrolled: 0, already: 0, problems: []},
    );
    assert.equal(
      await app.services.store.db
        .selectFrom('people')
        .select('actor')
        .where('actor', 'like', '% new')
        .executeTakeFirst(),
      undefined,
    );
  });

  it('understands columns in Spanish and in any order', () => {
    const {rows, problems} = readPeople(bytes('Nombre;Curso;Usuario\nAna;ergonomia;ana\n'), courses, undefined);
    assert.deepEqual(
      [rows.map(({account, name, course}) => [account, name, course.item]), problems],
      [[['ana', 'Ana', 'ergonomia']], []],
    );
  });

  it('names every row that it does not understand, and why, and enrols the others', () => {
    const table = [
      head,
      'ana,,,ergonomia,',
      ',Nobody,,ergonomia,',
      'ben,,no mail,ergonomia,',
      'cleo,,,none,',
      'dan,,,ergonomia,Nowhere/Land',
      'eva,,,,',
      'ana,,,ergonomia,',
      'fred,,,ergonomia,,,more',
      `${'x'.repeat(201)},,,ergonomia,`,
      'server,,,ergonomia,',
      'gus,,,ergonomia,',
    ].join('\n');
    const {rows, problems} = readPeople(bytes(table), courses, undefined);
    assert.deepEqual(
      rows.map(({account}) => account),
      ['ana', 'gus'],
    );
    const expected: [number, RegExp][] = [
      [3, /no account/],
      [4, /no address of mail/],
      [5, /no course none/],
      [6, /no time zone/],
      [7, /names no course/],
      [8, /twice/],
      [9, /7 cells/],
      [10, /longer than 200/],
      [11, /server itself/],
    ];
    assert.deepEqual(
      problems.map(({line}) => line),
      expected.map(([line]) => line),
    );
    for (const [at, [, why]] of expected.entries()) assert.match(problems[at]!.message, why);
    assert.match(readPeople(bytes('name\nAna\n'), courses, undefined).problems[0]!.message, /no column “account”/);
  });
});
