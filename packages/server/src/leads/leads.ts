import type {Kysely} from 'kysely';
import {byteOrderMark, csvLine} from '../records/csv.js';
import type {LeadRow, Tables} from '../store/tables.js';
import type {LeadWay} from './ways.js';

/** What somebody wrote, as it is kept. */
export type NewLead = Omit<LeadRow, 'received' | 'handed' | 'mailed' | 'tries' | 'next_try'>;

/** Waits between tries, in seconds; after the last one a day each (Standard Webhooks, “Deliverability”). */
const waits = [5, 300, 1800, 7200, 18_000, 36_000];
const longest = 86_400;
/** A webhook and a mail server each have some time to answer. */
const leaseMs = 120_000;

/** People who asked to be answered: kept, listed, handed on, and forgotten in time. */
export class Leads {
  readonly #db: Kysely<Tables>;
  readonly #ways: readonly LeadWay[];
  readonly #days: number;
  readonly #log: (line: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #handing: Promise<void> | undefined;

  constructor(
    db: Kysely<Tables>,
    {
      ways,
      days,
      log,
      draining,
    }: {ways: readonly LeadWay[]; days: number; log: (line: string) => void; draining: AbortSignal},
  ) {
    this.#db = db;
    this.#ways = ways;
    this.#days = days;
    this.#log = log;
    draining.addEventListener('abort', () => clearTimeout(this.#timer), {once: true});
  }

  /** Keeps a lead. The same one sent twice is one. Whether it was new. */
  async keep(lead: NewLead): Promise<boolean> {
    const received = new Date().toISOString();
    const next = this.#ways.length > 0 ? received : null;
    const row: LeadRow = {...lead, received, handed: null, mailed: null, tries: 0, next_try: next};
    const {numInsertedOrUpdatedRows} = await this.#db
      .insertInto('leads')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    await this.forgetOld();
    void this.hand();
    return numInsertedOrUpdatedRows === 1n;
  }

  /** The latest, the newest first. */
  list({limit = 200, before}: {limit?: number; before?: string | undefined} = {}): Promise<LeadRow[]> {
    const all = this.#db.selectFrom('leads').selectAll().orderBy('received', 'desc').orderBy('id').limit(limit);
    return (before === undefined ? all : all.where('received', '<', before)).execute();
  }

  /** Takes one out, as whoever wrote it may ask. */
  async remove(id: string): Promise<boolean> {
    return (await this.#db.deleteFrom('leads').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n;
  }

  /** Takes out those whose time is over. */
  async forgetOld(now = Date.now()): Promise<number> {
    const {numDeletedRows} = await this.#db
      .deleteFrom('leads')
      .where('received', '<', new Date(now - this.#days * 86_400_000).toISOString())
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  /** How many days leads are kept. */
  get days(): number {
    return this.#days;
  }

  /** Whether all whom leads are handed to have taken this one; `undefined` when there is nobody. */
  isHandedOn(row: LeadRow): boolean | undefined {
    return this.#ways.length === 0 ? undefined : this.#ways.every(({column}) => row[column] !== null);
  }

  /** All as CSV. */
  async csv(): Promise<string> {
    const columns = [
      'received',
      'written',
      'item',
      'action',
      'name',
      'email',
      'company',
      'phone',
      'message',
      'consent',
      'language',
      'share',
      'handed',
      'mailed',
      'portfolio',
      'id',
    ] as const;
    const rows = await this.list({limit: 1_000_000});
    return byteOrderMark + csvLine(columns) + rows.map((row) => csvLine(columns.map((name) => row[name]))).join('');
  }

  /** Hands on what waits; what does not arrive is tried again later, also by the next start of the server. */
  hand(): Promise<void> {
    if (this.#ways.length === 0) return Promise.resolve();
    return (this.#handing ??= this.#handAll()
      .catch((error: unknown) => this.#log(`leads: ${String(error)}`))
      .finally(() => (this.#handing = undefined)));
  }

  /** Takes a lead for as long as handing it on may take; tried again after that, should this server be killed. */
  async #claim({id, next_try}: LeadRow): Promise<boolean> {
    const {numUpdatedRows} = await this.#db
      .updateTable('leads')
      .set({next_try: new Date(Date.now() + leaseMs).toISOString()})
      .where('id', '=', id)
      .where('next_try', '=', next_try)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async #handAll(): Promise<void> {
    clearTimeout(this.#timer);
    for (;;) {
      const row = await this.#db
        .selectFrom('leads')
        .selectAll()
        .where('next_try', '<=', new Date().toISOString())
        .orderBy('next_try')
        .limit(1)
        .executeTakeFirst();
      if (!row) break;
      if (!(await this.#claim(row))) continue; // another server on this store has it
      const wait = waits[row.tries] ?? longest;
      const change: Partial<LeadRow> = {tries: row.tries + 1, next_try: null};
      for (const way of this.#ways.filter(({column}) => row[column] === null)) {
        const trouble = await way.send(row);
        if (trouble === undefined) change[way.column] = new Date().toISOString();
        else {
          change.next_try = new Date(Date.now() + wait * 1000).toISOString();
          this.#log(`leads: ${way.name} did not take ${row.id}: ${trouble}; next try in ${wait} s`);
        }
      }
      await this.#db.updateTable('leads').set(change).where('id', '=', row.id).execute();
    }
    const next = await this.#db
      .selectFrom('leads')
      .select('next_try')
      .where('next_try', 'is not', null)
      .orderBy('next_try')
      .limit(1)
      .executeTakeFirst();
    if (next?.next_try)
      this.#timer = setTimeout(() => void this.hand(), Math.max(1000, Date.parse(next.next_try) - Date.now())).unref();
  }
}
