import {EventBase} from '@uggla/core/event-base.js';
import type {ExportedConversation} from '../conversation/export-conversation.js';

/** Someone asks for a person. Cancel it to take over: then neither mail nor webhook is used. */
export class HandoffRequestEvent extends EventBase {
  /** What was said, with the sources; `undefined`: they did not want it to be handed on. */
  readonly conversation: ExportedConversation | undefined;
  /** The same for people to read: Markdown. */
  readonly text: string | undefined;

  constructor(conversation: ExportedConversation | undefined, text: string | undefined) {
    super('uggla-handoff-request', {bubbles: true, composed: true, cancelable: true});
    this.conversation = conversation;
    this.text = text;
  }
}
