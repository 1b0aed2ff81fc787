import {icon} from '@uggla/core/icons.js';
import type {IconName} from '@uggla/core/icons.js';
import {html, nothing} from 'lit';

/** What a button of the control bar is. */
export interface ControlButton {
  readonly part: string;
  readonly icon: IconName;
  /** Its name for everybody: spoken, and shown while the pointer rests on it. */
  readonly label: string;
  readonly press: (event: Event) => void;
  /** For a switch: whether it is on. */
  readonly pressed?: boolean;
  /** For the button of a panel: whether that is open. */
  readonly expanded?: boolean;
  /** Keys that do the same (`aria-keyshortcuts`). */
  readonly keys?: string;
}

/** One button of the control bar. */
export function controlButton({part, icon: name, label, press, pressed, expanded, keys}: ControlButton) {
  return html`<button
    part="button ${part}"
    class=${part}
    aria-label=${label}
    title=${label}
    aria-pressed=${pressed ?? nothing}
    aria-expanded=${expanded ?? nothing}
    aria-keyshortcuts=${keys ?? nothing}
    @click=${press}
  >${icon(name)}</button>`;
}
