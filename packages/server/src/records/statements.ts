import {randomUUID} from 'node:crypto';
import {verbs, type Actor, type Statement} from '@uggla/protocol';
import type {Kysely, Transaction} from 'kysely';
import {refuse} from '../http/refuse.js';
import {keyIn} from '../people/identities.js';
import {personRow} from '../people/people.js';
import type {Keys} from '../store/keys.js';
import type {ChainRow, StatementRow, Tables} from '../store/tables.js';
import {countersign, type SignedBytes} from './acknowledgement.js';
import {agentKey} from './agent.js';
import {canonicalJson, sha256} from './canonical.js';
import {chainHead, makeLink, noteHead} from './chain.js';
import {attachmentsOf, type SentFiles} from './read-attachments.js';
import {agentsOf, sealStatement, type Salts} from './seal.js';
import type {IncomingStatement} from './statement-schema.js';

/** The verb that takes a statement back (xAPI 2.3.2). */
export const voided = 'http://adlnet.gov/expapi/verbs/voided';

/** Who stores, and in whose name. */
export interface Storing {
  /** Who vouches for the statements: the account of the token. */
  authority: Actor;
  /** Whether statements may be taken back. */
  mayVoid: boolean;
  /** The course that they belong to, where that is known; else it is the first of their grouping. */
  course?: string;
}

/** Where statements are kept, in order, for good. */
export class Statements {
  readonly #db: Kysely<Tables>;
  readonly #keys: Keys;
  readonly #server: Actor;
  readonly #listeners: ((actors: ReadonlySet<string>) => void)[] = [];

  /** @param server - The server itself, as the actor of what it signs. */
  constructor(db: Kysely<Tables>, keys: Keys, server: Actor) {
    this.#db = db;
    this.#keys = keys;
    this.#server = server;
  }

  /**
   * Keeps a batch, all or none; when this resolves it is on the disk. What is already there with the same content is
   * passed over, so that sending twice is harmless.
   *
   * @returns The ids, in the order of the batch.
   * @throws {@link UgglaError} `statement-conflict` when an id is there with another content.
   */
  async store(batch: readonly IncomingStatement[], storing: Storing, files: SentFiles = new Map()): Promise<string[]> {
    const coming = batch.map((statement) => ({...statement, id: (statement.id ?? randomUUID()).toLowerCase()}));
    const ids = coming.map(({id}) => id);
    if (new Set(ids).size < ids.length)
      throw refuse(400, 'statement-invalid', 'two statements of the batch have the same id');
    await this.storeFound(() => Promise.resolve(coming), storing, files);
    return ids;
  }

  /** Keeps what `find` makes of the records as they are then: nobody else stores anything in between. */
  async storeFound(
    find: (trx: Transaction<Tables>) => Promise<readonly (IncomingStatement & {id: string})[]>,
    storing: Storing,
    files: SentFiles = new Map(),
  ): Promise<void> {
    const actors = new Set<string>();
    await this.#db.transaction().execute(async (trx) => {
      const coming = await find(trx);
      const ids = coming.map(({id}) => id);
      if (ids.length === 0) return;
      const there = await trx.selectFrom('statements').select(['id', 'received']).where('id', 'in', ids).execute();
      const known = new Map(there.map((row) => [row.id, row.received]));
      let head = await chainHead(trx);
      const before = head;
      for (const statement of coming) {
        const received = digestOf(statement);
        const other = known.get(statement.id);
        if (other === received) continue;
        if (other !== undefined) {
          throw refuse(
            409,
            'statement-conflict',
            `a statement with the id ${statement.id} is there already, and says something else`,
            'Send it with an id of its own.',
          );
        }
        if (statement.verb.id === voided) await this.#void(trx, statement, storing);
        head = await this.#insert(
          trx,
          finish(statement, storing.authority),
          received,
          head,
          filesOf(statement, files),
          storing.course,
        );
        if (isAcknowledgement(statement)) head = await this.#countersign(trx, statement.id, head);
        actors.add(agentKey(statement.actor as Actor));
      }
      if (head && head !== before) await noteHead(trx, head, this.#keys.ed25519);
    });
    if (actors.size > 0) for (const listener of this.#listeners) listener(actors);
  }

  /** Has `listener` told of whom something was stored, by their keys. */
  onStored(listener: (actors: ReadonlySet<string>) => void): void {
    this.#listeners.push(listener);
  }

  /** The row of one statement. */
  find(id: string): Promise<StatementRow | undefined> {
    return this.#db.selectFrom('statements').selectAll().where('id', '=', id.toLowerCase()).executeTakeFirst();
  }

  async #insert(
    trx: Transaction<Tables>,
    statement: Statement,
    received: string,
    head: ChainRow | undefined,
    files: readonly SignedBytes[] = [],
    within?: string,
  ): Promise<ChainRow> {
    const json = canonicalJson(statement);
    const stored = statement.stored!;
    const salts = await this.#salts(trx, statement);
    const link = makeLink(
      head,
      {id: statement.id, json: canonicalJson(sealStatement(statement, salts)), stored},
      this.#keys.ed25519,
    );
    const course = within ?? statement.context?.contextActivities?.grouping?.[0]?.id ?? null;
    await trx
      .insertInto('statements')
      .values({
        seq: link.seq,
        id: statement.id,
        actor: await keyIn(trx, agentKey(statement.actor)),
        verb: statement.verb.id,
        object: (statement.object as {id?: string}).id ?? '',
        registration: statement.context?.registration ?? null,
        course,
        stored,
        timestamp: new Date(statement.timestamp).toISOString(), // to compare; the statement keeps the zone it named
        voided: 0,
        received,
        json,
      })
      .execute();
    await trx.insertInto('chain').values(link).execute();
    if (files.length > 0)
      await trx
        .insertInto('attachments')
        .values(files.map((file) => ({...file, statement: statement.id})))
        .execute();
    return link;
  }

  /** The salts of everybody in a statement but the server itself; whoever is new gets one. */
  async #salts(trx: Transaction<Tables>, statement: Statement): Promise<Salts> {
    const found = new Map<string, string>();
    for (const [key, agent] of agentsOf(statement)) {
      if (key !== agentKey(this.#server)) found.set(key, (await personRow(trx, agent as unknown as Actor)).salt);
    }
    return (key) => found.get(key);
  }

  /** The server's own statement beside an acknowledgement. */
  async #countersign(trx: Transaction<Tables>, id: string, head: ChainRow): Promise<ChainRow> {
    const row = await trx
      .selectFrom('statements')
      .select(['json', 'course'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const {statement, bytes} = await countersign(
      JSON.parse(row.json) as Statement,
      head.digest,
      this.#server,
      this.#keys.rsa,
    );
    return this.#insert(trx, statement, sha256(canonicalJson(statement)), head, [bytes]);
  }

  async #void(trx: Transaction<Tables>, statement: IncomingStatement, {mayVoid}: Storing): Promise<void> {
    if (!mayVoid) throw refuse(403, 'role-insufficient', 'only a manager may take statements back');
    const {id, objectType} = statement.object as {id?: string; objectType?: string};
    const target =
      id === undefined || objectType !== 'StatementRef'
        ? undefined
        : await trx.selectFrom('statements').select('verb').where('id', '=', id.toLowerCase()).executeTakeFirst();
    if (!id || objectType !== 'StatementRef' || target?.verb === voided)
      throw refuse(
        400,
        'statement-invalid',
        'a statement that takes back names a statement, and not one that itself takes back',
      );
    await trx.updateTable('statements').set({voided: 1}).where('id', '=', id.toLowerCase()).execute();
  }
}

/** What makes two statements the same: all but what stores add. */
function digestOf(statement: IncomingStatement): string {
  const {stored, authority, version, ...rest} = statement;
  return sha256(canonicalJson(rest));
}

function finish(statement: IncomingStatement & {id: string}, authority: Actor): Statement {
  const stored = new Date().toISOString();
  return {
    ...statement,
    timestamp: statement.timestamp ?? stored,
    stored,
    authority,
    version: statement.version ?? '1.0.3',
  } as Statement;
}

function isAcknowledgement({verb}: IncomingStatement): boolean {
  return verb.id === verbs.acknowledged.id || verb.id === verbs.agreed.id;
}

/** What came along and belongs to a statement, each file once. */
function filesOf(statement: IncomingStatement, files: SentFiles): SignedBytes[] {
  const named = new Set(attachmentsOf(statement).map(({sha2}) => sha2.toLowerCase()));
  return [...named].flatMap((sha2) => (files.has(sha2) ? [{sha2, ...files.get(sha2)!}] : []));
}
