import {readAnswer} from './openai.js';
import {postWithHeaders} from './post-with-headers.js';
import {type ChatProvider, type Delta, type HttpSettings, type ProviderRequest, under} from './provider.js';
import {templates, type PromptTemplate} from './templates.js';

/** Without a limit, many servers end after 16 tokens. */
const MOST_TOKENS = 1024;

/** OpenAI's old Completions: a text to go on with. For base models and for LoRAs trained on a form of their own. */
export class CompletionsProvider implements ChatProvider {
  readonly id = 'completions';
  readonly capabilities = {};
  readonly #settings: HttpSettings;
  readonly #template: PromptTemplate;

  constructor(settings: HttpSettings, template: string | PromptTemplate) {
    this.#settings = settings;
    this.#template = typeof template === 'function' ? template : templates[template]!;
  }

  async *stream(
    {messages, model, adapters, maxTokens = MOST_TOKENS, extra, onActivity}: ProviderRequest,
    signal: AbortSignal,
  ): AsyncGenerator<Delta> {
    const {prompt, stop} = this.#template(messages);
    const body = {
      ...extra,
      prompt,
      stop,
      stream: true,
      max_tokens: maxTokens,
      ...(model ? {model} : {}),
      ...(adapters ? {lora: adapters} : {}),
    };
    const address = under(this.#settings.endpoint, 'completions', document.baseURI);
    yield* readAnswer(postWithHeaders(this.#settings, {address, body, signal, onActivity}), address);
  }
}
