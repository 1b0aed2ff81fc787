import {safeUrl} from '@uggla/core/safe-url.js';
import {ChatError} from '../chat-error.js';
import {OpenAiProvider} from './openai.js';
import type {ChatProvider, HttpSettings} from './provider.js';
import type {PromptTemplate} from './templates.js';

/** The protocols that the chat speaks by itself. */
export const protocols = ['openai', 'responses', 'anthropic', 'ollama', 'completions', 'browser'] as const;

/** The templates that `completions` knows by name. */
export const templateNames = ['llama2', 'alpaca', 'vicuna', 'chatml'] as const;

/** What an engine is opened with. */
export interface ProviderSettings extends HttpSettings {
  protocol: string;
  template?: string | PromptTemplate | undefined;
}

/** Throws `chat-endpoint-missing` or `chat-protocol-unsupported` when no engine can be opened with these. */
export function checkSettings({endpoint, protocol, template}: ProviderSettings): void {
  if (!(protocols as readonly string[]).includes(protocol)) {
    throw new ChatError('chat-protocol-unsupported', `protocol="${protocol}" is not supported by this version`, {
      cure: `Use one of ${protocols.join(', ')}, or set the provider property.`,
    });
  }
  if (typeof template === 'string' && template !== '' && !(templateNames as readonly string[]).includes(template)) {
    throw new ChatError('chat-protocol-unsupported', `template="${template}" is not known`, {
      cure: `Use one of ${templateNames.join(', ')}, or a function.`,
    });
  }
  if (protocol === 'browser') return; // has no address
  if (endpoint === '' || safeUrl(endpoint, document.baseURI, 'fetch') === undefined) {
    throw new ChatError(
      'chat-endpoint-missing',
      endpoint === '' ? 'No endpoint is set' : `endpoint="${endpoint}" is no address`,
      {
        cure: 'Set endpoint to the base address of an OpenAI-compatible server, for example /v1.',
      },
    );
  }
}

/** The engine for these settings; the code of the rarer ones is fetched when it is first needed. */
export async function openProvider(settings: ProviderSettings): Promise<ChatProvider> {
  checkSettings(settings);
  if (settings.protocol === 'responses') return new (await import('./responses.js')).ResponsesProvider(settings);
  if (settings.protocol === 'anthropic') return new (await import('./anthropic.js')).AnthropicProvider(settings);
  if (settings.protocol === 'ollama') return new (await import('./ollama.js')).OllamaProvider(settings);
  if (settings.protocol === 'browser') return new (await import('./browser.js')).BrowserProvider();
  if (settings.protocol === 'completions') {
    return new (await import('./completions.js')).CompletionsProvider(settings, settings.template || 'chatml');
  }
  return new OpenAiProvider(settings);
}
