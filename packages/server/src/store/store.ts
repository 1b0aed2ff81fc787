import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {Kysely, sql} from 'kysely';
import {Migrator} from 'kysely/migration';
import {migrations} from './migrations.js';
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
 * Opens the store in `dataDir`, makes or brings up its tables.
 *
 * @throws {@link UgglaError} `store-unavailable` when the file cannot be opened or is of a later version.
 */
export async function openStore(dataDir: string): Promise<Store> {
  const file = dataDir === ':memory:' ? dataDir : join(dataDir, storeFile);
  let db: Kysely<Tables>;
  try {
    const database = openSqlite(file);
    db = new Kysely<Tables>({dialect: nodeSqliteDialect(database)});
    await wholly(database, async () => {
      const {error} = await new Migrator({db, provider: migrations}).migrateToLatest();
      if (error) throw error;
    });
  } catch (cause) {
    throw new UgglaError('store-unavailable', `the store ${file} cannot be opened`, {
      cause,
      file,
      cure: 'See that the folder belongs to the user that runs the server, that the disk has room, and that the file is a store of this version or an earlier one.',
    });
  }
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
