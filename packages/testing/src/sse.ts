/** A server-sent event stream: each part is the data of one event, objects as JSON; strings go out as they are. */
export function sse(events: readonly (string | object)[], {end = '\n'}: {end?: '\n' | '\r\n' | '\r'} = {}): string {
  return events
    .map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}${end}${end}`)
    .join('');
}

/** What an OpenAI-compatible engine streams when it says these pieces of text: roles, deltas, finish and `[DONE]`. */
export function chatStream(
  pieces: readonly string[],
  {model = 'test-model', finish = 'stop'}: {model?: string; finish?: string | null} = {},
): string {
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    id: 'chatcmpl-test',
    object: 'chat.completion.chunk',
    created: 1,
    model,
    choices: [{index: 0, delta, finish_reason}],
  });
  return sse([
    chunk({role: 'assistant', content: null}),
    ...pieces.map((content) => chunk({content})),
    ...(finish === null ? [] : [chunk({}, finish), '[DONE]']),
  ]);
}
