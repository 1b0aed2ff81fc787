import {EventBase} from '@uggla/core/event-base.js';
import type {Citation} from '@uggla/protocol';
import type {Message, ToolCall} from './conversation/message.js';

/** A question is on its way to the engine. */
export class MessageSendEvent extends EventBase {
  readonly message: Message;

  constructor(message: Message) {
    super('uggla-message-send');
    this.message = message;
  }
}

/** How an answer ended. */
export type FinishReason = 'stop' | 'length' | 'stopped' | 'cut' | 'error';

/** An answer is over, well or not. */
export class MessageFinishEvent extends EventBase {
  readonly message: Message;
  /** `stop`: whole; `length`: at its limit; `stopped`: by the person; `cut`: the stream broke off; `error`: the rest. */
  readonly reason: FinishReason;

  constructor(message: Message, reason: FinishReason) {
    super('uggla-message-finish');
    this.message = message;
    this.reason = reason;
  }
}

/** The model wants a function of the page. Cancel it to refuse; else it runs when the person has allowed it. */
export class ToolCallEvent extends EventBase {
  readonly call: ToolCall;
  /** The answer that it is wanted for. */
  readonly message: Message;

  constructor(call: ToolCall, message: Message) {
    super('uggla-tool-call', {cancelable: true});
    this.call = call;
    this.message = message;
  }
}

/** Someone opened a source of an answer. */
export class CitationOpenEvent extends EventBase {
  readonly citation: Citation;
  /** The answer that it belongs to. */
  readonly message: Message;

  constructor(citation: Citation, message: Message) {
    super('uggla-citation-open');
    this.citation = citation;
    this.message = message;
  }
}

/** Someone chose a model or an adapter; the chat's `model` and `adapter` are these by now. */
export class ChoiceEvent extends EventBase {
  readonly model: string;
  readonly adapter: string;

  constructor(model: string, adapter: string) {
    super('uggla-choice');
    this.model = model;
    this.adapter = adapter;
  }
}

/** Someone said what they think of an answer. */
export class FeedbackEvent extends EventBase {
  readonly message: Message;
  /** `undefined`: taken back. */
  readonly value: 'up' | 'down' | undefined;

  constructor(message: Message, value: 'up' | 'down' | undefined) {
    super('uggla-feedback');
    this.message = message;
    this.value = value;
  }
}
