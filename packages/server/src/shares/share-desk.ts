import {randomUUID} from 'node:crypto';
import type {z} from 'zod';
import {check} from '../http/refuse.js';
import {Tokens} from '../people/tokens.js';
import {openThere} from '../store/kept.js';
import {PortfolioFiles} from './portfolio-files.js';
import {shareRequest, toShare, type ShareAnswer} from './share-routes.js';
import {Shares, type Share} from './shares.js';

/** Share links of a server, by its data folder; the server may run meanwhile. */
export interface ShareDesk {
  /** Makes a link. Throws `body-invalid`, `portfolio-unavailable`, `product-unknown`, `password-unfit`, `share-times-wrong`. */
  create(asked: {
    [name in keyof z.input<typeof shareRequest>]?: z.input<typeof shareRequest>[name] | undefined;
  }): Promise<ShareAnswer>;
  /** All links, the newest first. */
  list(): Promise<ShareAnswer[]>;
  /** Ends one; whether it was there and good. */
  revoke(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Opens the share links that a server keeps in `dataDir` and, where it has one, in `database` (the environment's `DATABASE_URL` when
 * not given).
 *
 * @throws {@link UgglaError} `store-unavailable` when no server ever ran there, `keys-unavailable`.
 */
export async function openShares({
  dataDir,
  database,
  root,
  privateRoot,
  publicUrl,
}: {
  dataDir: string;
  database?: string | undefined;
  root?: string | undefined;
  privateRoot?: string | undefined;
  publicUrl: string;
}): Promise<ShareDesk> {
  const {keys, store} = await openThere({dataDir, database});
  const tokens = new Tokens(await store.setting('server-id', () => `urn:uuid:${randomUUID()}`), keys.ed25519);
  const shares = new Shares(store.db, tokens);
  const portfolio = new PortfolioFiles(root === undefined ? [] : [root, privateRoot ?? `${root}-private`]);
  const withUrl = (one: Share): ShareAnswer => ({...one, url: shares.linkOf(one, publicUrl.replace(/\/$/, ''))});
  return {
    create: async (asked) =>
      withUrl(
        await shares.make(await toShare(portfolio, check(shareRequest, asked, 'body-invalid', 'the link'), 'command')),
      ),
    list: async () => (await shares.list()).map(withUrl),
    revoke: (id) => shares.revoke(id),
    close: () => store.close(),
  };
}
