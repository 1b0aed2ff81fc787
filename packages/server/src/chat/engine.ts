import {pickText, type ModelInfo} from '@uggla/protocol';
import {retrieve, type Knowledge, type Retrieval} from '../campus/retrieve.js';
import type {Settings} from '../options.js';
import {fitWindow} from './fit-window.js';
import type {Engine} from './http-engine.js';
import {writePrompt} from './prompt.js';
import {searchText, toCitation, type Delta, type Provider, type Question} from './provider.js';

/** Passages that an engine gets to read. */
const passages = 6;

/** Answers with an engine, which is given the passages that fit and told to keep to them. */
export class EngineProvider implements Provider {
  readonly costs = true;
  readonly #settings: Settings;
  readonly #knowledge: Knowledge;
  readonly #engine: Engine;

  constructor(settings: Settings, knowledge: Knowledge, engine: Engine) {
    this.#settings = settings;
    this.#knowledge = knowledge;
    this.#engine = engine;
  }

  models(): Promise<ModelInfo[]> {
    return this.#engine.models();
  }

  async answer(question: Question, signal: AbortSignal): Promise<AsyncIterable<Delta>> {
    const [retrieved, models] = await Promise.all([this.#retrieve(question), this.models()]);
    const window = this.#settings.engineWindow ?? models.find(({id}) => id === question.model)?.context_window;
    const fixed = (await this.#prompt(retrieved && {...retrieved, sources: []}))?.length ?? 0;
    const tools = question.options['tools'] === undefined ? 0 : JSON.stringify(question.options['tools']).length;
    const wanted = Number(question.options['max_tokens'] ?? this.#settings.limits.chatTokens);
    const {messages, found, maxTokens} = fitWindow({
      messages: question.messages,
      found: retrieved,
      maxTokens: wanted,
      window,
      fixed: fixed + tools,
    });
    const prompt = await this.#prompt(found);
    const asked = {
      model: question.model ?? '',
      messages: [...(prompt ? [{role: 'system' as const, content: prompt}] : []), ...messages],
      options: {...question.options, max_tokens: maxTokens},
    };
    return cite(await this.#engine.ask(asked, signal), found);
  }

  #retrieve(question: Question): Promise<Retrieval> | undefined {
    const {campus, documents} = this.#knowledge;
    if (!campus && !documents) return undefined;
    return retrieve(this.#knowledge, searchText(question.messages), {
      place: question.place,
      accept: question.accept,
      person: question.person,
      limit: passages,
    });
  }

  async #prompt(found: Retrieval | undefined): Promise<string | undefined> {
    const {system} = this.#settings;
    if (!found) return system;
    const {campus} = this.#knowledge;
    const name = campus && pickText((await campus.campus()).title, [found.language]);
    return writePrompt(name, found, system);
  }
}

/** Adds the sources that the text names by `[n]`, each once, as soon as it names them. */
async function* cite(deltas: AsyncIterable<Delta>, found: Retrieval | undefined): AsyncGenerator<Delta> {
  const told = new Set<number>();
  let text = '';
  for await (const delta of deltas) {
    yield delta;
    if (delta.type !== 'text' || !found) continue;
    text += delta.text;
    for (const group of text.matchAll(/\[(\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\]/g)) {
      for (const number of group[1]!.split(/[,;]/).map(Number)) {
        const source = found.sources[number - 1];
        if (!source || told.has(number)) continue;
        told.add(number);
        yield {type: 'citation', citation: toCitation(source, number)};
      }
    }
    text = text.slice(-40); // longer than any `[1, 2, 3]` that may still be open
  }
}
