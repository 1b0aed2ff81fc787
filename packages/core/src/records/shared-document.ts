import {openDatabase} from './database.js';
import type {Records} from './records.js';
import type {Route} from './route.js';

/** What a document is, and how two versions of it become one. */
export interface SharedDocumentParts<T> {
  records: Records;
  /** IRI of the course that it is about. */
  course: string;
  /** Name of the State document. */
  stateId: string;
  /** Makes of what a store gave back what can be used. */
  read(value: unknown): T;
  /** Makes one of both: nothing is lost, whichever comes first. */
  merge(one: T, other: T): T;
  /** The form in which it is kept; `read` takes it. */
  write(value: T): object;
}

/**
 * A small document of a person about a course, beside the progress: kept in this browser at once, and in the State resource
 * of every receiver that has one as soon as it can be reached, so that it is there on the person's other devices.
 */
export class SharedDocument<T> {
  value: T;
  readonly #parts: SharedDocumentParts<T>;
  readonly #key: string;
  readonly #routes: readonly Route[];
  #sending: Promise<void> = Promise.resolve();
  /** Some receiver does not have it yet. */
  #isBehind = false;
  readonly #stop = new AbortController();

  constructor(parts: SharedDocumentParts<T>) {
    this.#parts = parts;
    this.value = parts.read(undefined);
    const {routes} = parts.records;
    this.#key = `document ${parts.stateId} ${routes[0]!.outbox.queue}`;
    this.#routes = routes.filter(({connection}) => connection.loadDocument);
    addEventListener('online', () => this.#isBehind && void this.#send(), {signal: this.#stop.signal});
  }

  /** What is known here, and then what the receivers have: `changed` is called when that was more. */
  async load(changed: () => void): Promise<void> {
    const {read, merge, write, course, stateId} = this.#parts;
    const database = await openDatabase();
    const kept = await database.get('keep', this.#key);
    database.close();
    if (kept !== undefined) this.value = merge(this.value, read(kept));
    changed();
    await Promise.all(
      this.#routes.map(async ({connection}) => {
        try {
          const {value} = await connection.loadDocument!(course, stateId);
          if (value !== undefined) this.value = merge(read(value), this.value);
          // An earlier visit may not have come to send what it kept.
          this.#isBehind ||=
            JSON.stringify(write(value === undefined ? read(undefined) : read(value))) !==
            JSON.stringify(write(this.value));
        } catch {
          this.#isBehind = true; // what is here is enough until it can be reached
        }
      }),
    );
    changed();
    await this.#keep();
    if (this.#isBehind) void this.#send();
  }

  /** Keeps it here, and sends it. Resolves when it is safe here. Rejects when this browser keeps nothing. */
  async save(value: T): Promise<void> {
    this.value = value;
    await this.#keep();
    void this.#send();
  }

  /** Resolves when what was saved has been sent, or could not be. */
  sent(): Promise<void> {
    return this.#sending;
  }

  /** Stops trying; what was not sent waits here for the next visit. */
  close(): void {
    this.#stop.abort();
  }

  /** What another tab has kept meanwhile is not written over. */
  async #keep(): Promise<void> {
    const database = await openDatabase();
    const transaction = database.transaction('keep', 'readwrite');
    const kept = await transaction.store.get(this.#key);
    if (kept !== undefined) this.value = this.#parts.merge(this.#parts.read(kept), this.value);
    await transaction.store.put(this.#parts.write(this.value), this.#key);
    await transaction.done;
    database.close();
  }

  /** One after the other: what is newer takes the place of what was not sent yet. */
  #send(): Promise<void> {
    return (this.#sending = this.#sending.then(async () => {
      if (this.#stop.signal.aborted) return;
      const outcomes = await Promise.allSettled(this.#routes.map(({connection}) => this.#sendTo(connection)));
      this.#isBehind = outcomes.some(({status}) => status === 'rejected'); // the next change tries again, or the network's return
    }));
  }

  async #sendTo(connection: Route['connection']): Promise<void> {
    const {course, stateId, read, merge, write} = this.#parts;
    // Another device may write between our reading and our writing; it cannot do so for ever.
    for (let tried = 0; tried < 5; tried++) {
      const {value, etag} = await connection.loadDocument!(course, stateId);
      if (value !== undefined) this.value = merge(read(value), this.value);
      if (await connection.saveDocument!(course, stateId, write(this.value), etag)) return;
    }
    throw new Error('another device wrote again and again');
  }
}
