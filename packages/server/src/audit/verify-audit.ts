import {createPublicKey, verify, type JsonWebKey, type KeyObject} from 'node:crypto';
import {UgglaError, type Statement} from '@uggla/protocol';
import {strFromU8} from 'fflate';
import {compactVerify, type JWK} from 'jose';
import {serverName} from '../people/person.js';
import {isCountersignature, statementDigest} from '../records/acknowledgement.js';
import {canonicalJson, sha256} from '../records/canonical.js';
import {hashOf, isBound, nothing} from '../records/chain.js';
import {sealedHome, sealStatement, type Salts} from '../records/seal.js';
import type {ChainRow} from '../store/tables.js';
import {isAcceptance} from './acceptances.js';
import {pseudonymsIn} from './erase.js';
import {auditFiles, auditFormat, type Seal} from './format.js';
import {readZip} from './read-zip.js';

/** One thing that is wrong with an audit file. */
export interface AuditFlaw {
  /** Which file of it. */
  file: string;
  /** Line of `records.jsonl`, from 1. */
  line?: number;
  message: string;
}

/** What the check of an audit file found. */
export interface AuditReport {
  flaws: AuditFlaw[];
  records: number;
  acceptances: number;
  /** People who stand under a pseudonym though no record tells that they were erased: the store was written to by something else. */
  anonymous: number;
  /** When it was exported, as sealed. */
  made: string | undefined;
  server: string | undefined;
  /** Hash of the last record, by which a later file is known to go on from this one; `undefined` in an empty one. */
  last: string | undefined;
  /** Ids of the keys that were believed. */
  keys: string[];
  /** The keys came out of the file itself: whoever forged it could have put in their own. */
  ownKeys: boolean;
}

const most = 2 ** 31; // bytes of one file inside; more than that no export of ours holds

/**
 * Checks an audit file: every record is there, in its place, as it was stored and signed; every document, signature and
 * page is the one that was exported, and nothing was added.
 *
 * @param trusted - The server's public keys (a JWK set), from elsewhere than this file.
 * @param earlier - What the check of an earlier file of the same server found: its records are the first ones here. Without it an older
 *   file, or one of an older store, looks as whole as the newest.
 * @throws {@link UgglaError} `audit-invalid` when it is no audit file.
 */
export async function verifyAudit(
  zip: Uint8Array,
  trusted?: {keys: JWK[]},
  earlier?: AuditReport,
): Promise<AuditReport> {
  const flaws: AuditFlaw[] = [];
  const files = unzip(zip);
  const sealed = files[auditFiles.seal];
  const records = files[auditFiles.records];
  if (!sealed || !records)
    throw new UgglaError('audit-invalid', `${sealed ? auditFiles.records : auditFiles.seal} is not in it`, {
      cure: 'Name a file that uggla audit export made, whole.',
    });
  const keys = toKeys(trusted ?? readKeys(files[auditFiles.keys]));
  const seal = await openSeal(sealed, keys, flaws);
  if (seal) checkFiles(seal, files, flaws);
  const lines = strFromU8(records).split('\n');
  if (lines.pop() !== '')
    flaws.push({file: auditFiles.records, line: lines.length + 1, message: 'the last line is cut off'});
  const {statements, hashes} = checkLines(lines, keys, readSalts(files[auditFiles.people]), flaws);
  if (seal) checkEnd(seal, lines, keys, flaws);
  if (earlier) checkEarlier(earlier, seal, hashes, flaws);
  await checkSignatures(statements, files, keys, flaws);
  return {
    flaws,
    records: lines.length,
    acceptances: statements.filter(({statement}) => isAcceptance(statement)).length,
    anonymous: anonymousIn(statements),
    made: seal?.made,
    server: seal?.server,
    last: hashes.at(-1),
    keys: [...keys.keys()],
    ownKeys: trusted === undefined,
  };
}

/** @throws UgglaError `audit-invalid` also when it is a zip that programs read in several ways: what is checked must be what is seen. */
function unzip(zip: Uint8Array): Record<string, Uint8Array> {
  try {
    return Object.fromEntries(readZip(zip, most));
  } catch (cause) {
    const isTold = cause instanceof Error && !(cause instanceof RangeError); // it ends before what it tells of
    throw new UgglaError('audit-invalid', isTold ? cause.message : 'it is no zip file, or a broken one', {
      cause,
      cure: 'Name a file that uggla audit export made, whole and as it was made.',
    });
  }
}

function readKeys(bytes: Uint8Array | undefined): {keys: JWK[]} {
  try {
    return JSON.parse(strFromU8(bytes!)) as {keys: JWK[]};
  } catch (cause) {
    throw new UgglaError('audit-invalid', `${auditFiles.keys} is not in it, or is not JSON`, {
      cause,
      cure: 'Name the public keys with --key.',
    });
  }
}

function toKeys(set: {keys: JWK[]}): Map<string, KeyObject> {
  try {
    return new Map(set.keys.map((key) => [key.kid ?? '', createPublicKey({key: key as JsonWebKey, format: 'jwk'})]));
  } catch (cause) {
    throw new UgglaError('audit-invalid', 'the public keys are no JWK set', {
      cause,
      cure: 'Take them from /.well-known/jwks.json of the server.',
    });
  }
}

async function openSeal(
  bytes: Uint8Array,
  keys: ReadonlyMap<string, KeyObject>,
  flaws: AuditFlaw[],
): Promise<Seal | undefined> {
  try {
    const {payload} = await compactVerify(bytes, ({kid}) => known(keys, kid), {algorithms: ['EdDSA', 'Ed25519']});
    const seal = JSON.parse(strFromU8(payload)) as Seal;
    if (seal.format !== auditFormat && seal.format !== 'uggla-audit/1') throw new Error('another format');
    return seal;
  } catch {
    flaws.push({file: auditFiles.seal, message: 'the seal was not made by the server’s key, or was changed'});
    return undefined;
  }
}

function known(keys: ReadonlyMap<string, KeyObject>, kid: string | undefined): KeyObject {
  const key = keys.get(kid ?? '');
  if (!key) throw new Error(`no key ${kid}`);
  return key;
}

function checkFiles(seal: Seal, files: Record<string, Uint8Array>, flaws: AuditFlaw[]): void {
  for (const [file, digest] of Object.entries(seal.files)) {
    const bytes = files[file];
    if (!bytes) flaws.push({file, message: 'is missing'});
    else if (sha256(bytes) !== digest) flaws.push({file, message: 'was changed after the export'});
  }
  for (const file of Object.keys(files)) {
    if (file !== auditFiles.seal && !Object.hasOwn(seal.files, file))
      flaws.push({file, message: 'was added after the export'});
  }
}

interface Line {
  line: number;
  digest: string;
  statement: Statement;
}

function checkLines(
  lines: readonly string[],
  keys: ReadonlyMap<string, KeyObject>,
  salts: Salts,
  flaws: AuditFlaw[],
): {statements: Line[]; hashes: string[]} {
  let before: ChainRow | undefined;
  const statements: Line[] = [];
  const hashes: string[] = [];
  lines.forEach((text, at) => {
    const line = at + 1;
    const wrong = (message: string) => flaws.push({file: auditFiles.records, line, message});
    let read: {link?: ChainRow | null; statement: Statement | string | null} | null;
    try {
      read = JSON.parse(text) as typeof read;
    } catch {
      wrong('is not JSON');
      return;
    }
    const {link, statement} = read ?? {statement: null};
    if (canonicalJson(read) !== text) wrong('is not written as it was exported');
    if (!link) {
      wrong('a statement was put in beside the chain');
      return;
    }
    const flaw = linkFlaw(before, link, statement, keys, salts);
    before = link;
    hashes.push(link.hash);
    if (flaw !== undefined) wrong(flaw);
    else statements.push({line, digest: link.digest, statement: statement as Statement}); // what the server stored, and nothing else
  });
  return {statements, hashes};
}

function linkFlaw(
  before: ChainRow | undefined,
  link: ChainRow,
  statement: Statement | string | null,
  keys: ReadonlyMap<string, KeyObject>,
  salts: Salts,
): string | undefined {
  const place = (before?.seq ?? 0) + 1;
  if (link.seq !== place) return `record ${link.seq} stands where ${place} belongs`;
  if (link.previous !== (before?.hash ?? nothing)) return `record ${link.seq} does not follow the one before it`;
  if (hashOf(link) !== link.hash) return `the link of record ${link.seq} was changed`;
  const key = keys.get(link.key_id);
  if (!key) return `record ${link.seq} names a key that is not the server’s`;
  if (!signs(key, Buffer.from(String(link.hash), 'hex'), link.signature))
    return `record ${link.seq} was not signed by the server`;
  if (statement === null) return `statement ${link.statement} was deleted`;
  if (typeof statement === 'string' || !isKept(statement, salts, link.digest))
    return `statement ${link.statement} was changed`;
  if (statement.id !== link.statement || statement.stored !== link.stored)
    return `another statement stands in the place of ${link.statement}`;
  return undefined;
}

function isKept(statement: Statement, salts: Salts, digest: string): boolean {
  try {
    return isBound(canonicalJson(statement), salts, digest);
  } catch {
    return false; // no statement at all
  }
}

function signs(key: KeyObject, data: Buffer, signature: unknown): boolean {
  return key.asymmetricKeyType === 'ed25519' && verify(null, data, key, Buffer.from(String(signature), 'base64url'));
}

/** By these the chain's pseudonyms are checked; whoever was erased is not among them. */
function readSalts(bytes: Uint8Array | undefined): Salts {
  try {
    const salts = new Map(Object.entries(JSON.parse(strFromU8(bytes!)) as Record<string, string>));
    return (key) => salts.get(key);
  } catch {
    return () => undefined; // the check of the files says what is wrong
  }
}

/** A cut-off end breaks no link: the length was sealed, and noted by the server as each record was stored. */
function checkEnd(
  {length, head}: Seal,
  lines: readonly string[],
  keys: ReadonlyMap<string, KeyObject>,
  flaws: AuditFlaw[],
): void {
  const wrong = (message: string) => flaws.push({file: auditFiles.records, line: lines.length, message});
  if (lines.length !== length) wrong(`there are ${lines.length} records, ${length} were exported`);
  if (!head) {
    if (lines.length > 0) wrong('the server’s note of how many records there are was gone when it was exported');
    return;
  }
  const noted = Buffer.from(`${head.seq} ${head.hash}`);
  if (![...keys.values()].some((key) => signs(key, noted, head.signature)))
    wrong('the note of how many records there are was not signed by the server');
  if (!lines.at(-1)?.includes(`"hash":"${head.hash}"`) || lines.length !== head.seq)
    wrong(`the server had stored ${head.seq} records, the last of them is not here`);
}

/** What was there once is there still, and the same: links bind all before them, so the last one of the earlier file tells. */
function checkEarlier(
  {records, last, server, made}: AuditReport,
  seal: Seal | undefined,
  hashes: readonly string[],
  flaws: AuditFlaw[],
): void {
  const file = auditFiles.records;
  const then = `the earlier file (exported ${made})`;
  if (seal && seal.server !== server) flaws.push({file: auditFiles.seal, message: `${then} is of another server`});
  if (seal && made !== undefined && seal.made <= made)
    flaws.push({file: auditFiles.seal, message: `it is not later than ${then}: it was exported ${seal.made}`});
  if (hashes.length < records)
    flaws.push({file, line: hashes.length, message: `there are ${hashes.length} records, ${then} has ${records}`});
  else if (records > 0 && hashes[records - 1] !== last)
    flaws.push({file, line: records, message: `up to here the records are others than in ${then}`});
}

/** A sealed statement is its own sealed form: only the record of an erasure tells that a name went by leave. */
function anonymousIn(lines: readonly Line[]): number {
  const found = new Set<string>();
  for (const {statement} of lines) {
    if (statement.authority?.account?.name.startsWith('system:')) continue; // of another server, which erased them
    sealStatement(statement, (_key, {account} = {}) => {
      const {homePage, name} = (account ?? {}) as {homePage?: string; name?: string};
      if (homePage === sealedHome && name !== undefined) found.add(name);
      return undefined;
    });
  }
  for (const {statement} of lines)
    if (statement.authority?.account?.name === serverName)
      for (const name of pseudonymsIn(statement)) found.delete(name);
  return found.size;
}

/** Every acceptance has the server's signed statement beside it, which says the same as the JWS that goes along. */
async function checkSignatures(
  lines: readonly Line[],
  files: Record<string, Uint8Array>,
  keys: ReadonlyMap<string, KeyObject>,
  flaws: AuditFlaw[],
): Promise<void> {
  const beside = new Map(
    lines.filter(({statement}) => isCountersignature(statement)).map((one) => [one.statement.object.id, one]),
  );
  for (const {line, digest, statement} of lines) {
    if (!statement.verb || !isAcceptance(statement)) continue;
    const other = beside.get(statement.id);
    const wrong = (message: string) => flaws.push({file: auditFiles.records, line: other?.line ?? line, message});
    if (!other) {
      wrong(`acceptance ${statement.id} has no signed statement of the server beside it`);
      continue;
    }
    if (other.statement.context?.extensions?.[statementDigest] !== digest)
      wrong(`the server signed another content of acceptance ${statement.id}`);
    const bytes = files[`signatures/${other.statement.attachments?.[0]?.sha2}.jws`];
    if (!bytes || !(await isSignatureOf(other.statement, bytes, keys)))
      wrong(`the signature of the server for acceptance ${statement.id} does not hold`);
  }
}

async function isSignatureOf(
  {stored: _stored, authority: _authority, version: _version, attachments: _attachments, ...said}: Statement,
  jws: Uint8Array,
  keys: ReadonlyMap<string, KeyObject>,
): Promise<boolean> {
  try {
    const {payload} = await compactVerify(jws, ({kid}) => known(keys, kid), {algorithms: ['RS256']});
    return canonicalJson(JSON.parse(strFromU8(payload))) === canonicalJson(said);
  } catch {
    return false;
  }
}
