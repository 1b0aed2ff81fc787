import {extensions, pickText, type Statement} from '@uggla/protocol';
import type {Kysely} from 'kysely';
import {byteOrderMark, csvLine} from '../records/csv.js';
import type {Tables} from '../store/tables.js';
import {nameOf} from './records-page.js';
import {findRecords, type RecordsFilter} from './records-query.js';

const columns = [
  'stored',
  'timestamp',
  'name',
  'account',
  'verb',
  'verb_id',
  'activity',
  'activity_id',
  'course',
  'score',
  'success',
  'completion',
  'response',
  'evaluated_by',
  'document_version',
  'statement_id',
  'machine',
  'fault_code',
];

/** All records of a filter as CSV (RFC 4180), row by row, so that any number of them takes little memory. */
export async function* recordsCsv(db: Kysely<Tables>, filter: RecordsFilter, language: string): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(columns);
  let cursor = filter.cursor;
  do {
    const {rows, more} = await findRecords(db, {...filter, cursor}, 500);
    yield rows.map(({json, course}) => csvLine(toCells(JSON.parse(json) as Statement, course, language))).join('');
    cursor = more;
  } while (cursor !== undefined);
}

function toCells(
  {id, actor, verb, object, result, context, stored, timestamp}: Statement,
  course: string | null,
  language: string,
): unknown[] {
  const more = context?.extensions ?? {};
  return [
    stored,
    timestamp,
    actor.name,
    actor.account?.name ?? actor.mbox,
    pickText(verb.display, [language]),
    verb.id,
    nameOf(object, language),
    object.id,
    course,
    result?.score?.scaled,
    result?.success,
    result?.completion,
    result?.response,
    more[extensions.evaluatedBy],
    more[extensions.documentVersion],
    id,
    more[extensions.machine],
    more[extensions.faultCode],
  ];
}
