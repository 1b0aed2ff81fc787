import type {IncomingMessage} from 'node:http';
import type {Behaviour, Rule, SeenRequest} from '../behaviour.js';

/** A pattern as it travels. */
export type WireMatch = string | {source: string; flags: string} | undefined;

/** A rule as it travels. */
export type WireRule = Omit<Rule, 'match'> & {match?: WireMatch};

/** Files that a site alone has, by path. */
export type Files = Record<string, string | object>;

type Mutable<T> = {-readonly [K in keyof T]: T[K]};

/** Whether a path with query fits. */
function fits(match: WireMatch, address: string): boolean {
  if (match === undefined) return true;
  return typeof match === 'string' ? address.includes(match) : new RegExp(match.source, match.flags).test(address);
}

/** What the server keeps of one site. */
export class Site {
  readonly files = new Map<string, string | object>();
  readonly requests: Mutable<SeenRequest>[] = [];
  readonly #started = performance.now();
  readonly #opened = new Set<string>();
  #rules: (WireRule & {used: number; passed: number})[] = [];
  #watchers = new Set<() => void>();

  addFiles(files: Files): void {
    for (const [path, content] of Object.entries(files)) this.files.set(path, content);
  }

  addRules(rules: readonly WireRule[]): void {
    for (const rule of rules) this.#rules.unshift({...rule, used: 0, passed: 0});
  }

  heal(): void {
    this.#rules = [];
  }

  open(gate: string): void {
    this.#opened.add(gate);
    this.changed();
  }

  /** Says how to answer, and counts the rule as used. */
  behaviourFor(method: string, address: string): Behaviour {
    for (const rule of this.#rules) {
      if (rule.method && rule.method !== method) continue;
      if (!fits(rule.match, address)) continue;
      if (rule.passed < (rule.after ?? 0)) {
        rule.passed++;
        continue;
      }
      if (rule.used >= (rule.times ?? Infinity)) continue;
      rule.used++;
      const {
        match: _match,
        method: _method,
        times: _times,
        after: _after,
        used: _used,
        passed: _passed,
        ...behaviour
      } = rule;
      return behaviour;
    }
    return {};
  }

  record(request: IncomingMessage, path: string, query: string, body: string): Mutable<SeenRequest> {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const seen: Mutable<SeenRequest> = {
      index: this.requests.length,
      method: request.method ?? 'GET',
      path,
      query,
      headers,
      body,
      atMs: Math.round(performance.now() - this.#started),
      ended: 'open',
      sent: 0,
      status: 0,
    };
    this.requests.push(seen);
    this.changed();
    return seen;
  }

  /** Wakes everybody who waits for something. */
  changed(): void {
    for (const wake of [...this.#watchers]) wake();
  }

  /** Resolves with `true` as soon as the condition holds, with `false` when it did not in time or the signal came. */
  until(
    condition: () => boolean,
    {patienceMs = Infinity, signal}: {patienceMs?: number; signal?: AbortSignal} = {},
  ): Promise<boolean> {
    if (condition()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (held: boolean) => {
        this.#watchers.delete(check);
        clearTimeout(timer);
        resolve(held);
      };
      const check = () => condition() && end(true);
      const timer = patienceMs === Infinity ? undefined : setTimeout(() => end(false), patienceMs);
      this.#watchers.add(check);
      signal?.addEventListener('abort', () => end(false));
    });
  }

  /** Waits at a gate. */
  passGate(gate: string, signal: AbortSignal): Promise<boolean> {
    return this.until(() => this.#opened.has(gate), {signal});
  }

  found(match: WireMatch, ended?: SeenRequest['ended']): SeenRequest[] {
    return this.requests.filter((seen) => fits(match, seen.path + seen.query) && (!ended || seen.ended === ended));
  }
}
