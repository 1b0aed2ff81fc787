import {existsSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {pathToFileURL} from 'node:url';
import {keysFile} from '../store/keys.js';
import {migrations} from '../store/migrations.js';
import {storeFile} from '../store/store.js';

/** What the store of a data folder is like. */
export interface StoreLook {
  /** `none`: not made yet. `behind`: the next start brings it up. `ahead`: of a later version. `broken`: it cannot be read. */
  state: 'none' | 'ready' | 'behind' | 'ahead' | 'broken';
  /** What the file system said of a broken one. */
  reason?: string;
  /** Whether people are in it who may be told what is due. */
  hasPeople: boolean;
  /** Records that another record store does not take, though it takes others. */
  setAside: number;
  /** Files of it that other accounts of this machine may read. */
  readable: string[];
}

/** Looks at a store and changes nothing in it, also while a server writes to it. */
export async function lookAtStore(dataDir: string): Promise<StoreLook> {
  const file = join(dataDir, storeFile);
  const readable = [keysFile, storeFile].filter((name) => canOthersRead(dataDir, name));
  const look = {hasPeople: false, setAside: 0, readable};
  if (!existsSync(file)) return {...look, state: 'none'};
  let database: DatabaseSync | undefined;
  try {
    database = open(file);
    const names = (sql: string) =>
      database!
        .prepare(sql)
        .all()
        .map((row) => String(Object.values(row)[0]));
    const known = Object.keys(await migrations.getMigrations());
    const done = names('SELECT name FROM kysely_migration ORDER BY name');
    const tables = names("SELECT name FROM sqlite_master WHERE type = 'table'");
    look.hasPeople = tables.includes('people') && names('SELECT 1 FROM people LIMIT 1').length > 0;
    if (tables.includes('refused_statements'))
      look.setAside = Number(names('SELECT count(*) FROM refused_statements')[0]);
    const isAhead = done.some((name) => !known.includes(name));
    return {...look, state: isAhead ? 'ahead' : done.length < known.length ? 'behind' : 'ready'};
  } catch (caught) {
    return {...look, state: 'broken', reason: caught instanceof Error ? caught.message : String(caught)};
  } finally {
    database?.close();
  }
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
