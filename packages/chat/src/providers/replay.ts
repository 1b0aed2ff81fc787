import {type HttpSettings, under} from './provider.js';

/** Seconds before each attempt to take a stream up again: together the half minute for which a server goes on unread. */
const WAITS = [0, 1, 2, 4, 8, 15];

/** A live connection brings something within this time: else it is opened anew, which costs no question. */
const DOUBT_MS = 4000;

/** A server that pings while it thinks is taken for gone when so many pings are missing: not sooner than after some seconds, as llama.cpp's own page has it. */
const MISSED_PINGS = 3;
const LEAST_SILENCE_MS = 3000;

/** Pings nearer to each other have been held up on their way: they do not say how often more will come. */
const BURST_MS = 500;

/** What a ping begins with: it is a comment between the events. */
const COLON = 0x3a;

/** A stream that its server keeps for a while, as llama.cpp does: it can be read on from any byte. */
export interface Replay {
  /** The server's name for it: one for each request, so that no other answer can be taken for it. */
  readonly id: string;
  readonly address: string;
  headers(): Promise<Record<string, string>>;
}

/** The replay of a new request, or of the one of that name; `undefined` when the engine is not known to keep its streams. */
export function replayOf(settings: HttpSettings, name?: string): Replay | undefined {
  if (name === undefined && !settings.replays?.()) return undefined;
  const id =
    name ??
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const url = new URL(under(settings.endpoint, 'stream', document.baseURI));
  url.searchParams.set('conv_id', id);
  return {id, address: url.href, headers: () => settings.headers()};
}

/** Tells the server that nobody wants the rest: for a stream that is kept, a closed connection does not say so. */
export async function forget({address, headers}: Replay): Promise<void> {
  try {
    await fetch(address, {method: 'DELETE', headers: await headers(), keepalive: true});
  } catch {
    // The server ends by itself what nobody reads.
  }
}

interface Read {
  done: boolean;
  value?: Uint8Array | undefined;
  cause?: unknown;
}

/** How `mended` knows what to do. */
export interface MendOptions {
  replay: Replay;
  signal: AbortSignal;
  /** Whether the answer has said that it is over. */
  whole(): boolean;
  /** The connection broke; it is being taken up again. */
  onBreak(): void;
}

/**
 * The bytes of `body`; where it ends before the answer does, those that the server has kept follow without a seam. Whoever
 * reads it sees one stream, so that nothing can be lost or doubled, wherever it was cut. When the server has nothing more,
 * it ends as `body` did.
 */
export function mended(
  body: ReadableStream<Uint8Array>,
  {replay, signal, whole, onBreak}: MendOptions,
): ReadableStream<Uint8Array> {
  let reader = body.getReader();
  let read = 0;
  let tried = 0;
  let pinged = 0;
  let patience = 0;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    for (;;) {
      const {done, value, cause}: Read = await alive(reader.read(), patience).catch((cause: unknown) => ({
        done: true,
        cause: cause ?? 'broken',
      }));
      if (done) void reader.cancel().catch(() => {}); // one that is only in doubt, too
      if (value && value.length > 0) {
        read += value.length;
        tried = 0;
        const now = value[0] === COLON ? performance.now() : 0;
        const gap = now && pinged ? now - pinged : 0;
        if (gap > BURST_MS) patience = Math.max(patience, gap * MISSED_PINGS, LEAST_SILENCE_MS);
        pinged = now;
        return controller.enqueue(value);
      }
      if (!done) continue;
      if (signal.aborted) return controller.error(cause);
      if (whole()) return controller.close();
      const nothingMore = tried > 0 && cause === undefined; // it was taken up, and ended at once
      if (!nothingMore) onBreak();
      const rest = nothingMore ? undefined : await takeUp();
      if (!rest) return cause === undefined ? controller.close() : controller.error(cause);
      reader = rest.getReader();
    }
  };
  const takeUp = async (): Promise<ReadableStream<Uint8Array> | undefined> => {
    for (;;) {
      while (tried < WAITS.length) {
        const rest = await fetchFrom(replay, read, signal, WAITS[tried++]!);
        if (rest !== 'later') return rest;
      }
      if (!document.hidden || signal.aborted) return undefined;
      await inSight(signal); // a phone that is locked may have no network until then
      tried = 0;
    }
  };
  // Read only when asked: then all that came before has been looked at, and `whole` knows.
  return new ReadableStream({pull, cancel: (reason) => reader.cancel(reason)}, {highWaterMark: 0});
}

/**
 * The answer to a question whose connection broke before it came: the question may have arrived. Not waited for long,
 * unless it is known to have arrived (`patiently`).
 */
export async function missed(replay: Replay, signal: AbortSignal, patiently = false): Promise<Response | undefined> {
  for (const seconds of patiently ? WAITS : WAITS.slice(0, 2)) {
    const body = await fetchFrom(replay, 0, signal, seconds);
    if (body !== 'later') return body && new Response(body, {headers: {'content-type': 'text/event-stream'}});
  }
  return undefined;
}

/**
 * What is read; rejects when the page is in sight again, or online again, and still nothing comes: a phone that was locked
 * often loses its connections without a word. With a `patience` (milliseconds) it rejects also when nothing comes for so long.
 */
function alive<T>(read: Promise<T>, patience: number): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (ms: number) => {
      clearTimeout(timer);
      if (ms > 0) timer = setTimeout(() => (end(), reject(new Error('Nothing comes any more'))), ms);
    };
    const back = () => wait(document.hidden ? patience : Math.min(patience || DOUBT_MS, DOUBT_MS));
    const end = () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', back);
      removeEventListener('online', back);
    };
    wait(patience);
    document.addEventListener('visibilitychange', back);
    addEventListener('online', back);
    read.finally(end).then(resolve, reject);
  });
}

/** The stream from a byte on, after some seconds; `undefined`: the server does not have it; `later`: it cannot be reached, or cannot answer now. */
async function fetchFrom(
  {address, headers}: Replay,
  byte: number,
  signal: AbortSignal,
  seconds: number,
): Promise<ReadableStream<Uint8Array> | 'later' | undefined> {
  await pause(seconds, signal);
  if (signal.aborted) return undefined;
  try {
    const response = await fetch(`${address}&from=${byte}`, {
      headers: {accept: 'text/event-stream', ...(await headers())},
      signal,
    });
    const {status, body} = response;
    if (response.ok)
      return body && /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '') ? body : undefined;
    return (status >= 500 && status !== 501) || status === 429 || status === 401 ? 'later' : undefined;
  } catch {
    return 'later';
  }
}

/** Waits until the page is in sight, or nobody waits any more. */
function inSight(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener('visibilitychange', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    document.addEventListener('visibilitychange', end);
    signal.addEventListener('abort', end);
    end();
  });
}

/** Waits; not longer than until the network is back, or nobody waits any more. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
