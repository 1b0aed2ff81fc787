import {randomUUID} from 'node:crypto';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {UgglaError} from '@uggla/protocol';
import type {z} from 'zod';
import {check} from '../http/refuse.js';
import {Tokens} from '../people/tokens.js';
import {openKeys} from '../store/keys.js';
import {openStore, storeFile} from '../store/store.js';
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
 * Opens the share links that a server keeps in `dataDir`.
 *
 * @throws {@link UgglaError} `store-unavailable` when no server ever ran there, `keys-unavailable`.
 */
export async function openShares({
  dataDir,
  root,
  privateRoot,
  publicUrl,
}: {
  dataDir: string;
  root?: string | undefined;
  privateRoot?: string | undefined;
  publicUrl: string;
}): Promise<ShareDesk> {
  if (!existsSync(join(dataDir, storeFile))) {
    throw new UgglaError('store-unavailable', `no server ever kept anything in ${dataDir}`, {
      cure: 'Name the data folder of the server with --data, or start it once: uggla serve.',
    });
  }
  const keys = await openKeys(dataDir);
  const store = await openStore(dataDir);
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
