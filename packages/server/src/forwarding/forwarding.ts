import type {ExpressionBuilder, Kysely} from 'kysely';
import {laters} from '../http/foreign-answer.js';
import type {Settings} from '../options.js';
import type {ForwardingRow, RefusedStatementRow, Tables} from '../store/tables.js';
import {readBatch} from './batch.js';
import {isFailure, Offer, type Refusal} from './offer.js';
import {OtherLrs, type LrsAnswer, type Outgoing} from './other-lrs.js';

/** Each pause is so many times as long as the one before, up to the longest. */
const growth = 3;
const longestMs = 3_600_000;
/** How often what another process stored (a command, a further server) is looked for. */
const everyMs = 60_000;
/** So long what waits is still handed on when the server ends. */
const lastMs = 3000;

/** So many in a row that it still fails at, and the others of those set aside wait for the next time. */
const mostFailures = 3;

/** How it stands between this server and the other record store. */
export interface ForwardingState {
  /** Its host. */
  host: string;
  /** Statements that wait. */
  waiting: number;
  /** Statements that it refused, or failed at while it took others. */
  refused: number;
  /** Since when it takes nothing; `undefined` while all is well. */
  since: string | undefined;
  /** The status that came back last, or `unreachable`. */
  trouble: string | undefined;
}

/** Those that it refused; the others are those that it failed at. */
function wasRefused({and, eb}: ExpressionBuilder<Tables, 'refused_statements'>) {
  return and([eb('status', '>=', 400), eb('status', '<', 500), eb('status', 'not in', laters)]);
}

/**
 * Hands every statement on to another record store: in the order of storing, so that how far it is, is one number in the store. What
 * was confirmed there counts; all else is sent again, with the same ids, which that store takes for a repetition. Several servers on
 * one store may do so: each begins where all is confirmed.
 */
export class Forwarding {
  readonly #lrs: string;
  readonly #other: OtherLrs;
  readonly #db: Kysely<Tables>;
  readonly #firstMs: number;
  readonly #log: (line: string) => void;
  readonly #abort = new AbortController();
  #working: Promise<void> = Promise.resolve();
  /** Whether a look is due that has not begun. */
  #due = false;
  #ending = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({lrs, key}: {lrs: string; key: string}, db: Kysely<Tables>, {limits, log}: Settings) {
    this.#lrs = lrs;
    this.#other = new OtherLrs(lrs, key, this.#abort.signal);
    this.#db = db;
    this.#firstMs = limits.lrsPauseMs;
    this.#log = log;
  }

  /** Begins where an earlier run ended, whatever pause it was in; what was set aside is tried once more. */
  start(): Promise<void> {
    return this.#work(async () => {
      const begun = new Date();
      await this.#offerRefused();
      await this.#handOn();
      await this.#offerFailed(begun);
    });
  }

  /** Something was stored. */
  noticed(): void {
    if (this.#due || this.#ending) return;
    this.#due = true;
    void this.#work(async () => {
      this.#due = false;
      if ((await this.#row()).next > new Date().toISOString()) return;
      await this.#handOn();
      await this.#offerFailed(new Date(Date.now() - longestMs));
    });
  }

  /** Hands on what waits, as far as that goes in a moment, and resolves when nothing is sent any more. */
  async end(): Promise<void> {
    this.#ending = true;
    clearTimeout(this.#timer);
    const clock = setTimeout(() => this.#abort.abort(), lastMs);
    await this.#work(async () => {
      if ((await this.#row()).since === null) await this.#handOn();
    });
    clearTimeout(clock);
  }

  /** How it stands. */
  async state(): Promise<ForwardingState> {
    const [{done, since, trouble}, {seq}, {count}] = await Promise.all([
      this.#row(),
      this.#db
        .selectFrom('statements')
        .select(({fn}) => fn.max('seq').as('seq'))
        .executeTakeFirstOrThrow(),
      this.#db
        .selectFrom('refused_statements')
        .select(({fn}) => fn.countAll().as('count'))
        .where('lrs', '=', this.#lrs)
        .executeTakeFirstOrThrow(),
    ]);
    return {
      host: new URL(this.#lrs).host,
      waiting: Number(seq ?? 0) - done, // order numbers have no gaps
      refused: Number(count),
      since: since ?? undefined,
      trouble: trouble ?? undefined,
    };
  }

  /** The first of those set aside, in the order of storing. */
  refused(most: number): Promise<(RefusedStatementRow & {id: string})[]> {
    return this.#db
      .selectFrom('refused_statements')
      .innerJoin('statements', 'statements.seq', 'refused_statements.seq')
      .selectAll('refused_statements')
      .select('statements.id')
      .where('lrs', '=', this.#lrs)
      .orderBy('refused_statements.seq')
      .limit(most)
      .execute();
  }

  /** One thing after the other; then it sleeps until there is something to do. */
  #work(job: () => Promise<void>): Promise<void> {
    return (this.#working = this.#working.then(async () => {
      clearTimeout(this.#timer);
      let ms = everyMs;
      try {
        if (!this.#abort.signal.aborted) await job();
        const {since, next} = await this.#row();
        if (since !== null) ms = Math.max(10, Date.parse(next) - Date.now());
      } catch (error) {
        this.#log(`lrs: ${error instanceof Error ? error.message : String(error)}`);
      }
      if (!this.#ending) this.#timer = setTimeout(() => this.noticed(), Math.min(ms, longestMs)).unref();
    }));
  }

  async #handOn(): Promise<void> {
    while (!this.#abort.signal.aborted) {
      const {row, batch} = await this.#next();
      const last = batch.at(-1);
      if (!last) {
        if (row.since !== null) await this.#recovered(); // by another server on this store
        return;
      }
      const {taken, refused, trouble, sorted} = await this.#offer(row).make(batch);
      if (this.#abort.signal.aborted) return; // cut off by our own end: no fault of the other's
      const done = Math.max(row.done, ...taken, ...refused.map(({seq}) => seq));
      await this.#note(refused, {done, taken: Math.max(row.taken, ...taken)});
      if (trouble) return this.#pause(row, trouble, taken.length > 0);
      // Where one was sorted out, the next one like it need not be waited for as long.
      if (row.since !== null && !sorted) await this.#recovered();
    }
  }

  /** What comes next; from now on it may be there, whatever is heard of it. */
  async #next(): Promise<{row: ForwardingRow; batch: Outgoing[]}> {
    const row = await this.#row();
    const behind = this.#db.selectFrom('statements').select('seq').where('seq', '>', row.done);
    if (!(await behind.limit(1).executeTakeFirst())) return {row, batch: []};
    // In one step: whoever is erased before it goes under a pseudonym, whoever is erased after it is told of as sent.
    return this.#db.transaction().execute(async (trx) => {
      const batch = await readBatch(trx, row.done, {first: row.taken === 0});
      await this.#mayBeThere(trx, batch);
      return {row, batch};
    });
  }

  /** The statement of a number, or the last one, as {@link #next} gives those of a batch. */
  #ahead(wanted: number): Promise<Outgoing | undefined> {
    return this.#db.transaction().execute(async (trx) => {
      const {last} = await trx
        .selectFrom('statements')
        .select(({fn}) => fn.max('seq').as('last'))
        .executeTakeFirstOrThrow();
      const seq = Math.min(wanted, Number(last ?? 0));
      const batch = await readBatch(trx, seq - 1, {among: [seq]});
      await this.#mayBeThere(trx, batch);
      return batch[0];
    });
  }

  async #mayBeThere(db: Kysely<Tables>, batch: readonly Outgoing[]): Promise<void> {
    const sent = batch.at(-1)?.seq ?? 0;
    await db.updateTable('forwarding').set({sent}).where('lrs', '=', this.#lrs).where('sent', '<', sent).execute();
  }

  /** Tries once more what was refused: the rules of the other store may have changed. */
  async #offerRefused(): Promise<void> {
    let after = 0;
    while (!this.#abort.signal.aborted) {
      const rows = await this.#db
        .selectFrom('refused_statements')
        .select('seq')
        .where('lrs', '=', this.#lrs)
        .where('seq', '>', after)
        .where(wasRefused)
        .orderBy('seq')
        .limit(50)
        .execute();
      if (rows.length === 0) return;
      const batch = await readBatch(this.#db, after, {among: rows.map(({seq}) => seq)});
      const {taken, trouble} = await this.#offer(await this.#row()).make(batch);
      if (taken.length > 0) await this.#isThere(taken);
      if (trouble) return;
      after = batch.at(-1)?.seq ?? rows.at(-1)!.seq;
    }
  }

  /**
   * Tries once more, one by one, what it failed at and what was not tried since `before`: what was longest ago comes first, so that
   * each has its turn although the first ones fail again.
   */
  async #offerFailed(before: Date): Promise<void> {
    let failures = 0;
    while (failures < mostFailures && !this.#abort.signal.aborted) {
      const row = await this.#row();
      const next = await this.#db
        .selectFrom('refused_statements')
        .select('seq')
        .where('lrs', '=', this.#lrs)
        .where((where) => where.not(wasRefused(where)))
        .where('time', '<', before.toISOString())
        .orderBy('time')
        .limit(1)
        .executeTakeFirst();
      if (!next || row.since !== null) return;
      const [one] = await readBatch(this.#db, next.seq - 1, {among: [next.seq]});
      const answer = one && (await this.#offer(row).alone(one));
      if (!answer || this.#abort.signal.aborted) return;
      if (answer.taken) await this.#isThere([next.seq]);
      else
        await this.#db
          .updateTable('refused_statements')
          .set({status: answer.status, reason: answer.reason, time: new Date().toISOString()})
          .where('lrs', '=', this.#lrs)
          .where('seq', '=', next.seq)
          .execute();
      failures = answer.taken ? 0 : failures + 1;
    }
  }

  async #isThere(taken: readonly number[]): Promise<void> {
    await this.#db.deleteFrom('refused_statements').where('lrs', '=', this.#lrs).where('seq', 'in', taken).execute();
  }

  #offer({taken, tries}: ForwardingRow): Offer {
    const known = async () => (taken === 0 ? [] : readBatch(this.#db, taken - 1, {among: [taken]}));
    return new Offer(this.#other, {tries, known, ahead: (seq) => this.#ahead(seq)});
  }

  async #note(refused: readonly Refusal[], {done, taken}: Pick<ForwardingRow, 'done' | 'taken'>): Promise<void> {
    const time = new Date().toISOString();
    await this.#db.transaction().execute(async (trx) => {
      for (const one of refused)
        await trx
          .insertInto('refused_statements')
          .values({...one, lrs: this.#lrs, time})
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      // Another server may be further by now.
      for (const [name, value] of [
        ['done', done],
        ['taken', taken],
      ] as const)
        await trx
          .updateTable('forwarding')
          .set({[name]: value})
          .where('lrs', '=', this.#lrs)
          .where(name, '<', value)
          .execute();
    });
    const {host} = new URL(this.#lrs);
    for (const {seq, status} of refused) {
      const said = isFailure(status) ? `takes others, but fails at record ${seq}` : `refused record ${seq}`;
      this.#log(`lrs: ${host} ${said} (${status}); it stands at the desk`);
    }
  }

  async #pause(row: ForwardingRow, {status, reason, waitMs}: LrsAnswer, moved: boolean): Promise<void> {
    const tries = moved ? 0 : row.tries;
    const ms = Math.max(waitMs, Math.min(this.#firstMs * growth ** tries, longestMs));
    const now = Date.now();
    await this.#set({
      tries: tries + 1,
      since: (moved ? null : row.since) ?? new Date(now).toISOString(),
      trouble: status === 0 ? 'unreachable' : String(status),
      next: new Date(now + ms).toISOString(),
    });
    const {host, waiting} = await this.state();
    const said = status === 0 ? `cannot be reached (${reason})` : `answered ${status}`;
    this.#log(`lrs: ${host} ${said}; ${waiting} records wait, next try in ${Math.round(ms / 1000)} s`);
  }

  async #recovered(): Promise<void> {
    await this.#set({tries: 0, since: null, trouble: null, next: ''});
    this.#log(`lrs: ${new URL(this.#lrs).host} takes records again`);
  }

  async #set(change: Partial<ForwardingRow>): Promise<void> {
    await this.#db.updateTable('forwarding').set(change).where('lrs', '=', this.#lrs).execute();
  }

  async #row(): Promise<ForwardingRow> {
    const find = () => this.#db.selectFrom('forwarding').selectAll().where('lrs', '=', this.#lrs).executeTakeFirst();
    const known = await find();
    if (known) return known;
    const fresh = {lrs: this.#lrs, done: 0, sent: 0, taken: 0, tries: 0, since: null, trouble: null, next: ''};
    await this.#db
      .insertInto('forwarding')
      .values(fresh)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return (await find()) ?? fresh;
  }
}
