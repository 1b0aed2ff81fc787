import {createHash, randomUUID} from 'node:crypto';
import {describe, it} from 'node:test';
import {Kysely} from 'kysely';
import {openPostgres} from '../store/postgres.js';
import {openStore, type Store} from '../store/store.js';

/** A PostgreSQL that the tests run on in place of files: `npm run test:systems -- postgres` runs those of the store on one. */
const base = process.env.UGGLA_TEST_DATABASE;

type Register = (name: string, test: () => void | Promise<void>) => unknown;
const none: Register = () => undefined;

/** For tests of the file itself: on a PostgreSQL there are none. */
export const onFile: {it: Register; describe: Register} =
  base === undefined ? {it, describe} : {it: none, describe: none};

/** Where the store of a data folder is, if not in it: a schema of its own for each. */
export async function databaseOf(dataDir: string): Promise<string | undefined> {
  if (base === undefined) return undefined;
  const name = dataDir === ':memory:' ? randomUUID() : createHash('sha256').update(dataDir).digest('hex');
  const schema = `of_${name.replaceAll('-', '').slice(0, 32)}`;
  const db = new Kysely<unknown>({dialect: (await openPostgres(base)).dialect});
  await db.schema.createSchema(schema).ifNotExists().execute();
  await db.destroy();
  return `${base}${base.includes('?') ? '&' : '?'}options=${encodeURIComponent(`-c search_path=${schema}`)}`;
}

/** Opens the store of a data folder. */
export async function storeIn(dataDir: string): Promise<Store> {
  return openStore(dataDir, await databaseOf(dataDir));
}
