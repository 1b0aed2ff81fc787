import type {IncomingMessage, ServerResponse} from 'node:http';
import {setTimeout as wait} from 'node:timers/promises';
import type {Behaviour, SeenRequest} from '../behaviour.js';
import {parseRange} from './files.js';
import type {Site} from './site.js';

/** What one answer is made of. */
export interface Answer {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly behaviour: Behaviour;
  /** `undefined`: there is no such file. */
  readonly content: Buffer | undefined;
  readonly type: string;
  readonly site: Site;
  readonly seen: {-readonly [K in keyof SeenRequest]: SeenRequest[K]};
}

/** Answers as the behaviour says, whatever the client does meanwhile. */
export async function answer(all: Answer): Promise<void> {
  const {response, seen, site} = all;
  const gone = new AbortController();
  const close = () => {
    if (seen.ended === 'open') seen.ended = response.writableFinished ? 'done' : 'gone';
    gone.abort();
    site.changed();
  };
  response.on('close', close);
  if (response.closed) return close(); // the client went while the file was read
  try {
    await go(all, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted && !response.destroyed) throw error; // destroyed, though not yet closed: the client went
  }
}

async function go({request, response, behaviour, content, type, site, seen}: Answer, gone: AbortSignal): Promise<void> {
  const {gate, cutAfter, stallAfter, everyMs = 0} = behaviour;
  if (behaviour.delayMs) await wait(behaviour.delayMs, undefined, {signal: gone});
  if (behaviour.hang) return;
  if (behaviour.reset) {
    seen.ended = 'cut';
    response.destroy();
    return;
  }
  if (gate !== undefined && behaviour.gateAfter === undefined && !(await site.passGate(gate, gone))) return;

  const {status, headers, body, skipped} = head(request, behaviour, content, type);
  seen.status = status;
  response.writeHead(status, headers);
  response.flushHeaders();
  if (request.method === 'HEAD' || status === 204 || status === 304) {
    response.end();
    return;
  }

  // A gate is a place in the whole body, wherever this answer begins; a cut ends a connection after so many bytes.
  const gateAfter = behaviour.gateAfter === undefined ? undefined : Math.max(0, behaviour.gateAfter - skipped);
  const stops = [cutAfter, stallAfter, gateAfter].filter((stop) => stop !== undefined);
  const step = behaviour.chunk ?? body.length;
  let gated = gateAfter !== undefined;
  for (let at = 0; ;) {
    if (gated && at >= gateAfter!) {
      gated = false;
      if (!(await site.passGate(gate ?? '', gone))) return;
    }
    if (cutAfter !== undefined && at >= cutAfter) {
      seen.ended = 'cut';
      response.socket?.destroySoon(); // what was written still goes out
      return;
    }
    if (stallAfter !== undefined && at >= stallAfter) return;
    if (at >= body.length) break;
    const next = Math.min(at + step, body.length, ...stops.filter((stop) => stop > at));
    await write(response, body.subarray(at, next), gone);
    seen.sent += next - at;
    at = next;
    site.changed();
    if (at < body.length && everyMs > 0) await wait(everyMs, undefined, {signal: gone});
    else if (behaviour.chunk) await new Promise((done) => setImmediate(done)); // one packet a chunk
  }
  response.end();
}

function head(request: IncomingMessage, behaviour: Behaviour, content: Buffer | undefined, type: string) {
  const {noRanges, headers: given = {}, cors, fromQuery} = behaviour;
  let body = content ?? Buffer.from('no such file');
  const skipped =
    fromQuery === undefined ? 0 : Number(new URL(request.url ?? '', 'http://fixtures').searchParams.get(fromQuery));
  body = body.subarray(skipped);
  let status = behaviour.status ?? (content ? 200 : 404);
  const headers: Record<string, string | number> = {
    'content-type': behaviour.type ?? (content ? type : 'text/plain'),
    'cache-control': 'no-store',
  };
  if (status === 200 && !noRanges) {
    headers['accept-ranges'] = 'bytes';
    const range = parseRange(request.headers.range, body.length);
    if (range === null) {
      status = 416;
      headers['content-range'] = `bytes */${body.length}`;
      body = Buffer.alloc(0);
    } else if (range) {
      status = 206;
      headers['content-range'] = `bytes ${range.start}-${range.end}/${body.length}`;
      body = body.subarray(range.start, range.end + 1);
    }
  }
  if (cors) {
    Object.assign(headers, {
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
      'access-control-allow-methods': request.headers['access-control-request-method'] ?? '*',
      'access-control-expose-headers': Object.keys(given).join(', '),
      vary: 'Origin',
    });
    if (request.method === 'OPTIONS') {
      status = 204;
      body = Buffer.alloc(0);
    }
  }
  if (status !== 204 && status !== 304) headers['content-length'] = body.length;
  for (const [name, value] of Object.entries(given)) {
    if (value === '') delete headers[name.toLowerCase()];
    else headers[name.toLowerCase()] = value;
  }
  // A stream has no length, here as elsewhere.
  if (String(headers['content-type']).startsWith('text/event-stream')) delete headers['content-length'];
  return {status, headers, body, skipped};
}

async function write(response: ServerResponse, bytes: Buffer, gone: AbortSignal): Promise<void> {
  if (gone.aborted || response.destroyed) throw new Error('the client went away');
  if (response.write(bytes)) return;
  await new Promise<void>((resolve) => {
    response.once('drain', resolve);
    gone.addEventListener('abort', () => resolve(), {once: true});
  });
}
