import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {Kysely, sql} from 'kysely';
import {Migrator} from 'kysely/migration';
import {migrations} from './migrations.js';
import {openPostgres} from './postgres.js';
import {databaseName} from './postgres-errors.js';
import {postgresPlugins} from './postgres-words.js';
import {nodeSqliteDialect, openSqlite, wholly} from './sqlite.js';
import type {Tables} from './tables.js';

/** Name of the database file in the data folder. */
export const storeFile = 'records.sqlite';

/** Everything that the server keeps. */
export interface Store {
  readonly db: Kysely<Tables>;
  /** What the server keeps about itself; made by `make` when it is not there yet. */
  setting(key: string, make: () => string): Promise<string>;
  /** Keeps what the server found out about itself, in place of what it knew before. */
  note(key: string, value: string): Promise<void>;
  /** Resolves when a question to the database is answered. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the store, makes or brings up its tables: the file in `dataDir`, or the PostgreSQL at `database`.
 *
 * @throws {@link UgglaError} `store-unavailable` when the file cannot be opened or is of a later version; those of `openPostgres`.
 */
export async function openStore(dataDir: string, database?: string): Promise<Store> {
  const db = database === undefined ? await openFile(dataDir) : await openDatabase(database);
  return {
    db,
    async setting(key, make) {
      await db
        .insertInto('settings')
        .values({key, value: make()})
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const {value} = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirstOrThrow();
      return value;
    },
    async note(key, value) {
      await db
        .insertInto('settings')
        .values({key, value})
        .onConflict((conflict) => conflict.column('key').doUpdateSet({value}))
        .execute();
    },
    async ping() {
      await sql`SELECT 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}

async function openFile(dataDir: string): Promise<Kysely<Tables>> {
  const file = dataDir === ':memory:' ? dataDir : join(dataDir, storeFile);
  try {
    const database = openSqlite(file);
    const db = new Kysely<Tables>({dialect: nodeSqliteDialect(database)});
    await wholly(database, () => bringUp(db));
    return db;
  } catch (cause) {
    throw new UgglaError('store-unavailable', `the store ${file} cannot be opened`, {
      cause,
      file,
      cure: 'See that the folder belongs to the user that runs the server, that the disk has room, and that the file is a store of this version or an earlier one.',
    });
  }
}

async function openDatabase(address: string): Promise<Kysely<Tables>> {
  const {dialect, schema} = await openPostgres(address);
  const db = new Kysely<Tables>({dialect, plugins: postgresPlugins});
  try {
    await db.transaction().execute((trx) => bringUp(trx, schema));
    return db;
  } catch (cause) {
    await db.destroy();
    if (cause instanceof UgglaError) throw cause;
    throw new UgglaError('store-unavailable', `the tables of the database ${databaseName(address)} cannot be made`, {
      cause,
      cure: 'See that its user may make tables there, and that they are of this version or an earlier one.',
    });
  }
}

/** @param schema - Where the tables are, in a database that may have others of ours in other schemas. */
async function bringUp(db: Kysely<Tables>, schema?: string): Promise<void> {
  const where = schema === undefined ? {} : {migrationTableSchema: schema};
  const {error} = await new Migrator({db, provider: migrations, ...where}).migrateToLatest();
  if (error) throw error;
}
