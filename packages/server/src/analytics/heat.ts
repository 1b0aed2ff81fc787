import {extensions, mergeRanges, verbs, type Range, type Statement} from '@uggla/protocol';
import {FASTEST, SLACK} from '../learning/lesson-evidence.js';

/** More columns than this nobody tells apart on a screen. */
const MOST_BINS = 200;

/** Players tell of the first moment late and of the last one never. */
const EDGE = 0.3;

/** One person and one film. */
export interface Watcher {
  /** What was really played, each second once. */
  played: readonly Range[];
  /** Stretches as they were played one after the other; some of them again. */
  stretches: readonly Range[];
}

/** How a film was watched, second by second. */
export interface Heat {
  /** Seconds of one step. */
  step: number;
  /** How many different people watched each step. */
  people: number[];
  /** How often each was watched again, by all of them. */
  again: number[];
}

/** A part of a film. */
export interface Part {
  start: number;
  end: number;
  count: number;
}

/**
 * The stretches that a person played one after the other, as the statements of the video profile tell: from `played`, or the end
 * of a jump, to `paused`, or the beginning of the next one. A stretch that is longer than can be watched in that time counts
 * nothing; neither does what lies between the two ends of a jump.
 */
export function stretchesOf(statements: readonly Statement[]): Range[] {
  const stretches: Range[] = [];
  const open = new Map<string, {from: number; clock: number}>();
  for (const {verb, result, context, timestamp} of statements) {
    const session = String(context?.extensions?.[extensions.sessionId] ?? '');
    const told = result?.extensions ?? {};
    const second = (key: string) => (Number.isFinite(told[key]) ? (told[key] as number) : undefined);
    const clock = Date.parse(timestamp) / 1000;
    const close = (at: number | undefined) => {
      const begun = open.get(session);
      open.delete(session);
      if (!begun || at === undefined || at <= begun.from) return begun !== undefined;
      if (at - begun.from <= FASTEST * (clock - begun.clock) + SLACK) stretches.push([begun.from, at]);
      return true;
    };
    const begin = (from: number | undefined) => from !== undefined && open.set(session, {from, clock});
    if (verb.id === verbs.initialized.id) open.delete(session);
    else if (verb.id === verbs.played.id) begin(second(extensions.time));
    else if (verb.id === verbs.paused.id || verb.id === verbs.terminated.id) close(second(extensions.time));
    else if (verb.id === verbs.seeked.id && close(second(extensions.timeFrom))) begin(second(extensions.timeTo));
  }
  return stretches;
}

/** How many people watched each second of a film of `duration` seconds, and how often again. */
export function heatOf(watchers: readonly Watcher[], duration: number): Heat {
  const step = Math.max(1, Math.ceil(duration / MOST_BINS));
  const count = Math.max(1, Math.round(duration / step));
  const edges = Array.from({length: count + 1}, (_, at) => (at === count ? duration : at * step));
  const people = new Array<number>(count).fill(0);
  const again = new Array<number>(count).fill(0);
  const [once, often] = [new Float64Array(count), new Float64Array(count)];
  for (const {played, stretches} of watchers) {
    once.fill(0);
    often.fill(0);
    for (const one of whole(played, duration)) lay(once, one, edges, step);
    for (const one of stretches) for (const part of within(one, played)) lay(often, part, edges, step);
    for (let at = 0; at < count; at++) {
      const length = edges[at + 1]! - edges[at]!;
      if (once[at]! < length / 2) continue;
      people[at]! += 1;
      again[at]! += Math.max(0, Math.round(often[at]! / length) - 1);
    }
  }
  return {step, people, again};
}

/** The ends are reached by whoever came near them. */
function whole(played: readonly Range[], duration: number): Range[] {
  return mergeRanges(
    played.map(([start, end]): Range => [start <= EDGE ? 0 : start, end >= duration - EDGE ? duration : end]),
  );
}

function within([start, end]: Range, played: readonly Range[]): Range[] {
  return played
    .map(([from, to]): Range => [Math.max(start, from), Math.min(end, to)])
    .filter(([from, to]) => to > from);
}

/** Adds the seconds of a stretch to the steps that it lies in. */
function lay(steps: Float64Array, [start, end]: Range, edges: readonly number[], step: number): void {
  for (let at = Math.min(Math.floor(start / step), steps.length - 1); at < steps.length && edges[at]! < end; at++)
    steps[at]! += Math.max(0, Math.min(end, edges[at + 1]!) - Math.max(start, edges[at]!));
}

/** What is watched again most: up to three parts, the most often first. Once is chance. */
export function peaksOf({again, step}: Heat, duration: number): Part[] {
  const left = [...again];
  const peaks: Part[] = [];
  while (peaks.length < 3) {
    const count = Math.max(...left);
    if (count < 2) break;
    let [from, to] = [left.indexOf(count), left.indexOf(count)];
    while (from > 0 && left[from - 1]! * 2 > count) from--;
    while (to < left.length - 1 && left[to + 1]! * 2 > count) to++;
    left.fill(0, from, to + 1);
    peaks.push({start: from * step, end: to === again.length - 1 ? duration : (to + 1) * step, count});
  }
  return peaks;
}

/** What fewer than half of those who watched any of it have seen: up to three parts, the longest first. */
export function gapsOf({people, step}: Heat, duration: number, watchers: number): Part[] {
  const gaps: Part[] = [];
  for (let from = 0; from < people.length; from++) {
    if (people[from]! * 2 >= watchers) continue;
    let to = from;
    while (to < people.length - 1 && people[to + 1]! * 2 < watchers) to++;
    const end = to === people.length - 1 ? duration : (to + 1) * step;
    gaps.push({start: from * step, end, count: Math.max(...people.slice(from, to + 1))});
    from = to;
  }
  return gaps.sort((one, other) => other.end - other.start - (one.end - one.start)).slice(0, 3);
}
