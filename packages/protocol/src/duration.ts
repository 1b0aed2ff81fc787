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

const PATTERN = /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

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
    throw new UgglaError('duration-invalid', `"${text}" is no ISO 8601 duration`, {cure: 'Write it like P30D, P1Y or PT10M.'});
  }
  const [years, months, weeks, days, hours, minutes, seconds] = found.slice(1).map((one) => Number(one ?? 0)) as [
    number, number, number, number, number, number, number,
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
  return sum;
}

/** `seconds` as xAPI wants it: `PT12.5S`. */
export function toDuration(seconds: number): string {
  return `PT${Math.max(0, Math.round(seconds * 100) / 100)}S`;
}
