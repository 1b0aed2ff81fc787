import {createHash} from 'node:crypto';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {parseJson, readBytes, refuse} from '../http/refuse.js';

/** A document of a resource of xAPI, as it is kept. */
export interface KeptDocument {
  type: string;
  body: Uint8Array;
  etag: string;
  updated: string;
}

/** The documents of one resource, under one owner. */
export interface Shelf {
  find(): Promise<KeptDocument | undefined>;
  keep(document: KeptDocument): Promise<void>;
  drop(): Promise<void>;
}

/** The answer that shows a document; `what` names it when there is none. */
export function showDocument(c: Context<Env>, row: KeptDocument | undefined, what: string): Response {
  if (!row) throw refuse(404, 'state-unavailable', `there is no ${what} here`);
  const headers = {
    ETag: row.etag,
    'Last-Modified': new Date(row.updated).toUTCString(),
    'Content-Type': row.type,
    'Cache-Control': 'no-store',
  };
  if (names(c.req.header('If-None-Match'), row)) return c.body(null, 304, headers);
  return c.body(new Uint8Array(row.body), 200, headers);
}

/** What came in for a document: read before the store is asked for anything. */
export async function readDocument(c: Context<Env>, most: number): Promise<{body: Uint8Array; type: string}> {
  return {body: await readBytes(c, most), type: c.req.header('Content-Type') ?? 'application/octet-stream'};
}

/**
 * Puts a document on its shelf, or joins it to what is there (`POST`: a JSON object's fields over those that were there).
 *
 * @param strict - Whether whoever writes over something must say that they know what (`If-Match`, `If-None-Match`).
 */
export async function writeDocument(
  c: Context<Env>,
  shelf: Shelf,
  {body, type}: {body: Uint8Array; type: string},
  {join, strict}: {join: boolean; strict: boolean},
): Promise<Response> {
  const before = await shelf.find();
  guardDocument(c, before, strict);
  const whole = join ? joined(before, body, type) : body;
  const etag = `"${createHash('sha1').update(whole).digest('hex')}"`; // the kind that xAPI asks for (1.0.3, part 3, 3.1)
  await shelf.keep({type, body: whole, etag, updated: new Date().toISOString()});
  return c.body(null, 204, {ETag: etag});
}

/** `If-Match` and `If-None-Match`, so that two devices do not overwrite one another unseen. */
export function guardDocument(c: Context<Env>, before: KeptDocument | undefined, strict = false): void {
  const match = c.req.header('If-Match');
  const none = c.req.header('If-None-Match');
  if ((match !== undefined && !names(match, before)) || names(none, before)) {
    throw refuse(412, 'state-changed', 'somebody else wrote here since', 'Read it again, join both, and write that.');
  }
  if (strict && match === undefined && none === undefined) {
    if (!before)
      throw refuse(
        400,
        'state-changed',
        'the request does not say whether it knows of anything here',
        'Send If-None-Match: *.',
      );
    throw refuse(
      409,
      'state-changed',
      'something is here already, and the request does not say that it knows',
      'Read it, and send its ETag in If-Match.',
    );
  }
}

/** Whether a list of tags names this document. Proxies that compress make the tags weak that they hand on. */
function names(list: string | undefined, row: Pick<KeptDocument, 'etag'> | undefined): boolean {
  if (list === undefined || row === undefined) return false;
  return list.trim() === '*' || list.split(',').some((one) => one.trim().replace(/^W\//, '') === row.etag);
}

function joined(before: KeptDocument | undefined, body: Uint8Array, type: string): Uint8Array {
  if (!before && !isJson(type)) return body;
  const coming = parseObject(body, type);
  const there = before ? parseObject(before.body, before.type) : {};
  return new TextEncoder().encode(JSON.stringify({...there, ...coming}));
}

function isJson(type: string): boolean {
  return /^application\/json\s*(;|$)/i.test(type);
}

function parseObject(bytes: Uint8Array, type: string): object {
  try {
    const value = isJson(type) ? parseJson(bytes) : undefined;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // told below
  }
  throw refuse(400, 'body-invalid', 'only JSON objects can be joined', 'Use PUT.');
}
