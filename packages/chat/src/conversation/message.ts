import type {ChatUsage, Citation, UgglaError} from '@uggla/protocol';

/** Where an answer stands; a question is `done` at once. */
export type MessageState = 'waiting' | 'streaming' | 'done' | 'stopped' | 'failed';

/** Where a function call stands: `asking` the person, `running`, or over. */
export type ToolCallState = 'asking' | 'running' | 'done' | 'refused' | 'failed';

/** A function of the page that the model wanted to be called. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON, as the model wrote it. */
  readonly arguments: string;
  readonly state: ToolCallState;
  /** What the model was told of the outcome. */
  readonly result: string;
  /** How many characters of the answer stood before it. */
  readonly at: number;
}

/** One message of the conversation, as the page may read it. */
export interface Message {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  /** Markdown; what has come so far while it streams. */
  readonly text: string;
  /** What the model thought before it answered, where the engine tells. */
  readonly reasoning: string;
  readonly citations: readonly Citation[];
  /** Functions of the page that the model wanted. */
  readonly calls: readonly ToolCall[];
  /** Addresses (data: or https:) of pictures that were sent along. */
  readonly images: readonly string[];
  /** When it was written: ISO 8601. */
  readonly at: string;
  readonly state: MessageState;
  /** Why the engine ended: `stop`, `length` …; `cut` when the stream broke off. */
  readonly finish: string | undefined;
  /** What went wrong; the text that had come is kept. */
  readonly error: UgglaError | undefined;
  readonly usage: ChatUsage | undefined;
  /** Older messages that the model did not see, because its window is too small. */
  readonly leftOut: number;
  /** Older messages of which it saw a short form, for the same reason. */
  readonly shortened: number;
  /** What the person thought of it. */
  readonly feedback: 'up' | 'down' | undefined;
}

/** The same, as the conversation writes it. */
export type Draft = {-readonly [K in keyof Message]: Message[K]} & {
  /** Nothing has come for long. */
  stalled: boolean;
  /** The connection broke, and is being taken up again. */
  broken: boolean;
  citations: Citation[];
  calls: DraftCall[];
  /** The engine keeps what comes now: it can be read again, by a page that was loaded anew too. */
  kept: Kept | undefined;
  /** Out of sight: the id of the message that it stands after; empty for the first. `undefined`: it is shown. */
  after?: string | undefined;
  /** Its number among those that stand after the same message; none: the first. */
  branch?: number;
};

/** What an engine keeps: under which name, and what stood in the answer when it was asked for. */
export interface Kept {
  readonly name: string;
  /** Characters, and calls. */
  readonly text: number;
  readonly reasoning: number;
  readonly calls: number;
}

/** A call, as the conversation writes it. */
export type DraftCall = {-readonly [K in keyof ToolCall]: ToolCall[K]};

/** A new message. */
export function draft(role: Message['role'], text: string, images: readonly string[] = []): Draft {
  return {
    id: newId(),
    role,
    text,
    images,
    reasoning: '',
    citations: [],
    calls: [],
    at: new Date().toISOString(),
    state: role === 'user' ? 'done' : 'waiting',
    finish: undefined,
    error: undefined,
    usage: undefined,
    leftOut: 0,
    shortened: 0,
    feedback: undefined,
    stalled: false,
    broken: false,
    kept: undefined,
  };
}

/** Whether there is something in a message: not so in an answer that never came. */
export function holds({role, text, calls}: Draft): boolean {
  return role === 'user' || text !== '' || calls.length > 0;
}

/** Takes messages out of sight: each stands after the one before it, the first after `from`. */
export function chain(messages: readonly Draft[], from: string): Draft[] {
  return messages.filter(holds).map((one) => {
    one.after = from;
    from = one.id;
    return one;
  });
}

/** An id that works on plain http too, where there is no `crypto.randomUUID`. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
