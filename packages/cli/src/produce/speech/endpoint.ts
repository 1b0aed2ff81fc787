import {UgglaError} from '@uggla/protocol';
import type {SpeechEngine} from './engine.js';

/** An engine on a small machine speaks a long sentence in seconds; this is for one that has hung. */
const SPEAK_MS = 180_000;

/** A minute of the largest sound that is usual (48 kHz, two channels) is 12 MB; an hour of it is no sentence. */
const MOST_BYTES = 256 << 20;

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
      const type = response.headers.get('content-type') ?? '';
      const bytes = await bytesOf(response, MOST_BYTES).catch((cause: unknown) => {
        throw failed('broke off', cause);
      });
      if (bytes === undefined) throw failed('sent far more than a sentence: it was not heard to its end');
      if (bytes.length === 0) throw failed('sent nothing');
      if (/^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml))/i.test(type)) throw failed(`sent no sound, but ${type}`);
      return bytes;
    },
  };
}

/** What the engine says is wrong, as OpenAI's form has it. */
async function reason(response: Response): Promise<string> {
  const bytes = await bytesOf(response, 100_000).catch(() => undefined);
  const text = new TextDecoder().decode(bytes);
  try {
    const {error, detail} = JSON.parse(text) as {error?: {message?: unknown} | string; detail?: unknown};
    const said = typeof error === 'string' ? error : (error?.message ?? detail);
    return typeof said === 'string' ? `: ${said.slice(0, 200)}` : '';
  } catch {
    return '';
  }
}

/** What an answer holds; `undefined` when it is more than `most`: the rest is not waited for. */
async function bytesOf({body}: Response, most: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > most) return undefined;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
