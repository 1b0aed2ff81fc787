import {
  coveredSeconds,
  extensions,
  isRuleMet,
  mergeRanges,
  parseSegments,
  ruleOf,
  verbs,
  type Lesson,
  type LessonProgress,
  type Range,
  type Statement,
} from '@uggla/protocol';
import {cmi5Extensions, isCmi5, isMoved, launcherVerbs, moveOnOf} from '../launches/cmi5.js';
import {isDefined} from '../launches/statement-rules.js';
import {agentKey} from '../records/agent.js';
import type {AttemptRow} from '../store/tables.js';
import {scoreOf, totalOf, type Quiz} from './grade-quiz.js';
import {TimeSpent} from './time-spent.js';

/** Faster than this nothing is watched: what the elements count up to, too. */
export const FASTEST = 4;

/** So many seconds (clocks are read in steps, films begin before anything is told) are never held against anybody. */
export const SLACK = 5;

/** What is known of a lesson beside the records. */
export interface LessonFacts {
  /** Length of the film or sound in seconds, as the campus publishes it. */
  length?: number | undefined;
  /** Whether this server has the right answers: then no other verdict passes. */
  graded: boolean;
  /** Key of the server itself: a cmi5 unit says nothing but through its launch, for which the server vouches. */
  server?: string | undefined;
  /** Before this moment (ms) nothing of it can have been done, whatever a statement says. */
  notBefore: number;
}

/** What statements and graded answers prove of one lesson, taken in one after the other in the order of storing. */
export class LessonEvidence {
  readonly #lesson: Lesson;
  readonly #facts: LessonFacts;
  readonly #attempts: AttemptRow[] = [];
  #time: TimeSpent;
  #ranges: Range[] = [];
  /** Played before it was begun anew. */
  #before: Range[] = [];
  #told: number | undefined;
  #claimed = false;
  #seen = false;
  #verdict = false;
  /** Reported by a cmi5 unit. */
  #unit: {completed: boolean; passed: boolean; score?: number} = {completed: false, passed: false};
  #signed: LessonProgress['signed'];
  #signedAt = 0;
  #completed: string | undefined;
  #renewed: string | undefined;
  #changed = '';
  /** Whether stretches were told of that nobody can have played in that time. */
  implausible = false;

  constructor(lesson: Lesson, facts: LessonFacts) {
    this.#lesson = lesson;
    this.#facts = facts;
    this.#time = new TimeSpent(facts.notBefore);
  }

  /** Takes in a statement about this lesson. */
  takeStatement(statement: Statement): void {
    const {verb, result, context, timestamp} = statement;
    const stored = Date.parse(statement.stored ?? timestamp);
    const at = this.#time.take(statement, stored);
    this.#changed = statement.stored ?? timestamp;
    this.#seen = true;
    if (isCmi5(this.#lesson)) this.#takeUnit(statement);
    else {
      if (verb.id === verbs.completed.id) this.#claimed = true;
      if (verb.id === verbs.passed.id) this.#verdict = true;
    }
    const length = context?.extensions?.[extensions.length];
    // The longest that was told: of a film of one second, a moment would be the whole.
    if (typeof length === 'number' && Number.isFinite(length) && length > 0)
      this.#told = Math.max(this.#told ?? 0, length);
    const segments = result?.extensions?.[extensions.playedSegments];
    if (typeof segments === 'string') this.#play(parseSegments(segments));
    const isSigned = verb.id === verbs.acknowledged.id || verb.id === verbs.agreed.id;
    if (isSigned) {
      this.#signed = signedOf(statement);
      this.#signedAt = at;
    }
    this.#settle(at === Date.parse(timestamp) ? timestamp : new Date(at).toISOString(), isSigned);
  }

  /** What a unit said through its launch; what anybody else says of it counts nothing. */
  #takeUnit(statement: Statement): void {
    const {verb, authority, result, context} = statement;
    if (
      !authority ||
      agentKey(authority) !== this.#facts.server ||
      !isDefined(statement as Parameters<typeof isDefined>[0])
    )
      return;
    if (verb.id === verbs.completed.id) this.#unit.completed = true;
    if (verb.id === verbs.passed.id) this.#verdict = this.#unit.passed = true;
    const scaled = result?.score?.scaled;
    if (scaled !== undefined) this.#unit.score = Math.max(this.#unit.score ?? 0, scaled);
    const moveOn = moveOnOf(this.#lesson);
    // What asks for nothing is done once it was opened for good; the rest is not reported in any other mode.
    const isOpened =
      verb.id === launcherVerbs.launched.id && context?.extensions?.[cmi5Extensions.launchMode] === 'Normal';
    if (moveOn === 'NotApplicable' ? isOpened : isMoved(moveOn, this.#unit)) this.#claimed = true;
  }

  /** Takes in an answer that this server graded. */
  takeAttempt(row: AttemptRow): void {
    this.#attempts.push(row);
    this.#changed = row.time;
    this.#settle(row.time, false);
  }

  /** Begins anew: what was done before counts no more, but that it was completed stays known. */
  renew(time: string): void {
    this.#renewed = time;
    this.#before = this.played;
    this.#ranges = [];
    this.#time = new TimeSpent(Date.parse(time));
    this.#claimed = this.#seen = this.#verdict = false;
    this.#unit = {completed: false, passed: false};
    this.#attempts.length = 0;
  }

  /** When it was completed last, and whether since it was last begun anew. */
  get completed(): {at: string; since: boolean} | undefined {
    return this.#completed === undefined
      ? undefined
      : {at: this.#completed, since: this.#renewed === undefined || this.#completed >= this.#renewed};
  }

  /** What was ever played, each second once. */
  get played(): Range[] {
    return this.#before.length === 0 ? this.#ranges : mergeRanges([...this.#before, ...this.#ranges]);
  }

  /** What is proven. */
  get progress(): LessonProgress {
    const progress: LessonProgress = {};
    const {duration, ranges, seconds} = this.#measures();
    if (ranges.length > 0) progress.ranges = ranges;
    if (duration !== undefined && (ranges.length > 0 || this.#seen)) progress.duration = duration;
    if (seconds > 0) progress.seconds = Math.round(seconds);
    if (this.#seen) progress.viewed = true;
    if (this.#claimed && ruleOf(this.#lesson).read !== undefined) progress.read = 1;
    Object.assign(progress, this.#quiz());
    if (this.#signed) progress.signed = this.#signed;
    if (this.#completed !== undefined) progress.completed = this.#completed;
    if (this.#renewed !== undefined) progress.renewed = this.#renewed;
    if (this.#changed !== '') progress.changed = this.#changed;
    return progress;
  }

  #measures(): {duration: number | undefined; ranges: Range[]; seconds: number} {
    return {duration: this.#facts.length ?? this.#told, ranges: this.#ranges, seconds: this.#time.seconds};
  }

  #play(told: readonly Range[]): void {
    const end = this.#facts.length ?? this.#told ?? Infinity;
    const inside = told.map(([from, to]): Range => [from, Math.min(to, end)]);
    const joined = mergeRanges([...this.#ranges, ...inside]);
    if (coveredSeconds(joined) <= FASTEST * this.#time.budget + SLACK) this.#ranges = joined;
    else this.implausible = true;
  }

  #quiz(): Pick<LessonProgress, 'passed' | 'score' | 'attempts'> {
    const {kind} = this.#lesson;
    if (kind !== 'quiz' || !this.#facts.graded)
      return {
        ...(this.#verdict ? {passed: true} : {}),
        ...(this.#unit.score === undefined ? {} : {score: this.#unit.score}),
      };
    const quiz = this.#lesson as Quiz;
    const byAttempt = new Map<string, AttemptRow[]>();
    for (const row of this.#attempts) byAttempt.set(row.attempt, [...(byAttempt.get(row.attempt) ?? []), row]);
    const scores = [...byAttempt.values()]
      .filter((one) => one.length >= totalOf(quiz))
      .map((one) => scoreOf(quiz, one));
    const score = scores.length > 0 ? Math.max(...scores) : undefined;
    return {
      ...(byAttempt.size > 0 ? {attempts: byAttempt.size} : {}),
      ...(score === undefined ? {} : {score}),
      ...(score !== undefined && score >= (quiz.mastery ?? 0) ? {passed: true} : {}),
    };
  }

  /** Whether the rule is met now. What has no measure in statements (reading, steps of a guide) is what the page says. */
  get #isProven(): boolean {
    const {kind} = this.#lesson;
    const {duration, ranges, seconds} = this.#measures();
    const quiz = this.#quiz();
    const {attempts, ...verdict} = quiz;
    const handedIn = quiz.score !== undefined || (!this.#facts.graded && this.#claimed);
    const known: LessonProgress = {
      ...verdict,
      ...(duration === undefined ? {} : {duration}),
      ranges,
      seconds: seconds > 0 ? seconds + 1 : 0, // told in whole seconds
      viewed: kind === 'quiz' ? handedIn : this.#seen,
      ...(this.#claimed ? {read: 1, checked: ['all']} : {}),
      ...(this.#signed && (this.#renewed === undefined || this.#signed.at >= this.#renewed)
        ? {signed: this.#signed}
        : {}),
    };
    return isRuleMet(this.#lesson, known);
  }

  #settle(at: string, isSigned: boolean): void {
    const open = this.completed === undefined || !this.completed.since;
    if (isSigned && this.#isProven) this.#completed = new Date(this.#signedAt).toISOString();
    else if (open && this.#isProven) this.#completed = at;
  }
}

function signedOf({context, timestamp}: Statement): NonNullable<LessonProgress['signed']> {
  const given = context?.extensions ?? {};
  const text = (key: string) => (typeof given[key] === 'string' ? given[key] : '');
  return {
    sha256: text(extensions.documentSha256),
    version: text(extensions.documentVersion),
    at: timestamp,
    name: text(extensions.signedName),
  };
}
