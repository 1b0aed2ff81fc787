import {html, nothing, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {icon} from '@uggla/core/more-icons.js';
import type {Choices} from './choices.js';

/** A field to filter by: its name in the `filters` attribute, its title, its values. */
export interface FilterField {
  readonly name: string;
  readonly title: string;
  /** `count`: how many things the value would show, where that is known. */
  readonly values: readonly {readonly value: string; readonly title: string; readonly count: number | undefined}[];
}

/** What the bar needs from its element. */
export interface FilterBarOptions {
  /** The first is always shown, the others once they are asked for. */
  readonly fields: readonly FilterField[];
  readonly choices: Choices;
  readonly clearText: string;
  readonly moreText: string;
  /** Whether the further fields are shown. */
  readonly isOpen: boolean;
  readonly number: (value: number) => string;
  readonly toggle: (field: string, value: string) => void;
  readonly toggleMore: () => void;
  readonly clear: () => void;
}

/**
 * Groups of buttons that are pressed or not. A value that would show nothing stays in its place, so that nothing jumps
 * under the pointer, and can still be taken back when it is chosen.
 */
export function renderFilterBar(options: FilterBarOptions): TemplateResult | typeof nothing {
  const {choices, clearText, moreText, isOpen, toggleMore, clear} = options;
  const [first, ...more] = options.fields.filter(({name, values}) => values.length > 1 || choices.has(name));
  if (!first) return nothing;
  const further = more.some(({name}) => choices.has(name)) || isOpen;
  return html`<div class="filters">
    <div class="filter-line">
      ${renderGroup(first, options, 0)}
      ${
        more.length > 0
          ? html`<button type="button" class="filter more" aria-expanded=${further} aria-controls="more-filters" @click=${toggleMore}>
            ${icon('menu')}${moreText}
          </button>`
          : nothing
      }
      ${choices.size > 0 ? html`<button type="button" class="filter more" @click=${clear}>${icon('close')}${clearText}</button>` : nothing}
    </div>
    <div class="more-filters" id="more-filters" ?hidden=${!further}>
      ${repeat(
        more,
        ({name}) => name,
        (field, at) => renderGroup(field, options, at + 1),
      )}
    </div>
  </div>`;
}

function renderGroup(
  {name, title, values}: FilterField,
  {choices, number, toggle}: FilterBarOptions,
  at: number,
): TemplateResult {
  return html`<div class="filter-group" role="group" aria-labelledby="filter-${at}">
    <span class=${at === 0 ? 'visually-hidden' : 'filter-title'} id="filter-${at}">${title}</span>
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
          ${label} ${count === undefined ? nothing : html`<span class="count">${number(count)}</span>`}
        </button>`;
      },
    )}
  </div>`;
}
