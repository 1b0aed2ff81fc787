import {DatabaseSync, type SQLInputValue, type StatementSync} from 'node:sqlite';
import {SqliteDialect} from 'kysely';

/**
 * Kysely over the SQLite that Node brings: Kysely's own dialect, given the three methods it needs. (kysely-node-sqlite does
 * the same in more lines; one dependency less.)
 */
export function nodeSqliteDialect(database: DatabaseSync): SqliteDialect {
  const prepared = new Map<string, ReturnType<typeof wrap>>();
  const prepare = (asked: string) => {
    const sql = asked === 'begin' ? beginAtOnce : asked;
    let known = prepared.get(sql);
    if (known) return known;
    if (prepared.size >= mostPrepared) prepared.clear();
    prepared.set(sql, (known = wrap(database, sql)));
    return known;
  };
  return new SqliteDialect({
    database: {
      close: () => database.close(),
      prepare,
    },
  });
}

/**
 * A transaction takes the right to write at once, and waits for it. One that reads first and would write later fails, without
 * waiting, when another process (a second server, a command) wrote in between (sqlite.org/isolation.html).
 */
const beginAtOnce = 'begin immediate';

/** Statements that stay prepared: preparing one takes longer than most of them run. Lists of values make texts without end. */
const mostPrepared = 300;

function wrap(database: DatabaseSync, sql: string) {
  const statement: StatementSync = database.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (values: readonly unknown[]) => statement.all(...values.map(toSql)),
    run: (values: readonly unknown[]) => statement.run(...values.map(toSql)),
    // Read bit by bit, while the same may be asked anew: each reading is a statement of its own.
    iterate: (values: readonly unknown[]) =>
      database.prepare(sql).iterate(...values.map(toSql)) as IterableIterator<unknown>,
  };
}

/**
 * Does `work` wholly or not at all, while other processes wait. Kysely changes tables of SQLite outside of transactions:
 * killed in between, a server would leave a store that no other can open, and two that start at once would both begin.
 */
export async function wholly(database: DatabaseSync, work: () => Promise<void>): Promise<void> {
  try {
    database.exec(beginAtOnce);
    await work();
    database.exec('commit');
  } catch (error) {
    database.close(); // takes back what was begun
    throw error;
  }
}

/** SQLite has no booleans. */
function toSql(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  return typeof value === 'boolean' ? Number(value) : (value as SQLInputValue);
}

/**
 * Opens (or makes) a database file so that what was committed survives a killed process and a pulled plug.
 *
 * `synchronous = FULL` syncs the log at each commit; NORMAL may lose the last ones (sqlite.org/pragma.html#pragma_synchronous).
 */
export function openSqlite(file: string): DatabaseSync {
  const database = new DatabaseSync(file, {enableForeignKeyConstraints: true, timeout: 5000});
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  return database;
}
