import {ChatError} from '../chat-error.js';
import {isRecord} from './read-json.js';

const LONGEST_SERVER_TEXT = 300;

/**
 * The error that an answer with a bad status tells of. Its message is the server's own when it sent one as JSON; HTML is
 * never repeated.
 */
export async function readFault(response: Response, now = Date.now()): Promise<ChatError> {
  const body = await response.text().catch(() => '');
  return faultOf(response.status, body, {address: response.url, retryAfter: response.headers.get('retry-after'), now});
}

/** What `faultOf` looks at beside status and body. */
export interface FaultContext {
  address?: string;
  retryAfter?: string | null;
  now?: number;
}

/** The error for a status and a body. */
export function faultOf(
  status: number,
  body: string,
  {address = '', retryAfter, now = Date.now()}: FaultContext = {},
): ChatError {
  const fault = readJsonFault(body);
  const message = fault.message ?? `${address || 'The chat server'} answered with status ${status}`;
  const options = {
    status,
    retryAfter: readRetryAfter(retryAfter, now),
    contextWindow: fault.contextWindow,
    serverText: fault.message,
    serverCode: fault.code,
  };
  if (fault.contextExceeded) return new ChatError('chat-context-exceeded', message, options);
  if (status === 401 || status === 403) return new ChatError('chat-unauthorized', message, options);
  if (status === 429 || status === 503 || status === 529) return new ChatError('chat-busy', message, options);
  if (status >= 500) return new ChatError('chat-server-failed', message, options);
  return new ChatError('chat-refused', message, options);
}

/** The error that an event inside a stream tells of; `json` holds it as a body of a bad status would. */
export function faultInStream(json: string): ChatError {
  const {contextExceeded, contextWindow, message, code: serverCode} = readJsonFault(json);
  // uggla serve: the engine behind it went away, and what it had said is the begin of an answer.
  const cut = /^engine-(cut-off|silent)$/.test(serverCode ?? '');
  const code = contextExceeded ? 'chat-context-exceeded' : cut ? 'chat-answer-cut' : 'chat-answer-failed';
  return new ChatError(code, message ?? 'The server reported an error', {
    contextWindow,
    serverText: message,
    serverCode,
  });
}

/** What a JSON error body says, in any of the shapes that servers use. */
export function readJsonFault(body: string): {
  message?: string;
  code?: string;
  contextExceeded: boolean;
  contextWindow?: number;
} {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return {contextExceeded: false};
  }
  if (!isRecord(parsed)) return {contextExceeded: false};
  const error = isRecord(parsed.error) ? parsed.error : parsed;
  const message = [error.message, parsed.error, error.detail, error.title, parsed.message].find(
    (text): text is string => typeof text === 'string' && text.trim() !== '',
  );
  const kind = [error.type, error.code].filter((value) => typeof value === 'string').join(' ');
  // llama.cpp: exceed_context_size_error with n_ctx; OpenAI and vLLM: context_length_exceeded; uggla serve: question-too-long; Anthropic: in words only.
  const contextExceeded =
    /exceed_context|context_length|context-exceeded|question-too-long/.test(kind) ||
    /context (length|window|size)|prompt is too long/i.test(message ?? '');
  return {
    contextExceeded,
    ...(message === undefined ? {} : {message: plain(message)}),
    ...(typeof error.code === 'string' ? {code: error.code} : {}),
    ...(typeof error.n_ctx === 'number' ? {contextWindow: error.n_ctx} : {}),
  };
}

/** Seconds of a `Retry-After`, which is a number of them or a date (RFC 9110, 10.2.3). */
export function readRetryAfter(value: string | null | undefined, now: number): number | undefined {
  if (!value) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value);
  if (!/^\s*[a-z]{3}/i.test(value)) return undefined; // browsers read dates out of anything
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** A server's words, short and without markup. */
function plain(text: string): string {
  const clean = /<(!doctype|html|body)\b/i.test(text) ? '' : text.trim();
  return clean.length > LONGEST_SERVER_TEXT ? `${clean.slice(0, LONGEST_SERVER_TEXT)}…` : clean;
}
