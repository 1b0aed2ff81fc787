import type {ChatChunk, Citation} from '@uggla/protocol';
import {readEvents} from '../chat/sse.js';

/** A streamed answer, read to its end. */
export interface StreamedAnswer {
  status: number;
  text: string;
  reasoning: string;
  citations: Citation[];
  calls: unknown[];
  finish: string | undefined;
  done: boolean;
  chunks: (ChatChunk & {error?: {code: string}})[];
}

/** Asks a question as a browser does. */
export function ask(
  url: string,
  question: string,
  more: Record<string, unknown> = {},
  init: RequestInit = {},
): Promise<Response> {
  const body = JSON.stringify({messages: [{role: 'user', content: question}], ...more});
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    body,
    ...init,
    headers: {'Content-Type': 'application/json', ...(init.headers as Record<string, string>)},
  });
}

/** Reads a streamed answer. */
export async function readAnswer(answer: Response): Promise<StreamedAnswer> {
  const read: StreamedAnswer = {
    status: answer.status,
    text: '',
    reasoning: '',
    citations: [],
    calls: [],
    finish: undefined,
    done: false,
    chunks: [],
  };
  for await (const data of readEvents(answer.body!)) {
    if (data === '[DONE]') {
      read.done = true;
      continue;
    }
    const chunk = JSON.parse(data) as StreamedAnswer['chunks'][number];
    read.chunks.push(chunk);
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    const delta = choice.delta as {
      content?: string;
      reasoning_content?: string;
      annotations?: Citation[];
      tool_calls?: unknown[];
    };
    read.text += delta.content ?? '';
    read.reasoning += delta.reasoning_content ?? '';
    read.citations.push(...(delta.annotations ?? []));
    read.calls.push(...(delta.tool_calls ?? []));
    read.finish ??= choice.finish_reason ?? undefined;
  }
  return read;
}
