import type {Statement} from '@uggla/protocol';
import type {Kysely} from 'kysely';
import type {AttachmentRow, StatementRow, Tables} from '../store/tables.js';
import type {Outgoing} from './other-lrs.js';

/** Statements that go at once. */
const mostStatements = 50;
/** The same while nothing was ever taken: whether it is the key or a statement that is refused, is found out one by one. */
const firstStatements = 10;
/** Characters of statements, and bytes of their files, that go at once; one statement goes whatever its size. */
const mostCharacters = 524_288;
const mostBytes = 4_194_304;

/**
 * The statements behind `after`, in the order in which they were stored, as many as go at once.
 *
 * @param among - Only these, by `seq`.
 */
export async function readBatch(
  db: Kysely<Tables>,
  after: number,
  {first = false, among}: {first?: boolean; among?: readonly number[]} = {},
): Promise<Outgoing[]> {
  const most = first ? firstStatements : mostStatements;
  let wanted = db.selectFrom('statements').select(['seq', 'id', 'json']).where('seq', '>', after);
  if (among) wanted = wanted.where('seq', 'in', among);
  const rows = await wanted.orderBy('seq').limit(most).execute();
  const batch: Outgoing[] = [];
  let [characters, bytes] = [0, 0];
  for (const row of rows) {
    const files = row.json.includes('"attachments":') ? await filesOf(db, row) : [];
    characters += row.json.length;
    bytes += files.reduce((sum, file) => sum + file.bytes.length, 0);
    if (batch.length > 0 && (characters > mostCharacters || bytes > mostBytes)) break;
    batch.push({seq: row.seq, statement: toSend(row, files), files});
  }
  return batch;
}

function filesOf(db: Kysely<Tables>, {id}: Pick<StatementRow, 'id'>): Promise<AttachmentRow[]> {
  return db.selectFrom('attachments').selectAll().where('statement', '=', id).execute();
}

/**
 * A statement as another store is given it: who vouches for it there and when it came there, that store says itself. A file that
 * is gone (erased with the person who brought it) is named no more, since no store takes a statement without its files.
 */
function toSend({json}: Pick<StatementRow, 'json'>, files: readonly AttachmentRow[]): Statement {
  const {stored: _stored, authority: _authority, ...statement} = JSON.parse(json) as Statement;
  const kept = new Set(files.map(({sha2}) => sha2));
  const withFiles = <T extends object>(one: T): T => {
    const {attachments} = one as {attachments?: {sha2: string; fileUrl?: string}[]};
    if (!attachments) return one;
    const left = attachments.filter(({sha2, fileUrl}) => fileUrl !== undefined || kept.has(sha2.toLowerCase()));
    const {attachments: _attachments, ...rest} = one as T & {attachments: unknown};
    return (left.length > 0 ? {...rest, attachments: left} : rest) as unknown as T;
  };
  return withFiles({...statement, object: withFiles(statement.object)});
}
