import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {randomUUID} from 'node:crypto';
import {UgglaError, type Actor} from '@uggla/protocol';
import type {z} from 'zod';
import {CampusFiles} from '../campus/campus-files.js';
import {check} from '../http/refuse.js';
import {Statements} from '../records/statements.js';
import {openKeys} from '../store/keys.js';
import {openStore, storeFile} from '../store/store.js';
import {Accounts} from './accounts.js';
import {Identities} from './identities.js';
import {invitationRequest, invite, listInvitations, revokeInvitation, type Invitation} from './invitations.js';
import {serverName} from './person.js';
import {Tokens} from './tokens.js';

/** Under which key the store has the address under which its server was reached when it was started last. */
export const addressKey = 'address';

/** The people of a server, by its data folder; the server may run meanwhile. */
export interface PeopleDesk {
  /** A link that makes its opener an admin, once, within a week. */
  adminLink(): Promise<string>;
  /** Invites people. Throws `body-invalid`, `course-unavailable`, `people-differ`. */
  invite(asked: z.input<typeof invitationRequest>): Promise<Invitation[]>;
  /** All invitations, the newest first. */
  invitations(): Promise<Invitation[]>;
  /** Ends one that nobody used yet; whether there was one. */
  revoke(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens what a server keeps of people in `dataDir`. `root` is the published folder, for the courses in which people are enrolled;
 * `publicUrl` where people reach the server, as it was started last when not given.
 *
 * @throws {@link UgglaError} `store-unavailable` when no server ever ran there, `keys-unavailable`.
 */
export async function openPeople({
  dataDir,
  root,
  publicUrl,
}: {
  dataDir: string;
  root?: string | undefined;
  publicUrl?: string | undefined;
}): Promise<PeopleDesk> {
  if (!existsSync(join(dataDir, storeFile)))
    throw new UgglaError('store-unavailable', `no server ever kept anything in ${dataDir}`, {
      cure: 'Name the data folder of the server with --data, or start it once: uggla serve.',
    });
  const keys = await openKeys(dataDir);
  const store = await openStore(dataDir);
  const tokens = new Tokens(await store.setting('server-id', () => `urn:uuid:${randomUUID()}`), keys.ed25519);
  const homePage = await store.setting('home-page', () => tokens.issuer);
  const server: Actor = {objectType: 'Agent', name: 'Uggla', account: {homePage, name: serverName}};
  const statements = new Statements(store.db, keys, server);
  const identities = new Identities(store.db, statements, server, homePage);
  const accounts = new Accounts(store.db, tokens, homePage, identities);
  const services = {store, tokens, statements, identities};
  const url = publicUrl ?? (await store.setting(addressKey, () => 'http://localhost:4173'));
  return {
    adminLink: async () => adminLinkOf(url, await accounts.invite('admin')),
    async invite(asked) {
      const courses = root === undefined ? [] : await new CampusFiles(root).courses();
      const wanted = check(invitationRequest, asked, 'body-invalid', 'the invitation');
      return invite(services, courses, wanted, {actor: server, role: 'admin'}, url);
    },
    invitations: () => listInvitations(services, url),
    revoke: (id) => revokeInvitation(services, id),
    close: () => store.close(),
  };
}

/** Where the desk is opened with an invitation. */
export function adminLinkOf(url: string, invitation: string): string {
  return `${url.replace(/\/$/, '')}/desk/enter?invitation=${invitation}`;
}
