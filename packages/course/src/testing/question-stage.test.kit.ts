import {fixture, html} from '@open-wc/testing';
import {LitElement} from 'lit';
import {LocalizeController} from '@uggla/core/localize.js';
import {baseStyles} from '@uggla/core/styles.js';
import {pickText, type Question, type Response, type Text} from '@uggla/protocol';
import {en} from '../locales/en.js';
import {es} from '../locales/es.js';
import type {Verdict} from '../quiz/grader.js';
import {renderQuestion, type QuestionContext, type QuestionState} from '../quiz/question-view.js';
import {quizStyles} from '../quiz/quiz-styles.js';

/** A picture of one pixel. */
export const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** One question alone on the page, with nothing of a course around it: keeps what was answered, and what was said. */
export class QuestionStage extends LitElement {
  static override styles = [baseStyles, quizStyles];

  question!: Question;
  response: Response | undefined;
  verdict: Verdict | undefined;
  isMissing = false;
  isClosed = false;
  readonly said: string[] = [];
  readonly changes: (Response | undefined)[] = [];
  readonly #words = new LocalizeController(this, {en, es});

  protected override render() {
    const {question, response, verdict, isMissing, isClosed} = this;
    const context: QuestionContext = {
      host: this,
      base: document.baseURI,
      words: this.#words,
      languages: [this.#words.language],
      text: (text: Text | undefined) => pickText(text, [this.#words.language]),
      announce: (sentence) => this.said.push(sentence),
    };
    const change = (changed: Response | undefined) => {
      this.response = changed;
      this.changes.push(changed);
      this.requestUpdate();
    };
    const state: QuestionState = {question, name: 'q', response, seed: 'ana', verdict, isMissing, isClosed, change};
    return html`<form>${renderQuestion(state, context, 'Question 1 of 1')}</form>`;
  }

  /** The first element in it that fits. */
  find<T extends HTMLElement = HTMLInputElement>(selector: string): T {
    const found = this.renderRoot.querySelector<T>(selector);
    if (!found) throw new Error(`no ${selector} in ${this.renderRoot.textContent}`);
    return found;
  }

  /** All in it that fit. */
  all<T extends HTMLElement = HTMLInputElement>(selector: string): T[] {
    return [...this.renderRoot.querySelectorAll<T>(selector)];
  }

  /** Changes what it shows. */
  async set(
    changes: Partial<
      Pick<QuestionStage, 'response' | 'verdict' | 'isMissing' | 'isClosed' | 'question' | 'lang' | 'dir'>
    >,
  ): Promise<void> {
    Object.assign(this, changes);
    this.requestUpdate();
    await this.updateComplete;
  }
}
customElements.define('question-stage', QuestionStage);

/** Puts a question on the page. */
export async function stage(
  question: Question,
  more: Parameters<QuestionStage['set']>[0] = {},
): Promise<QuestionStage> {
  const element = new QuestionStage();
  Object.assign(element, {question, lang: 'en', ...more});
  await fixture(html`${element}`);
  await element.updateComplete;
  return element;
}

/** Writes into a field as a person does. */
export function write(field: HTMLInputElement, value: string): void {
  field.value = value;
  field.dispatchEvent(new Event('input', {bubbles: true}));
}

/** Chooses from a list as a person does. */
export function pick(list: HTMLSelectElement, value: string): void {
  list.value = value;
  list.dispatchEvent(new Event('change', {bubbles: true}));
}
