import type {Box, Direction} from './nearest.js';
import {boxOf, parentOf} from './reachable.js';

/** Of what is seen so much (share of its height) is new after a step. */
const STEP = 0.5;

/** What is nearer (heights of the screen) is gone to at once: what lies between was seen from here, or will be from there. */
const FAR = 1;

/**
 * Scrolls on where what comes next lies far below or above: else nobody could read a long text that has nothing to choose in
 * it.
 *
 * @param from - What has the focus.
 * @param here - Where one is.
 * @param next - What comes next, if anything does; nothing: the page is shown to its end.
 * @returns Whether it did.
 */
export function scrollOn(from: Element, here: Box, next: Element | undefined, direction: Direction): boolean {
  if (direction !== 'up' && direction !== 'down') return false;
  const isDown = direction === 'down';
  if (next) {
    const there = boxOf(next);
    const gap = isDown ? there.top - here.bottom : here.top - there.bottom;
    const isInView = isDown ? there.top < innerHeight : there.bottom > 0;
    if (isInView || gap < FAR * innerHeight) return false;
  }
  const scroller = scrollerOf(next ?? from);
  if (!scroller || isAtEnd(scroller, isDown)) return false;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scroller.scrollBy({
    top: (isDown ? STEP : -STEP) * scroller.clientHeight,
    behavior: isStill ? 'instant' : 'smooth',
  });
  return true;
}

function isAtEnd({scrollTop, clientHeight, scrollHeight}: Element, isDown: boolean): boolean {
  return isDown ? scrollTop + clientHeight >= scrollHeight - 1 : scrollTop <= 0;
}

/** What scrolls an element: of what it stands in the innermost that can, else the page. */
function scrollerOf(element: Element): Element | null {
  for (let at = parentOf(element); at && at !== document.body; at = parentOf(at)) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement;
}
