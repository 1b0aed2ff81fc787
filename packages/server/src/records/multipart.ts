import {randomUUID} from 'node:crypto';
import type {Statement} from '@uggla/protocol';
import type {Context} from 'hono';
import type {Kysely} from 'kysely';
import type {AttachmentRow, Tables} from '../store/tables.js';

/** An answer with the attachments' bytes behind it (xAPI 1.0.3, part 3, 1.5.2): so signatures can be read. */
export async function multipart(
  c: Context,
  db: Kysely<Tables>,
  body: unknown,
  statements: readonly Statement[],
): Promise<Response> {
  // By statement, not by hash: whoever knows the hash of another's attachment could name it in a statement of their own.
  const owners = statements.filter(({attachments = []}) => attachments.length > 0).map(({id}) => id);
  const files =
    owners.length === 0
      ? []
      : await db.selectFrom('attachments').selectAll().where('statement', 'in', owners).execute();
  const {type, bytes} = withFiles(body, files);
  return c.body(bytes, 200, {'Content-Type': type});
}

/** JSON and the files that belong to it as `multipart/mixed`, with its type. */
export function withFiles(
  json: unknown,
  files: readonly Pick<AttachmentRow, 'type' | 'sha2' | 'bytes'>[],
): {type: string; bytes: Uint8Array<ArrayBuffer>} {
  const boundary = randomUUID();
  const line = (text: string) => Buffer.from(`${text}\r\n`);
  const parts = [line(`--${boundary}`), line('Content-Type: application/json'), line(''), line(JSON.stringify(json))];
  for (const {type, sha2, bytes} of files) {
    parts.push(
      line(`--${boundary}`),
      line(`Content-Type: ${type}`),
      line('Content-Transfer-Encoding: binary'),
      line(`X-Experience-API-Hash: ${sha2}`),
      line(''),
      Buffer.from(bytes),
      line(''),
    );
  }
  parts.push(line(`--${boundary}--`));
  return {type: `multipart/mixed; boundary=${boundary}`, bytes: new Uint8Array(Buffer.concat(parts))};
}
