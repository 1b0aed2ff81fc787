import type {AnalyticsAnswer} from '@uggla/protocol';
import {byteOrderMark, csvLine} from '../records/csv.js';

/** The tables that analytics can be taken along as. */
export const parts = ['lessons', 'media', 'questions'] as const;

/** One of the tables as CSV (RFC 4180). What is not told of few people is not in them either. */
export function* analyticsCsv(told: AnalyticsAnswer, part: (typeof parts)[number]): Generator<string> {
  const {head, rows} = tables[part];
  yield byteOrderMark + csvLine(head);
  for (const row of rows(told)) yield csvLine(row);
}

const tables: Record<
  (typeof parts)[number],
  {head: string[]; rows: (told: AnalyticsAnswer) => Iterable<readonly unknown[]>}
> = {
  lessons: {
    head: ['lesson', 'title', 'kind', 'started', 'completed', 'passed', 'failed', 'stopped'],
    rows: ({lessons}) =>
      lessons.map(({lesson, title, kind, started, completed, passed, failed, stopped}) => [
        lesson,
        title,
        kind,
        started,
        completed,
        passed,
        failed,
        stopped,
      ]),
  },
  media: {
    head: ['lesson', 'title', 'start', 'end', 'people', 'again', 'of_people'],
    rows: ({media}) =>
      media.flatMap(({lesson, title, duration, people, step = duration, heat}) =>
        heat
          ? heat.people.map((seen, at) => [
              lesson,
              title,
              at * step,
              at === heat.people.length - 1 ? duration : (at + 1) * step,
              seen,
              heat.again[at],
              people,
            ])
          : [[lesson, title, 0, duration, undefined, undefined, people]],
      ),
  },
  questions: {
    head: [
      'lesson',
      'question',
      'type',
      'text',
      'people',
      'answers',
      'right_first',
      'answer',
      'is_right',
      'people_first',
    ],
    rows: ({questions}) =>
      questions.flatMap(({lesson, question, type, text, people, answers, right, options = [], others}) => {
        const about = [lesson, question, type, text, people, answers, right];
        const rows = options.map((one) => [...about, one.text, one.right, one.people]);
        if (others !== undefined) rows.push([...about, undefined, undefined, others]);
        return rows.length > 0 ? rows : [about];
      }),
  },
};
