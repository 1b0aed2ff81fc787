import {existsSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {pathToFileURL} from 'node:url';
import {Kysely, sql} from 'kysely';
import {keysFile} from '../store/keys.js';
import {migrations} from '../store/migrations.js';
import {openPostgres} from '../store/postgres.js';
import {databaseName, settleDatabase} from '../store/postgres-errors.js';
import {storeFile} from '../store/store.js';

/** What the store of a data folder is like. */
export interface StoreLook {
  /** `none`: not made yet. `behind`: the next start brings it up. `ahead`: of a later version. `broken`: it cannot be read. */
  state: 'none' | 'ready' | 'behind' | 'ahead' | 'broken';
  /** Where it is, when it is a PostgreSQL. */
  database?: string;
  /** What the file system, or the database, said of a broken one. */
  reason?: string;
  /** Whether people are in it who may be told what is due. */
  hasPeople: boolean;
  /** Records that another record store does not take, though it takes others. */
  setAside: number;
  /** Files of it that other accounts of this machine may read. */
  readable: string[];
}

/** The first column of what is asked for. */
type Ask = (question: string) => Promise<string[]>;

/**
 * Looks at a store and changes nothing in it, also while a server writes to it.
 *
 * @param database - The PostgreSQL in place of the file in `dataDir`; the environment's (`DATABASE_URL`) when not given.
 */
export async function lookAtStore(dataDir: string, database?: string): Promise<StoreLook> {
  const look: StoreLook = {
    state: 'none',
    hasPeople: false,
    setAside: 0,
    readable: [keysFile, storeFile].filter((name) => canOthersRead(dataDir, name)),
  };
  try {
    const address = settleDatabase(database);
    if (address !== undefined) return await lookAtDatabase(look, address);
    const file = join(dataDir, storeFile);
    return existsSync(file) ? await lookAtFile(look, file) : look;
  } catch (caught) {
    return {...look, state: 'broken', reason: caught instanceof Error ? caught.message : String(caught)};
  }
}

async function lookAtFile(look: StoreLook, file: string): Promise<StoreLook> {
  const database = open(file);
  const ask: Ask = (question) =>
    Promise.resolve(
      database
        .prepare(question)
        .all()
        .map((row) => String(Object.values(row)[0])),
    );
  try {
    return await lookAtTables(look, ask, await ask("SELECT name FROM sqlite_master WHERE type = 'table'"));
  } finally {
    database.close();
  }
}

async function lookAtDatabase(look: StoreLook, address: string): Promise<StoreLook> {
  look.database = databaseName(address);
  const {dialect, schema} = await openPostgres(address);
  const db = new Kysely<unknown>({dialect});
  const ask: Ask = async (question) =>
    (await sql.raw<Record<string, unknown>>(question).execute(db)).rows.map((row) => String(Object.values(row)[0]));
  try {
    const tables = await sql<{
      name: string;
    }>`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ${schema}`.execute(db);
    const names = tables.rows.map(({name}) => name);
    return names.includes('kysely_migration') ? await lookAtTables(look, ask, names) : look;
  } finally {
    await db.destroy();
  }
}

async function lookAtTables(look: StoreLook, ask: Ask, tables: string[]): Promise<StoreLook> {
  const known = Object.keys(await migrations.getMigrations());
  const done = await ask('SELECT name FROM kysely_migration ORDER BY name');
  const hasPeople = tables.includes('people') && (await ask('SELECT actor FROM people LIMIT 1')).length > 0;
  const [setAside] = tables.includes('refused_statements') ? await ask('SELECT count(*) FROM refused_statements') : [];
  const isAhead = done.some((name) => !known.includes(name));
  const state = isAhead ? 'ahead' : done.length < known.length ? 'behind' : 'ready';
  return {...look, state, hasPeople, setAside: Number(setAside ?? 0)};
}

/** A store that nobody writes to is opened as one that cannot change: else SQLite makes two files beside it. */
function open(file: string): DatabaseSync {
  if (existsSync(`${file}-wal`)) return new DatabaseSync(file, {readOnly: true, timeout: 5000});
  const address = pathToFileURL(file);
  address.searchParams.set('immutable', '1');
  try {
    return new DatabaseSync(address, {readOnly: true});
  } catch (caught) {
    if (!(caught instanceof TypeError)) throw caught;
    return new DatabaseSync(file, {readOnly: true, timeout: 5000}); // Node before 22.15 takes no addresses
  }
}

function canOthersRead(folder: string, name: string): boolean {
  if (process.platform === 'win32') return false;
  try {
    return (statSync(folder).mode & 0o011) !== 0 && (statSync(join(folder, name)).mode & 0o044) !== 0;
  } catch {
    return false; // not there, or not for us either
  }
}
