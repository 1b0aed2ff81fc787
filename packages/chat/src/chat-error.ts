import {UgglaError, type UgglaErrorOptions} from '@uggla/protocol/error.js';

/** What `ChatError` takes beside its code and message. */
export interface ChatErrorOptions extends UgglaErrorOptions {
  /** Seconds until it is worth asking again. */
  retryAfter?: number | undefined;
  /** Tokens that the model can read at once, where the server told. */
  contextWindow?: number | undefined;
  /** What the server itself said; people are shown it as the server's words. */
  serverText?: string | undefined;
  /** The server's own code for it, as `uggla serve` has them. */
  serverCode?: string | undefined;
}

/** An error of the conversation: an `UgglaError` that also knows when, and whether, asking again makes sense. */
export class ChatError extends UgglaError {
  /** Seconds until it is worth asking again; `undefined` when the server did not say. */
  readonly retryAfter: number | undefined;
  /** Tokens that the model can read at once; `undefined` when the server did not say. */
  readonly contextWindow: number | undefined;
  /** What the server itself said; `undefined` when the message is ours, or a page's own. */
  readonly serverText: string | undefined;
  /** The server's own code, as `uggla serve` has them; `undefined` when it gave none. */
  readonly serverCode: string | undefined;

  constructor(code: string, message: string, options: ChatErrorOptions = {}) {
    super(code, message, options);
    this.retryAfter = options.retryAfter;
    this.contextWindow = options.contextWindow;
    this.serverText = options.serverText;
    this.serverCode = options.serverCode;
  }

  /** The same error if it is one of ours; else one of `code`, whose cause is what was caught. */
  static wrap(caught: unknown, code: string): UgglaError {
    if (caught instanceof UgglaError) return caught;
    return new ChatError(code, caught instanceof Error ? caught.message : String(caught), {cause: caught});
  }
}
