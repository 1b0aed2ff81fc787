import {lessonsOf, type Block, type Course, type Lesson} from '@uggla/protocol';
import {isCmi5, moveOnOf} from './cmi5.js';

/** What is known of a learner in one registration. */
export interface Done {
  /** Ids of the units whose criteria were met. */
  units: ReadonlySet<string>;
  /** Ids of the lessons that are complete, of whatever kind. */
  lessons: ReadonlySet<string>;
}

/**
 * The blocks in which the criteria of all units are met, inner ones before outer ones, and at last the course, when they are in
 * all of it (cmi5 9.3.9). A unit that asks for nothing is met from the beginning (13.1.4). cmi5 knows units alone: lessons of
 * other kinds are in the way until they are complete, and where there is no unit, nothing is said.
 */
export function satisfiedIn(course: Course, {units, lessons}: Done): (Block | Course)[] {
  const isMet = (lesson: Lesson) =>
    isCmi5(lesson) ? moveOnOf(lesson) === 'NotApplicable' || units.has(lesson.id) : lessons.has(lesson.id);
  const found: (Block | Course)[] = [];
  const look = (whole: Block | Course): void => {
    for (const item of whole.items) if (item.kind === 'block') look(item as Block);
    const all = lessonsOf(whole);
    if (all.some((lesson) => isCmi5(lesson)) && all.every(isMet)) found.push(whole);
  };
  look(course);
  return found;
}

/** Whether lessons that are no units stand in the way of anything. */
export function isMixed(course: Course): boolean {
  return lessonsOf(course).some((lesson) => !isCmi5(lesson));
}
