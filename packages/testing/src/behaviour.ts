/**
 * How the fixture server answers one address. Everything is optional: without any of it a file is served as a good
 * server does, with ranges.
 *
 * The same names work in the query string of any address below `/__fixtures/file/`, where no site is needed:
 * `/__fixtures/file/fixtures/media/clip.mp4?delayMs=500&cutAfter=2000`.
 */
export interface Behaviour {
  /** HTTP status; 200 (206 for a range) when not given. */
  status?: number;
  /** More headers, or others in place of the usual ones; an empty string takes a header away. */
  headers?: Record<string, string>;
  /** What to answer; an object goes out as JSON. Without it the site's file, then the repository's file, is sent. */
  body?: string | object;
  /** The same as base64, for bytes. */
  base64?: string;
  /** A file of the repository in place of the one that the address names, e.g. `fixtures/media/clip.mp4`. */
  file?: string;
  /** `Content-Type`; guessed from the ending when not given. */
  type?: string;
  /** Milliseconds before the head of the answer. */
  delayMs?: number;
  /** Bytes to write at once; with `everyMs`, a slow network. 1 cuts every UTF-8 letter and SSE line apart. */
  chunk?: number;
  /** Milliseconds between two chunks. */
  everyMs?: number;
  /**
   * The connection breaks after so many bytes of the body; 0 breaks it right after the head. WebKitGTK takes a broken
   * body without `Content-Length` (an event stream) for one that ended well; the others fail it. A browser may drop
   * bytes that it has not handed to the page when the break reaches it: to be sure of them, put a gate at the same byte,
   * and open it when the page has read so far.
   */
  cutAfter?: number;
  /** The answer stops after so many bytes and the connection stays open, until the client goes. */
  stallAfter?: number;
  /** No head ever comes. */
  hang?: boolean;
  /** The connection breaks before any head. Browsers try once more on a used connection: it may count twice. */
  reset?: boolean;
  /** Waits here until the test calls `site.open(name)`: before the head, or after `gateAfter` bytes. No clock needed. */
  gate?: string;
  /** Bytes of the body that pass before the gate; counted from its begin, also where `fromQuery` begins later. */
  gateAfter?: number;
  /** Name of a parameter of the query that says at which byte to begin: a stream that is taken up again. */
  fromQuery?: string;
  /** Answers 200 with the whole file to a range request, as `python3 -m http.server` does. */
  noRanges?: boolean;
  /** Lets pages of other origins read it, with credentials, and answers the preflight. */
  cors?: boolean;
}

/** A behaviour for the requests that fit. The newest rule that fits and is not used up wins. */
export interface Rule extends Behaviour {
  /** Part of the path (with query) or a pattern for it; every request when not given. */
  match?: string | RegExp;
  /** HTTP method; any when not given. */
  method?: string;
  /** Applies to so many requests, then no more. */
  times?: number;
  /** Lets so many fitting requests pass first. */
  after?: number;
}

/** One request that a site saw, in the order of arrival. */
export interface SeenRequest {
  /** Counts from 0 in each site. */
  readonly index: number;
  readonly method: string;
  /** Below the site, without the query, no slash in front: `hls/low/1.m4s`. */
  readonly path: string;
  /** `?` and on, or empty. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request's body as text. */
  readonly body: string;
  /** Milliseconds since the site was made. */
  readonly atMs: number;
  /** `open` while it is being answered, `done` when all was sent, `gone` when the client left, `cut` when we broke it. */
  readonly ended: 'open' | 'done' | 'gone' | 'cut';
  /** Bytes of body sent so far. */
  readonly sent: number;
  /** Status answered; 0 before the head. */
  readonly status: number;
}
