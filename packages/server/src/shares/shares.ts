import {randomUUID} from 'node:crypto';
import type {Kysely, Selectable} from 'kysely';
import {refuse} from '../http/refuse.js';
import type {Tokens} from '../people/tokens.js';
import type {ShareRow, Tables} from '../store/tables.js';
import {hashPassword} from './password.js';

/** What a share is made with. */
export interface NewShare {
  /** Whom it is for. */
  label: string;
  portfolio: string;
  /** Ids of the products; none for all public ones and those of `access`. */
  products: readonly string[];
  access: readonly string[];
  password?: string | undefined;
  /** Whether the name of whom it is for lies over the page. */
  watermark?: boolean | undefined;
  /** Language that the page begins in. */
  language?: string | undefined;
  starts: Date;
  expires: Date;
  createdBy: string;
}

/** Why a share opens nothing (any more). */
export type ShareState = 'good' | 'expired' | 'revoked' | 'early';

/** A share as the API and the desk tell of it: no password, not even its hash. */
export interface Share {
  id: string;
  label: string;
  portfolio: string;
  products: string[];
  access: string[];
  hasPassword: boolean;
  hasWatermark: boolean;
  language: string | null;
  starts: string;
  expires: string;
  created: string;
  createdBy: string;
  revoked: string | null;
  state: ShareState;
  opens: number;
  lastOpen: string | null;
  /** Products that were looked at through it. */
  viewed: {product: string; views: number; last: string}[];
}

/** How long an open share stays open in one browser. */
const openHours = 12;

/** Links to some products, for somebody. */
export class Shares {
  readonly #db: Kysely<Tables>;
  readonly #tokens: Tokens;

  constructor(db: Kysely<Tables>, tokens: Tokens) {
    this.#db = db;
    this.#tokens = tokens;
  }

  /** Makes a share. */
  async make({
    label,
    portfolio,
    products,
    access,
    password,
    watermark = false,
    language,
    starts,
    expires,
    createdBy,
  }: NewShare): Promise<Share> {
    const row: ShareRow = {
      id: randomUUID(),
      label,
      portfolio,
      products: JSON.stringify(products),
      access: JSON.stringify(access),
      password: password === undefined ? null : await hashPassword(password),
      language: language ?? null,
      starts: starts.toISOString(),
      expires: expires.toISOString(),
      created: new Date().toISOString(),
      created_by: createdBy,
      revoked: null,
      opens: 0,
      last_open: null,
      watermark: Number(watermark),
    };
    await this.#db.insertInto('shares').values(row).execute();
    return toShare(row, []);
  }

  /** All shares, the newest first. */
  async list(): Promise<Share[]> {
    const rows = await this.#db.selectFrom('shares').selectAll().orderBy('created', 'desc').orderBy('id').execute();
    const views = await this.#db.selectFrom('share_views').selectAll().orderBy('last', 'desc').execute();
    return rows.map((row) =>
      toShare(
        row,
        views.filter(({share}) => share === row.id),
      ),
    );
  }

  /** One share. */
  async find(id: string): Promise<Share | undefined> {
    const row = await this.row(id);
    if (!row) return undefined;
    return toShare(
      row,
      await this.#db.selectFrom('share_views').selectAll().where('share', '=', id).orderBy('last', 'desc').execute(),
    );
  }

  /** Ends a share: at once, also for those who have it open. Whether it was there and good. */
  async revoke(id: string): Promise<boolean> {
    const {numUpdatedRows} = await this.#db
      .updateTable('shares')
      .set({revoked: new Date().toISOString()})
      .where('id', '=', id)
      .where('revoked', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /**
   * A share's link, to hand out: the same each time.
   *
   * @param base - Where people reach this server.
   */
  linkOf({id}: Pick<Share, 'id'>, base: string): string {
    return `${base}/s/${this.#tokens.share(id)}/`;
  }

  /**
   * The share of a link.
   *
   * @param portfolio - Id of the portfolio that this server has.
   * @throws {@link UgglaError} `token-invalid`, `share-expired`, `share-early`, `share-revoked`, `share-elsewhere`
   */
  async ofLink(token: string, portfolio: string | undefined): Promise<ShareRow> {
    return this.#check(await this.#tokens.readShare(token), portfolio);
  }

  /** Opens a share, once the password was right: counts it, and gives the token under which its files lie. */
  async open(row: ShareRow): Promise<string> {
    await this.#db
      .updateTable('shares')
      .set((expression) => ({opens: expression('opens', '+', 1), last_open: new Date().toISOString()}))
      .where('id', '=', row.id)
      .execute();
    const expires = new Date(Math.min(Date.parse(row.expires), Date.now() + openHours * 3_600_000));
    return this.#tokens.access(row.id, row.portfolio, expires);
  }

  /** The share of an open one's token. Throws as {@link ofLink} does. */
  async ofAccess(token: string, portfolio: string | undefined): Promise<ShareRow> {
    return this.#check(await this.#tokens.readAccess(token), portfolio);
  }

  /** Counts that a product was looked at. */
  async countView(share: string, product: string): Promise<void> {
    const now = new Date().toISOString();
    await this.#db
      .insertInto('share_views')
      .values({share, product, views: 1, last: now})
      .onConflict((conflict) =>
        conflict
          .columns(['share', 'product'])
          .doUpdateSet((expression) => ({views: expression('share_views.views', '+', 1), last: now})),
      )
      .execute();
  }

  /** As it is kept, with the hash of its password. */
  async row(id: string): Promise<ShareRow | undefined> {
    return this.#db.selectFrom('shares').selectAll().where('id', '=', id).executeTakeFirst();
  }

  async #check({id, portfolio}: {id: string; portfolio?: string}, here: string | undefined): Promise<ShareRow> {
    const row = await this.row(id);
    if (!row) throw refuse(410, 'share-revoked', 'this link is no longer good', 'Ask whoever sent it for a new one.');
    if ((portfolio ?? here) !== here || row.portfolio !== here)
      throw refuse(403, 'share-elsewhere', 'this link is for another portfolio', 'Ask whoever sent it for a new one.');
    const state = stateOf(row);
    if (state !== 'good') throw refusal(state);
    return row;
  }
}

/** The last day of a share (`2026-12-24`, in UTC as it was named): midnight after it is none of it. */
export function lastDayOf(expires: string): string {
  return new Date(Date.parse(expires) - 1).toISOString().slice(0, 10);
}

/** Whether a share is good now. */
function stateOf(
  {starts, expires, revoked}: Pick<Selectable<ShareRow>, 'starts' | 'expires' | 'revoked'>,
  now = new Date().toISOString(),
): ShareState {
  if (revoked !== null) return 'revoked';
  if (expires <= now) return 'expired';
  return starts > now ? 'early' : 'good';
}

/** The refusal of a share that is not good. */
function refusal(state: Exclude<ShareState, 'good'>) {
  const cure = 'Ask whoever sent it for a new one.';
  if (state === 'early') return refuse(403, 'share-early', 'this link is not good yet', 'Come back when it begins.');
  return state === 'expired'
    ? refuse(410, 'share-expired', 'this link is over', cure)
    : refuse(410, 'share-revoked', 'this link is no longer good', cure);
}

function toShare(row: ShareRow, views: {product: string; views: number; last: string}[]): Share {
  const {
    id,
    label,
    portfolio,
    products,
    access,
    password,
    language,
    starts,
    expires,
    created,
    created_by,
    revoked,
    opens,
    last_open,
    watermark,
  } = row;
  return {
    id,
    label,
    portfolio,
    products: JSON.parse(products) as string[],
    access: JSON.parse(access) as string[],
    hasPassword: password !== null,
    hasWatermark: watermark === 1,
    language,
    starts,
    expires,
    created,
    createdBy: created_by,
    revoked,
    state: stateOf(row),
    opens,
    lastOpen: last_open,
    viewed: views.map(({product, views, last}) => ({product, views, last})),
  };
}
