import {randomUUID} from 'node:crypto';
import type {ChatUsage, Citation} from '@uggla/protocol';
import type {Delta} from './provider.js';

/** What an answer came to, for the counts. */
export interface Tally {
  cited: number;
  usage?: ChatUsage;
  failed: boolean;
  /** Of text and thoughts: stands in where an engine does not tell of tokens. */
  characters: number;
}

interface Head {
  id: string;
  created: number;
  model: string;
}

/** What all parts of one answer share. */
export function answerHead(model: string): Head {
  return {id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model};
}

/**
 * The events of a streamed answer in OpenAI's form. An engine that breaks off is told of in an `error` event, without
 * `[DONE]`: who reads it knows that the answer is not whole.
 */
export async function* toEvents(
  deltas: AsyncIterable<Delta>,
  head: Head,
  includeUsage: boolean,
  tally: Tally,
  tellError: (caught: unknown) => object,
): AsyncGenerator<string> {
  const base = {...head, object: 'chat.completion.chunk'};
  const chunk = (delta: object, finish: string | null = null) =>
    JSON.stringify({...base, choices: [{index: 0, delta, finish_reason: finish}]});
  try {
    yield chunk({role: 'assistant', content: ''});
    for await (const delta of deltas) {
      count(delta, tally);
      if (delta.type === 'text') yield chunk({content: delta.text});
      else if (delta.type === 'reasoning') yield chunk({reasoning_content: delta.text});
      else if (delta.type === 'tool') yield chunk({tool_calls: delta.calls});
      else if (delta.type === 'finish') yield chunk({}, delta.reason);
      else if (delta.type === 'usage') tally.usage = delta.usage;
      else {
        tally.cited += 1;
        yield chunk({annotations: [delta.citation]});
      }
    }
    if (includeUsage && tally.usage) yield JSON.stringify({...base, choices: [], usage: tally.usage});
    yield '[DONE]';
  } catch (caught) {
    tally.failed = true;
    yield JSON.stringify(tellError(caught));
  }
}

function count(delta: Delta, tally: Tally): void {
  if (delta.type === 'text' || delta.type === 'reasoning') tally.characters += delta.text.length;
}

/** The whole answer at once, in OpenAI's form. */
export async function toCompletion(deltas: AsyncIterable<Delta>, head: Head, tally: Tally): Promise<object> {
  let content = '';
  let reasoning = '';
  let finish = 'stop';
  const annotations: Citation[] = [];
  const calls: ToolCall[] = [];
  for await (const delta of deltas) {
    count(delta, tally);
    if (delta.type === 'text') content += delta.text;
    else if (delta.type === 'reasoning') reasoning += delta.text;
    else if (delta.type === 'tool') joinCalls(calls, delta.calls as ToolCall[]);
    else if (delta.type === 'citation') annotations.push(delta.citation);
    else if (delta.type === 'usage') tally.usage = delta.usage;
    else finish = delta.reason;
  }
  tally.cited = annotations.length;
  const message = {
    role: 'assistant',
    content,
    ...(reasoning ? {reasoning_content: reasoning} : {}),
    ...(calls.length > 0 ? {tool_calls: calls.filter(Boolean).map(({index, ...call}) => call)} : {}),
    ...(annotations.length > 0 ? {annotations} : {}),
  };
  return {
    ...head,
    object: 'chat.completion',
    choices: [{index: 0, message, finish_reason: finish}],
    ...(tally.usage ? {usage: tally.usage} : {}),
  };
}

interface ToolCall {
  index?: number;
  id?: string;
  function?: {name?: string; arguments?: string};
}

/** More calls than this in one answer are a mistake of the engine's. */
const mostCalls = 128;

/** Calls come in pieces: name and id first, the arguments bit by bit, by `index`. */
function joinCalls(calls: ToolCall[], pieces: readonly ToolCall[]): void {
  for (const piece of pieces) {
    const at: unknown = piece.index ?? 0;
    if (!isPlace(at)) continue;
    const call = (calls[at] ??= {...piece, function: {name: '', arguments: ''}});
    call.function = {
      name: (call.function?.name ?? '') + (piece.function?.name ?? ''),
      arguments: (call.function?.arguments ?? '') + (piece.function?.arguments ?? ''),
    };
  }
}

/** Whether it is a place in a list, and none that makes the list endless. */
function isPlace(at: unknown): at is number {
  return Number.isInteger(at) && (at as number) >= 0 && (at as number) < mostCalls;
}
