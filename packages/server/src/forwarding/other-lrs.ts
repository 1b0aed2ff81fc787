import type {Actor, Statement} from '@uggla/protocol';
import {beginOf, redact, retryAfterMs} from '../http/foreign-answer.js';
import {agentKey} from '../records/agent.js';
import {canonicalJson} from '../records/canonical.js';
import {xapiVersion} from '../records/guard.js';
import {withFiles} from '../records/multipart.js';
import type {AttachmentRow} from '../store/tables.js';

/** So long it has for an answer. */
const patienceMs = 30_000;

/** A statement on its way, with the files that belong to it. */
export interface Outgoing {
  seq: number;
  statement: Statement;
  files: readonly AttachmentRow[];
}

/** Bytes of a statement that is read again. */
const mostOfStatement = 4_194_304;

/** What came back. */
export interface LrsAnswer {
  /** Whether it confirmed all that was sent, by their ids. */
  taken: boolean;
  /** 0 when nothing came. */
  status: number;
  /** What it said to a refusal, or why nothing came; never our key. */
  reason: string;
  /** How long it wants not to be asked. */
  waitMs: number;
}

/** A record store of others, spoken to by xAPI 1.0.3. */
export class OtherLrs {
  readonly #base: string;
  readonly #authorization: string;
  readonly #signal: AbortSignal;

  /**
   * @param base - Address above `statements`.
   * @param key - As {@link authorizationOf} takes it.
   * @param signal - Ends what is being asked.
   */
  constructor(base: string, key: string, signal: AbortSignal) {
    this.#base = base;
    this.#authorization = authorizationOf(key) ?? '';
    this.#signal = signal;
  }

  /** Sends statements in one request: it takes all or none. Never rejects. */
  async post(batch: readonly Outgoing[]): Promise<LrsAnswer> {
    const statements = batch.map(({statement}) => statement);
    // A file that two of them bring goes once.
    const files = new Map(batch.flatMap((one) => one.files.map((file) => [file.sha2, file])));
    const {type, bytes} =
      files.size === 0
        ? {type: 'application/json', bytes: JSON.stringify(statements)}
        : withFiles(statements, [...files.values()]);
    const {answer, ...told} = await this.#ask('/statements', {
      method: 'POST',
      headers: {'Content-Type': type},
      body: bytes,
    });
    if (!answer) return told;
    const text = await beginOf(answer);
    if (!answer.ok) return {...told, reason: this.#said(text)};
    // A page that answers 200 to everything is no record store: only the ids say that a statement is kept.
    const taken = lists(
      text,
      statements.map(({id}) => id),
    );
    return taken ? {...told, taken} : {...told, reason: 'it does not confirm the statements by their ids'};
  }

  /**
   * Whether what it has by the id of a statement is that statement; `undefined` when it does not let us see.
   *
   * @throws Error, when it does not answer as it should.
   */
  async has({statement}: Outgoing): Promise<boolean | undefined> {
    for (const name of ['statementId', 'voidedStatementId']) {
      const {answer, status, reason} = await this.#ask(`/statements?${name}=${statement.id}`, {});
      if (!answer) throw new Error(reason);
      const text = await beginOf(answer, mostOfStatement);
      if (answer.ok) return essence(statement) === essence(statementIn(text));
      if (status === 401 || status === 403) return undefined; // a key that may only write
      if (status !== 404) throw new Error(`it answered ${status}`);
    }
    return false;
  }

  async #ask(path: string, init: RequestInit): Promise<LrsAnswer & {answer?: Response}> {
    const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(patienceMs)]);
    try {
      const answer = await fetch(this.#base + path, {
        ...init,
        signal,
        redirect: 'manual', // the key is for this address alone
        headers: {
          ...(init.headers as Record<string, string>),
          Authorization: this.#authorization,
          'X-Experience-API-Version': xapiVersion,
        },
      });
      const waitMs = retryAfterMs(answer.headers.get('Retry-After'));
      return {answer, taken: false, status: answer.status, reason: '', waitMs};
    } catch (error) {
      const {cause} = error as {cause?: {code?: string; message?: string}};
      const why = cause?.code ?? cause?.message ?? (error instanceof Error ? error.message : String(error));
      return {taken: false, status: 0, reason: this.#said(why), waitMs: 0};
    }
  }

  #said(text: string): string {
    const [kind, secret = ''] = this.#authorization.split(' ');
    const plain = kind === 'Basic' ? Buffer.from(secret, 'base64').toString('utf8') : '';
    const secrets = [secret, secret.replace(/=+$/, ''), plain, plain.slice(plain.indexOf(':') + 1)];
    const quoted = [...secrets, ...secrets.map(encodeURIComponent)]; // as an address has it
    return redact(plainText(text), ...quoted.sort((one, other) => other.length - one.length));
  }
}

/**
 * The header that a key makes: `name:secret` is Basic; `Basic …` and `Bearer …` stand as they are. `undefined` for what is no key.
 */
export function authorizationOf(key: string): string | undefined {
  const text = key.trim();
  if (/^(Basic|Bearer) [\w+/=.~-]+$/.test(text)) return text;
  return /^[^:\s]+:[^\r\n]+$/.test(text) ? `Basic ${Buffer.from(text).toString('base64')}` : undefined;
}

/** The words of an error: out of problem+json and its like, not out of a page. */
function plainText(text: string): string {
  try {
    const told = JSON.parse(text) as Record<string, unknown>;
    const words = ['title', 'detail', 'message', 'error', 'warnings'].map((name) => told[name]);
    const said = words.flat().filter((one) => typeof one === 'string');
    if (said.length > 0) return said.join('. ');
  } catch {
    // no JSON
  }
  return /^\s*</.test(text) ? '' : text.replace(/\s+/g, ' ').trim();
}

function statementIn(text: string): Statement {
  try {
    const told = JSON.parse(text) as Partial<Statement> | null;
    if (told?.actor && told.verb && told.object) return told as Statement;
  } catch {
    // no JSON, whose words are nobody's in a log
  }
  throw new Error('it answered no statement');
}

/** Whether an answer is the list of these ids. */
function lists(text: string, ids: readonly string[]): boolean {
  try {
    const told = new Set((JSON.parse(text) as unknown[]).map((id) => String(id).toLowerCase()));
    return ids.every((id) => told.has(id.toLowerCase()));
  } catch {
    return false;
  }
}

/** What no store may change of a statement (xAPI 1.0.3, part 2, 2.3.1): who, what, about what, with what result. */
function essence({actor, verb, object, result, context}: Statement): string {
  const {id, objectType = 'Activity'} = object as {id?: string; objectType?: string};
  const about =
    id?.toLowerCase() ?? (objectType === 'SubStatement' ? objectType : agentKey(object as unknown as Actor));
  return canonicalJson([
    agentKey(actor),
    verb.id,
    about,
    [result?.success, result?.completion, result?.response, result?.score?.scaled].map((one) => one ?? null),
    context?.registration?.toLowerCase() ?? null,
  ]);
}
