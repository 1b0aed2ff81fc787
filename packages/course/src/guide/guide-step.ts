import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import type {GuideStep} from '@uggla/protocol';
import type {GuideTerms} from './locales/en.js';

/** One step as it is shown. Texts are in the reader's language, addresses are safe. */
export interface StepView {
  readonly step: GuideStep;
  /** From 0. */
  readonly at: number;
  readonly total: number;
  readonly isOpen: boolean;
  readonly isChecked: boolean;
  readonly title: string;
  readonly text: string;
  readonly warning: string;
  readonly image: {readonly src: string; readonly alt: string} | undefined;
  /** The clip, when the step is open and has one. */
  readonly clip: TemplateResult | typeof nothing;
  readonly localize: LocalizeController<GuideTerms>;
  readonly toggle: () => void;
  readonly check: (isChecked: boolean) => void;
  /** Goes so many steps on, or back. */
  readonly move: (by: 1 | -1) => void;
}

/** A step: its title opens it. What it says stays in the page when it is closed, so that it is printed. */
export function renderStep(view: StepView): TemplateResult {
  const {step, at, total, isOpen, isChecked, title, text, warning, image, clip, localize, toggle} = view;
  const number = localize.number(at + 1);
  return html`<li class="step ${isOpen ? 'open' : ''} ${isChecked ? 'checked' : ''}" part="step">
    <h4>
      <button type="button" class="step-title" part="step-title" data-step=${step.id} aria-expanded=${isOpen} aria-controls="panel-${at}" @click=${toggle}>
        <span class="number" aria-hidden="true">${isChecked ? icon('check') : number}</span>
        <span class="visually-hidden">${localize.term('step', number, localize.number(total))}:</span>
        <span class="title">${title}</span>
        ${isChecked ? html`<span class="visually-hidden">(${localize.term('stepDone')})</span>` : nothing}
        <span class="mark" aria-hidden="true">${icon('next')}</span>
      </button>
    </h4>
    <div class="panel" id="panel-${at}">
      ${clip}
      <div class="panel-words">
        ${image ? html`<img class="image" src=${image.src} alt=${image.alt} loading="lazy" />` : nothing}
        ${text ? html`<p class="text">${text}</p>` : nothing}
        ${
          warning
            ? html`<p class="warning" part="warning">${icon('warning')}<span><strong>${localize.term('warning')}:</strong> ${warning}</span></p>`
            : nothing
        }
        ${renderControls(view)}
      </div>
    </div>
  </li>`;
}

function renderControls({at, total, isChecked, localize, check, move}: StepView): TemplateResult {
  return html`<div class="controls">
    <label class="check">
      <input
        type="checkbox"
        part="check"
        .checked=${isChecked}
        @change=${(event: Event) => check((event.target as HTMLInputElement).checked)}
      />
      ${localize.term('check')}
    </label>
    <div class="moves">
    <button type="button" class="quiet" part="previous" ?disabled=${at === 0} @click=${() => move(-1)}>
      ${localize.term('previous')}
    </button>
    <button type="button" class="solid" part="next" ?disabled=${at === total - 1} @click=${() => move(1)}>
      ${localize.term('next')}
    </button>
    </div>
  </div>`;
}
