import {boxOf, holds, parentOf} from './reachable.js';

/** What may be a row: what holds things that belong together. */
const ROWS = 'ul, ol, nav, [role=group], [role=toolbar], [part~=row]';

/** Remembers in each row what last had the focus, so that whoever comes back to it goes on from there. */
export class Rows {
  readonly #last = new WeakMap<Element, HTMLElement>();

  /** Something got the focus. */
  remember(element: HTMLElement): void {
    for (const row of rowsOf(element)) this.#last.set(row, element);
  }

  /**
   * Where to go who comes to `to` from outside its row: to what last had the focus there, when it stands on the same line.
   *
   * @param from - What has the focus now.
   * @param stops - All that can be reached.
   */
  enter(to: HTMLElement, from: Element, stops: readonly HTMLElement[]): HTMLElement {
    for (const row of rowsOf(to)) {
      if (holds(row, from)) return to;
      const last = this.#last.get(row);
      if (last && last !== to && stops.includes(last) && isOnLine(boxOf(last), boxOf(to))) return last;
    }
    return to;
  }
}

function* rowsOf(element: Element): Generator<Element> {
  for (let at = parentOf(element); at; at = parentOf(at)) if (at.matches(ROWS)) yield at;
}

/** Whether two boxes stand beside one another. */
export function isOnLine(one: DOMRect, other: DOMRect): boolean {
  return Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > Math.min(one.height, other.height) / 2;
}
