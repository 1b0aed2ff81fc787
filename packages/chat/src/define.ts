import {define} from '@uggla/core/define.js';
import {UgglaChat} from './chat/chat-element.js';
import type {
  ChoiceEvent,
  CitationOpenEvent,
  FeedbackEvent,
  MessageFinishEvent,
  MessageSendEvent,
  ToolCallEvent,
} from './events.js';

define('uggla-chat', UgglaChat);

declare global {
  interface HTMLElementTagNameMap {
    'uggla-chat': UgglaChat;
  }
  interface HTMLElementEventMap {
    'uggla-message-send': MessageSendEvent;
    'uggla-message-finish': MessageFinishEvent;
    'uggla-citation-open': CitationOpenEvent;
    'uggla-tool-call': ToolCallEvent;
    'uggla-feedback': FeedbackEvent;
    'uggla-choice': ChoiceEvent;
  }
}
