import {html, type TemplateResult} from 'lit';
import type {Question} from '@uggla/protocol';
import {shuffled} from './draw.js';
import type {QuestionContext, QuestionState} from './question-view.js';
import {say} from './say.js';

/** Pairs: each left item has a list of the right ones. A native list works with any keyboard, remote and reader. */
export function renderMatch(
  state: QuestionState & {question: Extract<Question, {type: 'match'}>},
  {words, text}: QuestionContext,
): TemplateResult {
  const {question, response, change, seed, name} = state;
  const given = typeof response === 'object' && !Array.isArray(response) ? (response as Record<string, string>) : {};
  const options = shuffled(question.right, `${seed}/${question.id}`);
  const choose = (event: Event) => {
    const lists = (event.target as HTMLElement).closest('.pairs')!.querySelectorAll('select');
    change(
      Object.fromEntries([...lists].filter(({value}) => value).map(({dataset, value}) => [dataset['left']!, value])),
    );
  };
  return html`<div class="pairs">
    ${question.left.map((left, at) => {
      const id = `${name}-${at}`;
      return html`<div class="row">
        <label for=${id}>${text(left.text)}</label>
        <select part="choice" id=${id} data-left=${left.id} @change=${choose} aria-label=${say(words, 'matchFor', text(left.text))}>
          <option value="" ?selected=${!given[left.id]}>${say(words, 'chooseMatch')}</option>
          ${options.map((right) => html`<option value=${right.id} ?selected=${given[left.id] === right.id}>${text(right.text)}</option>`)}
        </select>
      </div>`;
    })}
  </div>`;
}
