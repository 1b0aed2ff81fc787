import type {Block, Course, CourseItem, Lesson} from './types.js';

/** The lessons of a course, or of a block, in the order in which they are taken. */
export function lessonsOf(tree: Pick<Course, 'items'> | Block): Lesson[] {
  return tree.items.flatMap((item) => (item.kind === 'block' ? lessonsOf(item as Block) : [item as Lesson]));
}

/** The block or lesson of this id. */
export function findItem(course: Pick<Course, 'items'>, id: string): CourseItem | undefined {
  for (const item of course.items) {
    if (item.id === id) return item;
    const inside = item.kind === 'block' ? findItem(item as Block, id) : undefined;
    if (inside) return inside;
  }
  return undefined;
}

/** The blocks that hold the item of this id, outermost first. */
export function parentsOf(course: Pick<Course, 'items'>, id: string): Block[] {
  for (const item of course.items) {
    if (item.kind !== 'block' || item.id === id) continue;
    const block = item as Block;
    if (findItem(block, id)) return [block, ...parentsOf(block, id)];
  }
  return [];
}

/**
 * The IRI of a course's activity, or of one item's: the course's id, `/`, the item's id. No blocks stand in it, so a
 * lesson that moves keeps its records.
 */
export function activityId(course: Pick<Course, 'id'>, itemId?: string): string {
  if (itemId === undefined) return course.id;
  // Half a letter of two code units cannot be written in an address.
  return `${course.id}/${encodeURIComponent(itemId.replace(/\p{Surrogate}/gu, '\ufffd'))}`;
}
