import {createHash} from 'node:crypto';
import {UgglaError} from '@uggla/protocol';
import {PostgresAdapter, PostgresDialect, type PostgresPool} from 'kysely';
import {loadPg, type Pool, type PoolClient, type QueryResult} from './pg.js';
import {databaseName, toRefusal} from './postgres-errors.js';

/** Connections of one server: one that writes, and those that read beside it. */
const mostConnections = 10;
/** So long a write waits for those of other servers. */
const lockMs = 10_000;
/** The first of a server makes its tables: it waits while another server brings up those that are full. */
const firstLockMs = 600_000;
/** A server that falls silent in the middle of a write holds up the others so long. None of our writes takes a second. */
const silentMs = 30_000;

/**
 * Kysely over a PostgreSQL, made to behave as the SQLite file does: one writes at a time, all that it reads meanwhile is of that
 * moment, and what was answered is on the disk. All servers on one database wait for each other by one advisory lock, which every
 * write takes, so that none of ours can fail for another's (no serialization failures, no deadlocks).
 *
 * @throws {@link UgglaError} `database-driver-missing`, `database-unreachable`, `store-unavailable` for one that keeps no UTF-8.
 */
export async function openPostgres(address: string): Promise<{dialect: PostgresDialect; schema: string}> {
  const {Pool: PgPool, types} = await loadPg();
  const pool = new PgPool({
    connectionString: address,
    max: mostConnections,
    connectionTimeoutMillis: lockMs,
    keepAlive: true,
    fallback_application_name: 'uggla',
    types: {getTypeParser: (id, format) => (numbers.has(id) ? Number : types.getTypeParser(id, format))},
  });
  pool.on('error', () => undefined); // an idle connection ended: whoever asks next hears of it
  pool.on('connect', (client) => client.on('error', () => undefined)); // the same in the middle of a transaction
  try {
    const {rows} = await pool.query(
      "select current_schema() as schema, current_setting('server_encoding') as encoding, current_setting('synchronous_commit') as commit",
    );
    const {schema, encoding, commit} = rows[0] as {schema: string | null; encoding: string; commit: string};
    if (encoding !== 'UTF8' || schema === null)
      throw new UgglaError(
        'store-unavailable',
        `the database ${databaseName(address)} ${schema === null ? 'has no schema to write to' : `keeps letters as ${encoding}`}`,
        {cure: "Make one: createdb --encoding UTF8 --template template0 uggla (and name no schema that isn't there)."},
      );
    const house = new House(pool, address, (ms) => beginOf(schema, commit, ms));
    const lines = {options: {}, connect: () => Promise.resolve(new Line(house)), end: () => pool.end()};
    return {dialect: new Dialect({pool: lines as unknown as PostgresPool}), schema};
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw toRefusal(error, address);
  }
}

class Dialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new Adapter();
  }
}

/** Tables are changed in a transaction, whose lock is enough; Kysely's own would be held by a session that others go on with. */
class Adapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** `bigint` and `numeric`: counts and sums, which pg gives as text. */
const numbers = new Set([20, 1700]);

/**
 * Takes the right to write, and waits for it. Nothing is left behind in the session: a pool of the database's own (PgBouncer) may
 * stand between. Where commits are not waited for (`synchronous_commit = off`), ours are.
 */
function beginOf(schema: string, commit: string, waitMs: number): string {
  const key = createHash('sha256').update(`uggla ${schema}`).digest().readBigInt64BE();
  return [
    'begin isolation level read committed',
    `set local lock_timeout = ${waitMs}`,
    `set local idle_in_transaction_session_timeout = ${silentMs}`,
    ...(commit === 'off' ? ['set local synchronous_commit = on'] : []),
    `select pg_advisory_xact_lock(${key})`,
  ].join('; ');
}

/** What the connections of one server share. */
class House {
  readonly pool: Pool;
  readonly address: string;
  readonly #beginOf: (waitMs: number) => string;
  #hasBegun = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(pool: Pool, address: string, begin: (waitMs: number) => string) {
    this.pool = pool;
    this.address = address;
    this.#beginOf = begin;
  }

  /** What begins the next transaction. */
  begin(): string {
    const waitMs = this.#hasBegun ? lockMs : firstLockMs;
    this.#hasBegun = true;
    return this.#beginOf(waitMs);
  }

  /** Resolves when the writes before are over; what it resolves to ends this one. */
  turn(): Promise<() => void> {
    const before = this.#last;
    let end!: () => void;
    this.#last = new Promise<void>((resolve) => (end = resolve));
    return before.then(() => end);
  }
}

/** What changes something, also when it begins by reading. */
const isWrite = /^\s*(insert|update|delete|merge|with)\b/i;

/**
 * A connection, as Kysely sees it. A real one is taken when something is asked, and for no longer than that or its transaction: writes
 * that wait for their turn must not keep all of them from those who read.
 */
class Line {
  readonly #house: House;
  #open: {client: PoolClient; end: () => void} | undefined;

  constructor(house: House) {
    this.#house = house;
  }

  async query(sql: string, values: readonly unknown[] = []): Promise<QueryResult> {
    try {
      if (sql === 'begin') return await this.#begin();
      if (sql === 'commit') return await this.#commit();
      if (sql === 'rollback') return await this.#rollBack();
      if (this.#open || !isWrite.test(sql)) return await this.#ask(sql, values);
      await this.#begin();
      try {
        const result = await this.#ask(sql, values);
        await this.#commit();
        return result;
      } catch (error) {
        await this.#rollBack();
        throw error;
      }
    } catch (error) {
      throw toRefusal(error, this.#house.address);
    }
  }

  release(): void {
    // nothing is held but by a transaction, which ends before
  }

  #ask(sql: string, values: readonly unknown[]): Promise<QueryResult> {
    const {client} = this.#open ?? {client: this.#house.pool};
    return client.query(sql, values.map(toSql));
  }

  async #begin(): Promise<QueryResult> {
    const end = await this.#house.turn();
    try {
      this.#open = {client: await this.#house.pool.connect(), end};
    } catch (error) {
      end();
      throw error;
    }
    try {
      return await this.#ask(this.#house.begin(), []);
    } catch (error) {
      await this.#rollBack();
      throw error;
    }
  }

  async #commit(): Promise<QueryResult> {
    const result = await this.#ask('commit', []);
    this.#close();
    return result;
  }

  /** Of a connection that is gone, the database takes back what was begun. */
  async #rollBack(): Promise<QueryResult> {
    let isGone = false;
    if (this.#open) await this.#ask('rollback', []).catch(() => (isGone = true));
    this.#close(isGone);
    return {command: 'ROLLBACK', rows: [], rowCount: null};
  }

  #close(isGone = false): void {
    this.#open?.client.release(isGone);
    this.#open?.end();
    this.#open = undefined;
  }
}

/** As in the other store, there are numbers in place of booleans. */
function toSql(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}
