import {html, nothing} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {newId, UgglaError, type Question, type Response} from '@uggla/protocol';
import type {LessonContext, LessonView} from '../course/lesson-view.js';
import {drawn} from './draw.js';
import type {Verdict} from './grader.js';
import {orderShown} from './order.js';
import {renderQuestion} from './question-view.js';
import {quizStyles} from './quiz-styles.js';
import {formatResponse, isAnswered} from './responses.js';
import {say} from './say.js';

/** The styles of quizzes. */
export const styles = quizStyles;

/** A quiz: its questions on one page, handed in together, judged, explained, and taken again while attempts are left. */
export function open(context: LessonContext<'quiz'>): LessonView {
  return new QuizLesson(context);
}

/** What came of an attempt. */
interface Outcome {
  score: number;
  passed: boolean | undefined;
  evaluatedBy: Verdict['evaluatedBy'];
}

class QuizLesson implements LessonView {
  readonly #context: LessonContext<'quiz'>;
  #attempt = newId();
  #responses = new Map<string, Response>();
  #verdicts = new Map<string, Verdict>();
  #missing = new Set<string>();
  #outcome: Outcome | undefined;
  #phase: 'asking' | 'checking' | 'judged';
  #error: UgglaError | undefined;
  #questions: readonly Question[];
  /** Decides what is drawn and in which order it stands; another for each attempt. */
  #seed = '';

  constructor(context: LessonContext<'quiz'>) {
    this.#context = context;
    const {done} = context;
    this.#phase = done.passed || (this.#left ?? 1) <= 0 ? 'judged' : 'asking';
    this.#questions = this.#draw();
    if (this.#phase === 'asking') this.#responses = new Map(Object.entries(done.answers ?? {}));
  }

  render(): unknown {
    const {words, lesson} = this.#context;
    const needed =
      lesson.mastery === undefined ? nothing : html`<p>${say(words, 'needed', this.#percent(lesson.mastery))}</p>`;
    const asks = this.#phase !== 'judged' || this.#verdicts.size > 0;
    return html`<form part="quiz" class="quiz" novalidate aria-busy=${this.#phase === 'checking'} @submit=${this.#submit}>
      ${this.#phase === 'judged' ? this.#renderOutcome() : html`<div class="rules">${needed} ${this.#renderLeft()}</div>`}
      ${
        asks
          ? keyed(
              this.#seed,
              this.#questions.map((question, at) => this.#renderQuestion(question, at)),
            )
          : nothing
      }
      ${this.#error ? html`<p class="verdict wrong" role="alert">${say(words, 'gradeFailed')} <small>${words.term('errorCode', this.#error.code)}</small></p>` : nothing}
      <div class="actions">${this.#renderAction()}</div>
    </form>`;
  }

  #renderQuestion(question: Question, at: number): unknown {
    const {words} = this.#context;
    const heading = say(words, 'questionOf', words.number(at + 1), words.number(this.#questions.length));
    return renderQuestion(
      {
        question,
        name: `question-${at}`,
        seed: this.#seed,
        response: this.#responses.get(question.id),
        verdict: this.#verdicts.get(question.id),
        isMissing: this.#missing.has(question.id),
        isClosed: this.#phase !== 'asking' || this.#verdicts.has(question.id),
        change: (response) => this.#change(question, response),
      },
      this.#context,
      heading,
    );
  }

  #renderOutcome(): unknown {
    const {words, lesson, done} = this.#context;
    const score = this.#outcome?.score ?? done.score ?? 0;
    const passed = this.#outcome ? this.#outcome.passed : done.passed;
    const sentence =
      lesson.mastery === undefined
        ? say(words, 'scored', this.#percent(score))
        : passed
          ? say(words, 'passed', this.#percent(score))
          : say(words, 'notPassed', this.#percent(score), this.#percent(lesson.mastery));
    return html`<div class="outcome ${passed === false ? 'failed' : 'passed'}">
      <h3 tabindex="-1">${sentence}</h3>
      ${done.score !== undefined && this.#outcome && done.score > score ? html`<p>${say(words, 'bestScore', this.#percent(done.score))}</p>` : nothing}
      ${this.#renderLeft()}
    </div>`;
  }

  #renderLeft(): unknown {
    const left = this.#left;
    if (left === undefined || this.#context.done.passed) return nothing;
    const {words} = this.#context;
    return html`<p>${left > 0 ? say(words, 'attemptsLeft', words.number(left)) : say(words, 'noAttempts')}</p>`;
  }

  #renderAction(): unknown {
    const {words} = this.#context;
    if (this.#phase === 'judged') {
      return (this.#left ?? 1) > 0
        ? html`<button type="button" part="retry" class="secondary" @click=${this.#again}>${say(words, 'startAgain')}</button>`
        : nothing;
    }
    const label = this.#phase === 'checking' ? 'checking' : 'submit';
    return html`<button type="submit" part="submit" class="primary" aria-disabled=${this.#phase === 'checking'}>${say(words, label)}</button>`;
  }

  #change(question: Question, response: Response | undefined): void {
    if (this.#phase !== 'asking' || this.#verdicts.has(question.id)) return;
    if (response === undefined) this.#responses.delete(question.id);
    else this.#responses.set(question.id, response);
    this.#missing.delete(question.id);
    this.#context.update({answers: Object.fromEntries(this.#responses)});
    this.#context.host.requestUpdate();
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.#phase !== 'asking') return;
    for (const question of this.#questions) {
      if (question.type === 'order')
        this.#responses.set(question.id, orderShown(question, this.#responses.get(question.id), this.#seed));
    }
    const missing = this.#questions.filter((question) => !isAnswered(question, this.#responses.get(question.id)));
    this.#missing = new Set(missing.map(({id}) => id));
    if (missing.length > 0) {
      this.#context.announce(say(this.#context.words, 'missing'));
      this.#focus(`#question-${this.#questions.indexOf(missing[0]!)} :is(input, select)`);
      return;
    }
    void this.#judge();
  };

  async #judge(): Promise<void> {
    this.#phase = 'checking';
    this.#error = undefined;
    this.#context.host.requestUpdate();
    try {
      for (const question of this.#questions) {
        if (this.#verdicts.has(question.id)) continue; // judged before the network broke
        const response = this.#responses.get(question.id)!;
        this.#verdicts.set(question.id, await this.#context.grade(question, response, {attempt: this.#attempt}));
      }
    } catch (error) {
      this.#error = UgglaError.from(error, 'grade-unavailable');
      this.#phase = 'asking';
      if (this.#error.code === 'attempts-used-up') this.#end();
      this.#context.host.requestUpdate();
      return;
    }
    this.#finish();
  }

  /** The server counts more attempts than this page knew of: another device was faster. */
  #end(): void {
    const {lesson, done} = this.#context;
    this.#error = undefined;
    this.#phase = 'judged';
    this.#verdicts.clear();
    this.#context.update({attempts: Math.max(lesson.attempts ?? 0, done.attempts ?? 0)});
  }

  #finish(): void {
    const {lesson, done, words, seconds} = this.#context;
    const verdicts = this.#questions.map((question) => this.#verdicts.get(question.id)!);
    const counted = verdicts.map(({attempt}) => attempt).findLast((attempt) => attempt?.score !== undefined);
    const score = counted?.score ?? weighted(this.#questions, verdicts);
    const passed = lesson.mastery === undefined ? undefined : (counted?.passed ?? score >= lesson.mastery - 1e-9);
    const evaluatedBy = verdicts.every((verdict) => verdict.evaluatedBy === 'server') ? 'server' : 'client';
    this.#outcome = {score, passed, evaluatedBy};
    this.#phase = 'judged';
    for (const [at, question] of this.#questions.entries()) {
      const response = this.#responses.get(question.id)!;
      const verdict = verdicts[at]!;
      this.#context.record((maker) =>
        maker.answered(lesson, question, formatResponse(response), verdict, verdict.evaluatedBy),
      );
      this.#context.answered(question, response, verdict);
    }
    if (passed !== undefined)
      this.#context.record((maker) => maker.judged(lesson, score, passed, seconds, evaluatedBy));
    this.#context.update({
      attempts: (done.attempts ?? 0) + 1,
      score: Math.max(done.score ?? 0, score),
      viewed: true,
      answers: {}, // what is kept are answers not yet handed in: these are in the record
      ...(passed ? {passed} : {}),
    });
    const left = this.#left;
    if (passed === false && left === 0) this.#context.announce(say(words, 'noAttempts'));
    this.#focus('.outcome h3');
  }

  readonly #again = (): void => {
    this.#attempt = newId();
    this.#responses.clear();
    this.#verdicts.clear();
    this.#outcome = undefined;
    this.#phase = 'asking';
    this.#questions = this.#draw();
    this.#context.host.requestUpdate();
    this.#focus('#question-0');
  };

  /** Attempts left; `undefined` when there is no limit. */
  get #left(): number | undefined {
    const {lesson, done} = this.#context;
    return lesson.attempts ? Math.max(0, lesson.attempts - (done.attempts ?? 0)) : undefined;
  }

  #draw(): readonly Question[] {
    const {lesson, seed, done} = this.#context;
    this.#seed = `${seed}/${lesson.id}/${done.attempts ?? 0}`;
    return drawn(lesson.questions, lesson.draw, this.#seed);
  }

  #percent(share: number): string {
    return this.#context.words.number(share, {style: 'percent', maximumFractionDigits: 0});
  }

  #focus(selector: string): void {
    const {host} = this.#context;
    host.requestUpdate();
    void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}

/** The mean score, each question with its points (1 unless it says). */
function weighted(questions: readonly Question[], verdicts: readonly Verdict[]): number {
  const points = questions.map((question) => question.points ?? 1);
  const total = points.reduce((sum, one) => sum + one, 0);
  return total > 0 ? verdicts.reduce((sum, {score}, at) => sum + score * points[at]!, 0) / total : 0;
}
