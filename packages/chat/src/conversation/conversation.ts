import type {ChatMessage, ChatPlace, UgglaError} from '@uggla/protocol';
import {ChatError} from '../chat-error.js';
import type {AdapterChoice, ChatProvider} from '../providers/provider.js';
import {runAnswer} from './answering.js';
import {estimateTokens, mayOverflow, roomIn, type TokenCount} from './context-window.js';
import {afterKept} from './after-kept.js';
import {chain, draft, holds, type Draft, type Kept, type Message} from './message.js';
import {describeTools, runCalls, withCalls, type ToolsHost} from './tools.js';
import type {Trimmed} from './trim-to-window.js';

/** Tokens. A server that refuses for length without a number is not taken to read less: no question would fit any more. */
const SMALLEST_GUESS = 512;

/** So often an answer may ask for functions: a model that never ends is stopped. */
const MOST_ROUNDS = 8;

/** What the conversation asks of the element around it. */
export interface ConversationHost extends ToolsHost {
  /** The engine to ask; rejects when there is none. */
  provider(): Promise<ChatProvider>;
  readonly model: string | undefined;
  readonly adapters: readonly AdapterChoice[] | undefined;
  readonly system: string;
  /** Tokens that an answer may take; `undefined`: as the engine says. */
  readonly maxTokens?: number | undefined;
  /** Tokens; `undefined` or 0: not known. */
  readonly contextWindow: number | undefined;
  /** Counts tokens as the engine does; `undefined`, or none: they are estimated. */
  measure?(messages: readonly ChatMessage[], signal: AbortSignal): Promise<TokenCount> | undefined;
  readonly place: ChatPlace | undefined;
  /** Further fields of each request. */
  readonly extraBody?: Record<string, unknown> | undefined;
  /** Seconds. */
  readonly stallAfter: number;
  /** More stands in the answer; what is new of its text. */
  grew(answer: Draft, fresh: string): void;
  /** A question is on its way. */
  sent(question: Draft): void;
  /** An answer is being asked for; it may hold the begin of one that was cut off. */
  began(answer: Draft): void;
  /** The engine keeps what it answers now: who stores the conversation does it now. */
  kept?(answer: Draft): void;
  /** An answer is over, well or not. */
  finished(answer: Draft): void;
}

/** The messages, and what can be done with them. Questions are answered one after another. */
export class Conversation {
  readonly #host: ConversationHost;
  #messages: Draft[] = [];
  /** What an edit or another answer has taken out of sight; each knows after which message it stands. */
  #aside: Draft[] = [];
  #abort: AbortController | undefined;
  #last: Promise<unknown> = Promise.resolve();
  /** What a server told when it refused, and which model it told it of. */
  #narrowed: {window: number; model: string | undefined} | undefined;
  /** Counts how often all that waited was given up. */
  #given = 0;
  #cleared = 0;

  constructor(host: ConversationHost) {
    this.#host = host;
  }

  /** All messages, oldest first. */
  get messages(): readonly Draft[] {
    return this.#messages;
  }

  /** The branches that are out of sight. */
  get aside(): readonly Draft[] {
    return this.#aside;
  }

  /** Whether an answer is being waited for. */
  get busy(): boolean {
    return this.#abort !== undefined;
  }

  /** The window that counts: the page's, else what the server told when it refused. */
  get contextWindow(): number | undefined {
    const asked = this.#host.contextWindow;
    const told = this.#narrowed?.model === this.#host.model ? this.#narrowed?.window : undefined;
    return told && (!asked || told < asked) ? told : asked;
  }

  /** About how many tokens the conversation takes of the window: as the engine said last, else estimated. */
  get contextUsed(): number {
    const last = this.#messages.at(-1);
    if (last?.usage && last.state === 'done') return last.usage.total_tokens;
    const all = this.#wire().reduce((sum, message) => sum + estimateTokens(message), 0);
    return Math.min(all, roomIn(this.contextWindow || Infinity)); // more is not sent
  }

  /**
   * Puts what was kept before the messages that are there, in its turn: what is asked meanwhile waits for it. Resolves with
   * `true` when both are now one conversation, which is not kept yet. An answer that was on its way when the page ended
   * is read on where the engine has kept it, before anything else is asked.
   */
  recall(kept: Promise<readonly Draft[]>): Promise<boolean> {
    const [cleared, given] = [this.#cleared, this.#given];
    return this.#inTurn(async () => {
      const all = await kept;
      if (cleared !== this.#cleared || all.length === 0) return false;
      const messages = all.filter(({after}) => after === undefined);
      this.#aside = [...all.filter(({after}) => after !== undefined), ...this.#aside];
      const here = this.#messages;
      this.#messages = [...messages.filter(({id}) => !here.some((one) => one.id === id)), ...here];
      this.#host.changed();
      const last = this.#messages.at(-1);
      if (here.length === 0 && last?.kept && given === this.#given) await this.#answer(last, last.kept);
      return here.length > 0;
    });
  }

  /**
   * Asks; resolves with the answer when it is over, well or not: with one that is `stopped` and stands nowhere when the
   * question was given up before its turn.
   */
  send(text: string, images: readonly string[] = []): Promise<Message> {
    const given = this.#given;
    return this.#inTurn<Message>(() => {
      if (given !== this.#given) return {...draft('assistant', ''), state: 'stopped'};
      const question = draft('user', text, images);
      this.#messages = [...this.#messages, question];
      this.#host.sent(question);
      return this.#answer(draft('assistant', ''));
    });
  }

  /** Asks the last question again; the answer to it goes out of sight. */
  regenerate(): Promise<Message | undefined> {
    const given = this.#given;
    return this.#inTurn(async () => {
      if (given !== this.#given) return undefined;
      const last = this.#messages.findLastIndex(({role}) => role === 'user');
      if (last < 0) return undefined;
      return this.#answer(this.#fork(last + 1, draft('assistant', '')));
    });
  }

  /** Goes on with the last answer, which was cut off or stopped: the engine is given its begin. */
  continue(): Promise<Message | undefined> {
    const given = this.#given;
    return this.#inTurn(async () => {
      if (given !== this.#given) return undefined;
      const answer = this.#messages.at(-1);
      if (answer?.role !== 'assistant') return undefined;
      return this.#answer(answer);
    });
  }

  /** Puts `text` in the place of a question, and asks it; the question and what came after it go out of sight. */
  edit(id: string, text: string): Promise<Message | undefined> {
    const given = this.#given;
    return this.#inTurn(async () => {
      if (given !== this.#given) return undefined;
      const at = this.#messages.findIndex((message) => message.id === id && message.role === 'user');
      if (at < 0) return undefined;
      const question = this.#fork(at, draft('user', text, this.#messages[at]!.images));
      this.#host.sent(question);
      return this.#answer(draft('assistant', ''));
    });
  }

  /** Shows another branch: these messages, with those out of sight. Not while an answer comes. */
  show(messages: readonly Draft[], aside: readonly Draft[]): void {
    if (this.busy) return;
    this.#messages = [...messages];
    this.#aside = [...aside];
    this.#host.changed();
  }

  /** Breaks off the answer; its text so far stays. */
  stop(): void {
    this.#abort?.abort();
  }

  /** Breaks off the answer, and gives up the questions that wait for their turn. */
  leave(): void {
    this.#given++;
    this.stop();
  }

  /** Forgets everything, also what waits for its turn. */
  clear(): void {
    this.leave();
    this.#cleared++;
    this.#messages = [];
    this.#aside = [];
    this.#narrowed = undefined;
    this.#host.changed();
  }

  /** Keeps what the person thought of an answer. */
  rate(id: string, feedback: 'up' | 'down' | undefined): Draft | undefined {
    const message = this.#messages.find((one) => one.id === id);
    if (message) message.feedback = feedback;
    this.#host.changed();
    return message;
  }

  /** Puts `message` where the messages from `at` on stand; they go out of sight, but for answers that never came. */
  #fork(at: number, message: Draft): Draft {
    const before = this.#messages.slice(0, at);
    const from = before.findLast(holds)?.id ?? '';
    this.#aside.push(...chain(this.#messages.slice(at), from));
    message.branch = this.#aside.filter(({after}) => after === from).length;
    this.#messages = [...before, message];
    return message;
  }

  async #inTurn<T>(act: () => T | Promise<T>): Promise<T> {
    const before = this.#last;
    const turn = before.then(act);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Asks for an answer; with `kept`, what the engine has of it already comes first, and is not asked for. */
  async #answer(answer: Draft, kept?: Kept): Promise<Message> {
    const abort = (this.#abort = new AbortController());
    Object.assign(answer, {state: 'waiting', error: undefined, finish: undefined, stalled: false, broken: false, kept});
    if (!this.#messages.includes(answer)) this.#messages = [...this.#messages, answer];
    this.#host.changed();
    let trimmed = await this.#trim(answer, abort.signal);
    this.#host.began(answer);
    this.#host.changed();
    let asked = false;
    try {
      for (let round = 1; ; round++) {
        if (!trimmed.fits)
          throw new ChatError('chat-context-exceeded', 'The question is longer than the model can read at once');
        asked = true;
        await this.#ask(answer, trimmed.messages, abort.signal, round < MOST_ROUNDS, round === 1 ? kept : undefined);
        const open =
          answer.state === 'done' && answer.finish !== 'length' && answer.calls.some(({state}) => state === 'asking');
        if (!open) break;
        answer.state = 'streaming';
        await runCalls(answer, this.#host, abort.signal);
        if (abort.signal.aborted) {
          answer.state = 'stopped';
          break;
        }
        trimmed = await this.#trim(answer, abort.signal);
      }
    } catch (caught) {
      answer.state = 'failed';
      answer.error = ChatError.wrap(caught, 'chat-answer-failed');
    }
    for (const call of answer.calls)
      if (call.state === 'asking') Object.assign(call, {state: 'refused', result: 'Not run.'});
    if (asked) this.#learn(answer.error);
    this.#abort = undefined;
    this.#host.finished(answer);
    this.#host.changed();
    return answer;
  }

  /** One request to the engine. */
  async #ask(
    answer: Draft,
    messages: ChatMessage[],
    signal: AbortSignal,
    mayCall: boolean,
    kept?: Kept,
  ): Promise<void> {
    const abort = new AbortController();
    const stop = () => abort.abort();
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, {once: true});
    const provider = await this.#host.provider();
    const {model, adapters, place, stallAfter, maxTokens, extraBody: extra} = this.#host;
    const tools = mayCall ? describeTools(this.#host.tools) : undefined;
    const request = {
      messages,
      model,
      adapters,
      place,
      ...(tools ? {tools} : {}),
      ...(maxTokens ? {maxTokens} : {}),
      ...(extra ? {extra} : {}),
    };
    const onKept = (name: string) => {
      answer.kept = {
        text: answer.text.length,
        reasoning: answer.reasoning.length,
        calls: answer.calls.length,
        ...kept,
        name,
      };
      this.#host.kept?.(answer);
    };
    if (kept) answer.calls = answer.calls.slice(0, kept.calls);
    await runAnswer(
      answer,
      {
        provider: kept ? afterKept(provider, answer, kept) : provider,
        request: {...request, onKept, kept: kept?.name},
        stallAfter,
      },
      abort,
      {
        changed: () => this.#host.changed(),
        grew: (fresh) => this.#host.grew(answer, fresh),
      },
    );
    signal.removeEventListener('abort', stop);
    // What was refused was never begun; else a page that is loaded anew tries once more to read on.
    const status = answer.error?.status ?? Infinity;
    if (answer.state !== 'failed' || (!kept && status < 500)) answer.kept = undefined;
  }

  async #trim(answer: Draft, signal: AbortSignal): Promise<Trimmed> {
    const messages = this.#wire();
    const window = this.contextWindow;
    let trimmed: Trimmed = {messages, leftOut: 0, shortened: 0, fits: true};
    if (window && mayOverflow(messages, window)) {
      // Without the code (the network is gone) all is sent: that fails anyway, or the engine refuses and says why.
      const [module, count] = await Promise.all([
        import('./trim-to-window.js').catch(() => undefined),
        this.#host.measure?.(messages, signal),
      ]);
      if (module) trimmed = module.trimToWindow(messages, window, count);
    }
    answer.leftOut = trimmed.leftOut;
    answer.shortened = trimmed.shortened;
    return trimmed;
  }

  /** The messages as the engine gets them: without answers that never came. */
  #wire(): ChatMessage[] {
    const {system} = this.#host;
    const turns = this.#messages.filter(holds).flatMap((message): ChatMessage[] => {
      const {role, text, images, calls} = message;
      if (calls.length > 0) return withCalls(message);
      return [{role, content: images.length === 0 ? text : parts(text, images)}];
    });
    return system ? [{role: 'system', content: system}, ...turns] : turns;
  }

  /** A server that refused for length told its window: the next attempt is trimmed to it. */
  #learn(error: UgglaError | undefined): void {
    if (!(error instanceof ChatError) || error.code !== 'chat-context-exceeded') return;
    const sent = this.contextWindow;
    const window = error.contextWindow ?? Math.max(sent ? Math.floor(sent / 2) : 2048, SMALLEST_GUESS);
    this.#narrowed = {window, model: this.#host.model};
  }
}

function parts(text: string, images: readonly string[]): ChatMessage['content'] {
  return [{type: 'text', text}, ...images.map((url) => ({type: 'image_url' as const, image_url: {url}}))];
}
