import {icon} from '@uggla/core/icons.js';
import type {UgglaError} from '@uggla/protocol';
import {html, nothing} from 'lit';
import type {PlayerTerms} from '../locales/en.js';
import type {UgglaPlayer} from './player-element.js';

const WORDS: Readonly<Record<string, keyof PlayerTerms & `error${string}`>> = {
  'media-unavailable': 'errorUnavailable',
  'media-forbidden': 'errorForbidden',
  'media-unsupported': 'errorUnsupported',
  'media-undecodable': 'errorUndecodable',
  'media-invalid': 'errorInvalid',
  'engine-unavailable': 'errorEngine',
};

/** What is wrong, in words, and a way on. It stands in the page before it says anything, so that it is heard. */
export function renderErrorPanel(player: UgglaPlayer) {
  const {failure: error} = player;
  const {stalled} = player.playback;
  return html`<div role="alert" class="alert">
    ${
      error || stalled
        ? html`<div part="error" class="error">
          ${icon('warning')}
          <div class="words">
            <strong>${player.localize.term(error ? 'errorTitle' : 'errorStalledTitle')}</strong>
            <p>${player.localize.term(error ? wordsFor(error) : navigator.onLine ? 'errorStalled' : 'errorOffline')}</p>
            ${error ? html`<code>${error.code}</code>` : nothing}
          </div>
          <button part="button retry-button" class="retry" @click=${() => player.playback.retry()}>
            ${icon('retry')} ${player.localize.term('retry')}
          </button>
        </div>`
        : nothing
    }
  </div>`;
}

function wordsFor({code, status}: UgglaError) {
  if (code === 'media-unavailable' && status === undefined && !navigator.onLine) return 'errorOffline';
  return WORDS[code] ?? 'errorUnknown';
}
