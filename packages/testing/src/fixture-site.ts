import type {Rule, SeenRequest} from './behaviour.js';

/** What a fixture site starts with. */
export interface SiteOptions {
  /**
   * Files that exist only in this site, by path: text, or an object that is sent as JSON. They hide the repository's
   * files of the same path.
   */
  files?: Record<string, string | object>;
  /** Rules from the start; see {@link FixtureSite.rule}. */
  rules?: Rule[];
  /** Address of the fixture server; this page's own origin when not given. */
  server?: string;
}

/** How long a wait for a request may take before it is a failure. */
const PATIENCE_MS = 15_000;

/**
 * A web site of one test's own: below its address lie all files of the repository, the generated media
 * (`fixtures/media/…`), and the files the test gives it. Faults are in the path, not in the query, so relative addresses
 * (HLS playlists, course.json → media.json) stay inside and meet the same faults; other tests see none of it.
 *
 * ```ts
 * const site = await fixtureSite({files: {'course.json': course}});
 * await site.rule({match: 'seg_2', status: 503, times: 2});
 * player.src = site.url('fixtures/media/hls/master.m3u8');
 * await site.seen('seg_2', {count: 3}); // two refused, the third served
 *
 * await site.rule({match: 'chat/completions', method: 'POST', body: sse([…]), type: 'text/event-stream',
 *   gate: 'middle', gateAfter: 300});
 * …; await site.open('middle');        // the rest of the stream flows
 * ```
 */
export class FixtureSite {
  readonly #server: string;
  readonly #id: string;

  constructor(server: string, id: string) {
    this.#server = server;
    this.#id = id;
  }

  /** Address of the site, ends in a slash. */
  get base(): string {
    return `${this.#server}/__fixtures/s/${this.#id}/`;
  }

  /**
   * Address of a path inside the site. A URL (`new URL('./fixtures/talk.vtt', import.meta.url)`) means the same file
   * of the repository as seen through this site.
   */
  url(path: string | URL = ''): string {
    const inside = typeof path === 'string' ? path : path.pathname + path.search;
    return this.base + inside.replace(/^\//, '');
  }

  /** The same address on another origin (127.0.0.1 in place of localhost): for CORS. */
  foreignUrl(path: string | URL = ''): string {
    const url = new URL(this.url(path));
    url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    return url.href;
  }

  /** Adds a rule, or several; the last one given has the first word. */
  async rule(...rules: Rule[]): Promise<void> {
    await this.#ask('rules', rules.map(toWire));
  }

  /** Takes all rules away: the network is well again. Answers that hang or wait at a gate go on waiting. */
  async heal(): Promise<void> {
    await this.#ask('heal');
  }

  /** Adds files, or changes them. */
  async files(files: Record<string, string | object>): Promise<void> {
    await this.#ask('files', files);
  }

  /** Lets pass whoever waits, or will wait, at the gate of that name. */
  async open(gate: string): Promise<void> {
    await this.#ask('open', {gate});
  }

  /** What was asked for so far; only what fits, when a match is given. Never in the list: what the test asks the site itself. */
  async requests(match?: string | RegExp): Promise<readonly SeenRequest[]> {
    return (await this.#ask('requests', {match: matchToWire(match), count: 0})) as SeenRequest[];
  }

  /**
   * Resolves when at least `count` (1) fitting requests have arrived, and have ended in that way if one is named
   * (`ended: 'gone'`: the client gave up). Fails after 15 s.
   */
  async seen(
    match: string | RegExp,
    {count = 1, ended}: {count?: number; ended?: SeenRequest['ended']} = {},
  ): Promise<readonly SeenRequest[]> {
    return (await this.#ask('requests', {
      match: matchToWire(match),
      count,
      ended,
      patienceMs: PATIENCE_MS,
    })) as SeenRequest[];
  }

  async #ask(what: string, body: unknown = {}): Promise<unknown> {
    const response = await fetch(`${this.#server}/__fixtures/control/${this.#id}/${what}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`fixture server, ${what}: ${await response.text()}`);
    return response.json();
  }
}

/** Makes a site for one test; see {@link FixtureSite}. */
export async function fixtureSite({files = {}, rules = [], server}: SiteOptions = {}): Promise<FixtureSite> {
  const origin = (server ?? globalThis.location.origin).replace(/\/$/, '');
  const response = await fetch(`${origin}/__fixtures/control`, {
    method: 'POST',
    body: JSON.stringify({files, rules: rules.map(toWire)}),
  });
  if (!response.ok) throw new Error(`no fixture server at ${origin}: ${response.status}`);
  const {id} = (await response.json()) as {id: string};
  return new FixtureSite(origin, id);
}

function matchToWire(match: string | RegExp | undefined): unknown {
  return match instanceof RegExp ? {source: match.source, flags: match.flags} : match;
}

function toWire(rule: Rule): unknown {
  return {...rule, match: matchToWire(rule.match)};
}
