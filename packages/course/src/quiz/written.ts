import {html, nothing, type TemplateResult} from 'lit';
import type {Question} from '@uggla/protocol';
import type {QuestionContext, QuestionState} from './question-view.js';
import {parseNumber} from './responses.js';
import {say} from './say.js';

/** A gap to fill with words. */
export function renderFill({response, change, name}: QuestionState, {words}: QuestionContext): TemplateResult {
  const write = (event: Event) => {
    const {value} = event.target as HTMLInputElement;
    change(value.trim() || undefined);
  };
  return html`<input
    part="choice"
    class="written"
    type="text"
    autocomplete="off"
    name=${name}
    aria-label=${say(words, 'answer')}
    value=${typeof response === 'string' ? response : nothing}
    @input=${write}
  />`;
}

/** A number, written as people write it in any language: with a comma or a point. */
export function renderNumeric(
  {question, response, change, name}: QuestionState & {question: Extract<Question, {type: 'numeric'}>},
  {words, text}: QuestionContext,
): TemplateResult {
  const unit = text(question.unit);
  const write = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const number = parseNumber(input.value);
    input.setAttribute('aria-invalid', String(input.value.trim() !== '' && number === undefined));
    change(number);
  };
  // Written once, then left alone: "2," is on the way to "2,5".
  return html`<span class="measure">
    <input
      part="choice"
      class="written number"
      type="text"
      inputmode="decimal"
      autocomplete="off"
      name=${name}
      aria-label=${unit ? say(words, 'numberIn', unit) : say(words, 'answer')}
      value=${typeof response === 'number' ? String(response) : nothing}
      @input=${write}
    />
    ${unit ? html`<span aria-hidden="true">${unit}</span>` : nothing}
  </span>`;
}
