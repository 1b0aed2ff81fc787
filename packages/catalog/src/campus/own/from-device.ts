import {needElement} from '@uggla/core/families.js';
import {openDatabase, type KeptProgress} from '@uggla/core/records/database.js';
import type {CampusItem, Text} from '@uggla/protocol';
import {itemOfCourse, nobody, type Earned, type Own, type Standing} from './standing.js';

/** How many courses are looked at, the last ones first: what anybody has under way. */
const MOST = 24;

/** The rules of courses, which come with `<uggla-course>`: what it tells of a course.json and what was kept of it. */
type StandingOf = (
  course: unknown,
  kept: readonly unknown[],
) => (Standing & {readonly earned?: {readonly completed: string; readonly expires?: string}}) | undefined;

/**
 * What this browser kept of what was done in it. A server's own word is better; this is for where there is none, or none
 * can be reached.
 *
 * @param receiver - Whose progress counts: `local`, or what was kept for the server of this base address.
 * @param urlOf - Makes an item's address whole.
 */
export async function ownFromDevice(
  items: readonly CampusItem[],
  receiver: 'local' | {server: string},
  urlOf: (address: string) => string | undefined,
  signal: AbortSignal,
): Promise<Own> {
  const kept = await readKept(
    items,
    receiver === 'local' ? ['local', ''] : ['server', `${receiver.server.replace(/\/+$/, '')}/xapi`],
  );
  if (kept.size === 0) return nobody;
  await needElement('uggla-course', 'course');
  const standingOf = await (customElements.get('uggla-course') as unknown as {rules(): Promise<StandingOf>}).rules();
  const standings = new Map<string, Standing>();
  const earned: Earned[] = [];
  const look = async ([item, progress]: [CampusItem, unknown[]]): Promise<void> => {
    try {
      const course = (await (await fetch(urlOf(item.src) ?? '', {signal})).json()) as {title: Text};
      const standing = standingOf(course, progress);
      if (!standing) return;
      standings.set(item.id, standing);
      if (standing.earned) earned.push({item: item.id, title: course.title, isRevoked: false, ...standing.earned});
    } catch {
      // a course.json that cannot be had, or is none: whoever opens it will hear why
    }
  };
  await Promise.all([...kept].slice(-MOST).map(look));
  return {from: 'device', standings, earned};
}

/** Item → what one receiver's outboxes hold here of its course. */
async function readKept(
  items: readonly CampusItem[],
  [name, address]: [string, string],
): Promise<Map<CampusItem, unknown[]>> {
  const database = await openDatabase();
  try {
    const kept = new Map<CampusItem, unknown[]>();
    for (const {queue, progress} of (await database.getAll('progress')) as KeptProgress[]) {
      const [to, at, , iri] = queue.split('\n');
      const item = to === name && at === address && iri !== undefined ? itemOfCourse(items, iri) : undefined;
      if (item) kept.set(item, [...(kept.get(item) ?? []), progress]);
    }
    return kept;
  } finally {
    database.close();
  }
}
