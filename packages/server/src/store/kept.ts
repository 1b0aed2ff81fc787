import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import {keysFile, openKeys, type Keys} from './keys.js';
import {settleDatabase} from './postgres-errors.js';
import {openStore, storeFile, type Store} from './store.js';

/** Under which key a PostgreSQL has the name of the keys of its servers. */
const keysKey = 'keys';

/** Where a server keeps what it keeps. */
export interface Place {
  dataDir: string;
  /** The PostgreSQL in place of the file in `dataDir`. */
  database?: string | undefined;
}

/**
 * Opens the keys and the store of a server.
 *
 * @throws {@link UgglaError} `keys-unavailable`, also when others belong to the database: two servers with keys of their own would
 * not believe each other's tokens, and their records would make no chain. Those of `openStore`.
 */
export async function openKept({dataDir, database}: Place): Promise<{keys: Keys; store: Store}> {
  const keys = await openKeys(dataDir);
  const store = await openStore(dataDir, database);
  if (database === undefined) return {keys, store};
  try {
    const {id} = keys.ed25519;
    const noted = await store.setting(keysKey, () => id);
    if (noted !== id && !keys.former.some(({kid}) => kid === noted))
      throw new UgglaError('keys-unavailable', `the keys in ${dataDir} are not those of the servers on this database`, {
        file: join(dataDir, keysFile),
        cure: `Copy ${keysFile} out of the data folder of the first server, or of its backup, into this one.`,
      });
    if (noted !== id) await store.note(keysKey, id); // they were changed by `uggla audit rotate-keys`
    return {keys, store};
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * The same for a command beside the server, which may be running; its database is that of the environment (`DATABASE_URL`) when
 * none is named. Makes nothing where no server ever was.
 *
 * @param code - Of the error when there is nothing.
 */
export async function openThere({dataDir, database: given}: Place, code = 'store-unavailable') {
  const database = settleDatabase(given);
  for (const name of database === undefined ? [storeFile, keysFile] : [keysFile]) {
    if (!existsSync(join(dataDir, name)))
      throw new UgglaError(code, `there is no ${name} in ${dataDir}`, {
        file: join(dataDir, name),
        cure: 'Name the data folder of the server with --data, or start it once: uggla serve.',
      });
  }
  return openKept({dataDir, database});
}
