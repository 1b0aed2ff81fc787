import {sql, type Expression, type Kysely, type SqlBool} from 'kysely';
import type {StatementRow, Tables} from '../store/tables.js';

/** Which statements are wanted; what is `undefined` does not matter. */
export interface StatementFilter {
  actor?: string | undefined;
  verb?: string | undefined;
  activity?: string | undefined;
  /** Those, too, that have the activity anywhere in them; `actor` is then the one whose statements may be read. */
  relatedActivity?: string | undefined;
  /** Text of an agent's identifiers in canonical JSON: those that have it anywhere in them. */
  relatedAgent?: string | undefined;
  registration?: string | undefined;
  /** Stored after this time. */
  since?: string | undefined;
  /** Stored at this time or before. */
  until?: string | undefined;
  /** Those, too, that are about one that fits, taken back or not (xAPI 1.0.3, part 3, 2.1.3); times are those of their own. */
  targeting?: boolean | undefined;
  limit: number;
  /** Oldest first. */
  ascending: boolean;
  /** `seq` of the last row of the page before. */
  cursor?: number | undefined;
}

/** All statements that fit, page by page of `limit`. */
export async function readAll(db: Kysely<Tables>, filter: StatementFilter): Promise<StatementRow[]> {
  const all: StatementRow[] = [];
  let cursor = filter.cursor;
  do {
    const {rows, more} = await readPage(db, {...filter, cursor});
    all.push(...rows);
    cursor = more;
  } while (cursor !== undefined);
  return all;
}

/** One page of statements that were not taken back, and where the next begins. */
export async function readPage(
  db: Kysely<Tables>,
  filter: StatementFilter,
): Promise<{rows: StatementRow[]; more?: number}> {
  const {
    actor,
    verb,
    activity,
    relatedActivity,
    relatedAgent,
    registration,
    since,
    until,
    targeting,
    limit,
    ascending,
    cursor,
  } = filter;
  let rows = db.selectFrom('statements').selectAll().where('voided', '=', 0);
  const named: [wanted: unknown, fits: Expression<SqlBool>][] = [
    [actor, eq('actor', actor)],
    [verb, eq('verb', verb)],
    [activity, eq('object', activity)],
    [relatedActivity, holds(`"id":${JSON.stringify(relatedActivity)}`)],
    [relatedAgent, holds(relatedAgent ?? '')],
    [registration, eq('registration', registration)],
  ];
  const asked = named.filter(([wanted]) => wanted !== undefined).map(([, fits]) => fits);
  if (asked.length > 0) {
    rows = targeting
      ? rows.where(({or, and, eb, selectFrom}) =>
          or([
            and(asked),
            eb(
              'object',
              'in',
              selectFrom('statements')
                .select('id')
                .where(({and: all}) => all(asked)),
            ),
          ]),
        )
      : rows.where(({and}) => and(asked));
  }
  if (since !== undefined) rows = rows.where('stored', '>', since);
  if (until !== undefined) rows = rows.where('stored', '<=', until);
  if (cursor !== undefined) rows = rows.where('seq', ascending ? '>' : '<', cursor);
  const found = await rows
    .orderBy('seq', ascending ? 'asc' : 'desc')
    .limit(limit + 1)
    .execute();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return found.length > limit && last ? {rows: page, more: last.seq} : {rows: page};
}

function eq(column: 'actor' | 'verb' | 'object' | 'registration', value: string | undefined) {
  return sql<SqlBool>`${sql.ref(column)} = ${value ?? null}`;
}

/** Whether a statement has this text in it: canonical JSON writes everything in one way only. */
function holds(text: string) {
  return sql<SqlBool>`json LIKE ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} ESCAPE '\\'`;
}
