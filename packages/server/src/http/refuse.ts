import {UgglaError, type ProblemDetails} from '@uggla/protocol';
import type {Context} from 'hono';
import type {z} from 'zod';

/** The error that answers a request: `status` goes into the answer. */
export function refuse(status: number, code: string, message: string, cure?: string, field?: string): UgglaError {
  return new UgglaError(code, message, {
    status,
    ...(cure === undefined ? {} : {cure}),
    ...(field === undefined ? {} : {field}),
  });
}

/** An error as `application/problem+json`. What is not ours tells nothing of our insides. */
export function problemResponse(caught: unknown, requestId: string, log: (line: string) => void): Response {
  const known =
    caught instanceof UgglaError
      ? caught
      : new UgglaError('server-failed', 'the server could not do this', {cause: caught});
  const status = known.status ?? 500;
  if (status >= 500 && status !== 501) log(`${requestId} ${known.code}: ${reason(caught)}`);
  const shown =
    known.code === 'server-failed' ? new UgglaError('server-failed', 'the server could not do this') : known;
  const body: ProblemDetails & {instance: string} = {
    ...(known as {more?: object}).more,
    ...shown.toProblem(status),
    instance: `urn:uggla:request:${requestId}`,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(known as {headers?: Record<string, string>}).headers,
    },
  });
}

/** The same error, whose answer carries these headers too. */
export function withHeaders(error: UgglaError, headers: Record<string, string>): UgglaError {
  return Object.assign(error, {headers});
}

/** The same error, whose answer says more of the trouble than words (RFC 9457, 3.2). */
export function withMore(error: UgglaError, more: Record<string, unknown>): UgglaError {
  return Object.assign(error, {more});
}

/** `value` by `schema`, else a refusal that names the field. */
export function check<S extends z.ZodType>(schema: S, value: unknown, code: string, what: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw refuse(
    400,
    code,
    `${what}: ${field || 'the whole'} is not as it should be (${issue?.message ?? 'unknown'})`,
    undefined,
    field,
  );
}

/** The query of a request by `schema`. */
export function query<S extends z.ZodType>(c: Context, schema: S): z.output<S> {
  return check(schema, c.req.query(), 'query-invalid', 'the query');
}

/** The JSON body of a request, at most `bytes` long. */
export async function readJson(c: Context, bytes: number): Promise<unknown> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type)) {
    throw refuse(415, 'body-unsupported', `a body of type ${type || '(none)'} came, application/json was wanted`);
  }
  return parseJson(await readBytes(c, bytes));
}

/** Deeper values than this overflow the stack of whoever walks through them; nothing that we take comes near. */
const deepest = 100;

/**
 * JSON of a stranger.
 *
 * @throws {@link UgglaError} `body-invalid` for what is no JSON, no UTF-8 (its letters would be kept as question marks), or
 * nested without end.
 */
export function parseJson(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes));
  } catch (cause) {
    throw new UgglaError('body-invalid', `the body is not JSON: ${cause instanceof Error ? cause.message : ''}`, {
      status: 400,
      cause,
    });
  }
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) throw refuse(400, 'body-invalid', `the body is nested deeper than ${deepest} levels`);
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return value;
}

/** The body of a request; refused as soon as it is longer than `most`. */
export async function readBytes(c: Context, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLong = () =>
    refuse(413, 'body-too-long', `the body is longer than ${most} bytes`, 'Send it in smaller parts.');
  if (Number(c.req.header('Content-Length') ?? 0) > most) throw tooLong();
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = c.req.raw.body?.getReader();
  while (reader) {
    const {done, value} = (await reader.read().catch((cause: unknown) => {
      throw new UgglaError('body-invalid', 'the body broke off', {status: 400, cause}); // whoever sent it is gone
    })) as {done: boolean; value?: Uint8Array};
    if (done || !value) break;
    length += value.length;
    if (length > most) {
      void reader.cancel();
      throw tooLong();
    }
    parts.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function reason(caught: unknown): string {
  if (!(caught instanceof Error)) return String(caught);
  const cause = caught.cause instanceof Error ? ` (${caught.cause.message})` : '';
  return caught instanceof UgglaError ? `${caught.message}${cause}` : (caught.stack ?? caught.message);
}
