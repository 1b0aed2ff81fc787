import type {
  FragmentLoaderContext,
  Loader,
  LoaderCallbacks,
  LoaderConfiguration,
  LoaderContext,
  LoaderStats,
  PlaylistLoaderContext,
} from 'hls.js';
import {Failure, insist} from './ask.js';
import type {Answer, Held, Pace} from './ask.js';
import {plain} from './early.js';
import type {Prefetched} from './early.js';
import {flawOfList, flawOfSegment, isUnended} from './flaws.js';
import type {Kind} from './recovery.js';

type Context = LoaderContext &
  Partial<
    Pick<PlaylistLoaderContext, 'type' | 'deliveryDirectives' | 'levelOrTrack'> &
      Pick<FragmentLoaderContext, 'frag'> & {keyInfo: unknown}
  >;

/** On what terms is asked. */
export interface Terms {
  /** An address as `prefetched` has it. */
  readonly bare?: ((url: string) => string) | undefined;
  readonly credentials?: RequestCredentials;
  /** Segments of subtitles wait for this: hls.js does not pause them with the others. */
  readonly released?: Promise<void>;
}

/**
 * What hls.js loads with: asks as the recovery says, and tells hls.js of a failure only when another rendition is the
 * better way. hls.js has no retries of its own then: it cannot tell a useful answer from another, nor silence from work.
 */
export function patientLoader(
  prefetched: Prefetched,
  {bare = (url) => url, credentials, released}: Terms = {},
): new () => Loader<LoaderContext> {
  const pace: Pace = new Map();
  return class implements Loader<LoaderContext> {
    context: Context | null = null;
    readonly stats: LoaderStats = {
      aborted: false,
      loaded: 0,
      retry: 0,
      total: 0,
      chunkCount: 0,
      bwEstimate: 0,
      loading: {start: 0, first: 0, end: 0},
      parsing: {start: 0, end: 0},
      buffering: {start: 0, first: 0, end: 0},
    };
    readonly #abort = new AbortController();
    #callbacks: LoaderCallbacks<LoaderContext> | undefined;
    #headers: Headers | undefined;

    load(context: Context, _config: LoaderConfiguration, callbacks: LoaderCallbacks<LoaderContext>): void {
      this.context = context;
      this.#callbacks = callbacks;
      void this.#bring(context).then(
        (answer) => this.#succeed(context, answer),
        (cause: unknown) => {
          if (this.#abort.signal.aborted) return;
          const status = cause instanceof Failure ? cause.status : 0;
          const text = cause instanceof Failure && cause.foreign ? FOREIGN : String(cause);
          this.#callbacks?.onError({code: status, text}, context, null, this.stats);
        },
      );
    }

    abort(): void {
      if (this.#abort.signal.aborted || this.stats.loading.end > 0) return;
      this.stats.aborted = true;
      this.#abort.abort();
      this.#callbacks?.onAbort?.(this.stats, this.context!, null);
    }

    destroy(): void {
      this.#callbacks = undefined;
      this.#abort.abort();
      this.context = null;
    }

    getCacheAge(): number | null {
      const age = this.#headers?.get('age');
      return age ? Number.parseFloat(age) : null;
    }

    getResponseHeader(name: string): string | null {
      return this.#headers?.get(name) ?? null;
    }

    async #bring(context: Context): Promise<Answer> {
      const {stats} = this;
      stats.loading.start = performance.now();
      const address = plain(bare(context.url));
      const early = prefetched.get(address);
      if (early && prefetched.delete(address)) {
        const answer = await early.answer;
        Object.assign(stats.loading, {first: stats.loading.start}, early.times);
        return answer;
      }
      if (context.frag?.type === 'subtitle') await released;
      let tries = 0;
      const {rangeStart = 0, rangeEnd = 0} = context;
      return insist(context.url, kindOf(context), {
        signal: this.#abort.signal,
        ...(credentials && {credentials}),
        held: heldOf(context),
        pace,
        headers: {
          ...(context.headers as Record<string, string>),
          ...(rangeEnd > 0 ? {Range: `bytes=${rangeStart}-${rangeEnd - 1}`} : {}),
        },
        onTry: () => {
          tries += 1;
          if (tries > 1) stats.retry += 1;
          Object.assign(stats.loading, {start: performance.now(), first: 0});
          stats.loaded = stats.total = 0;
        },
        onHead: (total) => {
          stats.loading.first = performance.now();
          stats.total = total;
        },
        onBytes: (loaded) => (stats.loaded = loaded),
        flaw: (answer) => flawOf(context, answer, tries > 1),
      });
    }

    #succeed(context: Context, {url, status, headers, bytes}: Answer): void {
      const {stats} = this;
      if (this.#abort.signal.aborted || !this.#callbacks) return;
      stats.loading.end ||= Math.max(performance.now(), stats.loading.first);
      stats.loaded = stats.total = bytes.length;
      stats.bwEstimate = (bytes.length * 8000) / (stats.loading.end - stats.loading.first);
      this.#headers = headers;
      const data = dataOf(context, bytes);
      this.#callbacks.onProgress?.(stats, context, data as ArrayBuffer, null);
      this.#callbacks.onSuccess({url, code: status, data}, stats, context, null);
    }
  };
}

/** What an error's text says where another origin does not let this page read. */
export const FOREIGN = 'foreign';

/** A list that the server may hold back until three more parts of it are there (draft-pantos-hls-rfc8216bis, 6.2.5.2). */
function heldOf({url, deliveryDirectives, levelOrTrack}: Context): Held | undefined {
  if (!deliveryDirectives) return undefined;
  const {partTarget, targetduration = 2} = levelOrTrack?.details ?? {};
  const beside = new URL(url);
  for (const name of ['_HLS_msn', '_HLS_part', '_HLS_skip']) beside.searchParams.delete(name);
  return {ms: 3000 * (partTarget || targetduration), beside: beside.href};
}

function kindOf({type, frag, keyInfo}: Context): Kind {
  if (keyInfo) return 'other';
  if (type) return 'list';
  return frag && frag.type !== 'subtitle' ? 'segment' : 'other';
}

function flawOf(context: Context, answer: Answer, isAgain: boolean): string | undefined {
  const {type, frag, keyInfo} = context;
  if (keyInfo) return answer.bytes.length === 16 ? undefined : 'is no key';
  if (!frag) return type && !(isAgain && isUnended(text.decode(answer.bytes))) ? flawOfList(answer) : undefined;
  if (frag.type === 'subtitle') return undefined;
  // What is encrypted shows its structure to nobody; a range of a file may begin and end anywhere.
  return frag.encrypted ? (answer.bytes.length === 0 ? 'is empty' : undefined) : flawOfSegment(answer);
}

const text = new TextDecoder();

function dataOf({responseType, type}: Context, bytes: Uint8Array<ArrayBuffer>): string | ArrayBuffer | object {
  if (responseType === 'arraybuffer') return bytes.buffer;
  const words = text.decode(bytes);
  if (responseType === 'json') return JSON.parse(words) as object;
  if (!type) return words;
  // What came without its end time and again is all there is.
  if (isUnended(words)) return `${words.trimEnd()}\n#EXT-X-ENDLIST\n`;
  // hls.js takes the next segment of a list with parts to begin with the line after the last whole one; without such a line
  // it takes that one for both, and then the list that goes on for another.
  return words.includes('#EXT-X-PART:') ? `${words.trimEnd()}\n#\n` : words;
}
