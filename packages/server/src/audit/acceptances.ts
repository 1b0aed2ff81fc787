import {activityId, extensions, lessonsOf, verbs, type Actor, type Course, type Statement} from '@uggla/protocol';
import {countersigned, isCountersignature} from '../records/acknowledgement.js';
import {agentKey} from '../records/agent.js';
import {registered} from '../learning/enrolment-statement.js';
import {samePersons} from '../people/same-person.js';
import {byteOrderMark, csvLine} from '../records/csv.js';
import {sealedText} from '../records/seal.js';
import {voided} from '../records/statements.js';
import type {Acceptance, AuditDocument} from './format.js';

/**
 * Who accepted what, and who has not: everybody who was enrolled in a course, or recorded anything in it, has to accept
 * its documents. Computed from the statements alone; what was taken back does not count.
 */
export function acceptancesOf(documents: readonly AuditDocument[], statements: readonly Statement[]): Acceptance[] {
  const gone = new Set(statements.filter(({verb}) => verb.id === voided).map(({object}) => object.id));
  const valid = statements.filter(({id, verb}) => !gone.has(id) && verb.id !== voided);
  const beside = new Map(valid.filter(isCountersignature).map(({id, object}) => [object.id, id]));
  const wholeOf = samePersons(valid);
  return documents.flatMap((document) => {
    const people = new Map<string, Actor>();
    const given = new Map<string, Statement[]>();
    for (const statement of valid) {
      if (!isIn(document.course, statement) || statement.verb.id === countersigned.id) continue;
      const key = wholeOf(agentKey(statement.actor));
      const known = people.get(key);
      if (!known || (!known.name && statement.actor.name)) people.set(key, statement.actor);
      if (isAcceptance(statement) && statement.object.id === iriOf(document))
        given.set(key, [...(given.get(key) ?? []), statement]);
    }
    return [...people].map(([key, actor]) => toAcceptance(document, actor, given.get(key) ?? [], beside));
  });
}

/** Documents to accept: those of the courses, and those that records speak of though no course has them now. */
export function documentsOf(courses: readonly Course[], statements: readonly Statement[]): AuditDocument[] {
  const documents = courses.flatMap((course) =>
    lessonsOf(course).flatMap((lesson): AuditDocument[] =>
      lesson.kind === 'acknowledgement'
        ? [
            {
              course: course.id,
              courseTitle: course.title,
              lesson: lesson.id,
              title: lesson.title,
              versions: Object.entries(lesson.document).map(([language, {sha256, version}]) => ({
                language,
                sha256,
                version,
              })),
            },
          ]
        : [],
    ),
  );
  const known = new Set(documents.map(iriOf));
  for (const statement of statements.filter(isAcceptance)) {
    const {object, context} = statement;
    const course = context?.contextActivities?.grouping?.[0];
    if (known.has(object.id!) || !course || !object.id!.startsWith(`${course.id}/`)) continue;
    known.add(object.id!);
    const name = 'definition' in object ? object.definition?.name : undefined;
    documents.push({
      course: course.id,
      courseTitle: course.definition?.name ?? course.id,
      lesson: decode(object.id!.slice(course.id.length + 1)),
      title: name ?? object.id!,
      versions: [],
    });
  }
  return documents;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function toAcceptance(
  document: AuditDocument,
  actor: Actor,
  given: readonly Statement[],
  beside: ReadonlyMap<string, string>,
): Acceptance {
  const {name, account, mbox} = actor;
  const head = {
    course: document.course,
    lesson: document.lesson,
    person: {
      ...(name === undefined || name.startsWith(sealedText) ? {} : {name}),
      ...(account ? {account} : {}),
      ...(mbox === undefined ? {} : {mbox}),
    },
  };
  const current = given.filter(
    (one) =>
      document.versions.length === 0 ||
      document.versions.some(({sha256}) => sha256 === textOf(one, extensions.documentSha256)),
  );
  const shown = current[0] ?? given.at(-1);
  if (!shown) return {...head, state: 'missing'};
  const countersignature = beside.get(shown.id);
  return {
    ...head,
    state: current.length > 0 ? 'accepted' : 'outdated',
    at: shown.timestamp,
    stored: shown.stored ?? '',
    signed: textOf(shown, extensions.signedName),
    version: textOf(shown, extensions.documentVersion),
    sha256: textOf(shown, extensions.documentSha256),
    text: textOf(shown, extensions.acceptedText),
    language: shown.context?.language ?? '',
    statement: shown.id,
    ...(countersignature === undefined ? {} : {countersignature}),
  };
}

/** Whether a statement says that a document was read or accepted. */
export function isAcceptance({verb, object}: Statement): boolean {
  return (verb.id === verbs.acknowledged.id || verb.id === verbs.agreed.id) && object.objectType !== 'StatementRef';
}

function isIn(course: string, {object, context, verb}: Statement): boolean {
  return (
    (verb.id === registered.id && object.id === course) || context?.contextActivities?.grouping?.[0]?.id === course
  );
}

function iriOf({course, lesson}: AuditDocument): string {
  return activityId({id: course}, lesson);
}

function textOf({context}: Statement, key: string): string {
  const value = context?.extensions?.[key];
  return typeof value === 'string' ? value : '';
}

const columns: readonly (readonly [name: string, of: (row: Acceptance) => string | undefined])[] = [
  ['course', ({course}) => course],
  ['document', ({lesson}) => lesson],
  ['name', ({person}) => person.name],
  ['account', ({person}) => person.account?.name ?? person.mbox],
  ['state', ({state}) => state],
  ['accepted', ({at}) => at],
  ['stored', ({stored}) => stored],
  ['signed_name', ({signed}) => signed],
  ['version', ({version}) => version],
  ['sha256', ({sha256}) => sha256],
  ['language', ({language}) => language],
  ['text', ({text}) => text],
  ['statement_id', ({statement}) => statement],
  ['countersignature_id', ({countersignature}) => countersignature],
];

/** The acceptances as CSV (RFC 4180), with a byte order mark for spreadsheets. */
export function acceptancesCsv(rows: readonly Acceptance[]): string {
  const lines = rows.map((row) => csvLine(columns.map(([, of]) => of(row))));
  return [byteOrderMark, csvLine(columns.map(([name]) => name)), ...lines].join('');
}
