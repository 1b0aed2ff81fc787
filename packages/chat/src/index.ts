/**
 * `<uggla-chat>`: open models on your own hardware, grounded in your own courses.
 *
 * @module
 */
export {UgglaChat} from './chat/chat-element.js';
export type {AuthorizationSource, HeadersSource} from './chat/chat-settings.js';
export {ChatError, type ChatErrorOptions} from './chat-error.js';
export type {ExportedConversation} from './conversation/export-conversation.js';
export type {Message, MessageState, ToolCall, ToolCallState} from './conversation/message.js';
export type {ChatFunction, ChatFunctions} from './conversation/tools.js';
export {
  ChoiceEvent,
  CitationOpenEvent,
  FeedbackEvent,
  MessageFinishEvent,
  MessageSendEvent,
  ToolCallEvent,
  type FinishReason,
} from './events.js';
export type {AdapterChoice, ChatProvider, Delta, ProviderCapabilities, ProviderRequest} from './providers/provider.js';
export type {Prompt, PromptTemplate} from './providers/templates.js';
export {HandoffRequestEvent} from './extras/handoff-event.js';
export type {Recognizer} from './extras/transcribe.js';
