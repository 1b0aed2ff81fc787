import {z} from '@hono/zod-openapi';
import type {Context, Handler, Hono} from 'hono';
import {pickText, UgglaError} from '@uggla/protocol';
import type {Env} from '../env.js';
import {query, readBytes, refuse} from '../http/refuse.js';
import {enrolTable, type EnrolReport} from '../learning/enrol-csv.js';
import {findPairs, nameOfAgent, readStandings, type Standing, type StandingPair} from '../learning/standings.js';
import {actorOf} from '../people/person.js';
import {byteOrderMark, csvLine} from '../records/csv.js';
import type {Services} from '../services.js';
import {csvAnswer} from './csv-answer.js';
import {optional} from './empty-field.js';
import {respondPage, type Answer, type DeskPage} from './layout.js';
import {duePage, peoplePage} from './people-page.js';

const pageRows = 100;
/** How many people are looked at for one page of what is due: most pages are full long before. */
const mostLooked = 1000;
/** Bytes of a table of people: some ten thousand lines. */
const mostBytes = 2_000_000;

const peopleFilter = z.object({
  q: optional(z.string().max(200)),
  course: optional(z.string().max(2000)),
  step: optional(z.enum(['due', 'late'])),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  from: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

/** What people are shown by. */
export type PeopleFilter = z.output<typeof peopleFilter>;

/** People, their enrolments, and what they have to do. `manager` lets nobody else in. */
export function peopleRoutes(app: Hono<Env>, services: Services, manager: (answer: Answer) => Handler<Env>): void {
  const {campus} = services;
  const choices = async (language: string) =>
    ((await campus?.courses().catch(() => [])) ?? []).map(({course}) => ({
      id: course.id,
      name: pickText(course.title, [language]),
    }));
  const show = async (page: DeskPage, told: {report?: EnrolReport; trouble?: UgglaError} = {}) => {
    const filter = page.c.req.method === 'GET' ? query(page.c, peopleFilter) : {page: 1, from: 0};
    const pairs = await findPairs(services, filter);
    const rows = await all(readStandings(services, pairs.slice((filter.page - 1) * pageRows, filter.page * pageRows)));
    const shown = {
      filter,
      rows,
      count: pairs.length,
      pages: Math.ceil(pairs.length / pageRows),
      courses: await choices(page.language),
      ...told,
    };
    return respondPage(page, page.words.people, 'people', peoplePage(page, shown), told.trouble ? 400 : 200);
  };
  app.get(
    '/desk/people',
    manager((page) => show(page)),
  );
  app.post(
    '/desk/people',
    manager(async (page, person) => {
      try {
        const {bytes, course} = await readTable(page.c);
        const report = await enrolTable(services, (await campus?.courses()) ?? [], bytes, actorOf(person), {course});
        return await show(page, {report});
      } catch (error) {
        if (error instanceof UgglaError && (error.status ?? 500) < 500) return show(page, {trouble: error});
        throw error;
      }
    }),
  );
  app.get(
    '/desk/people.csv',
    manager(async ({c}) =>
      csvAnswer('people', peopleCsv(readStandings(services, await findPairs(services, query(c, peopleFilter))))),
    ),
  );

  const dueOf = async function* ({step}: PeopleFilter, pairs: readonly StandingPair[]): AsyncGenerator<Standing> {
    for await (const row of readStandings(services, pairs))
      yield {...row, todos: row.todos.filter((todo) => step === undefined || todo.step === step)};
  };
  app.get(
    '/desk/due',
    manager(async (page) => {
      const filter = query(page.c, peopleFilter);
      const pairs = await findPairs(services, filter);
      const rows: Standing[] = [];
      let [at, lines] = [filter.from, 0];
      for await (const row of dueOf(filter, pairs.slice(at, at + mostLooked))) {
        at += 1;
        lines += row.todos.length;
        if (row.todos.length > 0) rows.push(row);
        if (lines >= pageRows) break;
      }
      return respondPage(
        page,
        page.words.due,
        'due',
        duePage(page, {
          filter,
          rows,
          looked: at - filter.from,
          count: pairs.length,
          courses: await choices(page.language),
        }),
      );
    }),
  );
  app.get(
    '/desk/due.csv',
    manager(async ({c, language}) => {
      const filter = query(c, peopleFilter);
      return csvAnswer('due', dueCsv(dueOf(filter, await findPairs(services, filter)), language));
    }),
  );
}

async function readTable(c: Context<Env>): Promise<{bytes: Uint8Array; course: string | undefined}> {
  const bytes = await readBytes(c, mostBytes);
  const form = await new Response(bytes, {headers: {'Content-Type': c.req.header('Content-Type') ?? ''}})
    .formData()
    .catch(() => undefined);
  const file = form?.get('file');
  const course = form?.get('course');
  if (typeof file !== 'object' || file === null || file.size === 0)
    throw refuse(400, 'body-invalid', 'no table was brought', 'Choose a file.', 'file');
  return {
    bytes: new Uint8Array(await file.arrayBuffer()),
    course: typeof course === 'string' && course !== '' ? course : undefined,
  };
}

async function* peopleCsv(rows: AsyncIterable<Standing>): AsyncGenerator<string> {
  yield (
    byteOrderMark +
    csvLine([
      'name',
      'account',
      'email',
      'course',
      'enrolled',
      'done',
      'total',
      'complete',
      'completed',
      'due',
      'late',
      'last_record',
    ])
  );
  for await (const {person, email, found, enrolled, done, total, complete, completed, todos, changed} of rows) {
    const late = todos.filter(({step}) => step === 'late').length;
    yield csvLine([
      person.name,
      nameOfAgent(person),
      email,
      found.course.id,
      enrolled,
      done,
      total,
      complete,
      complete ? completed : undefined,
      todos.length - late,
      late,
      changed,
    ]);
  }
}

async function* dueCsv(rows: AsyncIterable<Standing>, language: string): AsyncGenerator<string> {
  yield (
    byteOrderMark +
    csvLine(['name', 'account', 'email', 'course', 'lesson', 'title', 'state', 'since', 'closes', 'done_before'])
  );
  for await (const {person, email, found, todos} of rows) {
    for (const {lesson, title, step, since, until, round} of todos)
      yield csvLine([
        person.name,
        nameOfAgent(person),
        email,
        found.course.id,
        lesson,
        pickText(title, [language]),
        step,
        since,
        until,
        round,
      ]);
  }
}

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}
