import {UgglaError, type ChatMessage} from '@uggla/protocol';
import type {Retrieval, Source} from '../campus/retrieve.js';

/** Spanish and code take more tokens than English (about 4 characters each): rather too many than too few. */
const charactersAToken = 3;
/** What a template puts around a message, and a picture at most. */
const around = {message: 6, picture: 800};
/** What passages may take of the room, so that the conversation has some too. */
const shareOfPassages = 0.5;
/** An answer gets at most this part of the window, unless the window is so small that nothing else would be left. */
const shareOfAnswer = 0.25;
/** A passage that would be cut to less than this says nothing. */
const leastPassage = 120;

/** About how many tokens a text takes. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / charactersAToken);
}

/** The window, in tokens, for which a client that keeps a part of it free for the answer sends no more than so many characters. */
export function windowFor(characters: number): number {
  return Math.floor(characters / (charactersAToken * (1 - shareOfAnswer)));
}

/** A question that fits into its model's window. */
export interface Fitted {
  messages: ChatMessage[];
  found: Retrieval | undefined;
  maxTokens: number;
  /** Older messages that do not fit. */
  leftOut: number;
}

/** What is to be fitted. `fixed`: characters that the prompt has without any passage. */
export interface Fitting {
  messages: readonly ChatMessage[];
  found: Retrieval | undefined;
  maxTokens: number;
  window: number | undefined;
  fixed: number;
}

/**
 * The last question, the best passages and the newest messages that a window has room for beside the answer, in this
 * order of weight. All of it, where the window is not known.
 *
 * @throws {@link UgglaError} `question-too-long`
 */
export function fitWindow({messages, found, maxTokens, window, fixed}: Fitting): Fitted {
  if (window === undefined) return {messages: [...messages], found, maxTokens, leftOut: 0};
  const answer = Math.min(maxTokens, Math.floor(window * shareOfAnswer));
  const last = Math.max(
    messages.findLastIndex(({role}) => role === 'user'),
    0,
  );
  let room = window - answer - tokensOf('x'.repeat(fixed)) - around.message;
  for (const message of messages.slice(last)) room -= tokensOfMessage(message);
  const pictures = messages
    .slice(last)
    .reduce(
      (sum, {content}) => sum + (Array.isArray(content) ? content.filter(({type}) => type !== 'text').length : 0),
      0,
    );
  if (room + pictures * around.picture < 0) {
    // what a picture takes, only the engine knows

    throw new UgglaError('question-too-long', `the question is longer than the model can read (${window} tokens)`, {
      status: 413,
      cure: 'Ask more briefly, or choose a model that reads more.',
    });
  }
  room = Math.max(0, room);
  const sources = found && passagesWithin(found.sources, room * shareOfPassages * charactersAToken);
  room -= sources?.reduce((sum, {passage: {title, text}}) => sum + tokensOf(title + text) + around.message, 0) ?? 0;
  let first = last;
  while (first > 0 && room >= tokensOfMessage(messages[first - 1]!)) room -= tokensOfMessage(messages[--first]!);
  while (first < last && messages[first]!.role !== 'user') first++; // an answer without its question says little
  return {
    messages: messages.slice(first),
    found: found && {...found, sources: sources!},
    maxTokens: answer,
    leftOut: first,
  };
}

/** The best passages, the last of them cut, that have room in so many characters. */
function passagesWithin(sources: readonly Source[], characters: number): Source[] {
  const kept: Source[] = [];
  let left = characters;
  for (const source of sources) {
    const {title, text} = source.passage;
    const most = Math.floor(left - title.length - around.message * charactersAToken);
    if (most < Math.min(leastPassage, text.length)) break;
    kept.push(
      text.length <= most ? source : {...source, passage: {...source.passage, text: `${text.slice(0, most - 1)}…`}},
    );
    left = most - text.length;
  }
  return kept;
}

function tokensOfMessage({content, ...rest}: ChatMessage): number {
  const parts = typeof content === 'string' ? [{type: 'text' as const, text: content}] : (content ?? []);
  const own = parts.reduce(
    (sum, part) => sum + (part.type === 'text' ? tokensOf(part.text) : around.picture),
    around.message,
  );
  return own + (rest.tool_calls ? tokensOf(JSON.stringify(rest.tool_calls)) : 0);
}
