import type {CampusItem, CourseProgress} from '@uggla/protocol';

/** Where someone stopped in an item. */
export interface Visit {
  /** Id of the lesson to go on with; empty for the start. */
  readonly lesson: string;
  /** How much of the item is done, 0 to 1. */
  readonly share: number;
  /** When it was last open, in milliseconds since 1970. */
  readonly at: number;
}

/** How many visits are kept: more than a row shows, few enough to be read at once. */
const MOST = 40;

/**
 * Which items of a campus were opened on this device, and where they were left. What was learned is in the records; this
 * is only the way back, and may be lost.
 */
export class Visits {
  readonly #key: string;

  /** @param campus - Id of the campus: two campuses on one site keep their visits apart. */
  constructor(campus: string) {
    this.#key = `uggla-campus:${campus}`;
  }

  /** Item id → visit, the last one first. */
  get all(): Map<string, Visit> {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#key) ?? '[]');
      const pairs = Array.isArray(kept) ? kept.filter(isVisit) : [];
      return new Map(pairs.sort(([, one], [, other]) => other.at - one.at));
    } catch {
      return new Map(); // storage is forbidden, or something else wrote there
    }
  }

  /** The language chosen for this campus; empty when none was. */
  get language(): string {
    try {
      return localStorage.getItem(`${this.#key}:language`) ?? '';
    } catch {
      return '';
    }
  }

  set language(language: string) {
    write(`${this.#key}:language`, language);
  }

  /** Keeps that `item` is open now, at `lesson`. */
  keep(item: string, visit: Partial<Visit>): void {
    const all = this.all;
    const before = all.get(item) ?? {lesson: '', share: 0};
    all.set(item, {...before, ...visit, at: Date.now()});
    const last = [...all].sort(([, one], [, other]) => other.at - one.at).slice(0, MOST);
    write(this.#key, JSON.stringify(last));
  }
}

/** How much of an item is done, by what the element that shows it knows: a course its progress, a guide its steps. */
export function shareOf(
  item: CampusItem,
  shown: {readonly progress?: CourseProgress | undefined; readonly share?: number},
): number {
  if (shown.share !== undefined) return shown.share;
  const lessons = Object.values(shown.progress?.lessons ?? {});
  const done = lessons.filter(({completed}) => completed !== undefined).length;
  return shown.progress?.completed === undefined ? Math.min(1, done / Math.max(item.parts ?? lessons.length, 1)) : 1;
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is forbidden or full: there will be no way back, and nothing else is lost.
  }
}

function isVisit(value: unknown): value is [string, Visit] {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false;
  const visit = value[1] as Partial<Visit> | null;
  return typeof visit?.lesson === 'string' && typeof visit.share === 'number' && typeof visit.at === 'number';
}
