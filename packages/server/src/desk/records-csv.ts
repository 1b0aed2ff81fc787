import {extensions, pickText, type Statement} from '@uggla/protocol';
import type {Kysely} from 'kysely';
import type {Tables} from '../store/tables.js';
import {nameOf} from './records-page.js';
import {findRecords, type RecordsFilter} from './records-query.js';

const columns = ['stored', 'timestamp', 'name', 'account', 'verb', 'verb_id', 'activity', 'activity_id', 'course', 'score', 'success', 'completion', 'response', 'evaluated_by', 'document_version', 'statement_id'];

/** All records of a filter as CSV (RFC 4180), row by row, so that any number of them takes little memory. */
export async function* recordsCsv(db: Kysely<Tables>, filter: RecordsFilter, language: string): AsyncGenerator<string> {
  yield `\uFEFF${columns.join(',')}\r\n`; // with a byte order mark, or Excel takes it for its own code page
  let cursor = filter.cursor;
  do {
    const {rows, more} = await findRecords(db, {...filter, cursor}, 500);
    yield rows.map(({json, course}) => `${toCells(JSON.parse(json) as Statement, course, language).map(cell).join(',')}\r\n`).join('');
    cursor = more;
  } while (cursor !== undefined);
}

function toCells({id, actor, verb, object, result, context, stored, timestamp}: Statement, course: string | null, language: string): unknown[] {
  const more = context?.extensions ?? {};
  return [
    stored, timestamp, actor.name, actor.account?.name ?? actor.mbox, pickText(verb.display, [language]), verb.id,
    nameOf(object, language), object.id, course, result?.score?.scaled, result?.success, result?.completion, result?.response,
    more[extensions.evaluatedBy], more[extensions.documentVersion], id,
  ];
}

/** A cell. What a spreadsheet would take for a formula is made plain (OWASP, CSV injection). */
function cell(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  const plain = typeof value === 'string' && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
