import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {isTimeZone, UgglaError, type Actor, type Course} from '@uggla/protocol';
import {CampusFiles, type FoundCourse} from '../campus/campus-files.js';
import {Identities} from '../people/identities.js';
import {serverName} from '../people/person.js';
import {Statements} from '../records/statements.js';
import {openThere} from '../store/kept.js';
import {enrol, type EnrolServices, type Newcomer} from './enrolment.js';
import {readCsv} from './read-csv.js';
import {rowProblem, type RowProblem, type RowTrouble} from './row-problem.js';

/** What became of a table of people. */
export interface EnrolReport {
  rows: number;
  /** Enrolments that are new, and that were there already. */
  enrolled: number;
  already: number;
  /** Rows that were not understood, by their line in the file. */
  problems: RowProblem[];
}

/** Names of columns, as people write them. */
export const columns: Readonly<Record<string, string>> = {
  account: 'account',
  id: 'account',
  user: 'account',
  username: 'account',
  login: 'account',
  cuenta: 'account',
  usuario: 'account',
  identificador: 'account',
  name: 'name',
  nombre: 'name',
  'full name': 'name',
  'nombre completo': 'name',
  email: 'email',
  'e-mail': 'email',
  mail: 'email',
  correo: 'email',
  'correo electrónico': 'email',
  course: 'course',
  curso: 'course',
  'course id': 'course',
  timezone: 'timeZone',
  'time zone': 'timeZone',
  zone: 'timeZone',
  'zona horaria': 'timeZone',
};

interface Row extends Newcomer {
  course: FoundCourse;
  line: number;
}

/** Reads a table of people: one row a person and course. */
export function readPeople(
  bytes: Uint8Array,
  courses: readonly FoundCourse[],
  course: string | undefined,
): {rows: Row[]; count: number; problems: EnrolReport['problems']} {
  const [head, ...lines] = readCsv(bytes);
  const names = (head?.cells ?? []).map((one) => columns[one.toLowerCase()]);
  if (!names.includes('account'))
    return {
      rows: [],
      count: lines.length,
      problems: [rowProblem(head?.line ?? 1, 'account-column')],
    };
  const rows: Row[] = [];
  const problems: EnrolReport['problems'] = [];
  const seen = new Set<string>();
  for (const {line, cells} of lines) {
    const given = Object.fromEntries(
      names.flatMap((name, at) => (name === undefined || !cells[at] ? [] : [[name, cells[at]]])),
    ) as Partial<Record<'account' | 'name' | 'email' | 'course' | 'timeZone', string>>;
    const wrong = (trouble: RowTrouble, value?: string) => void problems.push(rowProblem(line, trouble, value));
    const {account, name, email, timeZone} = given;
    const wanted = given.course ?? course;
    const found = courses.find((one) => one.course.id === wanted || one.item === wanted);
    const key = `${account} ${found?.course.id}`;
    if (cells.length > names.length) wrong('cells', String(cells.length));
    else if (account === undefined) wrong('account');
    else if (account.length > 200 || (name?.length ?? 0) > 200) wrong('length');
    else if (account === serverName) wrong('server', serverName);
    else if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) wrong('email', email);
    else if (timeZone !== undefined && !isTimeZone(timeZone)) wrong('time-zone', timeZone);
    else if (wanted === undefined) wrong('course');
    else if (!found) wrong('course-unknown', wanted);
    else if (seen.has(key)) wrong('twice', account);
    else {
      seen.add(key);
      rows.push({
        line,
        account,
        course: found,
        ...(name === undefined ? {} : {name}),
        ...(email === undefined ? {} : {email}),
        ...(timeZone === undefined ? {} : {timeZone}),
      });
    }
  }
  return {rows, count: lines.length, problems};
}

/** Enrols the people of a table that were understood. */
export async function enrolTable(
  services: EnrolServices,
  courses: readonly FoundCourse[],
  bytes: Uint8Array,
  by: Actor,
  {course, dryRun}: {course?: string | undefined; dryRun?: boolean},
): Promise<EnrolReport> {
  const {rows, count, problems} = readPeople(bytes, courses, course);
  const report: EnrolReport = {rows: count, enrolled: 0, already: 0, problems};
  const groups = new Map<Course, Row[]>();
  for (const row of rows) groups.set(row.course.course, [...(groups.get(row.course.course) ?? []), row]);
  for (const [one, people] of dryRun ? [] : groups) {
    for (let at = 0; at < people.length; at += 500) {
      const some = people.slice(at, at + 500);
      const refused = (row: Newcomer, {message}: UgglaError) => problems.push({line: (row as Row).line, message});
      const {fresh, enrolments} = await enrol(services, one, some, by, refused);
      report.enrolled += fresh;
      report.already += enrolments.length - fresh;
    }
  }
  return report;
}

/**
 * Enrols people in the store of a data folder, while a server may be running on it.
 *
 * @param root - The published folder, or the authored one around it.
 * @throws {@link UgglaError} `campus-unavailable`, `audit-unavailable` (no store yet), `store-unavailable`
 */
export async function enrolCsv(
  bytes: Uint8Array,
  {
    root,
    dataDir,
    database,
    course,
    dryRun,
  }: {
    root: string;
    dataDir?: string | undefined;
    database?: string | undefined;
    course?: string | undefined;
    dryRun?: boolean;
  },
): Promise<EnrolReport> {
  const published = [root, join(root, 'published')].find((one) => existsSync(join(one, 'campus.json')));
  if (published === undefined)
    throw new UgglaError('campus-unavailable', `there is no campus.json in ${root}`, {
      file: root,
      cure: 'Publish the campus with `uggla build`, and name its folder.',
    });
  const folder = dataDir ?? join(dirname(published), '.uggla');
  const {keys, store} = await openThere({dataDir: folder, database}, 'audit-unavailable');
  try {
    const homePage = await store.setting('home-page', () => '');
    const server: Actor = {objectType: 'Agent', name: 'Uggla', account: {homePage, name: serverName}};
    const courses = await new CampusFiles(published).courses();
    const statements = new Statements(store.db, keys, server);
    return await enrolTable(
      {store, statements, identities: new Identities(store.db, statements, server, homePage)},
      courses,
      bytes,
      server,
      {course, dryRun: dryRun === true},
    );
  } finally {
    await store.close();
  }
}
