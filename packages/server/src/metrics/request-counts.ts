import type {Context} from 'hono';
import {matchedRoutes} from 'hono/route';
import type {Family, Sample} from './exposition.js';

/** Upper ends, in seconds, of what answers take: a file from the cache, and a question to an engine. */
const bounds = [0.005, 0.025, 0.1, 0.5, 2.5, 10];

interface Durations {
  /** How many took no longer than each bound. */
  within: number[];
  count: number;
  sum: number;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts what was asked, by the pattern of the address: no path, no account and no address of anybody. */
export class RequestCounts {
  readonly #answers = new Map<string, {labels: Record<string, string>; count: number}>();
  readonly #durations = new Map<string, Durations>();

  /** Counts one answer, from its request to its head: what streams after that is not in it. */
  add(c: Context, seconds: number): void {
    const route = routeOf(c);
    const labels = {
      method: methods.has(c.req.method) ? c.req.method : 'other',
      route,
      status: String(c.res.status),
    };
    const key = Object.values(labels).join(' ');
    const known = this.#answers.get(key) ?? {labels, count: 0};
    known.count += 1;
    this.#answers.set(key, known);
    const durations = this.#durations.get(route) ?? {within: bounds.map(() => 0), count: 0, sum: 0};
    durations.count += 1;
    durations.sum += seconds;
    for (const [at, bound] of bounds.entries()) if (seconds <= bound) durations.within[at]! += 1;
    this.#durations.set(route, durations);
  }

  /** What was counted since the server started. */
  families(): Family[] {
    return [
      {
        name: 'uggla_http_requests_total',
        help: 'Answers since the start, by the pattern of the address.',
        type: 'counter',
        samples: [...this.#answers.values()].map(({labels, count}) => ({labels, value: count})),
      },
      {
        name: 'uggla_http_request_duration_seconds',
        help: 'Time from a request to the head of its answer.',
        type: 'histogram',
        samples: [...this.#durations].flatMap(([route, {within, count, sum}]): Sample[] => [
          ...bounds.map((bound, at) => ({suffix: '_bucket', labels: {route, le: String(bound)}, value: within[at]!})),
          {suffix: '_bucket', labels: {route, le: '+Inf'}, value: count},
          {suffix: '_sum', labels: {route}, value: sum},
          {suffix: '_count', labels: {route}, value: count},
        ]),
      },
    ];
  }
}

/** The pattern that answered: those of the API are few; all files are one. */
function routeOf(c: Context): string {
  const route = matchedRoutes(c).find(({path, method}) => method !== 'ALL' && !/^\/?\*$/.test(path));
  return route?.path ?? 'files';
}
