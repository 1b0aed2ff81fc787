import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {nearest, readFields} from './fields.js';
import {campusFields, courseFields, guideFields, lessonFields, quizFields} from './schemas.js';

describe('readFields', () => {
  it('tells file, line, field and cure of a mistyped field, and keeps the rest', () => {
    const problems = new Problems();
    const fields = readFields(courseFields, 'title: Hola\nsumary: Uno\nlevel: Inicial\n', 'courses/a/course.md', problems, 1);
    assert.deepEqual(fields, {title: 'Hola', level: 'Inicial'});
    assert.deepEqual(problems.list, [{
      severity: 'error', code: 'field-unknown', message: 'there is no field “sumary” here',
      file: 'courses/a/course.md', line: 3, field: 'sumary', cure: 'Did you mean “summary”?',
    }]);
  });

  it('finds a mistake deep in a list and leaves only that out', () => {
    const problems = new Problems();
    const text = 'steps:\n  - title: Uno\n  - {title: Dos, strat: 4}\n  - {titel: Tres}\n';
    const fields = readFields(guideFields, text, 'guide.md', problems);
    assert.deepEqual(fields?.steps, [{title: 'Uno'}, {title: 'Dos'}]);
    assert.deepEqual(problems.list.map(({line, field, cure}) => [line, field, cure]), [
      [3, 'steps.1.strat', 'Did you mean “start”?'],
      [4, 'steps.2.titel', 'Did you mean “title”?'],
    ]);
  });

  it('says what a wrong value should have been', () => {
    const problems = new Problems();
    const fields = readFields(lessonFields, 'renew: one year\ncomplete: {watched: 90}\ntitle: Hola\n', 'a.md', problems);
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
    assert.deepEqual(fields?.questions.map(({id}) => id), ['a', 'c', 'e']);
    assert.deepEqual(problems.list.map(({line, code}) => [line, code]).sort(), [[3, 'field-invalid'], [4, 'field-unknown'], [5, 'field-invalid']]);
    assert.equal(problems.list.find(({code}) => code === 'field-unknown')?.cure, 'Did you mean “tolerance”?');
  });

  it('is not brought down by aliases that multiply', () => {
    const problems = new Problems();
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ntags: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`;
    readFields(lessonFields, bomb, 'a.md', problems);
    assert.equal(problems.list[0]?.code, 'yaml-invalid');
  });
});

describe('nearest', () => {
  it('guesses only what is near', () => {
    assert.equal(nearest('titel', ['title', 'summary']), 'title');
    assert.equal(nearest('colour', ['title', 'summary']), undefined);
  });
});
