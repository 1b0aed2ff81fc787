import {openDB, type DBSchema, type IDBPDatabase} from 'idb';
import type {CourseProgress, Statement} from '@uggla/protocol';

/** A statement in the outbox. */
export interface Queued {
  /** Its own id: one statement is in one outbox once. */
  id: string;
  /** Which outbox: receiver, learner, course. */
  queue: string;
  /** Order of arrival. */
  order: number;
  statement: Statement;
  /** Why the receiver will never take it; it stays here, and in the export. */
  refused?: string;
}

/** Progress as this browser knows it. */
export interface KeptProgress {
  queue: string;
  progress: CourseProgress;
  /** Whether the receiver has it too. */
  saved: boolean;
  /** Another with each writing. */
  stamp?: string;
}

interface Schema extends DBSchema {
  outbox: {key: [string, string]; value: Queued; indexes: {queue: [string, number]}};
  progress: {key: string; value: KeptProgress};
  /** Small things: the random account of this browser, a server's token. */
  keep: {key: string; value: unknown};
}

/** Everything that must survive a closed tab. */
export type RecordsDatabase = IDBPDatabase<Schema>;

const NAME = 'uggla-records';

/** Opens the records' database of this origin. Rejects where there is none: a sandboxed frame throws at the mere asking. */
export async function openDatabase(): Promise<RecordsDatabase> {
  return openDB<Schema>(NAME, 1, {
    upgrade(database) {
      const outbox = database.createObjectStore('outbox', {keyPath: ['queue', 'id']});
      outbox.createIndex('queue', ['queue', 'order']);
      database.createObjectStore('progress', {keyPath: 'queue'});
      database.createObjectStore('keep');
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close(); // a newer version of the page waits for us
    },
  });
}
