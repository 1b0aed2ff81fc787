import {expect} from '@esm-bundle/chai';
import type {Course, Lesson} from '@uggla/protocol';
import {filmQuestions} from './film-questions.js';

type Film = Extract<Lesson, {kind: 'video'}>;

const question = (id: string) => ({id, type: 'truefalse', text: id});

const course = {
  id: 'https://acme.example/c',
  version: '1',
  languages: ['en'],
  title: 'C',
  questions: [question('own')],
  items: [
    {
      id: 'month',
      kind: 'block',
      title: 'M',
      items: [{id: 'quiz', kind: 'quiz', title: 'Q', questions: [question('asked')]}],
    },
  ],
} as unknown as Course;

const film = (questions: unknown[]) =>
  ({id: 'film', kind: 'video', title: 'F', media: 'm.json', questions}) as unknown as Film;

describe('filmQuestions', () => {
  it('brings questions of the film, the course and a quiz, in the order in which they are asked', () => {
    const found = filmQuestions(
      course,
      film([
        {at: 30, ref: 'asked'},
        {...question('here'), at: 10},
        {at: 20, ref: 'own'},
      ]),
    );
    expect(found.map(({at, question: {id}, from}) => [at, id, from])).to.deep.equal([
      [10, 'here', 'film'],
      [20, 'own', ''],
      [30, 'asked', 'quiz'],
    ]);
  });

  it('leaves out a question that is nowhere', () => {
    expect(filmQuestions(course, film([{at: 1, ref: 'nowhere'}]))).to.deep.equal([]);
    expect(filmQuestions(course, {...film([]), questions: undefined} as unknown as Film)).to.deep.equal([]);
  });
});
