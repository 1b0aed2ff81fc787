import {html, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from '@uggla/core/more-icons.js';
import type {Question, Response} from '@uggla/protocol';
import {shuffled} from './draw.js';
import type {QuestionContext, QuestionState} from './question-view.js';
import {say} from './say.js';

type OrderQuestion = Extract<Question, {type: 'order'}>;

/** The order that stands on the screen: what was given, else one by lot. */
export function orderShown(question: OrderQuestion, response: Response | undefined, seed: string): readonly string[] {
  const ids = question.items.map(({id}) => id);
  const isWhole = Array.isArray(response) && response.length === ids.length && ids.every((id) => response.includes(id));
  return isWhole ? (response as readonly string[]) : shuffled(ids, `${seed}/${question.id}`);
}

/** Things to put in order: each has a button up and a button down, and says its new place. */
export function renderOrder(
  state: QuestionState & {question: OrderQuestion},
  {words, text, announce, host}: QuestionContext,
): TemplateResult {
  const {question, response, change, seed, isClosed} = state;
  const shown = orderShown(question, response, seed);
  const nameOf = (id: string) => text(question.items.find((item) => item.id === id)?.text);
  const move = (id: string, by: -1 | 1) => () => {
    const list = [...shown];
    const from = list.indexOf(id);
    const to = from + by;
    if (to < 0 || to >= list.length) return;
    [list[from], list[to]] = [list[to]!, list[from]!];
    change(list);
    announce(say(words, 'moved', nameOf(id), words.number(to + 1), words.number(list.length)));
    void host.updateComplete.then(() => keepFocus(host, state.name, id, by));
  };
  return html`<ol class="order">
    ${repeat(
      shown,
      (id) => id,
      (id, at) => html`<li part="choice" data-item=${id}>
        <span>${nameOf(id)}</span>
        <button type="button" data-by="-1" ?disabled=${isClosed} aria-disabled=${at === 0} aria-label=${say(words, 'moveUp', nameOf(id))}
          @click=${move(id, -1)}>${icon('previous')}</button>
        <button type="button" data-by="1" ?disabled=${isClosed} aria-disabled=${at === shown.length - 1} aria-label=${say(words, 'moveDown', nameOf(id))}
          @click=${move(id, 1)}>${icon('next')}</button>
      </li>`,
    )}
  </ol>`;
}

/** Moving a node takes the focus from what is in it. */
function keepFocus(host: QuestionContext['host'], name: string, id: string, by: number): void {
  const row = [...host.renderRoot.querySelectorAll<HTMLElement>('.order li')].find(
    (one) => one.dataset['item'] === id && one.closest('fieldset')?.id === name,
  );
  row?.querySelector<HTMLElement>(`button[data-by="${by}"]`)?.focus();
}
