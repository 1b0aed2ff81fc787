import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {readCmi5} from './cmi5.js';
import {readH5p} from './h5p.js';
import type {Flaw, Inside} from './plan.js';
import {readScorm, shareOf} from './scorm.js';

/** A package with these files. */
const inside = (files: Record<string, string> = {}): Inside => ({
  addressOf: (named, parameters = '') => named + parameters,
  has: (path) => path in files,
  read: async (path) => Buffer.from(files[path]!),
});
const invalid = {code: 'package-manifest-invalid'};

describe('readScorm', () => {
  const scorm = (organizations: string, resources: string, version = '1.2') =>
    readScorm(
      Buffer.from(
        `<manifest xmlns:adlcp="x"><metadata><schemaversion>${version}</schemaversion></metadata><organizations default="B">${organizations}</organizations><resources>${resources}</resources></manifest>`,
      ),
      'imsmanifest.xml',
      inside(),
    );
  const sco = '<resource identifier="R" adlcp:scormtype="sco" href="a.html"/>';
  const item = (more = '', of = 'R') => `<item identifier="I" identifierref="${of}"><title> One </title>${more}</item>`;

  it('opens what the default organization names, in its order', () => {
    const plan = scorm(
      `<organization identifier="A">${item()}</organization><organization identifier="B"><title>Course</title><item><title>Part</title>${item()}${item('', 'S')}</item></organization>`,
      `${sco}<resource identifier="S" adlcp:scormType="asset" href="b.html"/>`,
    )!;
    assert.deepEqual([plan.standard, plan.title], ['scorm12', 'Course']);
    assert.deepEqual(
      plan.units.map(({title, lesson}) => [title, lesson.standard, lesson.src]),
      [
        ['One', 'scorm12', 'a.html'],
        ['One', 'page', 'b.html'],
      ],
    );
  });

  it('reads the score that is wanted, and leaves out one that is none', () => {
    const mastery = (score: string) => {
      const plan = scorm(
        `<organization>${item(`<adlcp:masteryscore>${score}</adlcp:masteryscore>`)}</organization>`,
        sco,
      )!;
      return [plan.units[0]!.lesson.mastery, plan.flaws.length];
    };
    assert.deepEqual(
      [mastery('80'), mastery('0'), mastery('101'), mastery('most')],
      [
        [0.8, 0],
        [0, 0],
        [undefined, 1],
        [undefined, 1],
      ],
    );
  });

  it('knows the edition by what it says', () => {
    for (const [version, standard] of [
      ['1.2', 'scorm12'],
      ['CAM 1.3', 'scorm2004'],
      ['2004 4th Edition', 'scorm2004'],
    ] as const)
      assert.equal(scorm(`<organization>${item()}</organization>`, sco, version)?.standard, standard);
    assert.equal(scorm(`<organization>${item()}</organization>`, sco, '9')?.standard, undefined);
  });

  it('takes a package of resources alone: those that are scripted', () => {
    const plan = scorm('', `<resource identifier="P" adlcp:scormtype="asset" href="p.html"/>${sco}`)!;
    assert.deepEqual(
      plan.units.map(({key}) => key),
      ['R'],
    );
  });

  it('refuses what names nothing, what is not there, and scripts that lie elsewhere', () => {
    assert.throws(() => scorm('', ''), invalid);
    assert.throws(() => scorm(`<organization>${item('', 'X')}</organization>`, sco), invalid);
    assert.throws(() => scorm(`<organization>${item()}</organization>`, '<resource identifier="R"/>'), invalid);
    assert.throws(
      () => scorm(`<organization>${item()}</organization>`, '<resource identifier="R" href="https://acme.example/"/>'),
      invalid,
    );
    assert.throws(() => readScorm(Buffer.from('<html/>'), 'imsmanifest.xml', inside()), invalid);
  });
});

describe('shareOf', () => {
  it('tells of a score that is none, and of no score nothing', () => {
    const flaws: Flaw[] = [];
    assert.deepEqual([shareOf(undefined, 1, 'a', 'f', flaws), shareOf('1', 3, 'a', 'f', flaws)], [undefined, 0.333333]);
    assert.equal(flaws.length, 0);
    for (const wrong of ['-1', 'NaN', '2', 'Infinity']) assert.equal(shareOf(wrong, 1, 'a', 'f', flaws), undefined);
    assert.equal(flaws.length, 4);
  });
});

describe('readCmi5', () => {
  const cmi5 = (text: string) =>
    readCmi5(Buffer.from(`<courseStructure>${text}</courseStructure>`), 'cmi5.xml', inside());
  const au = (attributes = '', more = '') =>
    `<au id="https://acme.example/au/1" ${attributes}><url>a.html</url>${more}</au>`;

  it('reads its units in their order, out of blocks too', () => {
    const {units, title} = cmi5(
      `<course><title><langstring lang="es">Uno</langstring><langstring lang="en">One</langstring></title></course>${au()}<block><block>${au('masteryScore="0.5" moveOn="Passed" launchMethod="OwnWindow"', '<launchParameters> x </launchParameters>')}</block></block>`,
    );
    assert.deepEqual(title, {es: 'Uno', en: 'One'});
    assert.equal(units.length, 2);
    assert.deepEqual(units[1], {
      key: '1',
      lesson: {
        standard: 'cmi5',
        src: 'a.html',
        activity: 'https://acme.example/au/1',
        mastery: 0.5,
        moveOn: 'Passed',
        data: 'x',
        launchMethod: 'OwnWindow',
      },
    });
  });

  it('tells of a condition that is none of the five, and goes on without', () => {
    const {units, flaws} = cmi5(au('moveOn="Soon" launchMethod="Frame"'));
    assert.deepEqual([units[0]!.lesson.moveOn, units[0]!.lesson.launchMethod, flaws.length], [undefined, undefined, 1]);
  });

  it('refuses units without address or id, at addresses that are not secure, and no unit at all', () => {
    for (const text of [
      '',
      '<au id="a"/>',
      '<au><url>a.html</url></au>',
      '<au id="a"><url>http://acme.example/</url></au>',
    ])
      assert.throws(() => cmi5(text), invalid, text);
    assert.throws(() => readCmi5(Buffer.from('<course/>'), 'cmi5.xml', inside()), invalid);
  });
});

describe('readH5p', () => {
  const about = (more: object = {}) =>
    Buffer.from(
      JSON.stringify({title: 'A &amp; B', mainLibrary: 'H5P.A', preloadedDependencies: [library('H5P.A')], ...more}),
    );
  const library = (machineName: string) => ({machineName, majorVersion: 1, minorVersion: 2});
  const needs = (...names: string[]) => JSON.stringify({preloadedDependencies: names.map(library)});

  it('takes one whose libraries are inside, also where they need one another', async () => {
    const files = {'H5P.A-1.2/library.json': needs('H5P.B'), 'H5P.B-1.2/library.json': needs('H5P.A')};
    const {title, units} = await readH5p(about(), 'h5p.json', inside(files));
    assert.deepEqual([title, units[0]!.lesson], ['A & B', {standard: 'h5p', src: 'h5p.json'}]);
  });

  it('names every library that is not inside', async () => {
    const files = {'H5P.A-1.2/library.json': needs('H5P.C', 'H5P.B')};
    await assert.rejects(readH5p(about(), 'h5p.json', inside(files)), {
      code: 'package-library-missing',
      message: /H5P\.B-1\.2, H5P\.C-1\.2$/,
    });
    await assert.rejects(readH5p(about({preloadedDependencies: 'none'}), 'h5p.json', inside()), {
      code: 'package-library-missing',
    });
  });

  it('refuses what is no h5p.json', async () => {
    for (const text of ['', '[]', 'null', '{}', '{"mainLibrary": 1}'])
      await assert.rejects(readH5p(Buffer.from(text), 'h5p.json', inside()), invalid, text);
  });
});
