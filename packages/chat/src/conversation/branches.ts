import {chain, holds, type Draft} from './message.js';

/** A conversation with its branches: what is shown, and what is out of sight. */
export interface Branched {
  messages: readonly Draft[];
  aside: readonly Draft[];
}

/** The messages of all branches that stand where `message` stands, in the order in which they came; itself alone where there is one. */
export function branchesOf({messages, aside}: Branched, message: Draft): Draft[] {
  const hidden = aside.includes(message);
  const after = hidden ? message.after : beforeOf(messages, message);
  const shown = hidden
    ? messages.find((one) => one.role === message.role && beforeOf(messages, one) === after)
    : message;
  return [...(shown ? [shown] : []), ...aside.filter((one) => one.after === after)].sort(
    (one, other) => (one.branch ?? 0) - (other.branch ?? 0),
  );
}

/**
 * Shows `target` where it stands, in place of what is shown there; the branch that it lies in, too. Below it, what was shown
 * last is shown again. Nothing changes when it is not out of sight.
 */
export function showBranch(branched: Branched, target: Draft): Branched {
  const {messages: now, aside: others} = branched;
  if (!others.includes(target)) return branched;
  const before = others.find(({id}) => id === target.after);
  const {messages, aside} = before
    ? showBranch({messages: now, aside: others.filter((one) => one !== target)}, before)
    : branched;
  if (target.after !== '' && !messages.some(({id}) => id === target.after)) return branched; // it stands nowhere
  const at = messages.findIndex((one) => beforeOf(messages, one) === target.after);
  const shown = at < 0 ? [...messages] : messages.slice(0, at);
  const gone = at < 0 ? [] : chain(messages.slice(at), beforeOf(messages, messages[at]!));
  for (let next: Draft | undefined = target; next && !shown.includes(next);) {
    shown.push(next);
    const {id}: Draft = next;
    next = aside.findLast(({after}) => after === id);
  }
  const hidden = aside.filter((one) => !shown.includes(one));
  hidden.push(...gone);
  for (const one of shown) delete one.after;
  return {messages: shown, aside: hidden};
}

/** The id of the message before it; empty for the first. */
function beforeOf(messages: readonly Draft[], message: Draft): string {
  return messages.slice(0, Math.max(0, messages.indexOf(message))).findLast(holds)?.id ?? '';
}
