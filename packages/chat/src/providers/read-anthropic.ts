import type {EventReader} from './openai.js';
import type {Delta} from './provider.js';
import {faultInStream} from './read-fault.js';
import {countOf, isRecord, parseRecord, recordsOf, textOf, type JsonRecord} from './read-json.js';
import type {ToolCallPiece} from './tool-call-pieces.js';

/** Anthropic's reasons, as the chat calls them; others stay as they are. */
const reasons: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  tool_use: 'tool_calls',
};

/**
 * A reader of one answer in Anthropic's Messages protocol, streamed or whole. It remembers the tokens of the question, which
 * come first, until those of the answer come.
 */
export function anthropicReader(): EventReader {
  let prompt = 0;

  const usage = (given: unknown): Delta[] => {
    if (!isRecord(given)) return [];
    prompt =
      countOf(given.input_tokens) +
        countOf(given.cache_read_input_tokens) +
        countOf(given.cache_creation_input_tokens) || prompt;
    const completion = countOf(given.output_tokens);
    return [
      {type: 'usage', usage: {prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion}},
    ];
  };

  const end = (reason: unknown): Delta[] => {
    const told = textOf(reason);
    return told === undefined ? [] : [{type: 'done', reason: Object.hasOwn(reasons, told) ? reasons[told]! : told}];
  };

  return (data) => {
    const event = parseRecord(data);
    if (!event || typeof event.type !== 'string') return undefined;
    const index = typeof event.index === 'number' ? event.index : 0;
    switch (event.type) {
      case 'error':
        throw faultInStream(data);
      case 'message_start':
        return isRecord(event.message) ? usage(event.message.usage) : [];
      case 'content_block_start':
        return isRecord(event.content_block) ? blockOf(event.content_block, index) : [];
      case 'content_block_delta':
        return isRecord(event.delta) ? pieceOf(event.delta, index) : [];
      case 'message_delta':
        return [...usage(event.usage), ...end(isRecord(event.delta) ? event.delta.stop_reason : undefined)];
      case 'message_stop':
        return [{type: 'done', reason: ''}];
      case 'message': // whole, although a stream was asked for
        return [...recordsOf(event.content).flatMap(blockOf), ...usage(event.usage), ...end(event.stop_reason)];
      default:
        return []; // ping, and what is yet to be invented
    }
  };
}

function blockOf(block: JsonRecord, index: number): (Delta | ToolCallPiece)[] {
  if (block.type !== 'tool_use') return pieceOf(block, index);
  const input = isRecord(block.input) && Object.keys(block.input).length > 0 ? JSON.stringify(block.input) : '';
  return [{type: 'tool-call-piece', index, id: textOf(block.id), name: textOf(block.name), arguments: input}];
}

function pieceOf(piece: JsonRecord, index: number): (Delta | ToolCallPiece)[] {
  const text = textOf(piece.text);
  const thinking = textOf(piece.thinking);
  if (typeof piece.partial_json === 'string') return [{type: 'tool-call-piece', index, arguments: piece.partial_json}];
  return [
    ...(thinking ? [{type: 'reasoning' as const, text: thinking}] : []),
    ...(text ? [{type: 'text' as const, text}] : []),
  ];
}
