import {loadJson} from '@uggla/core/load.js';
import type {Campus, CampusItem, Course, Guide} from '@uggla/protocol';
import {findItem} from '@uggla/protocol/tree.js';
import {isCourse, itemsOf} from './campus-data.js';

/** Where something is in a campus. */
export interface Place {
  readonly item: string;
  readonly lesson?: string;
}

/** Resolves once an element that loads has loaded, or has failed to. */
export async function settled(element: HTMLElement & {readonly status: string; readonly src: string}): Promise<void> {
  const {status, src, isConnected} = element;
  if (status === 'ready' || status === 'failed' || src === '' || !isConnected) return;
  await new Promise((done) => {
    for (const type of ['uggla-ready', 'uggla-error']) element.addEventListener(type, done, {once: true});
  });
}

/**
 * Where the item or lesson of this id is: among the items first, then in the open item, then in the others. Ids of
 * lessons are unique in a course only, so the open one comes first.
 *
 * @param urlOf - Makes an item's address whole.
 */
export async function findPlace(
  campus: Campus,
  id: string,
  open: CampusItem | undefined,
  urlOf: (address: string) => string | undefined,
): Promise<Place | undefined> {
  const items = itemsOf(campus);
  if (items.some((item) => item.id === id)) return {item: id};
  for (const item of [...(open ? [open] : []), ...items.filter((one) => one !== open)]) {
    const url = urlOf(item.src);
    if (url !== undefined && item.kind !== 'product' && (await holds(item, url, id)))
      return {item: item.id, lesson: id};
  }
  return undefined;
}

async function holds(item: CampusItem, url: string, id: string): Promise<boolean> {
  const shape = {type: 'object', required: [isCourse(item) ? 'items' : 'steps']};
  try {
    if (isCourse(item)) return findItem(await loadJson<Course>(url, {kind: 'course', schema: shape}), id) !== undefined;
    return (await loadJson<Guide>(url, {kind: 'guide', schema: shape})).steps.some((step) => step.id === id);
  } catch {
    return false; // it cannot be had: whoever opens it will hear why
  }
}
