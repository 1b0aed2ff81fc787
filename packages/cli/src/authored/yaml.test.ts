import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {readYaml} from './yaml.js';

function read(text: string, linesBefore = 0) {
  const problems = new Problems();
  return {...readYaml(text, 'a.yml', problems, linesBefore), list: problems.list};
}

describe('readYaml', () => {
  it('takes nothing, blanks and a comment for no fields', () => {
    for (const text of ['', '\n\n', '# nothing yet\n', '~'])
      assert.deepEqual([read(text).value, read(text).list], [{}, []], JSON.stringify(text));
  });

  it('leaves dates, versions and telephone numbers as they are written', () => {
    assert.deepEqual(read('date: 2026-10-01\nversion: "1.10"\nphone: +34 600').value, {
      date: '2026-10-01',
      version: '1.10',
      phone: '+34 600',
    });
    assert.deepEqual(read('a: yes\nb: no\nc: on').value, {a: 'yes', b: 'no', c: 'on'});
  });

  it('tells one mistake, by its line, with a cure of its own', () => {
    const cases: [text: string, line: number, cure: RegExp][] = [
      ['title: A\nunlock:\n\tafter: [b]\n', 3, /spaces where the tab is/],
      ['title: A\ntitle: B\n', 2, /one of the two fields/],
      ['title: "A\nsummary: B\n', 3, /Close the quote/],
      ['title: Hola: mundo\n', 1, /quotes around a text/],
      ['packs:\n  - title: A\n items: []\n', 3, /indentation/],
    ];
    for (const [text, line, cure] of cases) {
      const {good, value, list} = read(text);
      assert.deepEqual(
        [good, value, list.length, list[0]?.code, list[0]?.line],
        [false, {}, 1, 'yaml-invalid', line],
        text,
      );
      assert.match(list[0]!.cure!, cure);
    }
  });

  it('counts the lines before it', () => {
    assert.equal(read('a: 1\na: 2', 10).list[0]?.line, 12);
    assert.equal(read('a: 1\nb: [x, y]', 10).lineOf(['b', 1]), 12);
  });

  it('finds the line of a field that is deep, and of the nearest one that there is', () => {
    const {lineOf} = read('packs:\n  - title: A\n    items:\n      - uno\n      - dos\n');
    assert.deepEqual(
      [
        lineOf(['packs', 0, 'items']),
        lineOf(['packs', 0, 'items', 1]),
        lineOf(['packs', 0, 'nope']),
        lineOf(['none']),
        lineOf([]),
      ],
      [3, 5, 2, 1, 1],
    );
  });

  it('gives objects that carry nothing but what is written', () => {
    const {value} = read('__proto__: {draft: true}\nconstructor: 1');
    assert.equal((value as {draft?: unknown}).draft, undefined);
    assert.deepEqual(Object.keys(value as object), ['__proto__', 'constructor']);
    assert.equal(({} as {draft?: unknown}).draft, undefined);
  });

  it('does not run what a tag asks for', () => {
    assert.equal(typeof (read('a: !!js/function "function () {}"').value as {a: unknown}).a, 'string');
  });

  it('is not brought down by what is nested a thousandfold', () => {
    const {good, list} = read(`a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    assert.deepEqual([good, list[0]?.code], [false, 'yaml-invalid']);
    assert.ok(list[0]!.message.length < 300);
  });

  it('refuses aliases that grow to gigabytes, and says how to do without', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const [before, name] of ['ab', 'bc', 'cd', 'de'])
      lines.push(`${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`);
    const {value, list} = read(lines.join('\n'));
    assert.deepEqual([value, list.length, list[0]?.cure], [{}, 1, 'Write out what `*` stands for.']);
  });
});
