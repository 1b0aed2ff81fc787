import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {Question, Response} from '@uggla/protocol';
import type {LessonContext} from '../course/lesson-view.js';
import {renderChoices} from './choices.js';
import {feedbackOf, type Verdict} from './grader.js';
import {renderHotspot} from './hotspot.js';
import {renderMatch} from './match.js';
import {renderOrder} from './order.js';
import {renderFill, renderNumeric} from './written.js';
import {say} from './say.js';

/** One question on the screen. */
export interface QuestionState {
  question: Question;
  /** Unique on the page: names the controls. */
  name: string;
  response: Response | undefined;
  /** Decides in which order choices stand. */
  seed: string;
  verdict?: Verdict | undefined;
  /** It was not answered when the answers were handed in. */
  isMissing?: boolean;
  /** No more changes. */
  isClosed: boolean;
  change(response: Response | undefined): void;
}

/** What a question's view needs of its lesson. */
export type QuestionContext = Pick<LessonContext, 'words' | 'languages' | 'text' | 'base' | 'announce' | 'host'>;

/** A question with its controls and, once judged, its verdict. `heading` stands above the text: "Question 1 of 5". */
export function renderQuestion(state: QuestionState, context: QuestionContext, heading: string): TemplateResult {
  const {question, name, verdict, isMissing} = state;
  const {words, text} = context;
  const hint = hintOf(question, context);
  return html`<fieldset
    part="question"
    class="question"
    id=${name}
    data-type=${question.type}
    data-question=${question.id}
    tabindex="-1"
    ?disabled=${state.isClosed}
    aria-describedby=${hint ? `${name}-hint` : nothing}
  >
    <legend>
      <span class="count">${heading}</span>
      <span class="text">${text(question.text)}</span>
    </legend>
    ${question.image && question.type !== 'hotspot' ? renderImage(question.image, context) : nothing}
    ${hint ? html`<p class="hint" id=${`${name}-hint`}>${hint}</p>` : nothing}
    ${renderControls(state, context)}
    ${isMissing ? html`<p class="verdict missing">${icon('warning')} ${say(words, 'missing')}</p>` : nothing}
    ${verdict ? renderVerdict(verdict, context) : nothing}
  </fieldset>`;
}

function renderControls(state: QuestionState, context: QuestionContext): unknown {
  const {question} = state;
  switch (question.type) {
    case 'single':
    case 'multiple':
    case 'truefalse':
      return renderChoices({...state, question}, context);
    case 'match':
      return renderMatch({...state, question}, context);
    case 'order':
      return renderOrder({...state, question}, context);
    case 'fill':
      return renderFill(state, context);
    case 'numeric':
      return renderNumeric({...state, question}, context);
    case 'hotspot':
      return renderHotspot({...state, question}, context);
  }
}

function hintOf(question: Question, {words}: QuestionContext): string {
  switch (question.type) {
    case 'single':
    case 'truefalse':
      return say(words, 'chooseOne');
    case 'multiple':
      return say(words, 'chooseSeveral');
    case 'order':
      return say(words, 'orderHint');
    case 'numeric':
      return say(words, 'numberHint');
    case 'hotspot':
      return say(words, 'choosePlace');
    default:
      return '';
  }
}

/** A picture out of the course's file. */
export function renderImage(image: NonNullable<Question['image']>, {base, text}: QuestionContext): unknown {
  const src = safeUrl(image.src, base, 'image');
  return src
    ? html`<img class="picture" src=${src} alt=${text(image.alt)} width=${image.width ?? nothing} height=${image.height ?? nothing} />`
    : nothing;
}

function renderVerdict(verdict: Verdict, {words, languages}: QuestionContext): TemplateResult {
  const {right} = verdict;
  const feedback = feedbackOf(verdict, languages);
  return html`<p class="verdict ${right ? 'right' : 'wrong'}">
    ${icon(right ? 'check' : 'close')} <strong>${say(words, right ? 'right' : 'wrong')}</strong>
    ${feedback ? html`<span>${feedback}</span>` : nothing}
  </p>`;
}
