import {UgglaError} from './error.js';

/** The parts of an ISO 8601 duration. */
export interface DurationParts {
  years: number;
  months: number;
  weeks: number;
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

const PATTERN =
  /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Whether `text` is an ISO 8601 duration (and not a date). */
export function isDuration(text: string): boolean {
  return PATTERN.test(text);
}

/**
 * The parts of an ISO 8601 duration such as `P1Y6M` or `PT10M`.
 *
 * @throws {@link UgglaError} `duration-invalid`.
 */
export function parseDuration(text: string): DurationParts {
  const found = PATTERN.exec(text);
  if (!found) {
    throw new UgglaError('duration-invalid', `"${text}" is no ISO 8601 duration`, {
      cure: 'Write it like P30D, P1Y or PT10M.',
    });
  }
  const [years, months, weeks, days, hours, minutes, seconds] = found.slice(1).map((one) => Number(one ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return {years, months, weeks, days, hours, minutes, seconds};
}

/** Length in seconds; a year counts 365 days and a month 30, for estimates only. */
export function durationSeconds(text: string): number {
  const {years, months, weeks, days, hours, minutes, seconds} = parseDuration(text);
  return ((years * 365 + months * 30 + weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds;
}

/**
 * The moment `duration` after `date`. Years and months are those of the calendar in UTC; the 31st becomes the last day
 * of a shorter month.
 */
export function addDuration(date: Date, duration: string): Date {
  const {years, months, weeks, days, hours, minutes, seconds} = parseDuration(duration);
  const sum = new Date(date);
  const day = sum.getUTCDate();
  sum.setUTCDate(1);
  sum.setUTCMonth(sum.getUTCMonth() + years * 12 + months);
  const last = new Date(Date.UTC(sum.getUTCFullYear(), sum.getUTCMonth() + 1, 0)).getUTCDate();
  sum.setUTCDate(Math.min(day, last) + weeks * 7 + days);
  sum.setTime(sum.getTime() + (hours * 3600 + minutes * 60 + seconds) * 1000);
  return Number.isNaN(sum.getTime()) && !Number.isNaN(date.getTime()) ? new Date(LAST_MOMENT) : sum;
}

/** How dates are counted: in UTC by `addDuration` and `parseMoment`, elsewhere by `calendarOf`. */
export interface Calendar {
  /** The moment a duration after another. */
  add(date: Date, duration: string): Date;
  /** The moment that a date or a time names; `undefined` for none. */
  parse(text: string): Date | undefined;
}

/** The last moment that a `Date` can hold (ECMA-262, time values): what lies beyond it never comes. */
const LAST_MOMENT = 8.64e15;

const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:(Z)|([+-])(\d\d):?(\d\d))?)?$/;

/**
 * The moment that an ISO 8601 date (`2026-10-01`: its start) or time (`2026-10-01T09:00`) names; `undefined` when it is
 * none, as the 30th of February. Without an offset it is UTC, so that a server and a browser anywhere mean the same.
 */
export function parseMoment(text: string): Date | undefined {
  const found = MOMENT.exec(text);
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day || hour > 24 || minute > 59 || second > 60)
    return undefined;
  const [sign, offsetHours, offsetMinutes] = [found[8] === '-' ? 1 : -1, Number(found[9] ?? 0), Number(found[10] ?? 0)];
  return new Date(
    midnight.getTime() + (((hour + sign * offsetHours) * 60 + minute + sign * offsetMinutes) * 60 + second) * 1000,
  );
}

/** Whether `text` is a date without a time: it stands for the whole day. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}

/** `seconds` as xAPI wants it: `PT12.5S`. What is no length is none. */
export function toDuration(seconds: number): string {
  return `PT${Number.isFinite(seconds) ? Math.max(0, Math.round(seconds * 100) / 100) : 0}S`;
}
