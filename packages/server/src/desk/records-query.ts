import {z} from '@hono/zod-openapi';
import type {Kysely} from 'kysely';
import type {StatementRow, Tables} from '../store/tables.js';
import {inside} from '../store/inside.js';
import {optional} from './empty-field.js';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The desk's filter, from an address. Empty fields of a form count as not given. */
export const recordsFilter = z.object({
  q: optional(z.string().max(200)),
  verb: optional(z.string().max(500)),
  course: optional(z.string().max(2000)),
  from: optional(day),
  until: optional(day),
  cursor: z.coerce.number().int().positive().optional(),
});

/** What the desk shows records by. */
export type RecordsFilter = z.output<typeof recordsFilter>;

/** A page of records, newest first, and where the next begins. */
export async function findRecords(
  db: Kysely<Tables>,
  {q, verb, course, from, until, cursor}: RecordsFilter,
  limit: number,
): Promise<{rows: StatementRow[]; more: number | undefined}> {
  let query = db.selectFrom('statements').selectAll().where('voided', '=', 0);
  if (q !== undefined) query = query.where('json', 'like', inside(JSON.stringify(q)));
  if (verb !== undefined) query = query.where('verb', '=', verb);
  if (course !== undefined)
    query = query.where((where) => where.or([where('course', '=', course), where('object', '=', course)]));
  if (from !== undefined) query = query.where('timestamp', '>=', from);
  if (until !== undefined) query = query.where('timestamp', '<=', `${until}T23:59:59.999Z`);
  if (cursor !== undefined) query = query.where('seq', '<', cursor);
  const found = await query
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute();
  const rows = found.slice(0, limit);
  return {rows, more: found.length > limit ? rows.at(-1)?.seq : undefined};
}
