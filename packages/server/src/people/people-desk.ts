import {randomUUID} from 'node:crypto';
import type {Actor} from '@uggla/protocol';
import type {z} from 'zod';
import {CampusFiles} from '../campus/campus-files.js';
import {check} from '../http/refuse.js';
import {Statements} from '../records/statements.js';
import {openThere} from '../store/kept.js';
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
 * Opens what a server keeps of people in `dataDir` and, where it has one, in `database` (the environment's `DATABASE_URL` when not
 * given). `root` is the published folder, for the courses in which people are enrolled;
 * `publicUrl` where people reach the server, as it was started last when not given.
 *
 * @throws {@link UgglaError} `store-unavailable` when no server ever ran there, `keys-unavailable`.
 */
export async function openPeople({
  dataDir,
  database,
  root,
  publicUrl,
}: {
  dataDir: string;
  database?: string | undefined;
  root?: string | undefined;
  publicUrl?: string | undefined;
}): Promise<PeopleDesk> {
  const {keys, store} = await openThere({dataDir, database});
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
