import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {Problems} from '../problems.js';
import {readFields} from './fields.js';
import {checkQuiz, nameQuestions} from './questions.js';
import {quizFields} from './schemas.js';

/** Reads a quiz as a build does: what is left of it, and what was told. */
function quiz(text: string) {
  const problems = new Problems();
  const fields = readFields(quizFields, text, 'a.quiz.yml', problems, 0, nameQuestions)!;
  const {questions, draw} = checkQuiz(fields, text, {path: '/a.quiz.yml', name: 'a.quiz.yml'}, problems);
  return {
    ids: questions.map(({id}) => id),
    draw,
    told: problems.list.map(({code, line, field}) => [code, line, field]),
    list: problems.list,
  };
}

const single = (id: string, first: string, second: string) =>
  `{${id}type: single, text: A, choices: [{id: a, text: A${first}}, {id: b, text: B${second}}]}`;

describe('a quiz', () => {
  it('gives questions without an id that of their place, also behind one that is left out', () => {
    const {ids, told} = quiz(
      'questions:\n  - {type: truefalse, text: A, anser: true}\n  - {type: truefalse, text: B, answer: true}\n  - {id: x, type: truefalse, text: C, answer: true}\n  - {type: truefalse, text: D, answer: true}\n',
    );
    assert.deepEqual(ids, ['q2', 'x', 'q4']);
    assert.deepEqual(told, [['field-unknown', 2, 'questions.0.anser']]);
  });

  it('names the second of two questions with one id, by its line', () => {
    const {ids, told} = quiz(
      `questions:\n  - ${single('id: q, ', ', right: true', '')}\n  - {type: truefalse, text: B, answer: true}\n  -\n    type: truefalse\n    id: q\n    text: C\n    answer: true\n`,
    );
    assert.deepEqual([ids, told], [['q', 'q2'], [['id-doubled', 6, 'questions.2.id']]]);
  });

  it('does not give a question the id that another was given by its author', () => {
    const {ids, told} = quiz(
      'questions:\n  - {id: q2, type: truefalse, text: A, answer: true}\n  - {type: truefalse, text: B, answer: true}\n',
    );
    assert.deepEqual([ids, told], [['q2'], [['id-doubled', 3, 'questions.1.id']]]);
  });

  it('leaves out a question without a right choice, or with two where one can be chosen', () => {
    const {ids, told, list} = quiz(
      `questions:\n  - ${single('id: none, ', '', '')}\n  - ${single('id: both, ', ', right: true', ', right: true')}\n  - ${single('id: good, ', ', right: false', ', right: true')}\n`,
    );
    assert.deepEqual(
      [ids, told],
      [
        ['good'],
        [
          ['right-missing', 2, 'questions.0.choices'],
          ['right-doubled', 3, 'questions.1.choices'],
        ],
      ],
    );
    assert.match(list[1]!.cure!, /type: multiple/);
  });

  it('lets several choices be right where several can be chosen', () => {
    assert.deepEqual(
      quiz(`questions:\n  - ${single('', ', right: true', ', right: true').replace('single', 'multiple')}\n`).ids,
      ['q1'],
    );
  });

  it('leaves out a gap that nothing fits into', () => {
    assert.deepEqual(
      quiz(
        'questions:\n  - {type: fill, text: A, answers: []}\n  - {type: fill, text: B, answers: {es: [], en: []}}\n  - {type: fill, text: C, answers: [c]}\n',
      ).ids,
      ['q3'],
    );
  });

  it('names choices, pairs and items that have one id', () => {
    const {ids, list} = quiz(`questions:
  - {type: multiple, text: A, choices: [{id: a, text: A, right: true}, {id: a, text: B}]}
  - {type: match, text: B, pairs: [{id: a, left: A, right: 1}, {id: a, left: B, right: 2}]}
  - {type: order, text: C, items: [{id: a, text: A}, {id: b, text: B}, {id: a, text: C}]}
`);
    assert.deepEqual(
      [ids, list.map(({code, line, field}) => [code, line, field])],
      [
        [],
        [
          ['id-doubled', 2, 'questions.0.choices'],
          ['id-doubled', 3, 'questions.1.pairs'],
          ['id-doubled', 4, 'questions.2.items'],
        ],
      ],
    );
  });

  it('draws all when more are to be drawn than there are', () => {
    const {draw, told} = quiz('draw: 3\nquestions:\n  - {type: truefalse, text: A, answer: true}\n');
    assert.deepEqual([draw, told], [undefined, [['field-invalid', 1, 'draw']]]);
    assert.equal(quiz('draw: 1\nquestions:\n  - {type: truefalse, text: A, answer: true}\n').draw, 1);
  });
});
