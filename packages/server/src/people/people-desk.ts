import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {randomUUID} from 'node:crypto';
import {UgglaError} from '@uggla/protocol';
import {openKeys} from '../store/keys.js';
import {openStore, storeFile} from '../store/store.js';
import {Accounts} from './accounts.js';
import {Tokens} from './tokens.js';

/** Under which key the store has the address under which its server was reached when it was started last. */
export const addressKey = 'address';

/** The people of a server, by its data folder; the server may run meanwhile. */
export interface PeopleDesk {
  /** A link that makes its opener an admin, once, within a week. */
  adminLink(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Opens what a server keeps of people in `dataDir`.
 *
 * @param publicUrl - Where people reach the server; as it was started last when not given.
 * @throws {@link UgglaError} `store-unavailable` when no server ever ran there, `keys-unavailable`.
 */
export async function openPeople({
  dataDir,
  publicUrl,
}: {
  dataDir: string;
  publicUrl?: string | undefined;
}): Promise<PeopleDesk> {
  if (!existsSync(join(dataDir, storeFile)))
    throw new UgglaError('store-unavailable', `no server ever kept anything in ${dataDir}`, {
      cure: 'Name the data folder of the server with --data, or start it once: uggla serve.',
    });
  const keys = await openKeys(dataDir);
  const store = await openStore(dataDir);
  const tokens = new Tokens(await store.setting('server-id', () => `urn:uuid:${randomUUID()}`), keys.ed25519);
  const accounts = new Accounts(store.db, tokens, await store.setting('home-page', () => tokens.issuer));
  const url = publicUrl ?? (await store.setting(addressKey, () => 'http://localhost:4173'));
  return {
    adminLink: async () => adminLinkOf(url, await accounts.invite('admin')),
    close: () => store.close(),
  };
}

/** Where the desk is opened with an invitation. */
export function adminLinkOf(url: string, invitation: string): string {
  return `${url.replace(/\/$/, '')}/desk/enter?invitation=${invitation}`;
}
