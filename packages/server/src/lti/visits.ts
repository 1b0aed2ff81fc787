import {randomBytes} from 'node:crypto';
import type {Kysely} from 'kysely';
import {refuse} from '../http/refuse.js';
import {agentKey} from '../records/agent.js';
import {sha256} from '../records/canonical.js';
import type {Tables} from '../store/tables.js';
import {openAgain, type Launch} from './claims.js';

/** So long after a launch its page asks who is there. */
const takenWithinMs = 300_000;
/** As long as the token of who was vouched for by others. */
const lastsMs = 12 * 3_600_000;

/** Launches that counted: each nonce once, and what its page may do. */
export class Visits {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /**
   * Keeps a launch.
   *
   * @param bind - Hash of the secret that only the browser of the login has.
   * @throws {@link UgglaError} `lti-launch-used` when its nonce came before.
   */
  async keep(nonce: string, launch: Launch, bind: string): Promise<void> {
    const now = new Date();
    await this.#db.deleteFrom('lti_visits').where('expires', '<', now.toISOString()).execute();
    const {numInsertedOrUpdatedRows} = await this.#db
      .insertInto('lti_visits')
      .values({
        nonce,
        actor: agentKey({account: accountOf(launch)}),
        launch: JSON.stringify(launch),
        bind,
        key: null,
        created: now.toISOString(),
        expires: new Date(now.getTime() + lastsMs).toISOString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n)
      throw refuse(403, 'lti-launch-used', 'this launch was opened already', openAgain);
  }

  /**
   * The launch of a page that shows the secret of its browser, once, with a key for what the page does later.
   *
   * @throws {@link UgglaError} `lti-visit-unknown`
   */
  async take(nonce: string, secret: string): Promise<{launch: Launch; key: string}> {
    const key = randomBytes(32).toString('base64url');
    const row = await this.#db
      .updateTable('lti_visits')
      .set({key: sha256(key)})
      .where('nonce', '=', nonce)
      .where('bind', '=', sha256(secret))
      .where('key', 'is', null)
      .where('created', '>', new Date(Date.now() - takenWithinMs).toISOString())
      .returning('launch')
      .executeTakeFirst();
    if (!row) throw unknown();
    return {launch: JSON.parse(row.launch) as Launch, key};
  }

  /**
   * The launch whose page has this key.
   *
   * @throws {@link UgglaError} `lti-visit-unknown`
   */
  async find(nonce: string, key: string): Promise<Launch> {
    const row = await this.#db
      .selectFrom('lti_visits')
      .select('launch')
      .where('nonce', '=', nonce)
      .where('key', '=', sha256(key))
      .where('expires', '>', new Date().toISOString())
      .executeTakeFirst();
    if (!row) throw unknown();
    return JSON.parse(row.launch) as Launch;
  }
}

/** Who a launch says that it is, as records have them. */
export function accountOf({issuer, user}: Pick<Launch, 'issuer' | 'user'>): {homePage: string; name: string} {
  return {homePage: issuer, name: user};
}

function unknown() {
  return refuse(
    403,
    'lti-visit-unknown',
    'this page is none of a launch of this browser, or was opened before',
    openAgain,
  );
}
