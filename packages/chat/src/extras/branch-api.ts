import type {ChatSession} from '../chat/chat-session.js';
import {branchesOf, showBranch} from '../conversation/branches.js';
import type {Draft} from '../conversation/message.js';

/** All versions of a message, wherever it is; none when it is not known. */
export function listBranches({conversation}: ChatSession, id: string): Draft[] {
  const message = find(conversation, id);
  return message ? branchesOf(conversation, message) : [];
}

/** Shows another version; says whether that message is shown now. */
export function turnTo(session: ChatSession, id: string): boolean {
  const {conversation} = session;
  const message = find(conversation, id);
  if (!message || conversation.messages.includes(message)) return message !== undefined;
  if (conversation.busy) return false;
  const {messages, aside} = showBranch(conversation, message);
  conversation.show(messages, aside);
  void session.save();
  return messages.includes(message);
}

function find({messages, aside}: ChatSession['conversation'], id: string): Draft | undefined {
  return [...messages, ...aside].find((one) => one.id === id);
}
