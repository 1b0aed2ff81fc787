import {UgglaError} from '@uggla/protocol';
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
  const {status} = answer;
  if (status === 401 || status === 403) {
    return new UgglaError('engine-refused', 'the engine does not let this server in', {status: 502, cure: 'Set UGGLA_ENGINE_KEY to a key that the engine takes.'});
  }
  if (status === 429 || status === 503) {
    const after = answer.headers.get('Retry-After');
    const error = new UgglaError('engine-busy', 'the engine has too much to do', {status: 503, cure: 'Ask again in a little while.'});
    return withHeaders(error, {'Retry-After': after ?? '5'});
  }
  if (/context/.test(word)) {
    const {n_prompt_tokens, n_ctx} = problem;
    const sizes = n_prompt_tokens && n_ctx ? ` (${n_prompt_tokens} tokens, ${n_ctx} fit)` : '';
    return new UgglaError('question-too-long', `the conversation is longer than the model can read${sizes}`, {status: 413, cure: 'Begin a new conversation.'});
  }
  if (status === 404) {
    return new UgglaError('engine-misconfigured', 'the engine does not know this model or address', {status: 502, cure: 'Give its base address as in its documentation: it often ends in /v1.'});
  }
  if (status >= 400 && status < 500) {
    return new UgglaError('chat-request-invalid', `the engine did not take the question: ${redact(problem.message ?? `status ${status}`, key)}`, {status: 400});
  }
  return new UgglaError('engine-failed', 'the engine failed', {status: 502, cause: new Error(redact(problem.message ?? `status ${status}`, key)), cure: 'Ask again; see the engine’s own log.'});
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

async function readProblem(answer: Response): Promise<EngineProblem> {
  const text = await answer.text().catch(() => '');
  try {
    const {error, message} = JSON.parse(text) as {error?: EngineProblem | string; message?: string};
    return typeof error === 'string' ? {message: error} : (error ?? (message === undefined ? {} : {message}));
  } catch {
    return {};
  }
}

function redact(text: string, key: string | undefined): string {
  return (key ? text.replaceAll(key, '…') : text).slice(0, 300);
}
