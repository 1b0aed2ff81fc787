import {X509Certificate} from 'node:crypto';
import type {Context} from 'hono';
import {compactVerify, decodeProtectedHeader} from 'jose';
import {parseJson, readBytes, refuse} from '../http/refuse.js';
import {canonicalJson, sha256} from './canonical.js';
import {incomingStatement, type IncomingStatement} from './statement-schema.js';

/** Files that came along with statements, by their sha256 in lower-case hex. */
export type SentFiles = ReadonlyMap<string, {type: string; bytes: Uint8Array<ArrayBuffer>}>;

type Attachment = NonNullable<IncomingStatement['attachments']>[number];

const signatureUsage = 'http://adlnet.gov/expapi/attachments/signature';
const algorithms = ['RS256', 'RS384', 'RS512'];
/** Parts of one body; statements name a few files each. */
const mostParts = 1000;

/** The statements of a request, as JSON or as `multipart/mixed` with the files that belong to them (xAPI 1.0.3, part 3, 1.5). */
export async function readStatements(
  c: Context,
  limits: {bodyBytes: number; attachmentBytes: number},
): Promise<{body: unknown; files: SentFiles}> {
  const type = c.req.header('Content-Type') ?? '';
  if (/^application\/json\s*(;|$)/i.test(type))
    return {body: parseJson(await readBytes(c, limits.bodyBytes)), files: new Map()};
  if (!/^multipart\/mixed\s*;/i.test(type))
    throw refuse(
      /^multipart\//i.test(type) ? 400 : 415,
      'body-unsupported',
      `a body of type ${type || '(none)'} came, application/json or multipart/mixed was wanted`,
    );
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw wrong('its Content-Type names no boundary');
  const [first, ...others] = partsOf(Buffer.from(await readBytes(c, limits.attachmentBytes)), boundary);
  if (!first || !/^application\/json\s*(;|$)/i.test(first.headers.get('content-type') ?? ''))
    throw wrong('its first part is not application/json');
  if (first.bytes.length > limits.bodyBytes)
    throw refuse(
      413,
      'body-too-long',
      `the statements are longer than ${limits.bodyBytes} bytes`,
      'Send them in smaller parts.',
    );
  const files = new Map<string, {type: string; bytes: Uint8Array<ArrayBuffer>}>();
  for (const {headers, bytes} of others) {
    const hash = (headers.get('x-experience-api-hash') ?? '').toLowerCase();
    if ((headers.get('content-transfer-encoding') ?? '').toLowerCase() !== 'binary')
      throw wrong('a part has no Content-Transfer-Encoding: binary');
    if (sha256(bytes) !== hash)
      throw wrong(`a part is not what its X-Experience-API-Hash says (${hash.slice(0, 12) || 'none'})`);
    files.set(hash, {type: headers.get('content-type') ?? 'application/octet-stream', bytes: new Uint8Array(bytes)});
  }
  return {body: parseJson(new Uint8Array(first.bytes)), files};
}

/** Those of a statement, and of the statement in it. */
export function attachmentsOf({attachments = [], object}: IncomingStatement): Attachment[] {
  const inner = object as {attachments?: Attachment[]};
  return [...attachments, ...(inner.attachments ?? [])];
}

/**
 * Refuses statements that name a file which neither came along nor has an address, files that no statement names, and
 * signatures that are none (xAPI 1.0.3, part 2, 2.6).
 */
export async function checkAttachments(batch: readonly IncomingStatement[], files: SentFiles): Promise<void> {
  const named = new Set<string>();
  for (const statement of batch) {
    for (const [at, {sha2, fileUrl}] of attachmentsOf(statement).entries()) {
      named.add(sha2.toLowerCase());
      if (fileUrl === undefined && !files.has(sha2.toLowerCase()))
        throw wrong(
          'a statement names an attachment that did not come along',
          `attachments.${at}`,
          'Send it as a part of multipart/mixed, or give its address in fileUrl.',
        );
    }
    for (const attachment of statement.attachments ?? [])
      if (attachment.usageType === signatureUsage) await checkSignature(statement, attachment, files);
  }
  const odd = [...files.keys()].find((hash) => !named.has(hash));
  if (odd !== undefined) throw wrong(`no statement names the part ${odd.slice(0, 12)}`);
}

async function checkSignature(
  statement: IncomingStatement,
  {contentType, sha2}: Attachment,
  files: SentFiles,
): Promise<void> {
  const file = files.get(sha2.toLowerCase());
  if (contentType !== 'application/octet-stream' || !file)
    throw wrong('a signature comes along as application/octet-stream', 'attachments');
  const jws = new TextDecoder().decode(file.bytes);
  let signed: IncomingStatement;
  try {
    const {alg = '', x5c} = decodeProtectedHeader(jws);
    if (!algorithms.includes(alg) || jws.split('.').length !== 3) throw new Error('not RS256, RS384 or RS512');
    signed = incomingStatement.parse(parseJson(Buffer.from(jws.split('.')[1]!, 'base64url')));
    const [certificate] = x5c ?? [];
    if (certificate !== undefined)
      await compactVerify(jws, new X509Certificate(Buffer.from(certificate, 'base64')).publicKey, {algorithms});
  } catch (cause) {
    throw Object.assign(wrong('a signature is no JWS of a statement, or does not hold', 'attachments'), {cause});
  }
  if (said(signed) !== said(statement)) throw wrong('a signature is that of another statement', 'attachments');
}

/** What was said, without what is added after signing. */
function said({
  id: _id,
  attachments = [],
  authority: _authority,
  stored: _stored,
  version: _version,
  timestamp: _timestamp,
  ...rest
}: IncomingStatement): string {
  return canonicalJson({...rest, attachments: attachments.filter(({usageType}) => usageType !== signatureUsage)});
}

/** Parts of a multipart body (RFC 2046, 5.1.1); what stands before the first boundary and after the last is nothing. */
function partsOf(body: Buffer, boundary: string): {headers: Map<string, string>; bytes: Buffer}[] {
  const line = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from('\r\n'), body]); // so that the first boundary is like the others
  const parts: {headers: Map<string, string>; bytes: Buffer}[] = [];
  let at = whole.indexOf(line);
  while (at >= 0) {
    const start = at + line.length;
    if (whole.subarray(start, start + 2).toString() === '--') return parts;
    const next = whole.indexOf(line, start);
    const begin = whole.indexOf('\r\n', start);
    if (next < 0 || begin < 0 || parts.length >= mostParts) break;
    const end = whole.indexOf('\r\n\r\n', begin);
    if (end < 0 || end > next || end - begin > 8192) throw wrong('a part has no headers');
    const headers = whole
      .subarray(begin + 2, end)
      .toString('latin1')
      .split('\r\n')
      .map((one): [string, string] => [
        one.slice(0, one.indexOf(':')).trim().toLowerCase(),
        one.slice(one.indexOf(':') + 1).trim(),
      ]);
    parts.push({headers: new Map(headers), bytes: whole.subarray(end + 4, Math.max(next, end + 4))});
    at = next;
  }
  throw wrong('it does not end with its boundary');
}

function wrong(message: string, field?: string, cure?: string) {
  return refuse(400, 'statement-invalid', message, cure, field);
}
