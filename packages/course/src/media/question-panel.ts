import {html, nothing} from 'lit';
import {UgglaError, type Response} from '@uggla/protocol';
import type {LessonContext} from '../course/lesson-view.js';
import type {Verdict} from '../quiz/grader.js';
import {orderShown} from '../quiz/order.js';
import {renderQuestion} from '../quiz/question-view.js';
import {formatResponse, isAnswered} from '../quiz/responses.js';
import type {FilmQuestion} from './film-questions.js';
import {say} from '../quiz/say.js';

export {quizStyles} from '../quiz/quiz-styles.js';

/** One question over a film: asked, judged, explained; then the film goes on. */
export class QuestionPanel {
  readonly #context: LessonContext<'video' | 'audio'>;
  readonly #asked: FilmQuestion;
  readonly #goOn: () => void;
  #response: Response | undefined;
  #verdict: Verdict | undefined;
  #isMissing = false;
  #isChecking = false;
  #error: UgglaError | undefined;

  constructor(context: LessonContext<'video' | 'audio'>, asked: FilmQuestion, goOn: () => void) {
    this.#context = context;
    this.#asked = asked;
    this.#goOn = goOn;
    this.#focus('.panel .question');
  }

  render(): unknown {
    const {words, seed} = this.#context;
    return html`<form part="quiz" class="quiz panel" novalidate @submit=${this.#submit}>
      ${renderQuestion(
        {
          question: this.#asked.question,
          name: 'film-question',
          seed,
          response: this.#response,
          verdict: this.#verdict,
          isMissing: this.#isMissing,
          isClosed: this.#verdict !== undefined || this.#isChecking,
          change: (response) => {
            this.#response = response;
            this.#isMissing = false;
            this.#context.host.requestUpdate();
          },
        },
        this.#context,
        words.term('questionInFilm'),
      )}
      ${this.#error ? html`<p class="verdict wrong" role="alert">${say(words, 'gradeFailed')} <small>${words.term('errorCode', this.#error.code)}</small></p>` : nothing}
      <div class="actions">
        ${
          this.#verdict || this.#error
            ? html`<button type="button" part="continue" class=${this.#verdict ? 'primary' : 'secondary'} @click=${this.#goOn}>${say(words, 'goOn')}</button>`
            : nothing
        }
        ${
          this.#verdict
            ? nothing
            : html`<button type="submit" part="submit" class="primary" aria-disabled=${this.#isChecking}>
              ${say(words, this.#isChecking ? 'checking' : 'submitOne')}
            </button>`
        }
      </div>
    </form>`;
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.#isChecking || this.#verdict) return;
    const {question} = this.#asked;
    if (question.type === 'order') this.#response = orderShown(question, this.#response, this.#context.seed);
    this.#isMissing = !isAnswered(question, this.#response);
    if (this.#isMissing) this.#focus('.panel :is(input, select)');
    else void this.#judge(this.#response!);
  };

  async #judge(response: Response): Promise<void> {
    const {lesson} = this.#context;
    const {question, from} = this.#asked;
    this.#isChecking = true;
    this.#error = undefined;
    this.#context.host.requestUpdate();
    try {
      const verdict = await this.#context.grade(question, response, {from});
      this.#verdict = verdict;
      this.#context.record((maker) =>
        maker.answered(lesson, question, formatResponse(response), verdict, verdict.evaluatedBy),
      );
      this.#context.update({answers: {...this.#context.done.answers, [question.id]: response}});
      this.#context.answered(question, response, verdict);
      this.#context.announce(say(this.#context.words, verdict.right ? 'right' : 'wrong'));
    } catch (error) {
      this.#error = UgglaError.from(error, 'grade-unavailable');
    }
    this.#isChecking = false;
    this.#focus('.panel .actions button');
  }

  #focus(selector: string): void {
    const {host} = this.#context;
    host.requestUpdate();
    void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}
