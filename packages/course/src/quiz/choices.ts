import {html, nothing, type TemplateResult} from 'lit';
import type {Question, Text} from '@uggla/protocol';
import {renderImage, type QuestionContext, type QuestionState} from './question-view.js';
import {say} from './say.js';

type ChoiceQuestion = Extract<Question, {type: 'single' | 'multiple' | 'truefalse'}>;
type Choice = {id: string; text: Text; image?: Question['image']};

/** One of several, some of several, or true and false: radio buttons and checkboxes. */
export function renderChoices(
  state: QuestionState & {question: ChoiceQuestion},
  context: QuestionContext,
): TemplateResult {
  const {question, name, response, change} = state;
  const {text, words} = context;
  if (question.type === 'truefalse') {
    return html`<div class="choices pair">
      ${[true, false].map((value) => {
        const choose = () => change(value);
        return html`<label part="choice" class="choice">
          <input type="radio" name=${name} value=${String(value)} .checked=${response === value} @change=${choose} />
          <span>${say(words, value ? 'trueWord' : 'falseWord')}</span>
        </label>`;
      })}
    </div>`;
  }
  const chosen = new Set(Array.isArray(response) ? response : typeof response === 'string' ? [response] : []);
  const several = question.type === 'multiple';
  // Read from the controls: two quick choices may fall between two renderings.
  const choose = (event: Event) => {
    const box = (event.target as HTMLElement).closest('.choices')!;
    const values = [...box.querySelectorAll<HTMLInputElement>('input:checked')].map(({value}) => value);
    change(several ? (values.length > 0 ? values : undefined) : values[0]);
  };
  return html`<div class="choices">
    ${(question.choices as readonly Choice[]).map(
      (choice) => html`<label part="choice" class="choice">
        <input
          type=${several ? 'checkbox' : 'radio'}
          name=${name}
          value=${choice.id}
          .checked=${chosen.has(choice.id)}
          @change=${choose}
        />
        ${choice.image ? renderImage(choice.image, context) : nothing}
        <span>${text(choice.text)}</span>
      </label>`,
    )}
  </div>`;
}
