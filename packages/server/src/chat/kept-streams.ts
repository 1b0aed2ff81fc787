import {withHeaders, refuse} from '../http/refuse.js';
import type {Limits} from '../options.js';

/** Comments keep proxies and sleepy networks from closing a stream in which nothing is said for a while. */
const pingMs = 15_000;

/** What llama.cpp tells of a kept stream, in its words. */
export interface StreamState {
  conversation_id: string;
  is_done: boolean;
  total_bytes: number;
  /** Seconds since 1970. */
  started_at: number;
  completed_at: number | null;
}

/**
 * An answer that is written whether or not anybody reads it, and can be read from any byte as long as it is kept. All who
 * read it get the same bytes, pings too: so that a place in it means the same on every connection.
 */
export class KeptStream {
  /** Says whether a second question is the first one again, sent anew by a browser whose connection broke. */
  readonly fingerprint: string;
  readonly #id: string;
  readonly #stop: AbortController;
  readonly #limits: Limits;
  readonly #grew: (bytes: number) => void;
  readonly #started = Date.now();
  #completed: number | undefined;
  #parts: Uint8Array[] = [];
  /** Place of the first byte that is still there. */
  #first = 0;
  #total = 0;
  #readers = 0;
  #readToEnd = false;
  #unread: NodeJS.Timeout | undefined;
  #wake = new Set<() => void>();

  constructor(id: string, fingerprint: string, stop: AbortController, limits: Limits, grew: (bytes: number) => void) {
    this.#id = id;
    this.fingerprint = fingerprint;
    this.#stop = stop;
    this.#limits = limits;
    this.#grew = grew;
  }

  get done(): boolean {
    return this.#completed !== undefined;
  }

  /** Whether somebody has got it to its end. */
  get readToEnd(): boolean {
    return this.#readToEnd;
  }

  /** Bytes in memory. */
  get size(): number {
    return this.#total - this.#first;
  }

  get state(): StreamState {
    return {
      conversation_id: this.#id,
      is_done: this.done,
      total_bytes: this.#total,
      started_at: seconds(this.#started),
      completed_at: this.#completed === undefined ? null : seconds(this.#completed),
    };
  }

  /** Writes the data of each event into it, to their end. Never rejects. */
  async write(events: AsyncIterable<string>, end: () => void): Promise<void> {
    const encoder = new TextEncoder();
    const ping = setInterval(() => this.#push(encoder.encode(': ping\n\n')), pingMs);
    ping.unref();
    this.#watch();
    try {
      for await (const data of events) {
        if (this.#stop.signal.aborted) break; // what is said after a stop is only that it was one
        this.#push(encoder.encode(`data: ${data}\n\n`));
      }
    } catch {
      // It ends as one that was cut off, which it is.
    }
    clearInterval(ping);
    clearTimeout(this.#unread);
    this.#completed = Date.now();
    for (const wake of this.#wake) wake();
    end();
  }

  /** Ends the engine's work. */
  stop(): void {
    this.#stop.abort();
  }

  /** Gives up the oldest bytes: who has not read them gets no more. Returns how many they were. */
  dropHead(): number {
    const {length = 0} = this.#parts.shift() ?? {};
    this.#first += length;
    this.#grew(-length);
    return length;
  }

  /** Gives up all bytes. */
  dropAll(): void {
    while (this.dropHead() > 0);
  }

  /** From that byte to the end, also what is still to come; `undefined` when those bytes are not there any more, or never were. */
  read(from: number): ReadableStream<Uint8Array> | undefined {
    if (from < this.#first || from > this.#total) return undefined;
    let place = from;
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      this.#readers -= 1;
      this.#watch();
    };
    this.#readers += 1;
    this.#watch();
    return new ReadableStream(
      {
        pull: async (controller) => {
          while (place === this.#total && !this.done && !left) await this.#more();
          if (left) return;
          if (place < this.#first) {
            leave();
            return controller.error(new Error('what comes next is not kept any more'));
          }
          if (place === this.#total) {
            this.#readToEnd = true;
            leave();
            return controller.close();
          }
          const bytes = this.#from(place);
          place += bytes.length;
          controller.enqueue(bytes);
        },
        cancel: () => {
          leave();
          for (const wake of this.#wake) wake();
        },
      },
      {highWaterMark: 0},
    );
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#wake.delete(wake);
        resolve();
      };
      this.#wake.add(wake);
    });
  }

  #push(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#total += bytes.length;
    this.#grew(bytes.length);
    while (this.size > this.#limits.streamBytes) this.dropHead();
    for (const wake of this.#wake) wake();
  }

  /** What lies at `place`, to the end of its part. */
  #from(place: number): Uint8Array {
    let end = this.#total;
    for (let at = this.#parts.length - 1; ; at--) {
      // readers are mostly at the end
      const part = this.#parts[at]!;
      const start = end - part.length;
      if (place >= start) return part.subarray(place - start);
      end = start;
    }
  }

  /** Nobody reads: the engine goes on for a while, since whoever asked may come back. */
  #watch(): void {
    clearTimeout(this.#unread);
    if (this.#readers > 0 || this.done) return;
    this.#unread = setTimeout(() => this.stop(), this.#limits.streamUnreadMs);
    this.#unread.unref();
  }
}

/** The answers that can be taken up again, by whose they are and by the name that the asker gave. */
export class KeptStreams {
  readonly #limits: Limits;
  readonly #streams = new Map<string, KeptStream>();
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Bytes of all of them. */
  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#streams.size;
  }

  /** A new one; it takes the place of an older one of that name, which is stopped. */
  begin(owner: string, id: string, fingerprint: string, stop: AbortController): KeptStream {
    this.stop(owner, id);
    const stream = new KeptStream(id, fingerprint, stop, this.#limits, (bytes) => this.#count(bytes));
    this.#streams.set(keyOf(owner, id), stream);
    return stream;
  }

  find(owner: string, id: string): KeptStream | undefined {
    return this.#streams.get(keyOf(owner, id));
  }

  /** Ends one and forgets it. */
  stop(owner: string, id: string): void {
    const key = keyOf(owner, id);
    const stream = this.#streams.get(key);
    if (!stream) return;
    stream.stop();
    this.#forget(key, stream);
  }

  /** It is over: it stays for a while. */
  ended(owner: string, id: string, stream: KeptStream): void {
    const key = keyOf(owner, id);
    if (this.#streams.get(key) !== stream) return stream.dropAll(); // forgotten while it ran
    setTimeout(() => this.#forget(key, stream), this.#limits.streamKeptMs).unref();
  }

  #forget(key: string, stream: KeptStream): void {
    if (this.#streams.get(key) === stream) this.#streams.delete(key);
    if (stream.done) stream.dropAll();
  }

  /** Too much in all: those go first that are over, the oldest of them first; then the beginnings of those that run. */
  #count(bytes: number): void {
    this.#bytes += bytes;
    if (bytes < 0) return;
    for (const [key, stream] of this.#streams) {
      if (this.#bytes <= this.#limits.streamBytesInAll) return;
      if (stream.done) this.#forget(key, stream);
    }
    for (const stream of this.#streams.values()) {
      while (this.#bytes > this.#limits.streamBytesInAll && stream.dropHead() > 0);
    }
  }
}

/** The name under which an answer is to be kept; `undefined`: it is not. */
export function streamId(header: string | undefined): string | undefined {
  return header !== undefined && /^[\w.:-]{1,128}$/.test(header) ? header : undefined;
}

/** Nobody's, another's, or gone. */
export function streamUnknown() {
  return withHeaders(
    refuse(404, 'stream-unknown', 'no such answer is kept here', 'Ask again; answers are kept for some minutes.'),
    {'Cache-Control': 'no-store'},
  );
}

function keyOf(owner: string, id: string): string {
  return JSON.stringify([owner, id]);
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
