import {getBytes, getLines, getMessages} from '@microsoft/fetch-event-source/lib/esm/parse.js';
import {ChatError} from '../chat-error.js';
import {Channel} from './channel.js';
import {readFault} from './read-fault.js';
import {forget, mended, missed, type Replay} from './replay.js';

export {replayOf} from './replay.js';

/** One POST whose answer is read as it comes. */
export interface PostOptions {
  address: string;
  headers: Record<string, string>;
  body: unknown;
  signal: AbortSignal;
  /** As a provider's request has it. */
  onActivity?: ((broken?: boolean) => void) | undefined;
  /** The server keeps the stream: where it breaks, it is read on from there. */
  replay?: Replay | undefined;
  /** Nothing is sent: what the server has kept is read from its begin. */
  again?: boolean | undefined;
}

/** What the first visible byte of an answer shows it to be, whatever its content type says. */
type Shape = 'events' | 'json' | 'html' | 'nothing';

/**
 * Sends one POST, ever (none with `again`), and yields the data of the events that come back, in order, those that came together in one list. A plain JSON answer is one event.
 * A stream that breaks is read on where the server keeps it (`replay`); that is no second question.
 * Of the library that is its parser: what it does beside that (asking again when a tab was hidden, after an error, for a `retry:`
 * line) would pay for a question twice.
 *
 * Throws `chat-unreachable`, `chat-answer-invalid`, `chat-answer-cut` (the connection broke after it had begun), and
 * what `readFault` makes of a bad status. An aborted request ends quietly.
 */
export async function* postEvents({
  address,
  headers,
  body,
  signal,
  onActivity,
  replay,
  again = false,
}: PostOptions): AsyncGenerator<string[]> {
  if (signal.aborted) return;
  const channel = new Channel<string>();
  let begun = false;
  let whole = false;
  const mend = (response: Response) => {
    const events = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
    return replay && events && response.body
      ? mended(response.body, {replay, signal, whole: () => whole, onBreak: () => onActivity?.(true)})
      : response.body;
  };

  const readAgain = async (): Promise<Response> => {
    const response = replay && (await missed(replay, signal, true));
    if (!response) throw new ChatError('chat-answer-cut', `${address} does not have the rest of the answer`);
    return response;
  };
  const take = (data: string) => {
    whole ||= isEnd(data);
    channel.push(data);
  };
  const open = async (): Promise<void> => {
    const init = {
      method: 'POST',
      headers: {
        accept: 'text/event-stream, application/json',
        'content-type': 'application/json',
        ...(replay ? {'x-conversation-id': replay.id} : {}),
        ...headers,
      },
      body: JSON.stringify(body),
      signal,
    };
    const response = again
      ? await readAgain()
      : await fetch(address, init).catch(async (cause: unknown) => {
          const late = replay && !signal.aborted ? await missed(replay, signal) : undefined;
          if (!late) throw cause;
          return late;
        });
    if (!response.ok) throw await readFault(response);
    begun = true;
    onActivity?.();
    return readEvents(response, mend(response), take, onActivity);
  };
  const stop = () => {
    channel.end(); // who has stopped waits for nobody
    if (replay && !whole) void forget(replay);
  };
  signal.addEventListener('abort', stop);
  open()
    .finally(() => signal.removeEventListener('abort', stop)) // what is over need not be stopped
    .then(
      () => channel.end(),
      (caught: unknown) => {
        if (signal.aborted) channel.end();
        else if (caught instanceof ChatError) channel.fail(caught);
        else
          channel.fail(
            new ChatError(begun ? 'chat-answer-cut' : 'chat-unreachable', describe(caught, address), {cause: caught}),
          );
      },
    );
  yield* channel;
}

/** Gives `take` the data of each event of an answer, as soon as it is whole, wherever the bytes were cut. */
export async function readEvents(
  response: Response,
  body: ReadableStream<Uint8Array> | null,
  take: (data: string) => void,
  onActivity?: () => void,
): Promise<void> {
  const {body: bytes} = await readable(response, body, onActivity);
  const lines = getMessages(
    () => {},
    () => {},
    ({data}) => data && take(data),
  );
  await getBytes(bytes!, getLines(lines));
}

/** Whether an event says that the answer is over. In the text of an answer, the quotes would have a backslash. */
function isEnd(data: string): boolean {
  return data === '[DONE]' || /"finish_reason"\s*:\s*"/.test(data);
}

/**
 * The response with a body that the event parser can take: plain JSON becomes one event, an event without its closing
 * empty line gets one, and what is no answer at all is refused.
 */
async function readable(
  response: Response,
  body: ReadableStream<Uint8Array> | null,
  onActivity?: () => void,
): Promise<Response> {
  if (!body) throw new ChatError('chat-answer-invalid', `${response.url} sent no body`);
  const reader = body.getReader();
  const begin: Uint8Array[] = [];
  const shape = await sniff(reader, begin);
  if (shape === 'html') {
    void reader.cancel();
    throw new ChatError('chat-answer-invalid', `${response.url} answered with a web page`, {status: response.status});
  }
  const rest = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const waiting = begin.shift();
        if (waiting) return controller.enqueue(waiting);
        const {done, value} = await reader.read();
        if (!done) {
          onActivity?.();
          return controller.enqueue(value);
        }
        if (shape === 'events') controller.enqueue(new TextEncoder().encode('\n\n'));
        controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    {highWaterMark: 0},
  );
  if (shape !== 'json') return new Response(rest);
  const text = await new Response(rest).text();
  return new Response(`data: ${text.trim().replaceAll(/\r\n?|\n/g, '\ndata: ')}\n\n`);
}

/** Reads up to the first visible byte; what was read lands in `begin`. */
async function sniff(reader: ReadableStreamDefaultReader<Uint8Array>, begin: Uint8Array[]): Promise<Shape> {
  const blank = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]); // white space and the byte order mark
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return 'nothing';
    begin.push(value);
    const first = value.find((byte) => !blank.has(byte));
    if (first === undefined) continue;
    return first === 0x7b || first === 0x5b ? 'json' : first === 0x3c ? 'html' : 'events';
  }
}

function describe(caught: unknown, address: string): string {
  return `${address}: ${caught instanceof Error ? caught.message : String(caught)}`;
}
