import {lessonsOf, verbs, type Statement} from '@uggla/protocol';
import {strToU8, zipSync} from 'fflate';
import {CompactSign} from 'jose';
import type {Kysely, Transaction} from 'kysely';
import {CampusFiles} from '../campus/campus-files.js';
import {registered} from '../learning/enrolment-statement.js';
import {goesBy} from '../people/same-person.js';
import {countersigned, isCountersignature} from '../records/acknowledgement.js';
import {canonicalJson, sha256} from '../records/canonical.js';
import {headKey} from '../records/chain.js';
import {voided} from '../records/statements.js';
import {openThere} from '../store/kept.js';
import type {Keys} from '../store/keys.js';
import type {AttachmentRow, Tables} from '../store/tables.js';
import {acceptancesCsv, acceptancesOf, documentsOf} from './acceptances.js';
import {
  auditFiles,
  auditFormat,
  auditLine,
  type Acceptance,
  type AuditDocument,
  type HeadNote,
  type Seal,
} from './format.js';
import {auditPage, readme} from './page.js';

/** What an audit file is made of. */
export interface AuditSource {
  db: Kysely<Tables>;
  keys: Keys;
  /** Without it, documents are known only by what was recorded, and none goes along. */
  campus: CampusFiles | undefined;
}

/** An audit file and what it tells. */
export interface AuditExport {
  zip: Uint8Array;
  made: string;
  records: number;
  documents: AuditDocument[];
  acceptances: Acceptance[];
}

/**
 * Makes the audit file of a data folder, while a server may be running on it.
 *
 * @param root - The published folder, for the documents themselves.
 * @param database - The server's PostgreSQL, where it has one; the environment's (`DATABASE_URL`) when not given.
 * @throws {@link UgglaError} `audit-unavailable` when there is no store, `store-unavailable`, `keys-unavailable`
 */
export async function exportAudit(dataDir: string, root?: string, database?: string): Promise<AuditExport> {
  const {keys, store} = await openThere({dataDir, database}, 'audit-unavailable');
  try {
    return await makeAudit({db: store.db, keys, campus: root === undefined ? undefined : new CampusFiles(root)});
  } finally {
    await store.close();
  }
}

/** Makes an audit file of an open store. */
export async function makeAudit(source: AuditSource): Promise<AuditExport> {
  const {keys} = source;
  const made = new Date().toISOString();
  const {lines, people, statements, attachments, head, server} = await source.db.transaction().execute(readStore);
  const {documents, files} = await readDocuments(source.campus, statements);
  const acceptances = acceptancesOf(documents, statements);
  const content: Record<string, Uint8Array> = {
    ...files,
    [auditFiles.records]: strToU8(lines.map((line) => `${line}\n`).join('')),
    [auditFiles.people]: strToU8(`${JSON.stringify(people, null, 1)}\n`),
    [auditFiles.keys]: strToU8(`${JSON.stringify(keys.jwks, null, 2)}\n`),
    [auditFiles.csv]: strToU8(acceptancesCsv(acceptances)),
    [auditFiles.page]: strToU8(
      auditPage({
        made,
        server,
        records: lines.length,
        keys: keys.jwks.keys.map(({kid}) => kid ?? ''),
        documents,
        acceptances,
      }),
    ),
    [auditFiles.readme]: strToU8(readme),
  };
  const own = new Set(statements.filter(isCountersignature).map(({id}) => id));
  for (const {sha2, bytes, statement} of attachments)
    content[own.has(statement) ? `signatures/${sha2}.jws` : `attachments/${sha2}`] = bytes;
  const seal: Seal = {
    format: auditFormat,
    made,
    server,
    length: lines.length,
    head,
    files: Object.fromEntries(Object.entries(content).map(([name, bytes]) => [name, sha256(bytes)])),
  };
  const jws = await new CompactSign(strToU8(canonicalJson(seal)))
    .setProtectedHeader({alg: 'EdDSA', kid: keys.ed25519.id})
    .sign(keys.ed25519.privateKey);
  const zip = zipSync({...content, [auditFiles.seal]: strToU8(jws)}, {level: 6, mtime: new Date(made)});
  return {zip, made, records: lines.length, documents, acceptances};
}

/** Who has to accept what, and who did. */
export async function readAcceptances({
  db,
  campus,
}: AuditSource): Promise<Pick<AuditExport, 'documents' | 'acceptances'>> {
  // Acceptances and enrolments, what stands beside or takes back; of all else the first record of a person in a course.
  const telling = [verbs.acknowledged.id, verbs.agreed.id, registered.id, countersigned.id, goesBy.id, voided];
  const rows = await db
    .selectFrom('statements')
    .select('json')
    .where(({or, eb, selectFrom}) =>
      or([
        eb('verb', 'in', telling),
        eb(
          'seq',
          'in',
          selectFrom('statements')
            .select(({fn}) => fn.min('seq').as('first'))
            .where('course', 'is not', null)
            .where('voided', '=', 0)
            .groupBy(['actor', 'course']),
        ),
      ]),
    )
    .orderBy('seq')
    .execute();
  const statements = rows.flatMap(({json}) => toStatement(json));
  const courses = (await campus?.courses().catch(() => [])) ?? [];
  const documents = documentsOf(
    courses.map(({course}) => course),
    statements,
  );
  return {documents, acceptances: acceptancesOf(documents, statements)};
}

/** All of one moment: the chain with its statements, what stands beside it, the signatures. */
async function readStore(trx: Transaction<Tables>) {
  const links = await trx.selectFrom('chain').selectAll().orderBy('seq').execute();
  const rows = await trx.selectFrom('statements').select(['seq', 'json']).orderBy('seq').execute();
  const kept = new Map(rows.map(({seq, json}) => [seq, json]));
  const lines = links.map((link) => auditLine(link, kept.get(link.seq)));
  for (const {seq} of links) kept.delete(seq);
  for (const json of kept.values()) lines.push(auditLine(undefined, json)); // put in beside the chain: shown, not hidden
  const attachments: AttachmentRow[] = await trx.selectFrom('attachments').selectAll().execute();
  const settings = new Map(
    (await trx.selectFrom('settings').selectAll().where('key', 'in', [headKey, 'server-id']).execute()).map(
      ({key, value}) => [key, value],
    ),
  );
  const note = settings.get(headKey);
  const people = Object.fromEntries(
    (await trx.selectFrom('people').select(['actor', 'salt']).orderBy('actor').execute()).map(({actor, salt}) => [
      actor,
      salt,
    ]),
  );
  return {
    lines,
    people,
    attachments,
    statements: rows.flatMap(({json}) => toStatement(json)),
    head: note === undefined ? null : (JSON.parse(note) as HeadNote),
    server: settings.get('server-id') ?? '',
  };
}

function toStatement(json: string): Statement[] {
  try {
    return [JSON.parse(json) as Statement];
  } catch {
    return []; // the check of the chain names it
  }
}

/** The documents to accept, and those files whose content has the hash that was published. */
async function readDocuments(campus: CampusFiles | undefined, statements: readonly Statement[]) {
  const found = (await campus?.courses().catch(() => [])) ?? [];
  const documents = documentsOf(
    found.map(({course}) => course),
    statements,
  );
  const files: Record<string, Uint8Array> = {};
  for (const {course, file} of found) {
    for (const lesson of lessonsOf(course)) {
      if (lesson.kind !== 'acknowledgement') continue;
      for (const [language, {src, sha256: wanted}] of Object.entries(lesson.document)) {
        const bytes = await campus!.bytes(file, src);
        if (!bytes || sha256(bytes) !== wanted) continue;
        const name = `documents/${wanted}/${fileName(src)}`;
        files[name] = bytes;
        const version = documents
          .find((one) => one.course === course.id && one.lesson === lesson.id)
          ?.versions.find((one) => one.language === language);
        if (version) version.file = name;
      }
    }
  }
  return {documents, files};
}

/** The last part of an address, without what file systems mind. */
function fileName(src: string): string {
  return (
    src
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1)!
      .replace(/[^\w.-]+/g, '_') || 'document'
  );
}
