import type {Delta} from './provider.js';
import {faultInStream} from './read-fault.js';
import {countOf, isRecord, parseRecord, recordsOf, textOf, type JsonRecord} from './read-json.js';
import type {ToolCallPiece} from './tool-call-pieces.js';

/** The pieces in one event of OpenAI's Responses, or in a whole answer; `undefined` when it is none. */
export function readResponsesEvent(data: string): (Delta | ToolCallPiece)[] | undefined {
  if (data.trim() === '[DONE]') return [{type: 'done', reason: ''}];
  const event = parseRecord(data);
  if (!event) return undefined;
  if (event.object === 'response') return [...recordsOf(event.output).flatMap(itemOf), ...endOf(event)];
  if (isRecord(event.error)) throw faultInStream(data);
  if (typeof event.type !== 'string') return undefined;
  switch (event.type) {
    case 'error':
      throw faultInStream(data);
    case 'response.output_text.delta':
    case 'response.refusal.delta':
      return textOf(event.delta) ? [{type: 'text', text: event.delta as string}] : [];
    case 'response.reasoning_text.delta':
    case 'response.reasoning_summary_text.delta':
      return textOf(event.delta) ? [{type: 'reasoning', text: event.delta as string}] : [];
    case 'response.output_item.done': // a call, whole; its text came before
      return isRecord(event.item) && event.item.type === 'function_call'
        ? itemOf(event.item, countOf(event.output_index))
        : [];
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed':
      return isRecord(event.response) ? endOf(event.response) : [];
    default:
      return [];
  }
}

function itemOf(item: JsonRecord, index: number): (Delta | ToolCallPiece)[] {
  if (item.type === 'function_call') {
    return [
      {
        type: 'tool-call-piece',
        index,
        id: textOf(item.call_id),
        name: textOf(item.name),
        arguments: textOf(item.arguments) ?? '',
      },
    ];
  }
  if (item.type !== 'message') return [];
  return recordsOf(item.content).flatMap((part) =>
    textOf(part.text) ? [{type: 'text' as const, text: part.text as string}] : [],
  );
}

/** How an answer ended. */
function endOf(response: JsonRecord): Delta[] {
  if (response.status === 'failed' || isRecord(response.error))
    throw faultInStream(JSON.stringify({error: response.error}));
  const {input_tokens, output_tokens} = isRecord(response.usage) ? response.usage : {};
  const [prompt_tokens, completion_tokens] = [countOf(input_tokens), countOf(output_tokens)];
  const why = isRecord(response.incomplete_details) ? textOf(response.incomplete_details.reason) : undefined;
  return [
    ...(isRecord(response.usage)
      ? [
          {
            type: 'usage' as const,
            usage: {prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens},
          },
        ]
      : []),
    {type: 'done', reason: why === 'max_output_tokens' ? 'length' : (why ?? 'stop')},
    {type: 'done', reason: ''},
  ];
}
