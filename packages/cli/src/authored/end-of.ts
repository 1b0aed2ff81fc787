import {isDay} from '@uggla/protocol';

/** When something ends that lasts until a day or a moment, in milliseconds since 1970: a last day counts wholly. */
export function endOf(until: string): number {
  return Date.parse(until) + (isDay(until) ? 86_400_000 : 0);
}
