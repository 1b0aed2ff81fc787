import {calendarOf, type Calendar} from '@uggla/protocol';

const hourMs = 3_600_000;
/** So many hours are remembered for each duration that is asked for: people are enrolled by tables, many in the same hour. */
const mostKnown = 500;
const calendars = new Map<string, Calendar>();

/**
 * The calendar of a time zone, which remembers what it was asked. Whoever computes how people stand asks for the same days again and
 * again (each lesson of a block, its lock, when it is due), and days of a zone are costly to tell. It answers for a whole hour: what
 * comes an hour later after both its ends, comes as much later in between. Where clocks are set or a month is too short, it asks.
 */
export function knownDays(timeZone: string): Calendar {
  const there = calendars.get(timeZone);
  if (there) return there;
  const calendar = calendarOf(timeZone);
  const known = new Map<string, Map<number, number | undefined>>();
  const remembering: Calendar = {
    parse: calendar.parse,
    add(date, duration) {
      const hours = known.get(duration) ?? new Map<number, number | undefined>();
      known.set(duration, hours);
      const from = Math.floor(date.getTime() / hourMs) * hourMs;
      if (!hours.has(from)) {
        if (hours.size >= mostKnown) hours.clear();
        const [first, last] = [from, from + hourMs].map((time) => calendar.add(new Date(time), duration).getTime()) as [
          number,
          number,
        ];
        hours.set(from, last - first === hourMs ? first : undefined);
      }
      const first = hours.get(from);
      return first === undefined ? calendar.add(date, duration) : new Date(first + date.getTime() - from);
    },
  };
  calendars.set(timeZone, remembering);
  return remembering;
}
