import {durationSeconds, isDuration} from './duration.js';
import type {Block, Course, CourseItem, Unlock} from './types.js';

/**
 * Ids of the lessons that are not open to everybody at once and for good: they, or a block around them, wait for something or
 * close some day. What is in them is in no page, feed or index that anybody reads, and a server hands it out to those alone for
 * whom they are open. No clock is asked: a date that has passed is a lock until it is taken out, so that a build of the same
 * files is the same.
 */
export function lockedLessons({items}: Pick<Course, 'items'>): Set<string> {
  const locked = new Set<string>();
  const walk = (list: readonly CourseItem[], inside: boolean): void => {
    for (const item of list) {
      const waits = inside || !opensAtOnce(item.unlock);
      if (item.kind === 'block') walk((item as Block).items, waits);
      else if (waits) locked.add(item.id);
    }
  };
  walk(items, false);
  return locked;
}

/** Whether it bars nobody, ever: nothing is asked for, or no more than to be enrolled (`at: P0D`). */
function opensAtOnce({after = [], passed = [], at, until, group}: Unlock = {}): boolean {
  const isAtStart = !at || (isDuration(at) && durationSeconds(at) === 0);
  return after.length === 0 && passed.length === 0 && isAtStart && !until && !group;
}
