import {HEAD_MS, HELD_MS, LONGEST_HEAD_MS, pauseAfter, PROBE_MS, SILENCE_MS} from './recovery.js';
import type {Kind, Refusal} from './recovery.js';

/** What a server sent. */
export interface Answer {
  /** Where it came from in the end. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a server holds back. */
export interface Held {
  /** For so long in all good faith. */
  readonly ms: number;
  /** What it answers at once, if it is there. */
  readonly beside: string;
}

/** How long a server last worked on an answer before it began, in ms, by what was asked for. */
export type Pace = Map<Kind, number>;

/** How to ask. */
export interface Asking {
  readonly signal: AbortSignal;
  readonly headers?: Record<string, string>;
  /** Whether cookies and logins go along. */
  readonly credentials?: RequestCredentials;
  /** The server may hold its answer back until there is something new (blocking reload of low-latency HLS). */
  readonly held?: Held | undefined;
  /** What is known of the server by now; is kept up. */
  readonly pace?: Pace;
  /** A try begins. */
  readonly onTry?: () => void;
  readonly onHead?: (total: number) => void;
  readonly onBytes?: (loaded: number) => void;
  /** What is wrong with an answer that came whole; `undefined`: nothing. */
  readonly flaw?: (answer: Answer) => string | undefined;
}

/** What was asked for did not come. */
export class Failure extends Error implements Refusal {
  readonly status: number;
  readonly foreign: boolean;
  readonly retryAfterMs: number;

  constructor(message: string, {status = 0, foreign = false, retryAfterMs = 0}: Partial<Refusal> = {}) {
    super(message);
    this.status = status;
    this.foreign = foreign;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Asks until it comes, or until asking on makes no sense.
 *
 * @throws {@link Failure} the last one; whatever the signal was aborted with.
 */
export async function insist(url: string, kind: Kind, asking: Asking): Promise<Answer> {
  const {held, pace} = asking;
  const usual = (held ? 0 : pace?.get(kind)) ?? 0;
  let patience: Patience = {
    headMs: Math.min(Math.max(HEAD_MS, 2 * usual), LONGEST_HEAD_MS),
    probeMs: Math.max(PROBE_MS, 1.5 * usual, Math.min(held?.ms ?? 0, HELD_MS)),
    isAtWork: false,
  };
  for (let tries = 1; ; tries++) {
    asking.onTry?.();
    const begun = performance.now();
    const onHead = (total: number) => {
      if (!held) pace?.set(kind, performance.now() - begun);
      asking.onHead?.(total);
    };
    try {
      const answer = await ask(url, {...asking, onHead}, patience);
      const flaw = asking.flaw?.(answer);
      if (flaw === undefined) return answer;
      throw new Failure(`${url} ${flaw}`, {status: 200});
    } catch (cause) {
      asking.signal.throwIfAborted();
      if (!(cause instanceof Failure)) throw cause;
      const pause = pauseAfter(cause, tries, kind);
      if (pause === undefined) throw cause;
      const isLost = cause instanceof Lost;
      const isSlow = isLost || cause instanceof Silent;
      patience = {
        headMs: isSlow ? Math.min(2 * patience.headMs, LONGEST_HEAD_MS) : patience.headMs,
        probeMs: PROBE_MS, // also of what a server holds back: what comes next may be lost as well
        isAtWork: isLost || (isSlow && patience.isAtWork),
      };
      await sleep(isLost ? 0 : pause, asking.signal);
    }
  }
}

/** A server that let so many looks in a row go by was away: one may be lost in a line that is full. */
const AWAY = 2;

/** How long one question waits for the head of its answer. */
interface Patience {
  /** In all. */
  readonly headMs: number;
  /** Until the server is first asked beside it whether it is there. */
  readonly probeMs: number;
  /** The server was there when it was asked this: it has lost it only if it was away since. */
  readonly isAtWork: boolean;
}

/** The server is there, and has lost the question. */
class Lost extends Failure {}

/** There was no answer, or no more of it. */
class Silent extends Failure {}

/** Asks once. Gives up on a head that does not come and on bytes that stop. */
async function ask(
  url: string,
  {signal, headers, credentials, held, onHead, onBytes}: Asking,
  {headMs, probeMs, isAtWork}: Patience,
): Promise<Answer> {
  const own = new AbortController();
  const stop = () => own.abort(signal.reason);
  signal.throwIfAborted();
  signal.addEventListener('abort', stop);
  let since = performance.now();
  let isHeard = false;
  let nextProbe = since + probeMs;
  let misses = isAtWork ? 0 : AWAY;
  const watch = setInterval(() => {
    const now = performance.now();
    if (now - since > (isHeard ? SILENCE_MS : headMs)) own.abort(new Silent(`${url} fell silent`));
    if (isHeard || now < nextProbe) return;
    nextProbe = now + PROBE_MS;
    void peek(held?.beside ?? url, 'HEAD', own.signal).then((there) => {
      if (there && misses >= AWAY && !isHeard) own.abort(new Lost(`${url} does not answer, though its server does`));
      misses = there ? 0 : misses + 1;
    });
  }, 250);
  try {
    return await send(url, {headers, credentials}, own.signal, {
      head: (total) => {
        isHeard = true;
        since = performance.now();
        onHead?.(total);
      },
      bytes: (loaded) => {
        since = performance.now();
        onBytes?.(loaded);
      },
    });
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof Failure) throw cause;
    if (own.signal.reason instanceof Failure) throw own.signal.reason;
    // Without an answer, and with one that this page may not read, the browser says the same.
    const foreign = !isHeard && (await peek(url, 'GET', signal))?.type === 'opaque';
    signal.throwIfAborted();
    throw new Failure(`${url} ${foreign ? 'may not be read from this page' : 'broke off'}`, {foreign});
  } finally {
    clearInterval(watch);
    signal.removeEventListener('abort', stop);
    own.abort(); // the rest of an answer that nobody wants
  }
}

/**
 * One question. Not by `fetch`: its body wakes the page for every packet of a film, where a request of the older kind tells
 * now and then how far it is, and hands everything over at once.
 */
function send(
  url: string,
  {headers = {}, credentials}: {headers: Asking['headers'] | undefined; credentials: RequestCredentials | undefined},
  signal: AbortSignal,
  on: {head: (total: number) => void; bytes: (loaded: number) => void},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.responseType = 'arraybuffer';
    request.withCredentials = credentials === 'include';
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
      request.abort();
    });
    request.onreadystatechange = () => {
      if (request.readyState !== XMLHttpRequest.HEADERS_RECEIVED) return;
      const {status} = request;
      on.head(lengthOf(request));
      if (status >= 200 && status < 300) return;
      reject(
        new Failure(`${url} answered ${status}`, {
          status,
          retryAfterMs: 1000 * (Number(request.getResponseHeader('retry-after')) || 0),
        }),
      );
    };
    request.onprogress = ({loaded}) => on.bytes(loaded);
    request.onerror = () => reject(new TypeError(`${url} broke off`));
    request.onload = () => {
      const bytes = new Uint8Array(request.response as ArrayBuffer);
      // A body cut at its end looks whole to some browsers; what is unpacked on the way is longer than it says.
      if (lengthOf(request) > bytes.length && !request.getResponseHeader('content-encoding'))
        return reject(new Failure(`${url} broke off`));
      on.bytes(bytes.length);
      resolve({url: request.responseURL || url, status: request.status, headers: headersOf(request), bytes});
    };
    request.send();
  });
}

/** Bytes, as the server says; 0: it does not. */
function lengthOf(request: XMLHttpRequest): number {
  return Number(request.getResponseHeader('content-length')) || 0;
}

function headersOf(request: XMLHttpRequest): Headers {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1));
  }
  return headers;
}

/** The head of whatever that address answers now, readable or not; `undefined`: nothing. */
export async function peek(url: string, method: 'GET' | 'HEAD', signal: AbortSignal): Promise<Response | undefined> {
  const own = new AbortController();
  const stop = () => own.abort();
  signal.addEventListener('abort', stop);
  const timer = setTimeout(stop, PROBE_MS);
  try {
    return await fetch(url, {method, mode: 'no-cors', cache: 'no-store', signal: own.signal});
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    own.abort();
  }
}

/** Waits, or rejects when the signal is aborted. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, {once: true});
  });
}
