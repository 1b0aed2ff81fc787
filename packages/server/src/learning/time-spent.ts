import {coveredSeconds, extensions, verbs, type Range, type Statement} from '@uggla/protocol';

interface Visit {
  session: string;
  /** By the page's clock, within what the server's allows. */
  start: number;
  end: number;
  /** By the server's clock: when it was told of. */
  storedStart: number;
  storedEnd: number;
  isOver: boolean;
}

/**
 * How long somebody was in a lesson, from the statements of their visits. The page's clock is believed as far as the server's
 * allows: nothing happened after it was stored, nor before `notBefore`.
 */
export class TimeSpent {
  readonly #notBefore: number;
  readonly #visits: Visit[] = [];

  constructor(notBefore: number) {
    this.#notBefore = notBefore;
  }

  /** Takes in a statement; tells when (ms) it can have happened at the latest. */
  take({verb, context, timestamp}: Statement, stored: number): number {
    const at = Math.max(Math.min(Date.parse(timestamp), stored), Math.min(this.#notBefore, stored));
    const session = String(context?.extensions?.[extensions.sessionId] ?? '');
    const begins = verb.id === verbs.initialized.id;
    let visit = this.#visits.findLast((one) => one.session === session && !one.isOver);
    if (!visit || (begins && visit.end < at)) {
      visit = {session, start: at, end: at, storedStart: stored, storedEnd: stored, isOver: false};
      this.#visits.push(visit);
    }
    visit.start = Math.min(visit.start, at);
    visit.end = Math.max(visit.end, at);
    visit.storedEnd = Math.max(visit.storedEnd, stored);
    if (verb.id === verbs.terminated.id) visit.isOver = true;
    return at;
  }

  /** Seconds between the first and the last word of each visit; what two devices told at once counts once. */
  get seconds(): number {
    return longest(this.#visits);
  }

  /**
   * Seconds in which something can have been played. A visit of which no end was told (the tab was killed) may have gone on
   * until the next one began.
   */
  get budget(): number {
    const open = this.#visits.map((visit, index): Visit => {
      const next = this.#visits[index + 1];
      if (visit.isOver || !next) return visit;
      return {...visit, end: Math.max(visit.end, next.start), storedEnd: Math.max(visit.storedEnd, next.storedStart)};
    });
    return longest(open);
  }
}

/** By the clock that shows more: a page's may be put back while it runs, and what was kept offline is stored all at once. */
function longest(visits: readonly Visit[]): number {
  const told = visits.map(({start, end}): Range => [start / 1000, end / 1000]);
  const stored = visits.map(({storedStart, storedEnd}): Range => [storedStart / 1000, storedEnd / 1000]);
  return Math.max(coveredSeconds(told), coveredSeconds(stored));
}
