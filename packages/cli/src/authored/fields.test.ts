import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {nearest, readFields} from './fields.js';
import {campusFields, courseFields, guideFields, lessonFields, productFields, quizFields} from './schemas.js';

describe('readFields', () => {
  it('tells file, line, field and cure of a mistyped field, and keeps the rest', () => {
    const problems = new Problems();
    const fields = readFields(
      courseFields,
      'title: Hola\nsumary: Uno\nlevel: Inicial\n',
      'courses/a/course.md',
      problems,
      1,
    );
    assert.deepEqual(fields, {title: 'Hola', level: 'Inicial'});
    assert.deepEqual(problems.list, [
      {
        severity: 'error',
        code: 'field-unknown',
        message: 'there is no field “sumary” here',
        file: 'courses/a/course.md',
        line: 3,
        field: 'sumary',
        cure: 'Did you mean “summary”?',
      },
    ]);
  });

  it('finds a mistake deep in a list and leaves only that out', () => {
    const problems = new Problems();
    const text = 'steps:\n  - title: Uno\n  - {title: Dos, strat: 4}\n  - {titel: Tres}\n';
    const fields = readFields(guideFields, text, 'guide.md', problems);
    assert.deepEqual(fields?.steps, [{title: 'Uno'}, {title: 'Dos'}]);
    assert.deepEqual(
      problems.list.map(({line, field, cure}) => [line, field, cure]),
      [
        [3, 'steps.1.strat', 'Did you mean “start”?'],
        [4, 'steps.2.titel', 'Did you mean “title”?'],
      ],
    );
  });

  it('says what a wrong value should have been', () => {
    const problems = new Problems();
    const fields = readFields(
      lessonFields,
      'renew: one year\ncomplete: {watched: 90}\ntitle: Hola\n',
      'a.md',
      problems,
    );
    assert.deepEqual(fields, {title: 'Hola'});
    const byLine = (line: number) => problems.list.find((one) => one.line === line)?.message ?? '';
    assert.match(byLine(1), /duration was expected: P1Y/);
    assert.match(byLine(2), /share from 0 to 1/);
  });

  it('tells of YAML that is none, with its line', () => {
    const problems = new Problems();
    assert.deepEqual(readFields(campusFields, 'title: a\n  bad: [\n', 'campus.yml', problems), {});
    assert.equal(problems.list[0]?.code, 'yaml-invalid');
    assert.ok(problems.list[0].line! >= 1);
  });

  it('tells of a text with a comma in braces, which YAML reads as something else', () => {
    const problems = new Problems();
    readFields(campusFields, 'description: {es: Uno, dos, en: One}\n', 'campus.yml', problems);
    assert.match(problems.list[0]!.message, /needs quotes/);
  });

  it('reads every type of question, and names the field of a wrong one', () => {
    const problems = new Problems();
    const text = `questions:
  - {id: a, type: single, text: A, choices: [{id: x, text: X, right: true}, {id: y, text: Y}]}
  - {id: b, type: truefalse, text: B, answer: yes please}
  - {id: c, type: numeric, text: C, answer: 4, tolerence: 1}
  - {id: d, type: riddle, text: D}
  - {id: e, type: fill, text: E, answers: [uno]}
`;
    const fields = readFields(quizFields, text, 'a.quiz.yml', problems);
    assert.deepEqual(
      fields?.questions.map(({id}) => id),
      ['a', 'c', 'e'],
    );
    assert.deepEqual(problems.list.map(({line, code}) => [line, code]).sort(), [
      [3, 'field-invalid'],
      [4, 'field-unknown'],
      [5, 'field-invalid'],
    ]);
    assert.equal(problems.list.find(({code}) => code === 'field-unknown')?.cure, 'Did you mean “tolerance”?');
  });

  it('is not brought down by aliases that multiply', () => {
    const problems = new Problems();
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ntags: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`;
    readFields(lessonFields, bomb, 'a.md', problems);
    assert.equal(problems.list[0]?.code, 'yaml-invalid');
  });
});

describe('readFields of what is to be kept from the public', () => {
  const held = (schema: typeof lessonFields | typeof productFields, text: string) => {
    const problems = new Problems();
    const fields = readFields(schema, text, 'a.md', problems, 1);
    return [
      (fields as {draft?: boolean}).draft === true,
      problems.list.some(({cure}) => /nothing of it is published/.test(cure ?? '')),
    ];
  };

  it('keeps a draft back whose mark is mistyped', () => {
    for (const text of ['draft: yes', 'draft: "true"', 'drat: true', 'Draft: true', 'draft:', 'draft: [true]'])
      assert.deepEqual(held(lessonFields, text), [true, true], text);
  });

  it('keeps a product back of which it cannot be told who may see it', () => {
    for (const text of ['acces: clients', 'access: [clients]', 'Access: clients', 'access:'])
      assert.deepEqual(held(productFields, text), [true, true], text);
  });

  it('keeps back what says draft or access in YAML that cannot be read', () => {
    for (const text of ['title: "A\ndraft: true', 'draft: true\ntitle: a: b', '"draft": true\n  x'])
      assert.deepEqual(held(lessonFields, text), [true, true], text);
    assert.deepEqual(held(productFields, 'title: "A\naccess: clients'), [true, true]);
    const problems = new Problems();
    readFields(lessonFields, 'title: "A\ndraft: true', 'a.md', problems, 1);
    assert.deepEqual(
      problems.list.map(({line, field}) => [line, field]),
      [
        [3, undefined],
        [3, 'draft'],
      ],
    );
  });

  it('keeps nothing back for other mistakes', () => {
    for (const text of ['titel: A', 'title: "A', 'summary: the draft: true', 'draft: false'])
      assert.equal(held(lessonFields, text)[0], false, text);
    assert.equal(held(lessonFields, 'title: "A\naccess: clients')[0], false); // a lesson has no such field
  });
});

describe('readFields of hostile input', () => {
  const codes = (text: string) => {
    const problems = new Problems();
    const fields = readFields(lessonFields, text, 'a.md', problems);
    return [Object.keys(fields ?? {}), problems.list.map(({code}) => code)];
  };

  it('reads fields only, whatever else YAML can say', () => {
    for (const text of ['just a text', '- a\n- b', '42', 'true'])
      assert.deepEqual(codes(text), [[], ['field-invalid']], text);
  });

  it('takes no name for a field that only JavaScript knows', () => {
    assert.deepEqual(codes('__proto__: {title: X}\nconstructor: 1\ntoString: 2\ntitle: A'), [
      ['title'],
      ['field-unknown', 'field-unknown', 'field-unknown'],
    ]);
  });

  it('tells each of many mistakes once', () => {
    const text = Array.from({length: 300}, (_, at) => `wrong${at}: 1`).join('\n');
    const [kept, told] = codes(`${text}\ntitle: A`);
    assert.deepEqual([kept, told!.length], [['title'], 300]);
  });

  it('says of each mistake what to do about it', () => {
    const problems = new Problems();
    readFields(
      lessonFields,
      'title: ""\nsummary:\nkind: film\nrenew: 1\nminTime: 3\nunlock: {at: soon}',
      'a.md',
      problems,
    );
    assert.equal(problems.list.length, 6);
    for (const {cure, message, line, file, field} of problems.list)
      assert.ok(cure && message && line && file && field, message);
    assert.match(problems.list.find(({field}) => field === 'summary')!.message, /it is empty/);
  });
});

describe('nearest', () => {
  it('sees through capitals, doubled, missing and swapped letters', () => {
    for (const slip of ['Title', 'ttitle', 'tile', 'tilte', 'TITLE'])
      assert.equal(nearest(slip, ['tags', 'title', 'summary']), 'title', slip);
  });

  it('spends no time on what nobody mistyped', () => {
    assert.equal(nearest('k'.repeat(1_000_000), ['title']), undefined);
  });

  it('guesses only what is near', () => {
    assert.equal(nearest('titel', ['title', 'summary']), 'title');
    assert.equal(nearest('colour', ['title', 'summary']), undefined);
  });
});
