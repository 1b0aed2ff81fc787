import {randomUUID} from 'node:crypto';
import type {Statement} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Kysely} from 'kysely';
import type {Tables} from '../store/tables.js';

/** An answer with the attachments' bytes behind it (xAPI 1.0.3, part 3, 1.5.2): so signatures can be read. */
export async function multipart(c: Context, db: Kysely<Tables>, body: unknown, statements: readonly Statement[]): Promise<Response> {
  const hashes = statements.flatMap(({attachments = []}) => attachments.map(({sha2}) => sha2));
  const files = hashes.length === 0 ? [] : await db.selectFrom('attachments').selectAll().where('sha2', 'in', hashes).execute();
  const boundary = randomUUID();
  const line = (text: string) => Buffer.from(`${text}\r\n`);
  const parts = [line(`--${boundary}`), line('Content-Type: application/json'), line(''), line(JSON.stringify(body))];
  for (const {type, sha2, bytes} of files) {
    parts.push(line(`--${boundary}`), line(`Content-Type: ${type}`), line('Content-Transfer-Encoding: binary'), line(`X-Experience-API-Hash: ${sha2}`), line(''), Buffer.from(bytes), line(''));
  }
  parts.push(line(`--${boundary}--`));
  return c.body(new Uint8Array(Buffer.concat(parts)), 200, {'Content-Type': `multipart/mixed; boundary=${boundary}`});
}
