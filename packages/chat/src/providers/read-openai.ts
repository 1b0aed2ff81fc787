import type {Citation} from '@uggla/protocol';
import {faultInStream} from './read-fault.js';
import {countOf, isRecord, parseRecord, recordsOf, textOf} from './read-json.js';
import type {Delta} from './provider.js';
import type {ToolCallPiece} from './tool-call-pieces.js';

/**
 * The pieces in one event of OpenAI's Chat Completions or Completions, streamed or whole. An event that is not JSON
 * yields `undefined`: it is the torn end of a cut stream, or no answer of this kind at all. An error inside the stream is
 * thrown as `chat-answer-failed` with the server's text.
 */
export function readOpenAiEvent(data: string): (Delta | ToolCallPiece)[] | undefined {
  if (data.trim() === '[DONE]') return [{type: 'done', reason: ''}];
  const event = parseRecord(data);
  if (!event) return undefined;
  if (event.error != null || event.object === 'error') throw faultInStream(data);
  const deltas: (Delta | ToolCallPiece)[] = [];
  for (const choice of recordsOf(event.choices)) if ((choice.index ?? 0) === 0) readChoice(choice, deltas);
  if (isRecord(event.usage)) {
    const [prompt_tokens, completion_tokens] = [
      countOf(event.usage.prompt_tokens),
      countOf(event.usage.completion_tokens),
    ];
    deltas.push({
      type: 'usage',
      usage: {
        prompt_tokens,
        completion_tokens,
        total_tokens: countOf(event.usage.total_tokens) || prompt_tokens + completion_tokens,
      },
    });
  } else if (isRecord(event.timings)) {
    // llama.cpp, which tells of usage only when asked: what stood in its cache was read, too.
    const {cache_n, prompt_n, predicted_n} = event.timings;
    const [prompt_tokens, completion_tokens] = [countOf(cache_n) + countOf(prompt_n), countOf(predicted_n)];
    deltas.push({
      type: 'usage',
      usage: {prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens},
    });
  }
  return deltas;
}

function readChoice(choice: Record<string, unknown>, deltas: (Delta | ToolCallPiece)[]): void {
  const whole = isRecord(choice.message);
  const delta = isRecord(choice.delta) ? choice.delta : isRecord(choice.message) ? choice.message : {};
  const reasoning = delta.reasoning_content ?? delta.reasoning;
  if (typeof reasoning === 'string' && reasoning) deltas.push({type: 'reasoning', text: reasoning});
  const content = delta.content ?? choice.text;
  if (typeof content === 'string' && content) deltas.push({type: 'text', text: content});
  for (const [at, {index, id, function: called}] of recordsOf(delta.tool_calls).entries()) {
    if (!isRecord(called)) continue;
    const piece =
      typeof called.arguments === 'string'
        ? called.arguments
        : isRecord(called.arguments)
          ? JSON.stringify(called.arguments)
          : '';
    deltas.push({
      type: 'tool-call-piece',
      index: typeof index === 'number' ? index : at,
      id: textOf(id),
      name: textOf(called.name),
      arguments: piece,
    });
  }
  for (const annotation of recordsOf(delta.annotations)) {
    const citation = readCitation(annotation);
    if (citation) deltas.push({type: 'citation', citation});
  }
  if (typeof choice.finish_reason === 'string') deltas.push({type: 'done', reason: choice.finish_reason});
  else if (whole) deltas.push({type: 'done', reason: 'stop'});
}

/** A citation out of an annotation, field by field; `undefined` when it is none of ours or has no number. */
export function readCitation(value: Record<string, unknown>): Citation | undefined {
  if (value.type !== 'uggla_citation' || !Number.isInteger(value.index)) return undefined;
  const citation: Citation = {type: 'uggla_citation', index: value.index as number, title: textOf(value.title) ?? ''};
  for (const key of ['item', 'lesson', 'media', 'url', 'text', 'document'] as const) {
    const field = textOf(value[key]);
    if (field !== undefined) citation[key] = field;
  }
  for (const key of ['start', 'end', 'page'] as const) {
    const field = value[key];
    if (typeof field === 'number' && Number.isFinite(field) && field >= 0) citation[key] = field;
  }
  return citation;
}
