/** Characters of one event. The longest that an engine has a reason to send is a whole answer; what never ends would fill the memory. */
const longestEvent = 16_777_216;

/**
 * The data of each event of a stream, as the HTML standard reads it (9.2.6): lines end in CR, LF or both, wherever the
 * network cuts them; several `data` lines are one; comments and events without data are passed over. Each character is
 * looked at once, however many pieces a long line comes in.
 *
 * @throws Error when one event is longer than anything that an engine has to say.
 */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const begun: string[] = [];
  let data: string[] = [];
  let held = 0;
  let afterReturn = false;
  for await (const bytes of body) {
    let text = decoder.decode(bytes, {stream: true});
    if (afterReturn && text.startsWith('\n')) text = text.slice(1);
    if (text === '') continue;
    afterReturn = text.endsWith('\r');
    const lines = text.split(/\r\n|\r|\n/);
    const last = lines.pop()!;
    if (lines.length > 0) lines[0] = begun.splice(0).join('') + lines[0]!;
    begun.push(last);
    held += text.length;
    if (held > longestEvent) throw new Error(`an event has more than ${longestEvent} characters`);
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield data.join('\n');
        data = [];
        held = last.length;
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
      } else if (line === 'data') {
        data.push('');
      }
    }
  }
}

/** Comments keep proxies and sleepy networks from closing a stream in which nothing is said for a while. */
const pingMs = 15_000;

/**
 * A stream of events for a browser, made of `events` (each the data of one). `end` is told when it is over, also when
 * the reader went away.
 */
export function eventStream(
  events: AsyncIterable<string>,
  stop: AbortController,
  end: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let ping: NodeJS.Timeout | undefined;
  let over = false;
  const finish = () => {
    if (over) return;
    over = true;
    clearInterval(ping);
    end();
  };
  return new ReadableStream({
    start(controller) {
      ping = setInterval(() => controller.enqueue(encoder.encode(': ping\n\n')), pingMs);
      ping.unref();
    },
    async pull(controller) {
      try {
        const {done, value} = await iterator.next();
        if (over) return;
        if (!done) return controller.enqueue(encoder.encode(`data: ${value}\n\n`));
        finish();
        controller.close();
      } catch (error) {
        finish();
        controller.error(error);
      }
    },
    cancel() {
      stop.abort();
      finish();
      iterator.return?.(undefined).catch(() => undefined); // it ends by the abort
    },
  });
}
