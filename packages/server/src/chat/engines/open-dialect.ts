import type {Settings} from '../../options.js';
import {AnthropicDialect} from './anthropic.js';
import {isRecord, protocolOf, type Dialect, type EngineProtocol} from './dialect.js';
import {OllamaDialect} from './ollama.js';
import {AzureDialect, OpenAiDialect} from './openai.js';

/** Tokens. Ollama reads 4096 by itself, too few for passages and a conversation; twice that fits a laptop. */
const ollamaWindow = 8192;

/**
 * How the engine at `settings.engine` is spoken to: as `engineProtocol` says, else as its address shows, else as it
 * answers when it is asked what it is. One that does not answer is taken for none: it is asked again next time.
 */
export async function openDialect({engine, engineProtocol, engineWindow}: Settings): Promise<Dialect | undefined> {
  const address = engine!;
  const known = engineProtocol ?? protocolOf(address);
  if (known) return dialectOf(known, address, engineWindow);
  const isOllama = await asksAsOllama(address);
  return isOllama === undefined ? undefined : dialectOf(isOllama ? 'ollama' : 'openai', address, engineWindow);
}

/** The dialect; a bare origin gets the path that all engines of its kind have. */
export function dialectOf(protocol: EngineProtocol, address: string, window = ollamaWindow): Dialect {
  const url = new URL(address);
  const bare = url.pathname === '/';
  if (protocol === 'ollama')
    return new OllamaDialect(bare || /\/v1\/?$/.test(url.pathname) ? `${url.origin}/api` : address, window);
  if (protocol === 'azure') return new AzureDialect(bare ? `${url.origin}/openai/v1` : address);
  const base = bare ? `${url.origin}/v1` : address;
  return protocol === 'anthropic' ? new AnthropicDialect(base) : new OpenAiDialect(base);
}

async function asksAsOllama(address: string): Promise<boolean | undefined> {
  try {
    const answer = await fetch(new URL('/api/version', address), {
      signal: AbortSignal.timeout(5000),
      redirect: 'error',
    });
    const told: unknown = answer.ok ? await answer.json().catch(() => undefined) : undefined;
    return isRecord(told) && typeof told['version'] === 'string';
  } catch {
    return undefined;
  }
}
