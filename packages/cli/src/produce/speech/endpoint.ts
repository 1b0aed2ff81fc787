import {UgglaError} from '@uggla/protocol';
import type {SpeechEngine} from './engine.js';

/** An engine on a small machine speaks a long sentence in seconds; this is for one that has hung. */
const SPEAK_MS = 180_000;

/** What {@link endpoint} is told. */
export interface EndpointOptions {
  /** Base address, as of a chat: `http://localhost:8880/v1`. */
  address: string;
  /** `tts-1`: engines of one model take any. */
  model?: string | undefined;
  /** Sent as a bearer token; it is in no message. */
  key?: string | undefined;
}

/**
 * Any engine that speaks OpenAI's form: `POST …/audio/speech` with a model, the text and a voice, answered by a sound file.
 *
 * @throws {@link UgglaError} `usage-wrong` when the address is none.
 */
export function endpoint({address, model = 'tts-1', key}: EndpointOptions): SpeechEngine {
  const base = URL.canParse(address) ? new URL(address) : undefined;
  if (!base || !/^https?:$/.test(base.protocol) || base.username || base.password)
    throw new UgglaError('usage-wrong', '--speech is no web address', {
      cure: 'Name the base of the engine: --speech http://localhost:8880/v1; its key goes into UGGLA_SPEECH_KEY.',
    });
  const url = new URL(base);
  if (!/\/audio\/speech\/?$/.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/+$/, '')}/audio/speech`;
  const where = `${url.origin}${url.pathname}`;
  const failed = (why: string, cause?: unknown) =>
    new UgglaError('speech-failed', `the speech engine at ${where} ${key ? why.replaceAll(key, '…') : why}`, {
      cause,
      cure: 'See that it runs, and that voice, model (--speech-model) and key (UGGLA_SPEECH_KEY) are right. Then run the command again: what was spoken is kept.',
    });
  return {
    id: `${where} ${model}`,
    breath: 'sentence',
    voiceOf: () => 'alloy',
    open: () => Promise.resolve(),
    async speak(text, voice, speed) {
      const body = {model, input: text, voice, response_format: 'wav', ...(speed === 1 ? {} : {speed})};
      let response: Response;
      try {
        response = await fetch(url, {
          method: 'POST',
          headers: {'content-type': 'application/json', ...(key ? {authorization: `Bearer ${key}`} : {})},
          body: JSON.stringify(body),
          redirect: 'error', // a key goes nowhere else
          signal: AbortSignal.timeout(SPEAK_MS),
        });
      } catch (cause) {
        const {name, cause: inner, message} = cause as Error & {cause?: {code?: string; message?: string}};
        const why =
          name === 'TimeoutError' ? 'it said nothing for three minutes' : (inner?.code ?? inner?.message ?? message);
        throw failed(`cannot be reached: ${why}`, cause);
      }
      if (!response.ok) throw failed(`answered ${response.status}${await reason(response)}`);
      const bytes = new Uint8Array(
        await response.arrayBuffer().catch((cause: unknown) => {
          throw failed('broke off', cause);
        }),
      );
      const type = response.headers.get('content-type') ?? '';
      if (bytes.length === 0 || /^(text\/|application\/json)/.test(type))
        throw failed(`sent no sound, but ${type || 'nothing'}`);
      return bytes;
    },
  };
}

/** What the engine says is wrong, as OpenAI's form has it. */
async function reason(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  try {
    const {error, detail} = JSON.parse(text) as {error?: {message?: unknown}; detail?: unknown};
    const said = error?.message ?? detail;
    return typeof said === 'string' ? `: ${said.slice(0, 200)}` : '';
  } catch {
    return '';
  }
}
