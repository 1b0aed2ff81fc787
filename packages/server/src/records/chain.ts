import {sign, verify, type KeyObject} from 'node:crypto';
import type {Kysely, Transaction} from 'kysely';
import type {KeyPair} from '../store/keys.js';
import type {ChainRow, Tables} from '../store/tables.js';
import {canonicalJson, sha256} from './canonical.js';
import {agentsOf, sealStatement, type Salts} from './seal.js';

/** What stands before the first link. */
export const nothing = '0'.repeat(64);
/** Name of the setting that notes the chain’s length. */
export const headKey = 'chain-head';

/** The next link of the audit chain, for a statement whose sealed form (see `sealStatement`) is `json` in canonical JSON. */
export function makeLink(
  before: Pick<ChainRow, 'seq' | 'hash'> | undefined,
  statement: {id: string; json: string; stored: string},
  key: KeyPair,
): ChainRow {
  const link = {
    seq: (before?.seq ?? 0) + 1,
    statement: statement.id,
    digest: sha256(statement.json),
    previous: before?.hash ?? nothing,
    stored: statement.stored,
  };
  const hash = hashOf(link);
  return {
    ...link,
    hash,
    signature: sign(null, Buffer.from(hash, 'hex'), key.privateKey).toString('base64url'),
    key_id: key.id,
  };
}

/** The last link. */
export function chainHead(db: Kysely<Tables>): Promise<ChainRow | undefined> {
  return db.selectFrom('chain').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();
}

/**
 * Notes beside the chain, signed, how long it is: without it, cutting off its end would show nowhere. Who can rewrite the
 * file may put back an older note together with the older end; only a note kept elsewhere (an exported audit file, a
 * backup) tells of that.
 */
export async function noteHead(trx: Transaction<Tables>, {seq, hash}: ChainRow, key: KeyPair): Promise<void> {
  const signature = sign(null, Buffer.from(`${seq} ${hash}`), key.privateKey).toString('base64url');
  const value = JSON.stringify({seq, hash, signature});
  await trx
    .insertInto('settings')
    .values({key: headKey, value})
    .onConflict((conflict) => conflict.column('key').doUpdateSet({value}))
    .execute();
}

/** The first thing that is wrong with the chain. */
export interface ChainFlaw {
  /** The link at which it shows. */
  seq: number;
  kind: 'missing' | 'changed' | 'moved' | 'forged' | 'cut';
  message: string;
}

/**
 * Goes through the whole chain: every statement is there, in its place, with the content it had, and nothing was put in
 * or taken out since. `undefined` when all is well.
 *
 * @param publicKeys - By the ids that links name.
 */
export async function verifyChain(
  db: Kysely<Tables>,
  publicKeys: ReadonlyMap<string, KeyObject>,
): Promise<ChainFlaw | undefined> {
  let before: ChainRow | undefined;
  for (;;) {
    const links = await db
      .selectFrom('chain')
      .selectAll()
      .where('seq', '>', before?.seq ?? 0)
      .orderBy('seq')
      .limit(500)
      .execute();
    if (links.length === 0) break;
    const kept = await db
      .selectFrom('statements')
      .select(['seq', 'id', 'json', 'stored'])
      .where('seq', '>=', links[0]!.seq)
      .where('seq', '<=', links.at(-1)!.seq)
      .execute();
    const statements = new Map(kept.map((row) => [row.seq, row]));
    const salts = await saltsFor(
      db,
      kept.map(({json}) => json),
    );
    for (const link of links) {
      const flaw = linkFlaw(before, link, statements.get(link.seq), publicKeys.get(link.key_id), salts);
      if (flaw) return {seq: link.seq, ...flaw};
      before = link;
    }
  }
  return endFlaw(db, before, publicKeys);
}

type Found = Omit<ChainFlaw, 'seq'> | undefined;

function linkFlaw(
  before: ChainRow | undefined,
  link: ChainRow,
  statement: {id: string; json: string; stored: string} | undefined,
  key: KeyObject | undefined,
  salts: Salts,
): Found {
  const place = (before?.seq ?? 0) + 1;
  if (link.seq !== place) return {kind: 'missing', message: `link ${place} is missing`};
  if (link.previous !== (before?.hash ?? nothing))
    return {kind: 'moved', message: `link ${link.seq} does not follow the one before it`};
  if (hashOf(link) !== link.hash) return {kind: 'changed', message: `link ${link.seq} was changed`};
  if (!key) return {kind: 'forged', message: `link ${link.seq} names a key that is not ours`};
  if (!verify(null, Buffer.from(link.hash, 'hex'), key, Buffer.from(link.signature, 'base64url')))
    return {kind: 'forged', message: `link ${link.seq} was not signed by our key`};
  if (!statement) return {kind: 'missing', message: `statement ${link.statement} was deleted`};
  if (statement.id !== link.statement)
    return {kind: 'moved', message: `statement ${statement.id} stands in the place of ${link.statement}`};
  if (!sameJson(statement.json) || !isBound(statement.json, salts, link.digest) || statement.stored !== link.stored)
    return {kind: 'changed', message: `statement ${link.statement} was changed`};
  return undefined;
}

async function endFlaw(
  db: Kysely<Tables>,
  last: ChainRow | undefined,
  keys: ReadonlyMap<string, KeyObject>,
): Promise<ChainFlaw | undefined> {
  const seq = last?.seq ?? 0;
  const extra = await db.selectFrom('statements').select('id').where('seq', '>', seq).limit(1).executeTakeFirst();
  if (extra) return {seq: seq + 1, kind: 'forged', message: `statement ${extra.id} was put in beside the chain`};
  const note = await db.selectFrom('settings').select('value').where('key', '=', headKey).executeTakeFirst();
  if (!note) return seq === 0 ? undefined : {seq, kind: 'cut', message: 'the note of the chain’s length is gone'};
  const head = JSON.parse(note.value) as {seq: number; hash: string; signature: string};
  const signed = [...keys.values()].some((key) =>
    verify(null, Buffer.from(`${head.seq} ${head.hash}`), key, Buffer.from(head.signature, 'base64url')),
  );
  if (!signed) return {seq, kind: 'forged', message: 'the note of the chain’s length was not signed by our key'};
  if (head.seq !== seq || head.hash !== last?.hash)
    return {seq, kind: 'cut', message: `the chain ends at ${seq}, but had ${head.seq} links`};
  return undefined;
}

/** Whether a link binds this statement: its sealed form, or (links of before there were salts) itself. */
export function isBound(json: string, salts: Salts, digest: string): boolean {
  return sha256(canonicalJson(sealStatement(JSON.parse(json) as object, salts))) === digest || sha256(json) === digest;
}

/** The salts of everybody in these statements. */
export async function saltsFor(db: Kysely<Tables>, texts: readonly string[]): Promise<Salts> {
  const keys = new Set(
    texts.flatMap((json) => (sameJson(json) ? [...agentsOf(JSON.parse(json) as object).keys()] : [])),
  );
  const found = new Map<string, string>();
  const all = [...keys];
  for (let at = 0; at < all.length; at += 500) {
    const rows = await db
      .selectFrom('people')
      .select(['actor', 'salt'])
      .where('actor', 'in', all.slice(at, at + 500))
      .execute();
    for (const {actor, salt} of rows) found.set(actor, salt);
  }
  return (key) => found.get(key);
}

/** The hash of a link. */
export function hashOf({
  seq,
  statement,
  digest,
  previous,
  stored,
}: Omit<ChainRow, 'hash' | 'signature' | 'key_id'>): string {
  return sha256(canonicalJson({seq, statement, digest, previous, stored}));
}

/** Whether the kept text is still in the one form that was hashed. */
function sameJson(json: string): boolean {
  try {
    return canonicalJson(JSON.parse(json)) === json;
  } catch {
    return false;
  }
}
