import type {ChatMessage} from '@uggla/protocol';
import {estimateTokens, roomIn, type TokenCount} from './context-window.js';

/** Characters that are left of a message in its short form: enough to know what it was about. */
const SHORT = 160;

/** The part of the room that short forms may take, where not all fits. */
const SHARE_FOR_SHORT = 0.2;

/** What is left of a conversation that fits, and what became of the rest. */
export interface Trimmed {
  messages: ChatMessage[];
  /** Messages left out, the oldest. */
  leftOut: number;
  /** Messages in their short form: they stand between those left out and those that are whole. */
  shortened: number;
  /** `false`: even the last question alone is too long. */
  fits: boolean;
}

/**
 * The newest messages that fit into `contextWindow` tokens with room for an answer; of those before them, as many as have
 * room in a short form. The system message always stays, so does the last question; what remains begins with a question. No
 * window (0 or undefined): all of it.
 *
 * The short forms are made here, of the first sentences: to let the engine sum up what was said would be a second question
 * for each that the person asks.
 *
 * @param count - How many tokens a message takes; estimated when not given.
 */
export function trimToWindow(
  messages: readonly ChatMessage[],
  contextWindow: number | undefined,
  count: TokenCount = estimateTokens,
): Trimmed {
  if (!contextWindow || contextWindow <= 0) return {messages: [...messages], leftOut: 0, shortened: 0, fits: true};
  const room = roomIn(contextWindow);
  const system = messages.filter(({role}) => role === 'system');
  const turns = messages.filter(({role}) => role !== 'system');
  const lastQuestion = Math.max(
    0,
    turns.findLastIndex(({role}) => role === 'user'),
  );
  const sum = (some: readonly ChatMessage[]) => some.reduce((all, message) => all + count(message), 0);
  const least = sum(system) + sum(turns.slice(lastQuestion));
  let [first, left] = newest(turns, lastQuestion, room - least, count);
  const short: ChatMessage[] = [];
  if (first > 0 && least <= room) {
    const share = Math.min(room - least, Math.floor(room * SHARE_FOR_SHORT));
    [first, left] = newest(turns, lastQuestion, room - least - share, count);
    left += share;
    for (let end = first; end > 0;) {
      const begin = turns.slice(0, end).findLastIndex(({role}) => role === 'user');
      if (begin < 0) break;
      const [pair, tokens] = shortenExchange(turns.slice(begin, end), count);
      end = begin;
      if (tokens > left) break;
      left -= tokens;
      short.unshift(...pair);
    }
  }
  const shortened = short.filter((message) => !turns.includes(message)).length;
  return {
    messages: [...system, ...short, ...turns.slice(first)],
    leftOut: first - short.length,
    shortened,
    fits: least <= room,
  };
}

/** Where the newest turns begin that have room before the last question, with a question; and the room that is left. */
function newest(
  turns: readonly ChatMessage[],
  lastQuestion: number,
  room: number,
  count: TokenCount,
): [first: number, left: number] {
  let first = lastQuestion;
  while (first > 0 && count(turns[first - 1]!) <= room) room -= count(turns[--first]!);
  for (; first < lastQuestion && turns[first]!.role !== 'user'; first++) room += count(turns[first]!);
  return [first, room];
}

/** A question and its answer in their short forms, and what they take; nothing of an exchange without an answer in words. */
function shortenExchange(exchange: readonly ChatMessage[], count: TokenCount): [pair: ChatMessage[], tokens: number] {
  const question = exchange[0]!;
  const answer = exchange.findLast(
    ({role, content}) => role === 'assistant' && typeof content === 'string' && content !== '',
  );
  if (!answer) return [[], 0];
  const pair = [question, answer].map((whole) => [whole, shorten(whole)] as const);
  return [
    pair.map(([, short]) => short),
    pair.reduce((all, [whole, short]) => all + tokensOfShort(whole, short, count), 0),
  ];
}

/** What a short form takes: its share of what was counted for the whole, where that was all text. */
function tokensOfShort(whole: ChatMessage, short: ChatMessage, count: TokenCount): number {
  if (short === whole) return count(whole);
  const estimated = estimateTokens(short);
  if (typeof whole.content !== 'string') return estimated;
  return Math.max(estimated, Math.ceil((count(whole) * textOf(short).length) / whole.content.length));
}

/** The short form of a message; itself, where it is short. */
function shorten(message: ChatMessage): ChatMessage {
  const {role, content, tool_calls} = message;
  if (typeof content === 'string' && content.length <= SHORT && !tool_calls) return message;
  return {role, content: shortForm(textOf(message))};
}

/** The first sentence of a text, or its begin; code is left out. */
export function shortForm(text: string): string {
  const line = text
    .replace(/```[^]*?(?:```|$)/g, ' … ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= SHORT) return line || '…';
  const [sentence] = /^.{20,158}?(?:[.!?…](?=\s)|[。！？])/u.exec(line) ?? [];
  return `${sentence ?? line.slice(0, SHORT).replace(/\s+\S{0,40}$|[\uD800-\uDBFF]$/, '')} …`;
}

function textOf({content}: ChatMessage): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}
