import {LIST_DELIMITER, PAIR_DELIMITER} from './delimiters.js';

/** A stretch of media that was really played: start and end in seconds. */
export type Range = readonly [start: number, end: number];

/** Gaps shorter than this (seconds) are no gaps: players report time in steps of up to a quarter second. */
const JOIN = 0.3;

const SEGMENT = /^\s*(\d+(?:\.\d+)?)\[\.\](\d+(?:\.\d+)?)\s*$/;

/** `ranges` in order, without overlaps; empty, backward and endless ones are dropped. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const sorted = ranges
    .filter(([start, end]) => end > start && start >= 0 && end < Infinity)
    .sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = merged.at(-1);
    if (last && start <= last[1] + JOIN) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** `ranges` with one more stretch. */
export function addRange(ranges: readonly Range[], start: number, end: number): Range[] {
  return mergeRanges([...ranges, [start, end]]);
}

/** How many seconds `ranges` cover, each second once. */
export function coveredSeconds(ranges: readonly Range[]): number {
  return mergeRanges(ranges).reduce((sum, [start, end]) => sum + end - start, 0);
}

/**
 * The share (0 to 1) of `duration` seconds that `ranges` cover; 0 when the duration is unknown or endless.
 *
 * A film that was seen whole is 1, although players tell of its first moment late and of its last one never; and a sum
 * of parts that falls short by the computer's own rounding falls short of nothing.
 */
export function coveredShare(ranges: readonly Range[], duration: number): number {
  if (!(duration > 0) || duration === Infinity) return 0;
  const inside = mergeRanges(ranges).map(([start, end]): Range => [
    start <= JOIN ? 0 : start,
    end >= duration - JOIN ? duration : end,
  ]);
  return Math.min(1, Math.round((coveredSeconds(inside) / duration) * 1e6) / 1e6);
}

/** As the xAPI video profile writes played segments: `0[.]12.5[,]20[.]30`, at most three decimals. */
export function formatSegments(ranges: readonly Range[]): string {
  return ranges.map(([start, end]) => thousandths(start) + PAIR_DELIMITER + thousandths(end)).join(LIST_DELIMITER);
}

/** The ranges of an xAPI `played-segments` text; what is not a range is left out. */
export function parseSegments(text: string): Range[] {
  const ranges = text.split(LIST_DELIMITER).map((one): Range => {
    const found = SEGMENT.exec(one);
    return found ? [Number(found[1]), Number(found[2])] : [0, 0];
  });
  return mergeRanges(ranges);
}

/** With at most three decimals, as the xAPI video profile has times and shares. */
export function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
