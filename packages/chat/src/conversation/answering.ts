import {ChatError} from '../chat-error.js';
import type {ChatProvider, Delta, ProviderRequest} from '../providers/provider.js';
import type {Draft} from './message.js';
import {whenAborted} from './when-aborted.js';

/** What watches an answer come. */
export interface Watcher {
  /** Its state, its citations or its notices changed. */
  changed(): void;
  /** More stands in `reasoning`, or in `text`: what is new of that. */
  grew(fresh: string): void;
}

/** How an answer is asked for. */
export interface AnsweringOptions {
  provider: ChatProvider;
  request: ProviderRequest;
  /** Seconds of silence after which the person is told that it is still waited for. */
  stallAfter: number;
}

/**
 * Lets `answer` grow by what the provider streams, to its end, and leaves it in its final state. Never throws: what
 * goes wrong stands in `answer.error`, beside the text that had come. Between a piece's arrival and its place in the
 * text there is nothing to wait for, so nothing can be lost or overtaken.
 */
export async function runAnswer(
  answer: Draft,
  {provider, request, stallAfter}: AnsweringOptions,
  abort: AbortController,
  watch: Watcher,
): Promise<void> {
  const stall = new StallTimer(stallAfter, (stalled) => {
    answer.stalled = stalled;
    watch.changed();
  });
  const heard = (broken = false) => {
    if (abort.signal.aborted) return; // it is over
    stall.heard();
    if (answer.broken === broken) return;
    answer.broken = broken;
    watch.changed();
  };
  let finish: string | undefined;
  const before = answer.kept?.text ?? answer.text.length;
  const calls = answer.calls.length;
  try {
    for await (const delta of untilAborted(
      provider.stream({...request, onActivity: heard}, abort.signal),
      abort.signal,
    )) {
      heard();
      if (delta.type === 'done') {
        finish ||= delta.reason || 'stop';
        if (delta.reason === '') break; // nothing follows it
        continue;
      }
      if (answer.state === 'waiting') {
        answer.state = 'streaming';
        watch.changed();
      }
      if (delta.type === 'text') answer.text += delta.text;
      else if (delta.type === 'reasoning') answer.reasoning += delta.text;
      else if (delta.type === 'usage') answer.usage = delta.usage;
      else if (delta.type === 'tool-call') {
        if (!request.tools) continue; // nobody offered any
        const {id, name, arguments: args} = delta;
        answer.calls = [
          ...answer.calls,
          {id, name, arguments: args, state: 'asking', result: '', at: answer.text.length},
        ];
      } else if (delta.type === 'citation' && !answer.citations.some(({index}) => index === delta.citation.index)) {
        answer.citations = [...answer.citations, delta.citation];
        watch.changed();
      }
      if (delta.type === 'text' || delta.type === 'reasoning') watch.grew(delta.type === 'text' ? delta.text : '');
    }
    if (abort.signal.aborted) answer.state = 'stopped';
    else if (finish === undefined)
      throw new ChatError('chat-answer-cut', 'The answer ended before the engine said that it was whole');
    else if (answer.text.length === before && answer.calls.length === calls)
      throw new ChatError('chat-answer-empty', 'The engine ended without a word');
    else answer.state = 'done';
  } catch (caught) {
    if (abort.signal.aborted) answer.state = 'stopped';
    else {
      answer.state = 'failed';
      answer.error = ChatError.wrap(caught, 'chat-answer-failed');
    }
  } finally {
    stall.end();
    answer.broken = false;
    answer.finish = answer.error?.code === 'chat-answer-cut' ? 'cut' : finish;
    abort.abort(); // closes a connection that the server keeps open after the end
  }
}

/**
 * What `deltas` gives, up to the moment at which `signal` is aborted: who has pressed Stop waits neither for an engine that
 * does not listen, nor for a page's function that never answers.
 */
async function* untilAborted(deltas: AsyncIterable<Delta>, signal: AbortSignal): AsyncGenerator<Delta> {
  const iterator = deltas[Symbol.asyncIterator]();
  const stopped = whenAborted(signal);
  try {
    for (;;) {
      const next = iterator.next();
      next.catch(() => {}); // after the end nobody hears of it
      const result = await Promise.race([stopped, next]);
      if (!result || result.done || signal.aborted) return;
      yield result.value;
    }
  } finally {
    iterator.return?.().catch(() => {}); // not waited for, either
  }
}

/** Tells when nothing has been heard for some seconds, and when it has again. A piece that comes sets no timer: there is one. */
class StallTimer {
  readonly #wait: number;
  readonly #tell: (stalled: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stalled = false;
  #last = 0;

  constructor(seconds: number, tell: (stalled: boolean) => void) {
    this.#wait = seconds * 1000;
    this.#tell = tell;
    this.heard();
  }

  heard(): void {
    this.#last = performance.now();
    this.#become(false);
    if (this.#wait > 0) this.#timer ??= setTimeout(this.#look, this.#wait);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#become(false);
  }

  readonly #look = (): void => {
    const left = this.#last + this.#wait - performance.now();
    this.#timer = left > 0 ? setTimeout(this.#look, left) : undefined;
    if (left <= 0) this.#become(true);
  };

  #become(stalled: boolean): void {
    if (stalled === this.#stalled) return;
    this.#stalled = stalled;
    this.#tell(stalled);
  }
}
