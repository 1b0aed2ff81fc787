import {mergeCourseProgress, newId, type Actor, type CourseProgress, type Statement} from '@uggla/protocol';
import type {Queued, RecordsDatabase} from './database.js';

/** Verbs whose loss would hurt most: their transaction is flushed to the disk before it counts as done. */
const STRICT = /\/(completed|passed|failed|acknowledge|agree)$/;

/**
 * The statements of one person, course and receiver that are not yet confirmed. In IndexedDB, so that a closed tab or
 * a crash loses nothing.
 */
export class Outbox {
  readonly queue: string;
  readonly #database: RecordsDatabase;
  #last = 0;
  /** Of the progress that this outbox read or kept last. */
  #stamp: string | undefined;
  /** What other tabs have kept since this one began, as far as it came by: it goes with everything that is kept from here. */
  #others: CourseProgress | undefined;

  constructor(database: RecordsDatabase, queue: string) {
    this.#database = database;
    this.queue = queue;
  }

  /** Puts statements into their outboxes, into all or none. Resolves when they are safe. */
  static async add(entries: readonly {outbox: Outbox; statement: Statement}[]): Promise<void> {
    const [first] = entries;
    if (!first) return;
    const durability = entries.some(({statement}) => STRICT.test(statement.verb.id)) ? 'strict' : 'relaxed';
    const transaction = first.outbox.#database.transaction('outbox', 'readwrite', {durability});
    const puts = entries.map(({outbox, statement}) => transaction.store.put(outbox.#queued(statement)));
    await Promise.all([...puts, transaction.done]);
  }

  /** The oldest statements that wait; refused ones do not. */
  async waiting(most: number): Promise<Statement[]> {
    const found: Statement[] = [];
    const transaction = this.#database.transaction('outbox');
    for await (const cursor of transaction.store.index('queue').iterate(this.#range())) {
      if (cursor.value.refused !== undefined) continue;
      found.push(cursor.value.statement);
      if (found.length >= most) break;
    }
    return found;
  }

  /** All statements, refused ones too, oldest first. */
  async all(): Promise<Queued[]> {
    return this.#database.getAllFromIndex('outbox', 'queue', this.#range());
  }

  /** Ids of those that wait. */
  async waitingIds(): Promise<string[]> {
    return (await this.all()).filter(({refused}) => refused === undefined).map(({id}) => id);
  }

  /** Forgets what was confirmed and marks what was refused, in one step. */
  async settle(confirmed: readonly string[], refused: readonly {id: string; reason: string}[]): Promise<void> {
    const transaction = this.#database.transaction('outbox', 'readwrite', {durability: 'strict'});
    await Promise.all(confirmed.map((id) => transaction.store.delete([this.queue, id])));
    for (const {id, reason} of refused) {
      const queued = await transaction.store.get([this.queue, id]);
      if (queued) await transaction.store.put({...queued, refused: reason});
    }
    await transaction.done;
  }

  /** Takes over what another outbox holds, under the name of the person who is known by now. */
  async adopt(queue: string, actor: Actor): Promise<void> {
    if (queue === this.queue) return;
    const transaction = this.#database.transaction(['outbox', 'progress'], 'readwrite', {durability: 'strict'});
    const outbox = transaction.objectStore('outbox');
    const found = await outbox.index('queue').getAll(IDBKeyRange.bound([queue, 0], [queue, Number.MAX_SAFE_INTEGER]));
    for (const queued of found) {
      await outbox.put({...queued, queue: this.queue, statement: {...queued.statement, actor}});
      await outbox.delete([queue, queued.id]);
    }
    const progress = transaction.objectStore('progress');
    const kept = await progress.get(queue);
    if (kept && !(await progress.get(this.queue))) await progress.put({...kept, queue: this.queue, saved: false});
    if (kept) await progress.delete(queue);
    await transaction.done;
  }

  /** The progress that this browser knows. */
  async progress(): Promise<{progress: CourseProgress; saved: boolean} | undefined> {
    const kept = await this.#database.get('progress', this.queue);
    this.#stamp = kept?.stamp;
    return kept;
  }

  /**
   * Keeps the progress here; `saved` says whether the receiver has it too. What another tab kept since this one looked is
   * not lost: both become one.
   */
  async keepProgress(progress: CourseProgress, saved: boolean): Promise<void> {
    const transaction = this.#database.transaction('progress', 'readwrite');
    const kept = await transaction.store.get(this.queue);
    const theirs = kept && kept.stamp !== this.#stamp ? kept : undefined;
    if (theirs) this.#others = this.#others ? mergeCourseProgress(theirs.progress, this.#others) : theirs.progress;
    const stamp = newId();
    await transaction.store.put({
      queue: this.queue,
      progress: this.#others ? mergeCourseProgress(this.#others, progress) : progress,
      saved: saved && theirs?.saved !== false,
      stamp,
    });
    this.#stamp = stamp;
    await transaction.done;
  }

  #queued(statement: Statement): Queued {
    // Time first, so that several tabs keep one order; a counter where the clock stands still.
    this.#last = Math.max(Date.now(), this.#last + 0.001);
    return {id: statement.id, queue: this.queue, order: this.#last, statement};
  }

  #range(): IDBKeyRange {
    return IDBKeyRange.bound([this.queue, 0], [this.queue, Number.MAX_SAFE_INTEGER]);
  }
}
