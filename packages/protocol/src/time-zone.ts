import {addDuration, parseDuration, parseMoment, type Calendar} from './duration.js';

const DAY = 86_400_000;

/** Beyond it, no zone tells dates (ECMA-262: a `Date` ends at 8.64e15). */
const LAST_KNOWN = 8.64e15 - 2 * DAY;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Tells times in a zone, in Swedish, which writes them as ISO 8601 does. Making one costs a hundred times what asking it does. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', {timeZone, dateStyle: 'short', timeStyle: 'medium'});
  clocks.set(timeZone, clock);
  return clock;
}

/** Whether dates can be told in `timeZone` (an IANA name, as `Europe/Madrid`). */
export function isTimeZone(timeZone: string): boolean {
  try {
    return !!clockOf(timeZone);
  } catch {
    return false;
  }
}

/**
 * The calendar of people who live in `timeZone`: a month after half past nine is half past nine, whatever summer time did in
 * between, and a date begins at their midnight. A time that summer time leaves out is the moment when it begins, of one
 * that comes twice it is the first.
 *
 * @param timeZone - An IANA name; UTC is meant by one that is not known here.
 */
export function calendarOf(timeZone: string): Calendar {
  if (!isTimeZone(timeZone)) return {add: addDuration, parse: parseMoment};
  return {
    add(date, duration) {
      const {years, months, weeks, days, hours, minutes, seconds} = parseDuration(duration);
      const onClock = `PT${hours}H${minutes}M${seconds}S`;
      if (years + months + weeks + days === 0 || !(Math.abs(date.getTime()) < LAST_KNOWN))
        return addDuration(date, duration);
      const wall = addDuration(
        new Date(date.getTime() + offsetAt(date.getTime(), timeZone)),
        `P${years}Y${months}M${weeks * 7 + days}D`,
      );
      return addDuration(new Date(fromWall(wall.getTime(), timeZone)), onClock);
    },
    parse(text) {
      const date = parseMoment(text);
      const hasOffset = /T.*([Zz]|[+-]\d\d:?\d\d)$/.test(text.replace(' ', 'T'));
      return date && !hasOffset ? new Date(fromWall(date.getTime(), timeZone)) : date;
    },
  };
}

/** What clocks in `timeZone` are ahead of UTC at a moment, in milliseconds. */
function offsetAt(time: number, timeZone: string): number {
  if (!(Math.abs(time) < LAST_KNOWN)) return 0;
  const whole = Math.floor(time / 1000) * 1000;
  const shown = Date.parse(`${clockOf(timeZone).format(whole).replace(' ', 'T')}Z`);
  return Number.isNaN(shown) ? 0 : shown - whole;
}

/** The moment when clocks in `timeZone` show `wall` (written as if it were UTC). */
function fromWall(wall: number, timeZone: string): number {
  const readings = [wall - offsetAt(wall - DAY, timeZone), wall - offsetAt(wall + DAY, timeZone)].sort(
    (one, other) => one - other,
  ) as [number, number];
  const found = readings.find((time) => time + offsetAt(time, timeZone) === wall);
  if (found !== undefined) return found;
  // Left out: clocks are put forward somewhere between both readings.
  let [early, late] = readings;
  const before = offsetAt(early, timeZone);
  while (late - early > 1000) {
    const middle = Math.floor((early + late) / 2000) * 1000;
    if (offsetAt(middle, timeZone) === before) early = middle;
    else late = middle;
  }
  return late;
}
