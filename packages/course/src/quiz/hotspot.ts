import {html, type TemplateResult} from 'lit';
import {ref} from 'lit/directives/ref.js';
import type {Question} from '@uggla/protocol';
import {renderImage, type QuestionContext, type QuestionState} from './question-view.js';

/** A place in a picture: radio buttons that lie on it, so that arrow keys go from place to place. */
export function renderHotspot(
  state: QuestionState & {question: Extract<Question, {type: 'hotspot'}>},
  context: QuestionContext,
): TemplateResult {
  const {question, name, response, change} = state;
  const percent = (share: number) => `${share * 100}%`;
  return html`<div class="hotspot">
    ${renderImage(question.image, context)}
    ${question.choices.map(({id, text, x, y, width, height}) => {
      const lay = (spot?: Element) => {
        const box = {left: percent(x), top: percent(y), width: percent(width), height: percent(height)};
        if (spot) Object.assign((spot as HTMLElement).style, box);
      };
      const choose = () => change(id);
      return html`<label part="choice" class="spot" ${ref(lay)} title=${context.text(text)}>
        <input type="radio" name=${name} value=${id} .checked=${response === id} @change=${choose} />
        <span class="visually-hidden">${context.text(text)}</span>
      </label>`;
    })}
  </div>`;
}
