import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {Choices} from './choices.js';

/** A field to filter by: its name in the `filters` attribute, its title, its values. */
export interface FilterField {
  readonly name: string;
  readonly title: string;
  readonly values: readonly {readonly value: string; readonly title: string; readonly count: number}[];
}

/** What the bar needs from its element. */
export interface FilterBarOptions {
  readonly fields: readonly FilterField[];
  readonly choices: Choices;
  readonly clearText: string;
  readonly number: (value: number) => string;
  readonly toggle: (field: string, value: string) => void;
  readonly clear: () => void;
}

/**
 * Groups of buttons that are pressed or not. A value that would show nothing stays in its place, so that nothing jumps
 * under the pointer, and can still be taken back when it is chosen.
 */
export function renderFilterBar({fields, choices, clearText, number, toggle, clear}: FilterBarOptions): TemplateResult {
  return html`<div class="filters">
    ${repeat(
      fields.filter(({values}) => values.length > 1 || values.some(({value}) => choices.size > 0 && value !== '')),
      ({name}) => name,
      ({name, title, values}) => html`<div class="filter-group" role="group" aria-labelledby="filter-${name}">
        <span class="filter-title" id="filter-${name}">${title}</span>
        ${repeat(
          values,
          ({value}) => value,
          ({value, title: label, count}) => {
            const pressed = choices.get(name)?.includes(value) ?? false;
            return html`<button
              type="button"
              class="filter"
              part="filter"
              data-field=${name}
              data-value=${value}
              aria-pressed=${pressed}
              ?disabled=${count === 0 && !pressed}
              @click=${() => toggle(name, value)}
            >
              ${label}<span class="count">${number(count)}</span>
            </button>`;
          },
        )}
      </div>`,
    )}
    ${choices.size > 0 ? html`<button type="button" class="quiet" @click=${clear}>${clearText}</button>` : nothing}
  </div>`;
}
