import {chain, holds, type Draft} from './message.js';

/** A conversation with its branches: what is shown, and what is out of sight. */
export interface Branched {
  messages: readonly Draft[];
  aside: readonly Draft[];
}

/** The messages of all branches that stand where `message` stands, in the order in which they came; itself alone where there is one. */
export function branchesOf({messages, aside}: Branched, message: Draft): Draft[] {
  const after = beforeOf(messages, message);
  return [message, ...aside.filter((one) => one.after === after)].sort((one, other) => (one.branch ?? 0) - (other.branch ?? 0));
}

/** Shows the branch of `target` in place of the one that `message` begins. Below it, what was shown last is shown again. */
export function showBranch({messages, aside}: Branched, message: Draft, target: Draft): Branched {
  const at = messages.indexOf(message);
  if (at < 0 || !aside.includes(target)) return {messages, aside};
  const shown = messages.slice(0, at);
  for (let next: Draft | undefined = target; next && !shown.includes(next); ) {
    shown.push(next);
    const {id}: Draft = next;
    next = aside.findLast(({after}) => after === id);
  }
  const hidden = aside.filter((one) => !shown.includes(one));
  hidden.push(...chain(messages.slice(at), beforeOf(messages, message)));
  for (const one of shown) delete one.after;
  return {messages: shown, aside: hidden};
}

/** The id of the message before it; empty for the first. */
function beforeOf(messages: readonly Draft[], message: Draft): string {
  return messages.slice(0, Math.max(0, messages.indexOf(message))).findLast(holds)?.id ?? '';
}
