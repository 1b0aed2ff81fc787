import type {Rendition, RenditionList, SoundTrack, SoundTrackList} from './media-list.js';

/** Tells who listens to a list, also by its `on…` property. */
export function tell(list: EventTarget, type: string, of: object = {}): void {
  const event = Object.assign(new Event(type), of);
  list.dispatchEvent(event);
  const handler: unknown = (list as unknown as Record<string, unknown>)[`on${type}`];
  if (typeof handler === 'function') handler.call(list, event);
}

/**
 * Lets a list hold these, and tells what went and what came; `false`: it held the same already, and keeps its own objects.
 *
 * @param what - How its events name one: `track`, `rendition`.
 */
export function fill(
  list: SoundTrackList | RenditionList,
  items: readonly (SoundTrack | Rendition)[],
  what: string,
): boolean {
  const held = list as unknown as Record<number, object> & {length: number};
  const before = Array.from(held);
  if (sameAs(before) === sameAs(items)) return false;
  // Empty in between, as whoever hears of one that went should not find it.
  for (let at = 0; at < before.length; at++) delete held[at];
  held.length = 0;
  for (const one of before) tell(list, `remove${what}`, {[what]: one});
  items.forEach((one, at) => (held[at] = one));
  held.length = items.length;
  for (const one of items) tell(list, `add${what}`, {[what]: one});
  return true;
}

/** All but what was chosen. */
function sameAs(items: readonly object[]): string {
  return JSON.stringify(items, (name, value: unknown) =>
    name === 'enabled' || name === 'selected' ? undefined : value,
  );
}
