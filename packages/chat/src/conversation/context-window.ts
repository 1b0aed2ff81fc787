import type {ChatMessage} from '@uggla/protocol';

/**
 * Characters a token: Spanish and code take more tokens than English (about 4); 3 counts rather too many than too few.
 */
const CHARACTERS_A_TOKEN = 3;

/** What a template puts around each message. */
const TOKENS_A_MESSAGE = 6;

/** A picture, whatever its size: what most vision models make of one, at most. */
const TOKENS_A_PICTURE = 800;

/** The part of the window kept free for the answer. */
const SHARE_FOR_ANSWER = 0.25;

/** About how many tokens a message takes; rather too many than too few. */
export function estimateTokens({content, tool_calls}: ChatMessage): number {
  if (tool_calls)
    return (
      estimateTokens({role: 'assistant', content}) + Math.ceil(JSON.stringify(tool_calls).length / CHARACTERS_A_TOKEN)
    );
  if (content === null) return TOKENS_A_MESSAGE;
  if (typeof content === 'string') return TOKENS_A_MESSAGE + Math.ceil(content.length / CHARACTERS_A_TOKEN);
  return content.reduce(
    (sum, part) => sum + (part.type === 'text' ? Math.ceil(part.text.length / CHARACTERS_A_TOKEN) : TOKENS_A_PICTURE),
    TOKENS_A_MESSAGE,
  );
}

/** Says how many tokens a message takes. */
export type TokenCount = (message: ChatMessage) => number;

/** Tokens of a window that a question and what goes before it may take. */
export function roomIn(contextWindow: number): number {
  return Math.floor(contextWindow * (1 - SHARE_FOR_ANSWER));
}

/** Whether messages may be too long for a window, if every character were a token of its own; else there is nothing to count. */
export function mayOverflow(messages: readonly ChatMessage[], contextWindow: number): boolean {
  return (
    CHARACTERS_A_TOKEN * messages.reduce((sum, message) => sum + estimateTokens(message), 0) > roomIn(contextWindow)
  );
}
