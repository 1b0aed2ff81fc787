import type {ReactiveController} from 'lit';
import {UgglaErrorEvent} from '@uggla/core/events.js';
import type {ChatMessage, ChatPlace, ModelInfo, UgglaError} from '@uggla/protocol';
import {ChatError} from '../chat-error.js';
import type {TokenCount} from '../conversation/context-window.js';
import {Conversation, type ConversationHost} from '../conversation/conversation.js';
import type {Draft, DraftCall, Message} from '../conversation/message.js';
import type {ChatFunction, ChatFunctions} from '../conversation/tools.js';
import {MessageFinishEvent, MessageSendEvent, ToolCallEvent, type FinishReason} from '../events.js';
import type {TokenCounter} from '../providers/count-tokens.js';
import {checkSettings, openProvider, type ProviderSettings} from '../providers/open-provider.js';
import {parseAdapters} from '../providers/parse-adapters.js';
import type {AdapterChoice, ChatProvider} from '../providers/provider.js';
import type {UgglaChat} from './chat-element.js';
import {placeOf} from './grounding.js';
import {Memory} from './memory.js';
import {Shelf} from './shelf.js';
import {
  fetchModels,
  isLlamaCpp,
  keepsStreams,
  looksAtPictures,
  pickModel,
  servingModel,
  windowOf,
} from './model-info.js';
import type {ContextUse} from './render-meter.js';

/** What the session tells the element of, beside asking it to render. */
export interface SessionWatcher {
  /** More stands in the answer; what is new of its text. */
  grew(answer: Draft, fresh: string): void;
  began(answer: Draft): void;
  finished(answer: Draft, reason: FinishReason): void;
  /** The person is to say whether a function may run. */
  asks(call: DraftCall, answer: Draft): void;
  /** The settings are good, or cannot be used. */
  settled(error: UgglaError | undefined): void;
}

/** The conversation of one element: its engine, its memory, and what the page hears of it. */
export class ChatSession implements ReactiveController, ConversationHost {
  readonly conversation: Conversation;
  readonly shelf: Shelf;
  readonly #element: UgglaChat;
  readonly #watcher: SessionWatcher;
  readonly #memory: Memory;
  #models: readonly ModelInfo[] = [];
  #asked = '';
  /** The engine has not told of its models, because it did not know who asks. */
  #refused = false;
  #loginCame = false;
  #abort = new AbortController();
  #counter: Promise<TokenCounter> | undefined;
  readonly #deciding = new Map<DraftCall, (allowed: boolean) => void>();

  constructor(element: UgglaChat, watcher: SessionWatcher) {
    this.#element = element;
    this.#watcher = watcher;
    this.conversation = new Conversation(this);
    this.shelf = new Shelf(element);
    this.#memory = new Memory((error) => element.dispatchEvent(new UgglaErrorEvent(error)));
    element.addController(this);
  }

  /** What the engine said of its models. */
  get models(): readonly ModelInfo[] {
    return this.#models;
  }

  get model(): string | undefined {
    return this.#element.model || undefined;
  }

  get adapters(): AdapterChoice[] | undefined {
    return parseAdapters(this.#element.adapter);
  }

  get maxTokens(): number | undefined {
    const {maxTokens} = this.#element;
    return maxTokens > 0 ? Math.floor(maxTokens) : undefined;
  }

  get system(): string {
    return this.#element.system;
  }

  get contextWindow(): number | undefined {
    const {contextWindow, provider} = this.#element;
    return contextWindow || provider?.capabilities?.contextWindow || windowOf(servingModel(this.#models, this.model));
  }

  /** How full the window is; `undefined` while nobody knows how large it is, and where no model reads. */
  get contextUse(): ContextUse | undefined {
    const {contextWindow: window, contextUsed: used} = this.conversation;
    return window && this.generative ? {used, window} : undefined;
  }

  /** llama.cpp counts its tokens itself. */
  measure(messages: readonly ChatMessage[], signal: AbortSignal): Promise<TokenCount> | undefined {
    if (this.#element.provider || !isLlamaCpp(this.#models)) return undefined;
    const settings = this.settings;
    this.#counter ??= import('../providers/count-tokens.js').then(({TokenCounter}) => new TokenCounter(settings));
    return this.#counter.then((counter) => counter.measure(messages, signal));
  }

  get extraBody(): Record<string, unknown> | undefined {
    return this.#element.extraBody;
  }

  get tools(): ChatFunctions | undefined {
    return this.#element.tools;
  }

  /** The page may refuse; else the person is asked, unless the page has said that there is no need. */
  async approve(call: DraftCall, answer: Draft, {approve}: ChatFunction): Promise<boolean> {
    if (!this.#element.dispatchEvent(new ToolCallEvent(call, answer))) return false;
    if (approve === false) return true;
    this.#element.requestUpdate();
    this.#watcher.asks(call, answer);
    return new Promise((resolve) => this.#deciding.set(call, resolve));
  }

  /** The person has said whether a function may run. */
  decide(call: DraftCall, allowed: boolean): void {
    this.#deciding.get(call)?.(allowed);
    this.#deciding.delete(call);
  }

  toolFailed({name}: DraftCall, cause: unknown): void {
    this.#element.dispatchEvent(
      new UgglaErrorEvent(new ChatError('chat-tool-failed', `The function ${name} of the page threw`, {cause})),
    );
  }

  get place(): ChatPlace {
    return placeOf(this.#element, this.#element.for, this.#element.languages[0]);
  }

  get stallAfter(): number {
    return this.#element.stallAfter;
  }

  /** `false` when the engine says that it only finds passages. */
  get generative(): boolean {
    const {provider} = this.#element;
    return (provider ? provider.capabilities?.generative : pickModel(this.#models, this.model)?.generative) !== false;
  }

  /** Whether the engine says that its model looks at pictures. */
  get takesImages(): boolean {
    const {provider} = this.#element;
    return provider ? provider.capabilities?.images === true : looksAtPictures(servingModel(this.#models, this.model));
  }

  async provider(): Promise<ChatProvider> {
    return this.#element.provider ?? openProvider(this.settings);
  }

  /** Asks the engine what it is, once for each address; not before the person has agreed to talk to it. */
  learn(): void {
    const {endpoint, protocol, provider} = this.#element;
    const asked = provider ? '' : `${protocol} ${endpoint}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#models = [];
    this.#refused = this.#loginCame = false;
    this.#counter = undefined;
    this.#abort.abort();
    this.#abort = new AbortController();
    if (asked === '' || protocol === 'ollama' || protocol === 'browser') return;
    const {signal} = this.#abort;
    void fetchModels(this.settings, signal).then((models) => {
      if (signal.aborted) return;
      this.#refused = models === undefined;
      this.#models = models ?? [];
      if (this.#refused && this.#loginCame) this.#asked = '';
      this.#element.requestUpdate();
    });
  }

  /** The person may be known to the engine by now: what it refused to tell is asked for again. */
  relearn(): void {
    if (this.#refused) this.#asked = '';
    else this.#loginCame = true; // the refusal may still be on its way
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#hidden);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#hidden);
    // A move is a removal and an insertion at once: only who stays away has left.
    queueMicrotask(() => {
      if (this.#element.isConnected) return;
      this.conversation.leave();
      this.#abort.abort();
      this.#asked = '';
    });
  }

  hostUpdate(): void {
    this.#remember();
  }

  /** Asks a question; resolves with the answer when it is over. */
  send(text: string, images: readonly string[]): Promise<Message> {
    this.#remember(); // what is kept comes first, also when nothing has been rendered yet
    return this.conversation.send(text, images);
  }

  /** Brings back what is kept of the conversation, before anything else is asked. */
  #remember(): void {
    const kept = this.#memory.open(this.#element.store, this.shelf.key);
    if (kept) void this.conversation.recall(kept).then((added) => added && void this.save());
  }

  /** Says whether the settings can be used; nothing is asked of the network. */
  check(): void {
    const {provider, endpoint, protocol} = this.#element;
    if (!provider && endpoint === '' && protocol === 'openai') return; // not set up yet
    try {
      if (!provider) checkSettings(this.settings);
      this.#watcher.settled(undefined);
    } catch (caught) {
      this.#watcher.settled(ChatError.wrap(caught, 'chat-endpoint-missing'));
    }
  }

  changed(): void {
    this.#element.requestUpdate();
  }

  grew(answer: Draft, fresh: string): void {
    this.#watcher.grew(answer, fresh);
  }

  sent(question: Draft): void {
    void this.save();
    this.#element.dispatchEvent(new MessageSendEvent(question));
  }

  began(answer: Draft): void {
    this.#watcher.began(answer);
  }

  kept(): void {
    void this.save();
  }

  finished(answer: Draft): void {
    if (this.conversation.messages.includes(answer)) void this.save(); // else another is shown by now
    const reason = reasonOf(answer);
    if (!answer.error) this.relearn();
    this.#watcher.finished(answer, reason);
    if (answer.error) this.#element.dispatchEvent(new UgglaErrorEvent(answer.error));
    this.#element.dispatchEvent(new MessageFinishEvent(answer, reason));
  }

  /** The page may end while it is hidden, without another word: what has come is kept. */
  readonly #hidden = (): void => {
    if (document.hidden && this.conversation.busy) void this.save();
  };

  /** Keeps the conversation where the page says. */
  save(): Promise<void> {
    const {messages, aside} = this.conversation;
    return this.#memory.save([...messages, ...aside]);
  }

  /** Forgets the conversation, here and where it was kept. */
  clear(): void {
    this.conversation.clear();
    void this.save();
  }

  /** Leaves the conversation where it is kept, and shows another; one that is not kept is new. */
  async show(id: string): Promise<void> {
    await this.save();
    this.conversation.clear();
    this.shelf.current = id;
    this.#remember();
    this.#element.requestUpdate();
  }

  /** How the engine is asked. */
  get settings(): ProviderSettings {
    const {endpoint, protocol, template} = this.#element;
    return {
      endpoint,
      protocol,
      template,
      headers: () => headersOf(this.#element),
      replays: () => keepsStreams(endpoint, this.#models),
    };
  }
}

/**
 * The headers of one request, as the page gives them: each function is called anew. One that throws has no login to give:
 * that is what people are told, never its words.
 */
async function headersOf({headers, authorization}: UgglaChat): Promise<Record<string, string>> {
  try {
    const given = typeof headers === 'function' ? await headers() : headers;
    const value = typeof authorization === 'function' ? await authorization() : authorization;
    const all = new Headers(given ?? {}); // whatever the case of a name, it is there once
    if (value) all.set('authorization', value);
    return Object.fromEntries(all);
  } catch (cause) {
    throw new ChatError('chat-unauthorized', 'The page could not give the headers of the request', {cause});
  }
}

function reasonOf({state, error, finish}: Draft): FinishReason {
  if (state === 'stopped') return 'stopped';
  if (error) return error.code === 'chat-answer-cut' ? 'cut' : 'error';
  return finish === 'length' ? 'length' : 'stop';
}
