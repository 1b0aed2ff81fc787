import {nothing, type ReactiveController, type TemplateResult} from 'lit';
import type {ModelInfo} from '@uggla/protocol';
import {ChoiceEvent} from '../events.js';
import type {HttpSettings} from '../providers/provider.js';
import type {UgglaChat} from './chat-element.js';
import type {ChatView} from './chat-view.js';
import type {Adapter} from './render-choices.js';

/** What people may choose themselves, as the page allows it; its code is fetched only then. */
export class Choices implements ReactiveController {
  readonly #element: UgglaChat;
  #module: typeof import('./render-choices.js') | undefined;
  #adapters: readonly Adapter[] = [];
  #models: readonly ModelInfo[] = [];
  #asked: unknown;
  #abort = new AbortController();

  constructor(element: UgglaChat) {
    this.#element = element;
    element.addController(this);
  }

  hostConnected(): void {
    this.#element.requestUpdate(); // takes up what a removal broke off
  }

  hostDisconnected(): void {
    this.#abort.abort();
    this.#asked = undefined;
  }

  /** Asks the engine what there is to choose from, once for each engine; not before the person has agreed to talk to it. */
  learn(settings: HttpSettings): void {
    const {endpoint, protocol, provider, choices, authorization, headers} = this.#element;
    const wanted = namesOf(choices);
    const asked = [endpoint, protocol, provider, choices, authorization, headers];
    if (wanted.length === 0 || (Array.isArray(this.#asked) && this.#asked.every((one, at) => one === asked[at])))
      return;
    this.#asked = asked;
    this.#abort.abort();
    this.#abort = new AbortController();
    void this.#load(wanted, settings, this.#abort.signal);
  }

  async #load(wanted: string[], settings: HttpSettings, signal: AbortSignal): Promise<void> {
    const {provider, protocol} = this.#element;
    this.#module = await import('./render-choices.js');
    this.#models = (wanted.includes('model') && (await provider?.models?.(signal).catch(() => []))) || [];
    const mayAdapt = wanted.includes('adapter') && !provider && (protocol === 'openai' || protocol === 'completions');
    this.#adapters = mayAdapt ? await this.#module.fetchAdapters(settings, signal) : [];
    if (!signal.aborted) this.#element.requestUpdate();
  }

  /** The controls; nothing where the page allows none, or there is nothing to choose from. */
  render(models: readonly ModelInfo[], view: ChatView): TemplateResult | typeof nothing {
    const {choices, provider, model, adapter} = this.#element;
    const wanted = namesOf(choices);
    if (!this.#module || wanted.length === 0) return nothing;
    return this.#module.renderChoices(
      {
        models: wanted.includes('model') ? (provider ? this.#models : models) : [],
        adapters: wanted.includes('adapter') ? this.#adapters : [],
        model,
        adapter,
        choose: (choice) => {
          Object.assign(this.#element, choice);
          this.#element.dispatchEvent(new ChoiceEvent(this.#element.model, this.#element.adapter));
        },
      },
      view,
    );
  }
}

/** The names in the `choices` setting. */
export function namesOf(choices: string): string[] {
  return choices.split(/[\s,]+/).filter(Boolean);
}
