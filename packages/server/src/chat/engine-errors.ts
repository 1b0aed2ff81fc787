import {UgglaError} from '@uggla/protocol';
import {beginOf, redact} from '../http/foreign-answer.js';
import {withHeaders} from '../http/refuse.js';

/** What engines call their troubles: numbers in llama.cpp, words in others. */
interface EngineProblem {
  message?: string;
  type?: string;
  code?: string | number;
  n_ctx?: number;
  n_prompt_tokens?: number;
}

/**
 * An engine's refusal in our words. Of what it wrote, only what may help the asker is told: never of a 401 or a 500, and
 * never our key.
 */
export async function engineError(answer: Response, key: string | undefined): Promise<UgglaError> {
  const problem = await readProblem(answer);
  const word = `${problem.type ?? ''} ${problem.code ?? ''}`;
  const status = statusOf(answer.status, word);
  if (/insufficient_quota|billing/.test(word)) {
    return new UgglaError('engine-refused', 'the account at the engine is used up', {
      status: 502,
      cure: 'See to its quota; asking again does not help.',
    });
  }
  if (status === 401 || status === 403) {
    return new UgglaError('engine-refused', 'the engine does not let this server in', {
      status: 502,
      cure: 'Set UGGLA_ENGINE_KEY to a key that the engine takes.',
    });
  }
  if (status === 429 || status === 503) {
    const after = answer.headers.get('Retry-After');
    const error = new UgglaError('engine-busy', 'the engine has too much to do', {
      status: 503,
      cure: 'Ask again in a little while.',
    });
    return withHeaders(error, {'Retry-After': after ?? '5'});
  }
  if (/context/.test(word) || tooLong.test(problem.message ?? '')) {
    const {n_prompt_tokens, n_ctx} = problem;
    const sizes =
      Number.isInteger(n_prompt_tokens) && Number.isInteger(n_ctx) ? ` (${n_prompt_tokens} tokens, ${n_ctx} fit)` : '';
    return new UgglaError('question-too-long', `the conversation is longer than the model can read${sizes}`, {
      status: 413,
      cure: 'Begin a new conversation.',
    });
  }
  if (/content_filter/.test(word)) {
    return new UgglaError('chat-request-invalid', 'the engine’s content filter did not let the question through', {
      status: 400,
      cure: 'Put it in other words.',
    });
  }
  if (status === 404) {
    return new UgglaError('engine-misconfigured', 'the engine does not know this model or address', {
      status: 502,
      cure: 'Give its base address as in its documentation: it often ends in /v1.',
    });
  }
  if (status >= 400 && status < 500) {
    return new UgglaError(
      'chat-request-invalid',
      `the engine did not take the question: ${redact(problem.message ?? `status ${status}`, key)}`,
      {status: 400},
    );
  }
  return new UgglaError('engine-failed', 'the engine failed', {
    status: 502,
    cause: new Error(forLog(answer.status, word, problem, key)),
    cure: 'Ask again; see the engine’s own log.',
  });
}

/** What engines write that have no word for a conversation that is too long: vLLM, TGI, Anthropic. */
const tooLong = /context (length|size|window)|prompt is too long|`max_new_tokens` must be/i;

/** The status that an error's own words name: in the midst of a stream there is no other. */
function statusOf(status: number, word: string): number {
  if (/rate_limit|overloaded/.test(word)) return 429;
  return status === 529 ? 503 : status; // Anthropic's way to say that it is overloaded
}

/** The engine did not answer at all. */
export function engineUnavailable(address: string, cause: unknown): UgglaError {
  const {host} = new URL(address);
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return new UgglaError('engine-unreachable', 'the engine does not answer', {
    status: 502,
    cause: new Error(`${host}: ${inner instanceof Error ? inner.message : String(inner)}`),
    cure: 'See that the engine runs and that --engine names it.',
  });
}

/** The problem in an answer: under `error` mostly, at the top in vLLM, with its type beside it in TGI. */
async function readProblem(answer: Response): Promise<EngineProblem> {
  const text = await beginOf(answer);
  try {
    const whole = JSON.parse(text) as EngineProblem & {error?: EngineProblem | string; error_type?: string};
    const {error, message, type, code, error_type} = whole;
    if (typeof error === 'string') return {message: error, ...(error_type === undefined ? {} : {type: error_type})};
    if (typeof error === 'object' && error !== null)
      return {...error, message: typeof error.message === 'string' ? error.message : ''};
    return {
      ...(typeof message === 'string' ? {message} : {}),
      ...(type === undefined ? {} : {type}),
      ...(code === undefined ? {} : {code}),
    };
  } catch {
    return {};
  }
}

/** What the log gets of an engine's failure. Its message may quote the conversation: only with UGGLA_LOG_ENGINE=1. */
function forLog(status: number, word: string, {message}: EngineProblem, key: string | undefined): string {
  const all = process.env['UGGLA_LOG_ENGINE'] === '1' ? (message ?? '') : '';
  return redact(`status ${status} ${word} ${all}`.trim(), key);
}
