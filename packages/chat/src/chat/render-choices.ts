import {html, nothing, type TemplateResult} from 'lit';
import type {ModelInfo} from '@uggla/protocol';
import {cleanText} from '../answer/clean-text.js';
import {beside, type HttpSettings} from '../providers/provider.js';
import {recordsOf, textOf} from '../providers/read-json.js';
import type {ChatView} from './chat-view.js';

/** A LoRA adapter that the engine has loaded. */
export interface Adapter {
  id: number;
  name: string;
}

/** The adapters that a llama.cpp has loaded (`GET /lora-adapters`, beside `/v1`); none when it does not say. */
export async function fetchAdapters(settings: HttpSettings, signal: AbortSignal): Promise<Adapter[]> {
  try {
    const headers = {accept: 'application/json', ...(await settings.headers())};
    const response = await fetch(beside(settings.endpoint, 'lora-adapters', document.baseURI), {headers, signal});
    return response.ok ? readAdapters(await response.json()) : [];
  } catch {
    return [];
  }
}

/** The adapters in the engine's list, named by their files; what has no number is left out. */
export function readAdapters(list: unknown): Adapter[] {
  return recordsOf(list)
    .filter(({id}) => Number.isInteger(id) && (id as number) >= 0)
    .map(({id, path, task_name}) => ({
      id: id as number,
      name: textOf(task_name) ?? fileOf(textOf(path)) ?? String(id),
    }));
}

function fileOf(path: string | undefined): string | undefined {
  return (
    path
      ?.split(/[\\/]/)
      .pop()!
      .replace(/\.gguf$/i, '') || undefined
  );
}

/** What can be chosen, what is chosen, and what happens then. */
export interface ChoicesOptions {
  models: readonly ModelInfo[];
  adapters: readonly Adapter[];
  model: string;
  adapter: string;
  choose(choice: {model?: string; adapter?: string}): void;
}

/** A list for each thing that can be chosen. */
export function renderChoices(
  {models, adapters, model, adapter, choose}: ChoicesOptions,
  {words}: ChatView,
): TemplateResult | typeof nothing {
  const ids = models.map(({id}) => [id, id] as const);
  const numbers = adapters.map(({id, name}) => [String(id), name] as const);
  const none = adapters.map(({id}) => `${id}:0`).join(', ');
  const lists = [
    ids.length > 0
      ? renderList('model', words.term('chooseModel'), ids, model || ids[0]![0], (value) => choose({model: value}))
      : nothing,
    numbers.length > 0
      ? renderList(
          'adapter',
          words.term('chooseAdapter'),
          [['', words.term('adapterOwn')], [none, words.term('adapterNone')], ...numbers],
          adapter.trim(),
          (value) => choose({adapter: value}),
        )
      : nothing,
  ];
  return lists.every((list) => list === nothing) ? nothing : html`<div class="choices" part="choices">${lists}</div>`;
}

/** What is chosen stands in the list, also when the engine does not name it. */
function renderList(
  part: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
  choose: (value: string) => void,
): TemplateResult {
  const all = options.some(([value]) => value === chosen) ? options : [[chosen, chosen] as const, ...options];
  return html`<label
    >${label}
    <select part=${part} dir="auto" @change=${({currentTarget}: Event) => choose((currentTarget as HTMLSelectElement).value)}>
      ${all.map(([value, text]) => html`<option value=${value} .selected=${value === chosen}>${cleanText(text)}</option>`)}
    </select></label
  >`;
}
